import { toBigInt } from '../go/numbers.ts';
import { formatValue } from '../go/text.ts';
import { compareBytes } from '../yaml/json.ts';
import type { Value } from '../yaml/value.ts';
import { describe, refuse } from './function.ts';
import { deepEqual } from './logic.ts';
import { LIMIT, toStrings } from './strings.ts';
import { truth } from './truth.ts';

export const list = (...items: Value[]): Value[] => items;

export const append = (items: Value[], item: Value): Value[] => [...items, item];
export const prepend = (items: Value[], item: Value): Value[] => [item, ...items];
export const concat = (...lists: Value[][]): Value[] => lists.flat(1);

export const first = (items: Value[]): Value => items[0] ?? null;
export const last = (items: Value[]): Value => items.at(-1) ?? null;

export const rest = (items: Value[]): Value[] => items.slice(1);
export const initial = (items: Value[]): Value[] => items.slice(0, -1);

export const reverse = (items: Value[]): Value[] => items.toReversed();
export const compact = (items: Value[]): Value[] => items.filter(truth);

/** What is no list is one text. */
export const sortAlpha = (value: Value): Value[] =>
  Array.isArray(value) ? toStrings(value).sort(compareBytes) : [formatValue(value)];

const holds = (items: Value[], item: Value): boolean => items.some((other) => deepEqual(other, item));

/** Each item once, where it stands first. Scalars are found by a set, so that a long list of them stays cheap. */
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

export const without = (items: Value[], ...omitted: Value[]): Value[] => items.filter((item) => !holds(omitted, item));

/** Whether a list holds a value. Null stands for an empty list, as in Sprig. */
export function has(item: Value, items: Value): boolean {
  if (items === null) return false;
  return Array.isArray(items) ? holds(items, item) : refuse(`has: expected a list, got ${describe(items)}`);
}

/** Sprig's `slice`: `slice LIST [FROM [TO]]`, for lists alone; null of an empty list. */
export function slice(items: Value[], ...bounds: Value[]): Value {
  if (items.length === 0) return null;
  const start = Number(toBigInt(bounds[0] ?? 0));
  const end = bounds.length < 2 ? items.length : Number(toBigInt(bounds[1] as Value));
  if (start < 0 || start > end || end > items.length) {
    refuse(`slice: ${start} to ${end} is outside of a list of ${items.length}`);
  }
  return items.slice(start, end);
}

export function chunk(size: number, items: Value[]): Value[] {
  if (size < 1) refuse(`chunk: a list cannot be cut into pieces of ${size}`);
  const chunks: Value[] = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
}

export const until = (count: number): number[] => untilStep(0, count, count < 0 ? -1 : 1);

export function untilStep(start: number, stop: number, step: number): number[] {
  if (step === 0 || stop < start !== step < 0) return [];
  const count = Math.ceil((stop - start) / step);
  if (count > LIMIT) refuse(`a list of ${count} numbers is too long`);
  return Array.from({ length: count }, (_, i) => start + i * step);
}

/** `seq END`, `seq START END` or `seq START STEP END`: the numbers, END among them, with spaces between them. */
export function seq(...bounds: number[]): string {
  if (bounds.length === 0 || bounds.length > 3) return '';
  const end = bounds.at(-1) as number;
  const start = bounds.length === 1 ? 1 : (bounds[0] as number);
  const direction = end < start ? -1 : 1;
  const step = bounds.length === 3 ? (bounds[1] as number) : direction;
  if (direction < 0 && step > 0) return '';
  return untilStep(start, end + direction, step).join(' ');
}
