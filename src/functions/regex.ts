import { Regexp, RegexpError } from '../go/regexp/regexp.ts';
import { spend } from '../problem/budget.ts';
import { memoize } from '../yaml/memo.ts';
import { refuse } from './function.ts';

/** About the size of a compiled expression, in UTF-16 code units. */
const COMPILED_SIZE = 5000;

/**
 * Compiles an expression and caches it for the next call.
 *
 * @throws RegexpError with Go's message for what Go refuses
 */
export const compile = memoize((pattern: string) => {
  spend(20 + pattern.length * 0.5, 'a regular expression');
  return new Regexp(pattern);
}, COMPILED_SIZE);

/** Go's `regexp.MatchString`. @throws RegexpError */
export const match = (pattern: string, text: string): boolean => compile(pattern).find(text) !== undefined;

/** The first match; an empty string where there is none. @throws RegexpError */
export function find(pattern: string, text: string): string {
  const [start, end] = compile(pattern).find(text) ?? [0, 0];
  return text.slice(start, end);
}

const limitOf = (count: number): number => (count < 0 ? Number.POSITIVE_INFINITY : count);

/** At most `count` matches; all where `count` is negative. @throws RegexpError */
export const findAll = (pattern: string, text: string, count: number): string[] =>
  [...compile(pattern).findAll(text, limitOf(count))].map(([start, end]) => text.slice(start, end));

/** Replaces every match; `$1` and `${name}` in the replacement mean groups. @throws RegexpError */
export function replaceAll(pattern: string, text: string, by: string): string {
  const regexp = compile(pattern);
  return regexp.replaceAll(text, (found) => regexp.expand(by, text, found));
}

/** Replaces every match by a string as it is. @throws RegexpError */
export const replaceAllLiteral = (pattern: string, text: string, by: string): string =>
  compile(pattern).replaceAll(text, () => by);

/** At most `count` parts, the last one with the rest; all where `count` is negative. @throws RegexpError */
export function split(pattern: string, text: string, count: number): string[] {
  const regexp = compile(pattern);
  if (count === 0) return [];
  if (pattern !== '' && text === '') return [''];
  const parts: string[] = [];
  let begin = 0;
  let end = 0;
  for (const found of regexp.findAll(text, limitOf(count))) {
    if (count > 0 && parts.length === count - 1) break;
    end = found[0] as number;
    if (found[1] !== 0) parts.push(text.slice(begin, end));
    begin = found[1] as number;
  }
  return end === text.length ? parts : [...parts, text.slice(begin)];
}

/** The same function for Handlebars: throws a ProblemError of the template for what Go refuses. */
const guarded =
  <A extends readonly unknown[], R>(run: (...args: A) => R) =>
  (...args: A): R => {
    try {
      return run(...args);
    } catch (error) {
      if (error instanceof RegexpError) refuse(error.message, 'expressions are in the syntax of Go (RE2)');
      throw error;
    }
  };

/**
 * sprig's `mustRegexMatch`.
 *
 * @throws ProblemError `template` for a malformed expression, like the following functions
 */
export const mustRegexMatch = guarded(match);
/** sprig's `regexFind`: the first match, or an empty string. */
export const regexFind = guarded(find);
/** sprig's `regexFindAll`: at most some number of matches. */
export const regexFindAll = guarded(findAll);
/** sprig's `regexReplaceAll`: `${1}` in the replacement means a group. */
export const regexReplaceAll = guarded(replaceAll);
/** sprig's `regexReplaceAllLiteral`. */
export const regexReplaceAllLiteral = guarded(replaceAllLiteral);
/** sprig's `regexSplit`. */
export const regexSplit = guarded(split);

/** sprig's `regexMatch`: false for an expression that Go refuses. */
export function regexMatch(pattern: string, text: string): boolean {
  try {
    return match(pattern, text);
  } catch (error) {
    if (error instanceof RegexpError) return false;
    throw error;
  }
}

/** sprig's `regexQuoteMeta`, Go's `regexp.QuoteMeta`. */
export const regexQuoteMeta = (text: string): string => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
