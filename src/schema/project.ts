import { ExactNumber, isMap, newMap, type Value } from '../yaml/value.ts';
import { isInteger } from './decimal.ts';

/** The original of each map or list that a projection replaces. */
const originals = new WeakMap<object, object>();

/**
 * The values as a validator reads them: with JSON's types only, and a double instead of a number that keeps its digits.
 * A value without such a number is not copied. {@link exactOf} returns the digits.
 */
export function projectNumbers(value: Value): Value {
  if (value instanceof ExactNumber) return toDouble(value);
  if (Array.isArray(value)) {
    let list = value;
    for (let index = 0; index < value.length; index++) {
      const item = value[index] as Value;
      const projected = projectNumbers(item);
      if (projected === item) continue;
      if (list === value) list = [...value];
      list[index] = projected;
    }
    return remember(list, value);
  }
  if (!isMap(value)) return value;
  let map = value;
  for (const key in value) {
    const item = value[key] as Value;
    const projected = projectNumbers(item);
    if (projected === item) continue;
    if (map === value) map = newMap(Object.entries(value));
    map[key] = projected;
  }
  return remember(map, value);
}

/**
 * A value of the projection with its digits.
 *
 * @param data the value that the validator reads
 * @param parent the map or list that contains it, at the place `key`
 */
export function exactOf(data: unknown, parent: unknown, key: string | number): unknown {
  if (typeof data === 'object' && data !== null) return originals.get(data) ?? data;
  if (typeof data !== 'number' || typeof parent !== 'object' || parent === null) return data;
  const original = originals.get(parent) as Readonly<Record<string | number, unknown>> | undefined;
  return original === undefined ? data : original[key];
}

function remember<T extends object>(projection: T, original: T): T {
  if (projection !== original) originals.set(projection, original);
  return projection;
}

/** Doubles with a fraction are smaller than this. */
const MAX_FRACTION = 2 ** 51;

/**
 * A finite double that is an integer exactly where the number is one: a number beyond the range of doubles is still a
 * number (in JSON Schema an infinity is not), and 1.00000000000000000001 is not an integer.
 */
function toDouble(number: ExactNumber): number {
  const double = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, number.valueOf()));
  if (isInteger(number) || !Number.isInteger(double)) return double;
  if (Math.abs(double) >= MAX_FRACTION) return Math.sign(double) * (MAX_FRACTION - 0.5);
  return double === 0 ? Number.MIN_VALUE : double * (1 + Number.EPSILON);
}
