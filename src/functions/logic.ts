import { compareNumbers, isNumber } from '../go/numbers.ts';
import { compareBytes } from '../yaml/json.ts';
import { isMap, type Value } from '../yaml/value.ts';
import { describe, refuse } from './function.ts';
import { truth } from './truth.ts';

/** Go's `and`: the first argument that is false, else the last one. */
export const and = (...values: Value[]): Value => firstOrLast(values, (value) => !truth(value));

/** Go's `or`: the first argument that is true, else the last one. */
export const or = (...values: Value[]): Value => firstOrLast(values, truth);

function firstOrLast(values: Value[], wanted: (value: Value) => boolean): Value {
  const index = values.findIndex(wanted);
  return values.at(index) ?? null;
}

export const not = (value: Value): boolean => !truth(value);

/** Sprig's `default`: the value where it is not empty, else the default. */
export const defaultTo = (fallback: Value, ...given: Value[]): Value =>
  truth(given[0]) ? (given[0] as Value) : fallback;

export const empty = (value: Value): boolean => !truth(value);

export const coalesce = (...values: Value[]): Value => values.find(truth) ?? null;

export const all = (...values: Value[]): boolean => values.every(truth);

export const any = (...values: Value[]): boolean => values.some(truth);

export const ternary = (yes: Value, no: Value, condition: boolean): Value => (condition ? yes : no);

/** Helm's `required`: the value, unless it is null or an empty string (false and 0 are values). */
export const required = (message: string, value: Value): Value =>
  value === null || value === '' ? refuse(message) : value;

export const failWith = (message: string): Value => refuse(message);

/**
 * Go's `eq`: whether the first argument equals one of the others. Null equals null alone, and may be compared with
 * anything; values of different types may not. Numbers have one type here.
 */
export const eq = (first: Value, second: Value, ...others: Value[]): boolean =>
  [second, ...others].some((other) => equalBasic(first, other));

export const ne = (a: Value, b: Value): boolean => !equalBasic(a, b);
export const lt = (a: Value, b: Value): boolean => order(a, b) < 0;
export const le = (a: Value, b: Value): boolean => order(a, b) <= 0;
export const gt = (a: Value, b: Value): boolean => order(a, b) > 0;
export const ge = (a: Value, b: Value): boolean => order(a, b) >= 0;

function equalBasic(a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (typeof a === typeof b && typeof a !== 'object') return a === b;
  if (typeof a === 'object' && typeof b === 'object' && !isNumber(a) && !isNumber(b)) {
    refuse('lists and maps cannot be compared with eq', 'deepEqual compares them');
  }
  return refuse(
    `incompatible types for comparison: ${describe(a)} and ${describe(b)}`,
    'toString and int make one type of two',
  );
}

function order(a: Value, b: Value): number {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b);
  for (const value of [a, b]) {
    if (typeof value === 'string' || isNumber(value)) continue;
    refuse(`invalid type for comparison: ${describe(value)} has no order`);
  }
  return refuse(
    `incompatible types for comparison: ${describe(a)} and ${describe(b)}`,
    'toString and int make one type of two',
  );
}

/** Equality at any depth (Go's `reflect.DeepEqual`, with one type of numbers). */
export function deepEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((x, i) => deepEqual(x, b[i] as Value));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && deepEqual(a[key] as Value, b[key] as Value))
  );
}
