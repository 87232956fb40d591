import { parseGoInt } from './numbers.ts';
import { GoInt, GoObject, type GoValue, wrapInt } from './value.ts';

// spf13/cast v1.7, which sprig's arithmetic uses: anything but a number is 0.

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** The int64 that amd64 returns for a float64 out of its range. */
function truncateFloat(value: number): bigint {
  if (!Number.isFinite(value)) return INT64_MIN;
  const whole = BigInt(Math.trunc(value));
  return whole > INT64_MAX || whole < INT64_MIN ? INT64_MIN : whole;
}

/**
 * cast's `ToInt64`: the whole part of a number, 1 and 0 for booleans, a string in Go's integer syntax (`0x1f`, `017`,
 * `1_000`, a tail of `.0`), and 0 for anything else.
 */
export function toInt64(value: GoValue): bigint {
  if (typeof value === 'number') return truncateFloat(value);
  if (value instanceof GoInt) return wrapInt('int64', value.value);
  if (typeof value === 'string') return parseGoInt(trimZeroDecimal(value)) ?? 0n;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return MONTHS.has(value instanceof GoObject ? value.type : '') ? toInt64((value as GoObject).underlying ?? null) : 0n;
}

/** The named integers that cast handles. */
const MONTHS: ReadonlySet<string> = new Set(['time.Month', 'time.Weekday']);

/** `80.0` and `80.` are 80; a string without a digit before the zeros stays as it is. */
function trimZeroDecimal(text: string): string {
  const point = text.lastIndexOf('.');
  return point >= 0 && /^\.0+$/.test(text.slice(point)) ? text.slice(0, point) : text;
}

/** cast's `ToFloat64`: a string in Go's float syntax, which includes `inf`, `nan` and `0x1p-2`. */
export function toFloat64(value: GoValue): number {
  if (typeof value === 'number') return value;
  if (value instanceof GoInt) return Number(value.value);
  if (typeof value === 'string') return parseFloat64(value) ?? 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return MONTHS.has(value instanceof GoObject ? value.type : '') ? Number(toInt64(value)) : 0;
}

const DECIMAL = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+)?$/i;
const HEX = /^([+-]?)0x_?([\da-f]*(?:_[\da-f]+)*)(?:\.([\da-f]*))?p([+-]?\d+)$/i;

/** Go's `strconv.ParseFloat`: undefined for what it refuses, including a number out of range. */
export function parseFloat64(text: string): number | undefined {
  if (text.length > 100_000) return undefined;
  if (/^[+-]?inf(?:inity)?$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  const hex = HEX.exec(text);
  if (hex) {
    const [, sign, whole = '', fraction = '', power] = hex;
    const digits = whole.replaceAll('_', '') + fraction;
    if (digits === '') return undefined;
    const magnitude = Number(BigInt(`0x${digits}`)) * 2 ** (Number(power) - 4 * fraction.length);
    return Number.isFinite(magnitude) ? (sign === '-' ? -magnitude : magnitude) : undefined;
  }
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text.replaceAll('_', ''));
  return Number.isFinite(number) ? number : undefined;
}
