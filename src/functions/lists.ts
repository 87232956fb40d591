import { toBigInt } from '../go/numbers.ts';
import { formatValue } from '../go/text.ts';
import { compareBytes } from '../yaml/json.ts';
import type { Value } from '../yaml/value.ts';
import { describe, refuse } from './function.ts';
import { deepEqual } from './logic.ts';
import { LIMIT, toStrings } from './strings.ts';
import { truth } from './truth.ts';

/** sprig's `list`. */
export const list = (...items: Value[]): Value[] => items;

/** sprig's `append`, as a new list. */
export const append = (items: Value[], item: Value): Value[] => [...items, item];
/** sprig's `prepend`, as a new list. */
export const prepend = (items: Value[], item: Value): Value[] => [item, ...items];
/** sprig's `concat`: the items of all lists. */
export const concat = (...lists: Value[][]): Value[] => lists.flat(1);

/** sprig's `first`; null for an empty list. */
export const first = (items: Value[]): Value => items[0] ?? null;
/** sprig's `last`; null for an empty list. */
export const last = (items: Value[]): Value => items.at(-1) ?? null;

/** sprig's `rest`: all items except the first. */
export const rest = (items: Value[]): Value[] => items.slice(1);
/** sprig's `initial`: all items except the last. */
export const initial = (items: Value[]): Value[] => items.slice(0, -1);

/** sprig's `reverse`, as a new list. */
export const reverse = (items: Value[]): Value[] => items.toReversed();
/** sprig's `compact`: the items that are not empty. */
export const compact = (items: Value[]): Value[] => items.filter(truth);

/** sprig's `sortAlpha`: the items as strings, sorted by bytes; anything but a list becomes a list of one string. */
export const sortAlpha = (value: Value): Value[] =>
  Array.isArray(value) ? toStrings(value).sort(compareBytes) : [formatValue(value)];

const holds = (items: Value[], item: Value): boolean => items.some((other) => deepEqual(other, item));

/**
 * sprig's `uniq`: each item once, at its first position. Scalars are looked up in a set, which is fast for long lists.
 */
export function uniq(items: Value[]): Value[] {
  const scalars = new Set<Value>();
  const others: Value[] = [];
  return items.filter((item) => {
    if (typeof item !== 'object' || item === null) return scalars.has(item) ? false : scalars.add(item);
    if (holds(others, item)) return false;
    others.push(item);
    return true;
  });
}

/** sprig's `without`: the list without some values. */
export const without = (items: Value[], ...omitted: Value[]): Value[] => items.filter((item) => !holds(omitted, item));

/** sprig's `has`: whether a list contains a value. Null counts as an empty list. @throws ProblemError `template` */
export function has(item: Value, items: Value): boolean {
  if (items === null) return false;
  return Array.isArray(items) ? holds(items, item) : refuse(`has: expected a list, got ${describe(items)}`);
}

/**
 * sprig's `slice LIST [FROM [TO]]`, for lists only; null for an empty list.
 *
 * @throws ProblemError `template` for bounds outside of the list
 */
export function slice(items: Value[], ...bounds: Value[]): Value {
  if (items.length === 0) return null;
  const start = Number(toBigInt(bounds[0] ?? 0));
  const end = bounds.length < 2 ? items.length : Number(toBigInt(bounds[1] as Value));
  if (start < 0 || start > end || end > items.length) {
    refuse(`slice: ${start} to ${end} is outside of a list of ${items.length}`);
  }
  return items.slice(start, end);
}

/** sprig's `chunk`: the list in pieces of some size, the last one shorter. @throws ProblemError `template` */
export function chunk(size: number, items: Value[]): Value[] {
  if (size < 1) refuse(`chunk: a list cannot be cut into pieces of ${size}`);
  const chunks: Value[] = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
}

/** sprig's `until`: the whole numbers from 0 to before `count`. @throws ProblemError `template` for a list too long */
export const until = (count: number): number[] => untilStep(0, count, count < 0 ? -1 : 1);

/**
 * sprig's `untilStep`: the numbers from `start` to before `stop`.
 *
 * @throws ProblemError `template` for a list too long
 */
export function untilStep(start: number, stop: number, step: number): number[] {
  if (step === 0 || stop < start !== step < 0) return [];
  const count = Math.ceil((stop - start) / step);
  if (count > LIMIT) refuse(`a list of ${count} numbers is too long`);
  return Array.from({ length: count }, (_, i) => start + i * step);
}

/**
 * sprig's `seq END`, `seq START END` or `seq START STEP END`: the numbers with `END`, separated by spaces.
 *
 * @throws ProblemError `template` for a list too long
 */
export function seq(...bounds: number[]): string {
  if (bounds.length === 0 || bounds.length > 3) return '';
  const end = bounds.at(-1) as number;
  const start = bounds.length === 1 ? 1 : (bounds[0] as number);
  const direction = end < start ? -1 : 1;
  const step = bounds.length === 3 ? (bounds[1] as number) : direction;
  if (direction < 0 && step > 0) return '';
  return untilStep(start, end + direction, step).join(' ');
}
