import { fromBigInt, isNumber, toBigInt, toDouble } from '../go/numbers.ts';
import { toInteger } from '../yaml/integer.ts';
import { ExactNumber, isMap, type Value } from '../yaml/value.ts';

// There is one type of numbers here, where Go has float64 (from files), int64 (from flags) and int (in templates). The
// answers are such that a chart that distinguishes numbers from strings gets it right.

const TYPES: Readonly<Record<string, string>> = {
  map: 'map[string]interface {}',
  slice: '[]interface {}',
  invalid: '<nil>',
};

/** sprig's `kindOf`: `map`, `slice`, `string`, `bool`, `float64` (every number), or `invalid` for null. */
export function kindOf(value: Value): string {
  if (value === null || value === undefined) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (isNumber(value)) return 'float64';
  if (isMap(value)) return 'map';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** sprig's `typeOf`: Go's type, such as `map[string]interface {}`, `string`, or `<nil>` for null. */
export function typeOf(value: Value): string {
  const kind = kindOf(value);
  return TYPES[kind] ?? kind;
}

/** sprig's `kindIs`; a whole number is also an `int` and an `int64`. */
export const kindIs = (kind: string, value: Value): boolean =>
  kindOf(value) === kind || ((kind === 'int' || kind === 'int64') && isWhole(value));

/** sprig's `typeIs`; a whole number is also an `int` and an `int64`. */
export const typeIs = (type: string, value: Value): boolean =>
  typeOf(value) === type || (kindIs(type, value) && isWhole(value));

const isWhole = (value: Value): boolean =>
  typeof value === 'number' ? Number.isInteger(value) : value instanceof ExactNumber && !/[.e]/i.test(value.text);

/** sprig's `int64`: any value as a whole number, rounded to zero; 0 for what is not a number. */
export const toInt = (value: Value): Value => fromBigInt(toBigInt(value));

/** sprig's `float64`; an exact number stays as it is. */
export const toFloat = (value: Value): Value => (value instanceof ExactNumber ? value : toDouble(value));

/** sprig's `atoi`, Go's `strconv.Atoi`: 0 for what is not a decimal integer. */
export const atoi = (text: string): Value => (/^[+-]?\d+$/.test(text) ? inRange(toInteger(text)) : 0);

const inRange = (value: bigint): Value => {
  const max = 2n ** 63n - 1n;
  return fromBigInt(value > max ? max : value < -max - 1n ? -max - 1n : value);
};

/** sprig's `toDecimal`: the number that a string of octal digits (a file mode) means; 0 for anything else. */
export function toDecimal(value: Value): Value {
  const text = typeof value === 'string' || isNumber(value) ? String(value) : '';
  const match = /^([+-]?)([0-7]+)$/.exec(text);
  if (!match) return 0;
  const number = toInteger(match[2] as string, '0o') * (match[1] === '-' ? -1n : 1n);
  return number === BigInt.asIntN(64, number) ? fromBigInt(number) : 0;
}
