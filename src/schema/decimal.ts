import { MOST_DIGITS } from '../yaml/integer.ts';
import { ExactNumber } from '../yaml/value.ts';

/** A decimal number as written: `digits` × 10^`exponent`, without a zero at the end of the digits. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Whether a value is a number, of any length. */
export const isNumber = (value: unknown): value is number | ExactNumber =>
  typeof value === 'number' || value instanceof ExactNumber;

/** Larger exponents are not computed with; Go's `big.Rat` has a limit, too. */
const MAX_EXPONENT = MOST_DIGITS;

/**
 * The exact value of a number, for comparisons that a double would round.
 *
 * @returns undefined for an exponent that is too large to compute with
 */
export function toDecimal(number: number | ExactNumber): Decimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(String(number)) ?? [];
  const all = whole + fraction;
  const significant = all.replace(/(?<!0)0+$/, '');
  const shifted = Number(exponent) - fraction.length + all.length - significant.length;
  if (/^0*$/.test(significant)) return { digits: 0n, exponent: 0 };
  if (Math.abs(shifted) > MAX_EXPONENT || significant.length > MOST_DIGITS) return undefined;
  return { digits: BigInt(sign + significant), exponent: shifted };
}

/** Equal strings for equal numbers, whatever their spelling. */
export function numberKey(number: number | ExactNumber): string {
  const decimal = toDecimal(number);
  return decimal === undefined ? `as written: ${number}` : `${decimal.digits}e${decimal.exponent}`;
}

/** Whether a number is an integer by its exact value. */
export function isInteger(number: number | ExactNumber): boolean {
  const decimal = toDecimal(number);
  return decimal !== undefined && decimal.exponent >= 0;
}

/** Below zero where `a` is smaller, zero where both are equal. */
export function compareNumbers(a: number | ExactNumber, b: number | ExactNumber): number {
  const difference = Number(a) - Number(b);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  const [x, y] = [toDecimal(a), toDecimal(b)];
  if (x === undefined || y === undefined) return 0;
  const shared = Math.min(x.exponent, y.exponent);
  const [left, right] = [scale(x, shared), scale(y, shared)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether a number is a multiple of another one in decimal arithmetic: 19.99 is a multiple of 0.01. */
export function isMultiple(number: number | ExactNumber, of: number | ExactNumber): boolean {
  const [x, y] = [toDecimal(number), toDecimal(of)];
  if (x === undefined || y === undefined || y.digits === 0n) return false;
  const shared = Math.min(x.exponent, y.exponent);
  return scale(x, shared) % scale(y, shared) === 0n;
}

const scale = ({ digits, exponent }: Decimal, to: number): bigint => digits * 10n ** BigInt(exponent - to);
