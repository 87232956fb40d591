import { suggest } from '../problem/suggest.ts';
import { LineMap } from '../yaml/lines.ts';
import { fileOf, type LintProblem } from './problem.ts';
import { RULES } from './rules/index.ts';
import { ESSENTIAL } from './severity.ts';

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

const WORDS = ['next-line', 'line', 'file'].map((what) => `${WORD}-${what}`);

/** The comment in YAML, in a Go template and in a Handlebars template. */
const COMMENT = /(?:(?<=^|\s)#|\{\{-?\s*\/\*|\{\{~?!(?:--)?)\s*kilo-chart-disable-(next-line|line|file)(?![-\w])(.*)$/;
/** A comment with a word that is like those. */
const LIKE = /(?:(?<=^|\s)#|\{\{-?\s*\/\*|\{\{~?!(?:--)?)\s*(kilo-chart-disable[-\w]*)/;
/** Where the comment of a template ends. */
const END = /(?<!\s)\s*(?:\*\/\s*-?\}\}|--~?\}\}|~?\}\})[\s\S]*$/;
/** Between the rules and the reason. */
const REASON = /(?:^|\s)--(?:\s.*)?$/;

/**
 * Finds the comments in a values file or a template:
 *
 * ```yaml
 * # kilo-chart-disable-next-line kilo-rolling-tag -- the registry of the test has no other
 * tag: latest
 * ```
 */
export function findSuppressions(file: string, text: string): Suppression[] {
  if (!text.includes(WORD)) return [];
  const lines = text.split(/\r\n?|\n/);
  const map = new LineMap(text);
  return lines.flatMap((content, index) => {
    const found = COMMENT.exec(content);
    if (!found || isInString(content, found.index)) return [];
    const [, kind, rest = ''] = found;
    const rules = rest
      .replace(END, '')
      .replace(REASON, '')
      .split(/[\s,]+/)
      .filter((name) => name !== '');
    const line = index + 1;
    const target = kind === 'file' ? undefined : kind === 'line' ? line : nextLine(lines, index);
    return [{ file, line, column: found.index + 1, source: map.line(line), target, rules }];
  });
}

/** Comments that are meant to suppress, and have another word: they are only reported. */
export function findMisspelt(file: string, text: string): Suppression[] {
  if (!text.includes(WORD)) return [];
  const map = new LineMap(text);
  return text.split(/\r\n?|\n/).flatMap((content, index) => {
    const found = COMMENT.test(content) ? null : LIKE.exec(content);
    const [, unknown = ''] = found ?? [];
    if (!found || isInString(content, found.index)) return [];
    const line = index + 1;
    return [{ file, line, column: found.index + 1, source: map.line(line), target: undefined, rules: [], unknown }];
  });
}

/** Whether "#" at a place of a line is part of a string in quotes, which begins where a value of YAML does. */
function isInString(content: string, at: number): boolean {
  if (content[at] !== '#') return false;
  for (const { index, 0: text } of content.matchAll(/(?<=^|[\s[{,])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/g))
    if (index < at && at < index + text.length) return true;
  return false;
}

/** Several comments may apply to one line: each applies to the first line below it that is not such a comment. */
function nextLine(lines: readonly string[], index: number): number {
  let next = index + 1;
  while (/^\s*\S/.test(lines[next] ?? '') && COMMENT.exec(lines[next] ?? '')?.[1] === 'next-line') next++;
  return next + 1;
}

/**
 * Leaves out what comments suppress.
 *
 * @param suppressions those of all files that were read
 * @returns the other problems, and one for each rule of a comment that suppresses nothing or that cannot be suppressed
 */
export function suppress(problems: readonly LintProblem[], suppressions: readonly Suppression[]): LintProblem[] {
  if (suppressions.length === 0) return [...problems];
  const byFile = new Map<string, Suppression[]>();
  for (const one of suppressions) byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  const used = new Map<Suppression, Set<string>>();
  const kept = problems.filter((problem) => {
    const { rule, where } = problem;
    if (ESSENTIAL.has(rule)) return true;
    const matching = (byFile.get(fileOf(problem) ?? '') ?? []).filter(
      ({ target, rules }) => rules.includes(rule) && (target === undefined || target === where?.line),
    );
    for (const one of matching) used.set(one, (used.get(one) ?? new Set()).add(rule));
    return matching.length === 0;
  });
  return [...kept, ...suppressions.flatMap((one) => faultsOf(one, used.get(one) ?? new Set()))];
}

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
