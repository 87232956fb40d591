import { quoteText } from '../../../go/text.ts';
import { unquoteCharacter } from '../../../go/unquote.ts';
import { toInteger } from '../../../yaml/integer.ts';
import type { NumberNode } from './nodes.ts';

type Constant = Omit<NumberNode, 'kind' | 'at' | 'text'>;

const INT64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };
const UINT64 = { least: 0n, most: 2n ** 64n - 1n };

/**
 * The kinds that a number constant can have by Go's parser: integer, unsigned integer, float, complex number, or
 * several of them.
 *
 * @returns a message of Go's where it is not a number
 */
export function readNumber(text: string, kind: 'charConstant' | 'complex' | 'number'): Constant | string {
  if (kind === 'charConstant') return readCharacter(text);
  if (kind === 'complex') return readComplex(text);
  if (text.endsWith('i')) {
    const imaginary = parseFloat64(text.slice(0, -1));
    if (imaginary !== undefined) return simplify(0, imaginary);
  }
  const int = within(INT64, parseWhole(text));
  const uint = /^[+-]/.test(text) && int !== 0n ? undefined : within(UINT64, parseWhole(text));
  const whole = int ?? uint;
  if (whole !== undefined) return { ...integers(int, uint), float: Number(whole) };
  const float = parseFloat64(text);
  if (float === undefined) return `illegal number syntax: ${quoteText(text)}`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quoteText(text)}`;
  return { float, ...integersOf(float) };
}

function readCharacter(text: string): Constant | string {
  const code = unquoteCharacter(text);
  if (code === 'malformed') return `malformed character constant: ${text}`;
  if (code === 'invalid syntax') return code;
  return { int: BigInt(code), uint: BigInt(code), float: code };
}

function readComplex(text: string): Constant | string {
  const [, first = '', second = ''] = (text.endsWith('i') && /^(.*[^eEpP])([+-].*)$/s.exec(text.slice(0, -1))) || [];
  const [real, imaginary] = [parseFloat64(first), parseFloat64(second)];
  if (real === undefined || imaginary === undefined) {
    return `strconv.ParseFloat: parsing ${quoteText(real === undefined ? first : second)}: invalid syntax`;
  }
  return simplify(real, imaginary);
}

const simplify = (real: number, imaginary: number): Constant => ({
  complex: { real, imaginary },
  ...(imaginary === 0 ? { float: real, ...integersOf(real) } : {}),
});

function integersOf(float: number): Constant {
  if (!Number.isInteger(float)) return {};
  return integers(within(INT64, BigInt(float)), within(UINT64, BigInt(float)));
}

const integers = (int: bigint | undefined, uint: bigint | undefined): Constant => ({
  ...(int === undefined ? {} : { int }),
  ...(uint === undefined ? {} : { uint }),
});

const within = ({ least, most }: typeof INT64, value: bigint | undefined): bigint | undefined =>
  value !== undefined && value >= least && value <= most ? value : undefined;

/** strconv.ParseInt with base 0, of any length. */
function parseWhole(text: string): bigint | undefined {
  const match =
    /^([+-]?)(0[xX](?:_?[\da-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0(?:_?[0-7])*|[1-9](?:_?\d)*)$/.exec(text);
  if (!match) return undefined;
  const [, sign, spelled = ''] = match;
  const digits = spelled.replaceAll('_', '');
  const value = /^0[a-z]/i.test(digits)
    ? toInteger(digits.slice(2), digits.slice(0, 2))
    : toInteger(digits, /^0\d/.test(digits) ? '0o' : '');
  return sign === '-' ? -value : value;
}

/** strconv.ParseFloat; undefined for what it refuses, including numbers out of range. */
function parseFloat64(text: string): number | undefined {
  const hex = /^([+-]?)0[xX]((?:_?[\da-fA-F])*)(?:\.((?:[\da-fA-F](?:_?[\da-fA-F])*)?))?[pP]([+-]?\d(?:_?\d)*)$/.exec(
    text,
  );
  if (hex) return parseHexFloat(hex[1] as string, hex[2] as string, hex[3] ?? '', hex[4] as string);
  const decimal = /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/.test(text);
  const number = decimal ? Number(text.replaceAll('_', '')) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function parseHexFloat(sign: string, whole: string, fraction: string, exponent: string): number | undefined {
  const [high, low] = [whole.replaceAll('_', ''), fraction.replaceAll('_', '')];
  if (high + low === '') return undefined;
  const power = Number(exponent.replaceAll('_', '')) - 4 * low.length;
  if (Math.abs(power) > 5000) return power < 0 ? 0 : undefined;
  const number = scale(BigInt(`0x${high}${low}`), power);
  return Number.isFinite(number) ? (sign === '-' ? -number : number) : undefined;
}

/** digits × 2^power. Go rounds once; a subnormal number with more than 53 bits may differ in the last bit. */
function scale(digits: bigint, power: number): number {
  if (power >= 0) return Number(digits << BigInt(power));
  let value = Number(digits);
  let left = -power;
  for (; left > 1000; left -= 1000) value /= 2 ** 1000;
  value /= 2 ** left;
  return value;
}
