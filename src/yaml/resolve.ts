import { toInteger } from './integer.ts';
import { ExactNumber, parseNumber } from './value.ts';

/** The value of a plain scalar, by the rules of go-yaml v2. */
export type Scalar = null | boolean | number | ExactNumber | string;

/** The kind decides how the scalar is read as a map key, where 1e6 and 1000000 are different keys. */
export type Kind = 'null' | 'bool' | 'int' | 'float' | 'str' | 'timestamp';

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

const WORDS = new Map<string, Scalar>([['', null]]);
for (const word of ['~', 'null', 'Null', 'NULL']) WORDS.set(word, null);
for (const word of ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']) WORDS.set(word, true);
for (const word of ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']) WORDS.set(word, false);
for (const word of ['.nan', '.NaN', '.NAN']) WORDS.set(word, Number.NaN);
for (const word of ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']) WORDS.set(word, Number.POSITIVE_INFINITY);
for (const word of ['-.inf', '-.Inf', '-.INF']) WORDS.set(word, Number.NEGATIVE_INFINITY);

/** Characters with which something other than a string may begin: signs, digits, `.`, `~` and `yYnNtTfFoO`. */
const LEADERS = new Uint8Array(128);
for (const leader of '+-0123456789.~yYnNtTfFoO') LEADERS[leader.charCodeAt(0)] = 1;

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DOT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

/**
 * Whether a plain scalar can only be a string, decided by its first character: most scalars can.
 */
export const isPlainString = (text: string): boolean => {
  const first = text.charCodeAt(0);
  return text !== '' && (first > 127 || LEADERS[first] === 0);
};

/**
 * Resolves an untagged plain scalar as `resolve` of go-yaml v2 does: YAML 1.1 booleans, octal by a leading 0, `_`
 * between digits; no base 60, and timestamps stay strings.
 *
 * @returns the value; for a timestamp the string itself. NaN and infinities are returned, for the caller to refuse.
 */
export function resolvePlain(text: string): Scalar {
  if (isPlainString(text)) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  return resolveNumber(text) ?? text;
}

/** The kind that go-yaml determines for an untagged plain scalar. */
export function kindOfPlain(text: string): Kind {
  if (isPlainString(text)) return 'str';
  const word = WORDS.get(text);
  if (word === null) return 'null';
  if (word !== undefined) return typeof word === 'boolean' ? 'bool' : 'float';
  if (isTimestamp(text)) return 'timestamp';
  if (text.charCodeAt(0) !== 46 && resolveInteger(text.replaceAll('_', '')) !== undefined) return 'int';
  return resolveNumber(text) === undefined ? 'str' : 'float';
}

function resolveNumber(text: string): number | ExactNumber | undefined {
  const first = text.charCodeAt(0);
  if (first === 46) return DOT_FLOAT.test(text) ? parseFloat64(text.replaceAll('_', '')) : undefined;
  if (!(first === 43 || first === 45 || (first >= 48 && first <= 57))) return undefined;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = resolveInteger(plain);
  if (integer !== undefined) return integer;
  return FLOAT.test(plain) ? parseFloat64(plain) : undefined;
}

/** Go's `ParseInt(text, 0, 64)`, then `ParseUint`, then go-yaml's own reading of `0b`. */
function resolveInteger(text: string): number | ExactNumber | undefined {
  const match = /^([-+]?)(?:(0[xX])([0-9a-fA-F]+)|(0[bB])([01]+)|(0[oO]?)([0-7]+)|([1-9][0-9]*|0))$/.exec(text);
  if (!match) {
    const binary = /^0b([-+][01]+)$/.exec(text)?.[1];
    if (binary === undefined) return undefined;
    return fitInt64(toInteger(binary, '0b'), false);
  }
  const [, sign, hex, hexDigits, binary, binaryDigits, octal, octalDigits, decimal] = match;
  if (decimal !== undefined && decimal.length <= 15)
    return sign === '-' && decimal !== '0' ? -decimal : Number(decimal);
  const prefix = hex ? '0x' : binary ? '0b' : octal === undefined ? '' : '0o';
  const digits = toInteger(decimal ?? hexDigits ?? binaryDigits ?? octalDigits ?? '', prefix);
  return fitInt64(sign === '-' ? -digits : digits, sign === '');
}

function fitInt64(integer: bigint, unsigned: boolean): number | ExactNumber | undefined {
  if (integer < INT64_MIN || integer > (unsigned ? UINT64_MAX : INT64_MAX)) return undefined;
  return parseNumber(String(integer));
}

/** Go refuses a number beyond the range of a double, and the scalar is a string. */
function parseFloat64(text: string): number | ExactNumber | undefined {
  if (!Number.isFinite(Number(text))) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    /^([-+]?)([0-9]*)(?:\.([0-9]*))?((?:[eE].*)?)$/.exec(text) ?? [];
  const digits = whole.replace(/^0+(?=[0-9])/, '') || '0';
  const json = `${sign === '-' ? '-' : ''}${digits}${fraction === '' ? '' : `.${fraction}`}${exponent}`;
  return Number(json) === 0 && /^[-0.]*(?:[eE]|$)/.test(json) ? Number(json) : parseNumber(json);
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(.*)$/s;
const TIMES = [
  /^[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d))$/,
  /^ +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?$/,
];

/** The four layouts of timestamps in go-yaml v2; it quotes such strings and reads unquoted ones as strings. */
export function isTimestamp(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  if (day < 1 || day > (days[month - 1] ?? 0)) return false;
  const rest = match[4] as string;
  if (rest === '') return true;
  return TIMES.some((layout) => {
    const time = layout.exec(rest);
    if (!time) return false;
    const [, hour, minute, second, zoneHour = '0', zoneMinute = '0'] = time;
    return (
      Number(hour) < 24 &&
      Number(minute) < 60 &&
      Number(second) < 60 &&
      Number(zoneHour) <= 24 &&
      Number(zoneMinute) < 60
    );
  });
}

/** The shortest decimal of a float, as Go's `FormatFloat(value, 'g', -1, bits)` prints it: `1e+06`, not `1000000`. */
export function formatFloat(value: number, bits: 32 | 64): string {
  const float = bits === 32 ? Math.fround(value) : value;
  if (Number.isNaN(float)) return '.nan';
  if (!Number.isFinite(float)) return float < 0 ? '-.inf' : '.inf';
  if (float === 0) return Object.is(float, -0) ? '-0' : '0';
  const [mantissa = '', exponentText = '0'] = shortest(float, bits).split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 6) return exponential(sign, digits, exponent);
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return sign + whole + (fraction === '' ? '' : `.${fraction}`);
}

function exponential(sign: string, digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
}

function shortest(float: number, bits: 32 | 64): string {
  if (bits === 64) return float.toExponential();
  for (let precision = 0; precision < 8; precision++) {
    const text = float.toExponential(precision);
    if (Math.fround(Number(text)) === float) return text;
  }
  return float.toExponential(8);
}

/** The double that Go would use for a number. */
export const toDouble = (value: number | ExactNumber): number =>
  value instanceof ExactNumber ? value.valueOf() : value;

const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** Whether YAML 1.1 reads a plain scalar as a number of base 60, such as `22:30`: go-yaml does not, but quotes it. */
export const isBase60 = (text: string): boolean => BASE_60.test(text);
