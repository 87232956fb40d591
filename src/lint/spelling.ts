import type { Where } from '../problem/problem.ts';

/** What precedes a plain value: the mark of an item, or a key. */
const BEFORE = /^(?:-\s+)*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s:#"'](?:[^:#]*[^\s:#])?)\s*:\s+)?/;

/**
 * How a number or a boolean is spelled at its place: `1.10`, `0755` and `yes` are read as 1.1, 493 and true.
 *
 * @returns undefined where the place is not one of a file, or holds no plain value
 */
export function spellingAt({ source, column, flag }: Where): string | undefined {
  if (flag || source === undefined || column === undefined) return undefined;
  const rest = source.slice(column - 1);
  const [, value] =
    /^([^\s,#[\]{}"'&*!|>%@`]+)\s*(?:[,\]}#]|$)/.exec(rest.slice(BEFORE.exec(rest)?.[0].length ?? 0)) ?? [];
  return value;
}
