import { MOST_DIGITS, toInteger } from '../yaml/integer.ts';
import { ExactNumber, parseNumber, type Value } from '../yaml/value.ts';

/** Whether a value is a number, of any length. */
export const isNumber = (value: unknown): value is number | ExactNumber =>
  typeof value === 'number' || value instanceof ExactNumber;

/** The order of two numbers, exact where one of them is too long for a double. */
export function compareNumbers(a: number | ExactNumber, b: number | ExactNumber): number {
  const difference = Number(a) - Number(b);
  if ((typeof a === 'number' && typeof b === 'number') || (difference !== 0 && !Number.isNaN(difference))) {
    return difference;
  }
  const [x, y] = [scaled(a), scaled(b)];
  // Digits cannot decide a larger difference of exponents; doubles have decided it already.
  const shift = x.exponent - y.exponent;
  if (Math.abs(shift) > 5000) return Number(x.digits - y.digits);
  const left = shift > 0 ? x.digits * 10n ** BigInt(shift) : x.digits;
  const right = shift < 0 ? y.digits * 10n ** BigInt(-shift) : y.digits;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The number digits × 10^exponent. */
function scaled(value: number | ExactNumber): { digits: bigint; exponent: number } {
  const [mantissa = '0', exponent = '0'] = String(value).toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const all = whole + fraction;
  // Further digits decide nothing.
  const digits = all.slice(0, MOST_DIGITS);
  return { digits: BigInt(digits), exponent: Number(exponent) - fraction.length + all.length - digits.length };
}

/** An integer as a value: exact above 2^53. */
export const fromBigInt = (value: bigint): number | ExactNumber => parseNumber(value.toString());

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/**
 * spf13/cast's `ToInt64`, which sprig's arithmetic uses: the whole part of a number, 1 and 0 for booleans, a string in
 * Go's integer syntax (`0x1f`, `0o17`, `017`, `1_000`, a tail of `.0`), and 0 for anything else.
 */
export function toBigInt(value: Value): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return Number.isFinite(value) ? clampFloat(BigInt(Math.trunc(value))) : 0n;
  if (value instanceof ExactNumber) {
    const { digits, exponent } = scaled(value);
    if (exponent > 400) return INT64_MIN;
    return clampFloat(
      exponent >= 0 ? digits * 10n ** BigInt(exponent) : exponent < -5000 ? 0n : digits / 10n ** BigInt(-exponent),
    );
  }
  return typeof value === 'string' ? (parseGoInt(value.replace(/\.0+$/, '')) ?? 0n) : 0n;
}

/** The int64 that amd64 returns for a float out of its range. */
const clampFloat = (value: bigint): bigint => (value > INT64_MAX || value < INT64_MIN ? INT64_MIN : value);

/** Go's `strconv.ParseInt(text, 0, 64)`: undefined for what it refuses. */
export function parseGoInt(text: string): bigint | undefined {
  const match = /^([+-]?)(?:0[xX]_?([\da-fA-F_]+)|0[bB]_?([01_]+)|0[oO]?_?([0-7_]+)|([1-9][\d_]*|0))$/.exec(text);
  if (!match || /__|_$/.test(text)) return undefined;
  const [, sign, hex, binary, octal, decimal] = match;
  const digits = (hex ?? binary ?? octal ?? decimal ?? '').replaceAll('_', '');
  if (digits === '') return undefined;
  const prefix = hex !== undefined ? '0x' : binary !== undefined ? '0b' : octal !== undefined ? '0o' : '';
  const value = toInteger(digits, prefix) * (sign === '-' ? -1n : 1n);
  return value > INT64_MAX || value < INT64_MIN ? undefined : value;
}

/** spf13/cast's `ToFloat64`: 0 for what is not a number. */
export function toDouble(value: Value): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isNumber(value)) return Number(value);
  // Digits may be separated by `_`.
  if (
    typeof value !== 'string' ||
    !/^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+)?$/i.test(value)
  )
    return 0;
  const number = Number(value.replaceAll('_', ''));
  // ParseFloat refuses numbers out of range.
  return Number.isFinite(number) ? number : 0;
}
