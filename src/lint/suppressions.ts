import { suggest } from '../problem/suggest.ts';
import { LineMap } from '../yaml/lines.ts';
import { findStrings, type StringPlace } from '../yaml/string-places.ts';
import { fileOf, type LintProblem } from './problem.ts';
import { RULES } from './rules/index.ts';
import { ESSENTIAL } from './severity.ts';
import { findActionStrings, findQuoted } from './templates/action-strings.ts';

/** A comment that suppresses rules in a line or in a file. */
export interface Suppression {
  readonly file: string;
  /** The place of the comment, 1-based. */
  readonly line: number;
  readonly column: number;
  readonly source: string;
  /** The line that it applies to; undefined for the whole file. */
  readonly target: number | undefined;
  readonly rules: readonly string[];
  /** The word of a comment that is not known: it suppresses nothing. */
  readonly unknown?: string;
}

/** A part of each such comment: files without it, which are most files, are not read line by line. */
const WORD = 'kilo-chart-disable';

const [NEXT_LINE, LINE] = [`${WORD}-next-line`, `${WORD}-line`];
const WORDS = [NEXT_LINE, LINE, `${WORD}-file`];

/** The beginning of a comment in YAML, in a Go template and in a Handlebars template. */
const COMMENT = /(?:(?<=^|\s)#|\{\{-?\s*\/\*|\{\{~?!(?:--)?)\s*(kilo-chart-disable[-\w]*)/g;
/** Where the comment of a template ends. */
const END = /(?<!\s)\s*(?:\*\/\s*-?\}\}|--~?\}\}|~?\}\})[\s\S]*$/;
/** Between the rules and the reason. */
const REASON = /(?:^|\s)--(?:\s[\s\S]*)?$/;

/**
 * Finds the comments in a values file or a template:
 *
 * ```yaml
 * # kilo-chart-disable-next-line kilo-rolling-tag -- the registry of the test has no other
 * tag: latest
 * ```
 *
 * What looks like one in a string of a values file, or of an action of a template, is not a comment: a value cannot
 * turn rules off. Comments that are meant to suppress, and have another word, are only reported.
 */
export function findSuppressions(file: string, text: string, language: 'yaml' | 'template' = 'yaml'): Suppression[] {
  if (!text.includes(WORD)) return [];
  const map = new LineMap(text);
  const strings = language === 'yaml' ? [findStrings(text)] : [findActionStrings(text), findQuoted(text)];
  const tests = strings.map(inOneOf);
  const isInString = (offset: number): boolean => tests.some((isIn) => isIn(offset));
  const found: Suppression[] = [];
  // From the last line to the first: several comments may apply to one line, the first below that is not such a comment.
  let next = map.count + 1;
  for (let line = map.count; line > 0; line--) {
    const content = map.line(line);
    const comments = content.includes(WORD)
      ? [...content.matchAll(COMMENT)].filter(({ index }) => !isInString(map.start(line) + index))
      : [];
    const comment = comments.find(([, word = '']) => WORDS.includes(word)) ?? comments[0];
    const kind = comment?.[1];
    if (comment && kind) {
      const target = kind === NEXT_LINE ? next : kind === LINE ? line : undefined;
      const rules = rulesIn(content.slice(comment.index + comment[0].length));
      const unknown = WORDS.includes(kind) ? {} : { rules: [], unknown: kind };
      found.push({ file, line, column: comment.index + 1, source: content, target, rules, ...unknown });
    }
    if (kind !== NEXT_LINE) next = line;
  }
  return found.reverse();
}

const rulesIn = (rest: string): string[] =>
  rest
    .replace(END, '')
    .replace(REASON, '')
    .split(/[\s,]+/)
    .filter((name) => name !== '');

/** Whether an offset is in one of some places, which are in their order. */
function inOneOf(places: readonly StringPlace[]): (offset: number) => boolean {
  return (offset) => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] as StringPlace).start <= offset) low = middle + 1;
      else high = middle;
    }
    const before = places[low - 1];
    return before !== undefined && offset < before.end;
  };
}

/**
 * Leaves out what comments suppress.
 *
 * @param suppressions those of all files that were read
 * @returns the other problems, and one for each rule of a comment that suppresses nothing or that cannot be suppressed
 */
export function suppress(problems: readonly LintProblem[], suppressions: readonly Suppression[]): LintProblem[] {
  if (suppressions.length === 0) return [...problems];
  const byPlace = new Map<string, Suppression[]>();
  for (const one of suppressions) {
    const known = byPlace.get(placeOf(one.file, one.target));
    if (known) known.push(one);
    else byPlace.set(placeOf(one.file, one.target), [one]);
  }
  const used = new Map<Suppression, Set<string>>();
  const kept = problems.filter((problem) => {
    const { rule, where } = problem;
    if (ESSENTIAL.has(rule)) return true;
    const file = fileOf(problem) ?? '';
    const matching = [undefined, ...(where?.line === undefined ? [] : [where.line])]
      .flatMap((line) => byPlace.get(placeOf(file, line)) ?? [])
      .filter(({ rules }) => rules.includes(rule));
    for (const one of matching) used.set(one, (used.get(one) ?? new Set()).add(rule));
    return matching.length === 0;
  });
  return [...kept, ...suppressions.flatMap((one) => faultsOf(one, used.get(one) ?? new Set()))];
}

const placeOf = (file: string, line: number | undefined): string => `${line ?? ''}\0${file}`;

function faultsOf(suppression: Suppression, used: ReadonlySet<string>): LintProblem[] {
  const { file, line, column, source, rules, target, unknown } = suppression;
  const report = (message: string, hint: string): LintProblem => ({
    code: 'suppression',
    rule: 'suppression',
    severity: 'warning',
    message,
    where: { file, line, column, source },
    hint,
  });
  if (unknown !== undefined) {
    const near = suggest(unknown, WORDS);
    const hint = near === undefined ? `there are ${WORDS.join(', ')}` : `did you mean ${near}?`;
    return [report(`there is no comment ${unknown}`, hint)];
  }
  if (rules.length === 0)
    return [report('the comment names no rule', 'write # kilo-chart-disable-next-line RULE -- reason')];
  const place = target === undefined ? 'this file' : target === line ? 'this line' : 'the next line';
  return rules.flatMap((rule) => {
    if (used.has(rule)) return [];
    if (!RULES.has(rule)) {
      const near = suggest(rule, [...RULES.keys()]);
      const hint = near === undefined ? 'kilo-chart lint --list-rules lists the rules' : `did you mean ${near}?`;
      return [report(`there is no rule ${rule}`, hint)];
    }
    return ESSENTIAL.has(rule)
      ? [report(`${rule} cannot be suppressed: it reports what could not be checked`, 'remove the comment')]
      : [report(`the comment suppresses nothing: ${rule} finds nothing in ${place}`, 'remove the comment')];
  });
}
