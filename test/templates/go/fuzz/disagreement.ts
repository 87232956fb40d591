import { setTimeout } from 'node:timers/promises';
import { SET } from './data.ts';
import type { FuzzAnswer, FuzzCase, TemplateOracle } from './oracle.ts';
import { renderGoText, showsOwnWords } from './render-go.ts';
import { HELPERS } from './templates.ts';

/** How the two can differ. */
export type DisagreementKind = 'output differs' | 'only Go errs' | 'only we err' | 'crash';

export interface Disagreement {
  readonly kind: DisagreementKind;
  readonly template: string;
  readonly values: string;
  readonly go: string;
  readonly ours: string;
}

/** The files of a case that are the same in all of them, around one template. */
export const caseOf = (template: string, values: string): FuzzCase => ({
  templates: { 'templates/main.yaml': template, 'templates/_helpers.tpl': HELPERS },
  values,
  set: SET,
  files: { 'f.txt': 'file\n' },
});

const textOf = (answer: FuzzAnswer): string =>
  'error' in answer ? `error: ${answer.error}` : (answer.printed['fuzz/templates/main.yaml'] ?? '(nothing)');

/** Functions whose result can be another one in the next second. */
const SHOWS_TIME = /date|now|ago/i;

/** Renders a template with Helm's engine and here. @returns undefined where they agree */
export async function disagreementOn(
  oracle: TemplateOracle,
  template: string,
  values: string,
): Promise<Disagreement | undefined> {
  const one = caseOf(template, values);
  const asked = oracle.ask(one);
  const ours = await renderGoText(one).catch((error: unknown) => ({ crash: String((error as Error).stack ?? error) }));
  const go = await asked;
  const kind = 'crash' in ours ? 'crash' : compareAnswers(go, ours);
  // What Go prints in another way each time, such as addresses and the time of day, cannot be compared.
  if (kind === 'output differs') {
    if (SHOWS_TIME.test(template)) await setTimeout(1100);
    if (textOf(await oracle.ask(one)) !== textOf(go)) return undefined;
  }
  if (kind && kind !== 'crash' && (await showsOwnWords(one))) return undefined;
  const shown = 'crash' in ours ? ours.crash : textOf(ours);
  return kind && { kind, template, values, go: textOf(go), ours: shown };
}

function compareAnswers(go: FuzzAnswer, ours: FuzzAnswer): DisagreementKind | undefined {
  if ('error' in go) return 'error' in ours || go.error.startsWith('the oracle ended') ? undefined : 'only Go errs';
  if ('error' in ours) return 'only we err';
  return textOf(go) === textOf(ours) ? undefined : 'output differs';
}

/** Small pieces of a template: leaving some out mostly leaves a template. */
const TOKENS = /\{\{-?\s*|\s*-?\}\}|"(?:[^"\\]|\\.)*"|`[^`]*`|'[^']*'|[\w$.]+|\s+|./gs;

/**
 * Makes the template of a disagreement small. What is left shows a disagreement of the same kind, and no piece of it
 * can be left out.
 */
export async function minimize(oracle: TemplateOracle, found: Disagreement): Promise<Disagreement> {
  let best = found;
  const attempt = async (template: string, values = best.values): Promise<boolean> => {
    const again = await disagreementOn(oracle, template, values);
    if (again?.kind !== best.kind) return false;
    best = again;
    return true;
  };
  for (let before = ''; before !== best.template; ) {
    before = best.template;
    for (const pair of [true, false]) await removeParts(best.template, pair, attempt);
  }
  await attempt(best.template, best.values.replace(/"r":.*\}$/s, '"r":null}'));
  return best;
}

/**
 * Tries the template without each run of tokens, long ones first; @param balanced only runs that leave parentheses in
 * pairs
 */
async function removeParts(
  template: string,
  balanced: boolean,
  attempt: (template: string) => Promise<boolean>,
): Promise<void> {
  let tokens = template.match(TOKENS) ?? [];
  const isBalanced = (part: readonly string[]): boolean =>
    ['(', ')', '{{', '}}'].every((mark) => part.some((token) => token.includes(mark)) === false) ||
    (count(part, '(') === count(part, ')') && count(part, '{{') === count(part, '}}'));
  for (
    let size = balanced ? Math.ceil(tokens.length / 2) : 1;
    size >= 1;
    size = size > 24 ? Math.floor(size / 2) : size - 1
  ) {
    for (let start = 0; start + size <= tokens.length; ) {
      const part = tokens.slice(start, start + size);
      const rest = tokens.toSpliced(start, size);
      if ((!balanced || isBalanced(part)) && (await attempt(rest.join('')))) tokens = rest as RegExpMatchArray;
      else start += 1;
    }
  }
}

const count = (tokens: readonly string[], mark: string): number =>
  tokens.filter((token) => token.includes(mark)).length;

/** What disagreements of one cause mostly have in common: the kind, and the functions and keywords that are left. */
export function groupOf({ kind, template, ours }: Disagreement): string {
  if (kind === 'crash') return `crash: ${ours.split('\n')[0]}`;
  const words = template.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '').match(/(?<![.\w$])[a-zA-Z]\w*/g) ?? [];
  return `${kind}: ${[...new Set(words)].sort().join(' ')}`;
}
