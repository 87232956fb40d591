import { MOST_DIGITS, toInteger } from '../../yaml/integer.ts';
import { memoize } from '../../yaml/memo.ts';
import { ExactNumber, type Value } from '../../yaml/value.ts';

const SUFFIXES: Readonly<Record<string, readonly [base: bigint, exponent: number]>> = {
  n: [10n, -9],
  u: [10n, -6],
  m: [10n, -3],
  '': [10n, 0],
  k: [10n, 3],
  M: [10n, 6],
  G: [10n, 9],
  T: [10n, 12],
  P: [10n, 15],
  E: [10n, 18],
  Ki: [2n, 10],
  Mi: [2n, 20],
  Gi: [2n, 30],
  Ti: [2n, 40],
  Pi: [2n, 50],
  Ei: [2n, 60],
};

const QUANTITY = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([eE][+-]?\d{1,6})|([numkMGTPE]|[KMGTPE]i)?)$/;
const NANO = 9;

/**
 * An amount of a resource (k8s.io/apimachinery's resource.ParseQuantity).
 *
 * @returns in billionths, rounded up as Kubernetes does; undefined for an invalid quantity
 */
export function parseQuantity(value: Value | undefined): bigint | undefined {
  const text = typeof value === 'number' ? String(value) : value instanceof ExactNumber ? value.text : value;
  // Go trims what it reads.
  return typeof text === 'string' ? (readAmount(text.trim()) ?? undefined) : undefined;
}

/** More places of a fraction than these are not computed with. */
const PLACES = 100;

const readAmount = memoize((text: string): bigint | null => {
  const match = QUANTITY.exec(text);
  if (!match) return null;
  const [, sign, whole = '', afterWhole, alone, power, suffix = ''] = match;
  const written = afterWhole ?? alone ?? '';
  // What is less than a billionth only rounds it up.
  const fraction = written.length > PLACES && whole.length < PLACES ? `${written.slice(0, PLACES)}1` : written;
  if (whole.length + fraction.length > MOST_DIGITS) return sign === '-' ? -(10n ** 60n) : 10n ** 60n;
  const [base, exponent] = power ? [10n, Number(power.slice(1))] : (SUFFIXES[suffix] as readonly [bigint, number]);
  // Past 10^30 Kubernetes has long capped it.
  if (Math.abs(exponent) > 60) return exponent > 0 ? 10n ** 60n : 1n;
  const digits = toInteger(whole + fraction);
  const [up, down] = exponent >= 0 ? [base ** BigInt(exponent), 1n] : [1n, base ** BigInt(-exponent)];
  const divisor = down * 10n ** BigInt(fraction.length);
  const amount = (digits * up * 10n ** BigInt(NANO) + divisor - 1n) / divisor;
  return sign === '-' ? -amount : amount;
});

/** Whether an amount is a whole number. */
export const isWhole = (amount: bigint): boolean => amount % 10n ** BigInt(NANO) === 0n;
