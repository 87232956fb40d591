import { quote } from '../../words.ts';

/** Strings of CEL, each with its end in a group of its own; one without an end is read as far as it can go. */
const STRINGS =
  /(?:[rb]|br|rb)?(?:"""[\s\S]*?("""|$)|'''[\s\S]*?('''|$)|"(?:[^"\\\n]|\\.)*("|$|(?=[\\\n]))|'(?:[^'\\\n]|\\.)*('|$|(?=[\\\n])))/gi;

/** Brackets and quotes that do not pair, characters that CEL does not have, two operands side by side. */
function celFault(expression: string): string | undefined {
  const bare = expression
    .replace(STRINGS, (_, ...ends: (string | undefined)[]) => (ends.slice(0, 4).some((end) => end) ? '0' : '"'))
    .replace(/\/\/.*/g, '');
  if (/["']/.test(bare)) return 'a string does not end';
  const stray = /[^\w\s.,:;?!&|=<>+\-*/%()[\]{}`]|[^\x20-\x7e\s]/u.exec(bare);
  if (stray) return `it cannot hold ${quote(stray[0])}`;
  const open: string[] = [];
  const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
  for (const [character] of bare.matchAll(/[()[\]{}]/g)) {
    if ('([{'.includes(character)) open.push(character);
    else if (open.pop() !== pairs[character]) return `${quote(character)} closes nothing`;
  }
  if (open.length > 0) return `${quote(open.at(-1) ?? '')} is not closed`;
  if (/[\w)\]}]\s+(?!in\b)\w/.test(bare.replace(/\bin\s/g, 'in + '))) return 'an operator is missing';
  return /(?:^\s*[*/%&|=<>.,:?)]|[+\-*/%&|=<>.,:?!(]\s*$)/.test(bare) ? 'an operand is missing' : undefined;
}

/**
 * What is wrong with an expression that must be true or false: its form, or that nothing in it can be either.
 *
 * @param variables of which an expression can read fields
 */
export const conditionFault = (expression: string, variables: RegExp): string | undefined =>
  celFault(expression) ??
  (/[=<>!(]|\b(?:true|false|in)\b/.test(expression) || variables.test(expression)
    ? undefined
    : 'it is neither true nor false');
