import { isPrintable, quoteText } from '../text.ts';
import { pad, padNumber, type Verb } from './spec.ts';

const RADIX: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  o: [8, ''],
  O: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
  d: [10, ''],
  v: [10, ''],
};

/**
 * Formats an integer for one of the verbs b, c, d, o, O, q, U, v, x, X.
 *
 * @returns undefined for any other verb
 */
export function formatIntVerb(number: bigint, spec: Verb): string | undefined {
  const { verb, precision } = spec;
  const radix = RADIX[verb];
  if (radix) {
    if (precision === 0 && number === 0n) return pad('', spec, true);
    return padNumber(number < 0n, digitsOf(number, radix, { ...spec, precision: placesOf(number, spec) }), spec, true);
  }
  const code =
    number >= 0n && number <= 0x10ffffn && !(number >= 0xd800n && number <= 0xdfffn) ? Number(number) : 0xfffd;
  if (verb === 'c') return pad(String.fromCodePoint(code), spec);
  if (verb === 'q') return pad(quoteText(String.fromCodePoint(code), "'", spec.flags.has('+')), spec);
  return verb === 'U' ? formatCodePoint(number, code, spec) : undefined;
}

/** The least number of digits. Padding with zeros fills the width with digits; a prefix comes before them. */
function placesOf(number: bigint, { flags, width, precision }: Verb): number | undefined {
  if (precision !== undefined || width === undefined || !flags.has('0') || flags.has('-')) return precision;
  return width - (number < 0n || flags.has('+') || flags.has(' ') ? 1 : 0);
}

function digitsOf(
  number: bigint,
  [radix, prefix]: readonly [number, string],
  { verb, flags, precision }: Verb,
): string {
  const magnitude = number < 0n ? -number : number;
  let digits = magnitude.toString(radix).padStart(precision ?? 0, '0');
  if (verb === 'X') digits = digits.toUpperCase();
  if (radix === 8 && flags.has('#') && !digits.startsWith('0')) digits = `0${digits}`;
  return verb === 'O' || (flags.has('#') && radix !== 8) ? prefix + digits : digits;
}

function formatCodePoint(number: bigint, code: number, spec: Verb): string {
  const unsigned = BigInt.asUintN(64, number);
  const hex = unsigned
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(spec.precision ?? 4, 4), '0');
  const character = String.fromCodePoint(code);
  const isShown = spec.flags.has('#') && BigInt(code) === unsigned && isPrintable(character);
  return pad(`U+${hex}${isShown ? ` '${character}'` : ''}`, spec, true);
}
