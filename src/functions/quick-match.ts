import { spend } from '../problem/budget.ts';
import { memoize } from '../yaml/memo.ts';
import { regexMatch } from './regex.ts';

/**
 * What means the same in JavaScript as in Go, and as much for the invalid bytes of a text: ASCII characters, escaped
 * or not, classes of them, each perhaps repeated, and the end of the text.
 */
const PIECE = String.raw`(?:(?:[A-Za-z0-9 _/:=,;<>@%&!"'~#-]|\\[.+*?()|^$]|\[\^?-?(?:[.,_:/+=@ ]|a-z|A-Z|0-9|a-f|[A-Za-z0-9](?!-))+-?\])(?:[*+?]|\{[1-9]\})?|\$)`;
const PIECES = `${PIECE}+(?:\\|${PIECE}+)*`;
/** They may be in groups that are not repeated. */
const SIMPLE = new RegExp(String.raw`^(?:\^?(?:${PIECE}|\(${PIECES}\)(?![*+?{]))+|${PIECES})$`);
/** Longer expressions are seldom, and take long to recognise. */
const MOST_CHARACTERS = 80;
/** Go needs a time linear in the text; JavaScript tries each repetition with each other one. */
const MOST_STEPS = 20_000;
/** What a step costs on the budget of a render. */
const STEP = 0.001;

interface Quick {
  readonly pattern: RegExp;
  /** The power of the text's length that bounds the steps. */
  readonly power: number;
  /** By what alternatives and optional parts multiply them at most. */
  readonly factor: number;
}

const compile = memoize((expression: string): Quick | null => {
  if (expression.length > MOST_CHARACTERS || !SIMPLE.test(expression)) return null;
  const power = expression.split(/[*+]/).length - (expression.startsWith('^') ? 1 : 0);
  const choices = expression.split(/[?|]/).length - 1;
  return { pattern: new RegExp(expression, 'u'), power, factor: 2 ** choices };
}, 1000);

/**
 * Whether an expression of Go matches, for simple expressions and texts, without loading Go's engine or compiling for it.
 *
 * @returns undefined where that engine has to decide
 */
export function quickMatch(expression: string, text: string): boolean | undefined {
  const quick = compile(expression);
  if (quick === null) return undefined;
  const steps = (text.length + 1) ** quick.power * quick.factor;
  if (steps > MOST_STEPS) return undefined;
  spend(steps * STEP, 'a regular expression');
  return quick.pattern.test(text);
}

/** sprig's `regexMatch`: false for an expression that Go refuses. */
export const matches = (expression: string, text: string): boolean =>
  quickMatch(expression, text) ?? regexMatch(expression, text);
