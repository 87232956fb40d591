import { ExactNumber } from '../yaml/value.ts';
import { compareNumbers, isNumber, numberKey } from './decimal.ts';

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof ExactNumber);

/** Whether two values are the same to JSON Schema: numbers by their value, maps in any order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (!isNested(a) || !isNested(b)) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}

/** The first two items that are the same. In linear time, because the text of an item is looked up, not compared. */
export function findTwins(list: readonly unknown[]): { i: number; j: number } | undefined {
  const seen = new Map<string, number>();
  for (const [i, item] of list.entries()) {
    const text = JSON.stringify(sorted(item));
    const j = seen.get(text);
    if (j !== undefined) return { i, j };
    seen.set(text, i);
  }
  return undefined;
}

const sorted = (value: unknown): unknown => {
  if (isNumber(value)) return { number: numberKey(value) };
  if (!isNested(value)) return value;
  if (Array.isArray(value)) return value.map(sorted);
  // As a list of pairs, which no key can confuse: the mark keeps it apart from a list of the user's.
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { map: pairs.map(([key, item]) => [key, sorted(item)]) };
};
