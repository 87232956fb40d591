import { toFloat64, toInt64 } from '../../../go/cast.ts';
import { formatGo } from '../../../go/fmt.ts';
import { GoError, type GoInt, type GoValue, int, int64, wrapInt } from '../../../go/value.ts';
import * as math from '../../math.ts';

// sprig's arithmetic is that of int64, which wraps around; the functions whose names end with f are decimal and return
// float64. Arguments are converted as spf13/cast does: anything but a number is 0.

const wrapped = (value: bigint): GoInt => int64(wrapInt('int64', value));

/** sprig's `add`. */
export const add = (...values: GoValue[]): GoInt => wrapped(values.reduce((sum, value) => sum + toInt64(value), 0n));
/** sprig's `add1`. */
export const add1 = (value: GoValue): GoInt => wrapped(toInt64(value) + 1n);
/** sprig's `sub`. */
export const sub = (a: GoValue, b: GoValue): GoInt => wrapped(toInt64(a) - toInt64(b));
/** sprig's `mul`. */
export const mul = (first: GoValue, ...others: GoValue[]): GoInt =>
  int64(others.reduce((product: bigint, value) => wrapInt('int64', product * toInt64(value)), toInt64(first)));

function divisor(value: GoValue): bigint {
  const number = toInt64(value);
  if (number === 0n) throw new GoError('runtime error: integer divide by zero');
  return number;
}

/** sprig's `div`, rounded to zero. @throws GoError for a division by zero */
export const div = (a: GoValue, b: GoValue): GoInt => wrapped(toInt64(a) / divisor(b));
/** sprig's `mod`, with the sign of the dividend. @throws GoError for a division by zero */
export const mod = (a: GoValue, b: GoValue): GoInt => wrapped(toInt64(a) % divisor(b));

const pick = (values: GoValue[], isBetter: (a: bigint, b: bigint) => boolean): GoInt =>
  int64(values.map(toInt64).reduce((best, next) => (isBetter(next, best) ? next : best)));

/** sprig's `max`. */
export const max = (...values: GoValue[]): GoInt => pick(values, (a, b) => a > b);
/** sprig's `min`. */
export const min = (...values: GoValue[]): GoInt => pick(values, (a, b) => a < b);
/** sprig's `maxf`. */
export const maxf = (...values: GoValue[]): number => values.map(toFloat64).reduce((a, b) => Math.max(a, b));
/** sprig's `minf`. */
export const minf = (...values: GoValue[]): number => values.map(toFloat64).reduce((a, b) => Math.min(a, b));
/** sprig's `floor`, as float64. */
export const floor = (value: GoValue): number => Math.floor(toFloat64(value));
/** sprig's `ceil`, as float64. */
export const ceil = (value: GoValue): number => Math.ceil(toFloat64(value));

/** sprig's `round VALUE PLACES [FROM]`: rounds up from .5, or from the given fraction. */
export function round(value: GoValue, places: GoInt, ...from: number[]): number {
  const power = 10 ** Number(places.value);
  const scaled = toFloat64(value) * power;
  const rounded = scaled - Math.trunc(scaled) >= (from[0] ?? 0.5) ? Math.ceil(scaled) : Math.floor(scaled);
  return rounded / power;
}

/** The floats as decimals. @throws GoError for infinities and NaN */
const decimals = (values: GoValue[]): number[] =>
  values.map((value) => {
    const number = toFloat64(value);
    if (Number.isFinite(number)) return number;
    throw new GoError(`Cannot create a Decimal from ${formatGo(number)}`);
  });

/** sprig's `addf`. @throws GoError for infinities and NaN, as the following functions do */
export const addf = (...values: GoValue[]): number => math.addf(...decimals(values));
/** sprig's `add1f`. */
export const add1f = (value: GoValue): number => math.addf(...decimals([value]), 1);
/** sprig's `subf`: the first number minus all others. */
export const subf = (first: GoValue, ...others: GoValue[]): number => math.subf(...head(decimals([first, ...others])));
/** sprig's `mulf`. */
export const mulf = (first: GoValue, ...others: GoValue[]): number => math.mulf(...head(decimals([first, ...others])));

/** sprig's `divf`. @throws GoError for a division by zero */
export function divf(first: GoValue, ...others: GoValue[]): number {
  const numbers = decimals([first, ...others]);
  if (numbers.slice(1).includes(0)) throw new GoError('decimal division by 0');
  return math.divf(...head(numbers));
}

const head = (numbers: number[]): [number, ...number[]] => numbers as [number, ...number[]];

/** sprig's `int64`, cast's `ToInt64`. */
export const toInt64Value = (value: GoValue): GoInt => int64(toInt64(value));
/** sprig's `int`, cast's `ToInt`. */
export const toIntValue = (value: GoValue): GoInt => int(toInt64(value));

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** sprig's `atoi`: 0 for what is not a decimal integer, the nearest int for one out of range. */
export function atoi(text: string): GoInt {
  if (!/^[+-]?[0-9]+$/.test(text)) return int(0);
  if (text.length > 1000) return int(text.startsWith('-') ? INT64_MIN : INT64_MAX);
  const number = BigInt(text.replace(/^\+/, ''));
  return int(number > INT64_MAX ? INT64_MAX : number < INT64_MIN ? INT64_MIN : number);
}

/** sprig's `toDecimal`: the number that a string of octal digits means; 0 for any other string. */
export function toDecimal(value: GoValue): GoInt {
  const match = /^([+-]?)([0-7]{1,30})$/.exec(formatGo(value));
  if (!match) return int64(0);
  const number = BigInt(`0o${match[2]}`) * (match[1] === '-' ? -1n : 1n);
  return int64(number === wrapInt('int64', number) ? number : 0n);
}

/** sprig's `float64`, cast's `ToFloat64`. */
export const toFloat = (value: GoValue): number => toFloat64(value);
