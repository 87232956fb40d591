import { toBytes } from './bytes.ts';

/** The units of durations in nanoseconds. */
export const NANOSECONDS = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
} as const;

const MAX = 2n ** 63n;
const PART = /(\d*)(\.?)(\d*)([^\d.]*)/y;

/**
 * Go's `time.ParseDuration`: `-1.5h`, `2h45m`, `300ms`. Linear in the length of the string.
 *
 * @returns nanoseconds; undefined for what is not a duration, and for one that exceeds 64 bits
 */
export function parseDuration(text: string): bigint | undefined {
  const isNegative = text.startsWith('-');
  const magnitude = isNegative || text.startsWith('+') ? text.slice(1) : text;
  if (magnitude === '0') return 0n;
  if (magnitude === '') return undefined;
  let total = 0n;
  for (let at = 0; at < magnitude.length; ) {
    PART.lastIndex = at;
    const [found = '', whole = '', , fraction = '', unit = ''] = PART.exec(magnitude) ?? [];
    const size = unitOf(unit);
    if (size === undefined || whole + fraction === '' || whole.length > 30) return undefined;
    // Further digits are less than a nanosecond.
    const digits = fraction.slice(0, 18);
    total +=
      BigInt(whole || '0') * size + (digits === '' ? 0n : (BigInt(digits) * size) / 10n ** BigInt(digits.length));
    if (total > MAX) return undefined;
    at += found.length;
  }
  if (isNegative) return -total;
  return total === MAX ? undefined : total;
}

const unitOf = (unit: string): bigint | undefined => {
  const name = unit.replace(/^[µμ]s$/, 'us');
  return Object.hasOwn(NANOSECONDS, name) ? NANOSECONDS[name as keyof typeof NANOSECONDS] : undefined;
};

/** The quoting of Go's package time: each byte that is not ASCII as `\\xNN`. */
export const quoteAscii = (text: string): string =>
  `"${toBytes(text)
    .toString('latin1')
    .replace(/["\\]|[^ -\x7f]/g, (char) =>
      /["\\]/.test(char) ? `\\${char}` : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
    )}"`;

/** Go's message for what {@link parseDuration} refuses. */
export function faultOfDuration(text: string): string {
  const quoted = quoteAscii(text);
  const rest = text.replace(/^[+-]/, '');
  if (!/^\.?\d/.test(rest)) return `time: invalid duration ${quoted}`;
  PART.lastIndex = 0;
  for (let at = 0; at < rest.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const [, whole = '', , fraction = '', unit = ''] = PART.exec(rest) ?? [];
    if (whole + fraction === '') break;
    if (unit === '') return `time: missing unit in duration ${quoted}`;
    if (unitOf(unit) === undefined) return `time: unknown unit ${quoteAscii(unit)} in duration ${quoted}`;
  }
  return `time: invalid duration ${quoted}`;
}

/** Go's `Duration.String`: `1h2m3.5s`, `0s`, `1.5ms`. */
export function formatDuration(nanoseconds: bigint): string {
  const magnitude = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const sign = nanoseconds < 0n ? '-' : '';
  if (magnitude === 0n) return '0s';
  if (magnitude < NANOSECONDS.s) {
    const unit = magnitude < NANOSECONDS.us ? 'ns' : magnitude < NANOSECONDS.ms ? 'us' : 'ms';
    return `${sign}${decimal(magnitude, NANOSECONDS[unit])}${unit === 'us' ? 'µs' : unit}`;
  }
  const hours = magnitude / NANOSECONDS.h;
  const minutes = (magnitude % NANOSECONDS.h) / NANOSECONDS.m;
  const seconds = decimal(magnitude % NANOSECONDS.m, NANOSECONDS.s);
  return `${sign}${hours > 0n ? `${hours}h` : ''}${hours > 0n || minutes > 0n ? `${minutes}m` : ''}${seconds}s`;
}

function decimal(value: bigint, unit: bigint): string {
  const places = unit.toString().length - 1;
  const fraction = (value % unit)
    .toString()
    .padStart(places, '0')
    .replace(/(?<!0)0+$/, '');
  return `${value / unit}${unit === 1n || fraction === '' ? '' : `.${fraction}`}`;
}
