import { Regexp, RegexpError } from '../go/regexp/regexp.ts';
import { memoize } from '../yaml/memo.ts';
import { refuse } from './function.ts';

/** About what a compiled expression takes, in UTF-16 code units. */
const COMPILED_SIZE = 5000;

const compileOnce = memoize((pattern) => new Regexp(pattern), COMPILED_SIZE);

const compile = (pattern: string): Regexp => guard(() => compileOnce(pattern));

function guard<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RegexpError) refuse(error.message, 'expressions are in the syntax of Go (RE2)');
    throw error;
  }
}

/** Like all of these without `must` but `regexMatch`, it stops at an expression that is none. */
export const mustRegexMatch = (pattern: string, text: string): boolean =>
  guard(() => compile(pattern).find(text) !== undefined);

/** False for an expression that is none, as in Sprig. */
export function regexMatch(pattern: string, text: string): boolean {
  try {
    return compileOnce(pattern).find(text) !== undefined;
  } catch (error) {
    if (error instanceof RegexpError) return false;
    throw error;
  }
}

export const regexFind = (pattern: string, text: string): string =>
  guard(() => {
    const [start, end] = compile(pattern).find(text) ?? [0, 0];
    return text.slice(start, end);
  });

const limitOf = (count: number): number => (count < 0 ? Number.POSITIVE_INFINITY : count);

/** At most `count` matches; all where it is negative. */
export const regexFindAll = (pattern: string, text: string, count: number): string[] =>
  guard(() => [...compile(pattern).findAll(text, limitOf(count))].map(([start, end]) => text.slice(start, end)));

/** `$1` and `${name}` in the replacement stand for groups. */
export const regexReplaceAll = (pattern: string, text: string, by: string): string =>
  guard(() => {
    const regexp = compile(pattern);
    return regexp.replaceAll(text, (match) => regexp.expand(by, text, match));
  });

export const regexReplaceAllLiteral = (pattern: string, text: string, by: string): string =>
  guard(() => compile(pattern).replaceAll(text, () => by));

/** At most `count` parts, the last one with the rest; all where it is negative. */
export function regexSplit(pattern: string, text: string, count: number): string[] {
  const regexp = compile(pattern);
  if (count === 0) return [];
  if (pattern !== '' && text === '') return [''];
  const parts: string[] = [];
  let begin = 0;
  let end = 0;
  guard(() => {
    for (const match of regexp.findAll(text, limitOf(count))) {
      if (count > 0 && parts.length === count - 1) break;
      end = match[0] as number;
      if (match[1] !== 0) parts.push(text.slice(begin, end));
      begin = match[1] as number;
    }
  });
  return end === text.length ? parts : [...parts, text.slice(begin)];
}

export const regexQuoteMeta = (text: string): string => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
