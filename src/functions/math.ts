import { fromBigInt, isNumber, toBigInt, toDouble } from '../go/numbers.ts';
import type { ExactNumber, Value } from '../yaml/value.ts';
import { refuse } from './function.ts';

// sprig's arithmetic is that of int64, which wraps around; the functions whose names end with f are decimal.

const int64 = (value: bigint): number | ExactNumber => fromBigInt(BigInt.asIntN(64, value));
const ints = (values: Value[]): bigint[] => values.map(toBigInt);

/** sprig's `add`. */
export const add = (...values: Value[]): Value => int64(ints(values).reduce((a, b) => a + b, 0n));
/** sprig's `add1`. */
export const add1 = (value: Value): Value => int64(toBigInt(value) + 1n);
/** sprig's `sub`. */
export const sub = (a: Value, b: Value): Value => int64(toBigInt(a) - toBigInt(b));
/** sprig's `mul`. */
export const mul = (first: Value, ...others: Value[]): Value => int64(ints([first, ...others]).reduce((a, b) => a * b));

const divisor = (name: string, value: Value): bigint => toBigInt(value) || refuse(`${name}: division by zero`);
/** sprig's `div`, rounded to zero. @throws ProblemError `template` for a division by zero */
export const div = (a: Value, b: Value): Value => int64(toBigInt(a) / divisor('div', b));
/** sprig's `mod`, with the sign of the dividend. @throws ProblemError `template` for a division by zero */
export const mod = (a: Value, b: Value): Value => int64(toBigInt(a) % divisor('mod', b));

const pickInt = (values: Value[], isBetter: (a: bigint, b: bigint) => boolean): Value =>
  int64(ints(values).reduce((best, next) => (isBetter(next, best) ? next : best)));

/** sprig's `max`. */
export const max = (...values: Value[]): Value => pickInt(values, (a, b) => a > b);
/** sprig's `min`. */
export const min = (...values: Value[]): Value => pickInt(values, (a, b) => a < b);

/** sprig's `maxf`. */
export const maxf = (...values: Value[]): number => Math.max(...values.map(toDouble));
/** sprig's `minf`. */
export const minf = (...values: Value[]): number => Math.min(...values.map(toDouble));
/** sprig's `floor`. */
export const floor = (value: Value): number => Math.floor(toDouble(value));
/** sprig's `ceil`. */
export const ceil = (value: Value): number => Math.ceil(toDouble(value));

/** sprig's `round VALUE PLACES [FROM]`: rounds up from .5, or from the given fraction. */
export function round(value: Value, places: number, ...from: Value[]): number {
  const power = 10 ** places;
  const scaled = toDouble(value) * power;
  const limit = from.length > 0 && isNumber(from[0]) ? Number(from[0]) : 0.5;
  return (scaled - Math.trunc(scaled) >= limit ? Math.ceil(scaled) : Math.floor(scaled)) / power;
}

/** The number digits × 10^-scale. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

function toDecimal(value: Value): Decimal {
  const [mantissa = '0', exponent = '0'] = String(toDouble(value)).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

const fromDecimal = ({ digits, scale }: Decimal): number => Number(`${digits}e${-scale}`);

function align(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

const fold = (first: Value, others: Value[], combine: (a: Decimal, b: Decimal) => Decimal): number =>
  fromDecimal(others.map(toDecimal).reduce(combine, toDecimal(first)));

const plus = (a: Decimal, b: Decimal): Decimal => {
  const [x, y, scale] = align(a, b);
  return { digits: x + y, scale };
};

const minus = (a: Decimal, b: Decimal): Decimal => plus(a, { digits: -b.digits, scale: b.scale });
const times = (a: Decimal, b: Decimal): Decimal => shorten({ digits: a.digits * b.digits, scale: a.scale + b.scale });

/** Without digits that no double shows: the product of many numbers would grow with each. */
const shorten = ({ digits, scale }: Decimal): Decimal =>
  digits > LONG || digits < -LONG ? { digits: digits / CUT, scale: scale - CUT_PLACES } : { digits, scale };

const LONG = 10n ** 2000n;
const CUT_PLACES = 1000;
const CUT = 10n ** BigInt(CUT_PLACES);

/** The quotient, rounded to 16 places. */
function over(a: Decimal, b: Decimal): Decimal {
  if (b.digits === 0n) refuse('divf: division by zero');
  const [x, y] = align(a, b);
  const doubled = (2n * x * 10n ** 16n) / y;
  return { digits: (doubled + (doubled < 0n ? -1n : 1n)) / 2n, scale: 16 };
}

/** sprig's `addf`. */
export const addf = (...values: Value[]): number => fold(0, values, plus);
/** sprig's `add1f`. */
export const add1f = (value: Value): number => fold(value, [1], plus);
/** sprig's `subf`: the first number minus all others. */
export const subf = (first: Value, ...others: Value[]): number => fold(first, others, minus);
/** sprig's `mulf`. */
export const mulf = (first: Value, ...others: Value[]): number => fold(first, others, times);
/** sprig's `divf`: the first number divided by all others. @throws ProblemError `template` for a division by zero */
export const divf = (first: Value, ...others: Value[]): number => fold(first, others, over);
