import { spend } from '../problem/budget.ts';
import { ExactNumber } from '../yaml/value.ts';
import { compareNumbers, isNumber, numberKey } from './decimal.ts';

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof ExactNumber);

/** Whether two values are equal in JSON Schema: numbers by their value, maps with their keys in any order. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (!isNested(a) || !isNested(b)) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}

/** The first two items that are equal. In linear time, because items are looked up by a string instead of compared. */
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
  spend(2, 'uniqueItems');
  if (isNumber(value)) return { number: numberKey(value) };
  if (!isNested(value)) return value;
  if (Array.isArray(value)) return value.map(sorted);
  // A list of pairs, which no key can be confused with: the mark distinguishes it from a list of the user's.
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { map: pairs.map(([key, item]) => [key, sorted(item)]) };
};
