import { compareNumbers, isNumber } from '../go/numbers.ts';
import { compareBytes } from '../yaml/json.ts';
import { isMap, type Value } from '../yaml/value.ts';
import { describe, refuse } from './function.ts';
import { truth } from './truth.ts';

/** Go's `and`: the first false argument, else the last one. */
export const and = (...values: Value[]): Value => firstOrLast(values, (value) => !truth(value));

/** Go's `or`: the first true argument, else the last one. */
export const or = (...values: Value[]): Value => firstOrLast(values, truth);

function firstOrLast(values: Value[], wanted: (value: Value) => boolean): Value {
  const index = values.findIndex(wanted);
  return values.at(index) ?? null;
}

/** Go's `not`. */
export const not = (value: Value): boolean => !truth(value);

/** sprig's `default`: the value where it is not empty, else the default. */
export const defaultTo = (fallback: Value, ...given: Value[]): Value =>
  truth(given[0]) ? (given[0] as Value) : fallback;

/** sprig's `empty`: whether a value is false as {@link truth} defines it. */
export const empty = (value: Value): boolean => !truth(value);

/** sprig's `coalesce`: the first value that is not empty, else null. */
export const coalesce = (...values: Value[]): Value => values.find(truth) ?? null;

/** sprig's `all`: whether no value is empty. */
export const all = (...values: Value[]): boolean => values.every(truth);

/** sprig's `any`: whether some value is not empty. */
export const any = (...values: Value[]): boolean => values.some(truth);

/** sprig's `ternary`. */
export const ternary = (yes: Value, no: Value, condition: boolean): Value => (condition ? yes : no);

/** Helm's `required`: the value. @throws ProblemError `template` where it is null or "" (false and 0 are values) */
export const required = (message: string, value: Value): Value =>
  value === null || value === '' ? refuse(message) : value;

/** sprig's `fail`. @throws ProblemError `template` with this message */
export const failWith = (message: string): Value => refuse(message);

/**
 * Go's `eq`: whether the first argument equals one of the others. Null equals only null, and may be compared with
 * anything. There is one type of numbers here.
 *
 * @throws ProblemError `template` for values of different types, and for lists and maps
 */
export const eq = (first: Value, second: Value, ...others: Value[]): boolean =>
  [second, ...others].some((other) => equalBasic(first, other));

/** Go's `ne`. @throws ProblemError `template` as for {@link eq} */
export const ne = (a: Value, b: Value): boolean => !equalBasic(a, b);
/** Go's `lt`: numbers are compared by value, strings by bytes. @throws ProblemError `template` for anything else */
export const lt = (a: Value, b: Value): boolean => order(a, b) < 0;
/** Go's `le`. @throws ProblemError `template` as for {@link lt} */
export const le = (a: Value, b: Value): boolean => order(a, b) <= 0;
/** Go's `gt`. @throws ProblemError `template` as for {@link lt} */
export const gt = (a: Value, b: Value): boolean => order(a, b) > 0;
/** Go's `ge`. @throws ProblemError `template` as for {@link lt} */
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
    'toString and int convert them to one type',
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
    'toString and int convert them to one type',
  );
}

/** sprig's `deepEqual`: equality at any depth (Go's `reflect.DeepEqual`, with one type of numbers). */
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
