import { pad, padNumber, type Verb } from './spec.ts';

/** The most places that JavaScript prints: enough for every number that is exactly between two decimals. */
const MAX_PLACES = 100;
/** Go's threshold for the shortest form: an exponent from 10^6 on. */
const SHORTEST_LIMIT = 6;

/**
 * Formats a float64 for one of the verbs b, e, E, f, F, g, G, v, x, X.
 *
 * @returns undefined for any other verb
 */
export function formatFloatVerb(number: number, spec: Verb): string | undefined {
  const digits = FLOAT_VERBS[spec.verb];
  if (!digits) return undefined;
  if (!Number.isFinite(number)) return padInfinity(number, spec);
  const text = sharpen(digits(Math.abs(number), spec.precision), spec);
  return padNumber(number < 0 || Object.is(number, -0), text, spec, false);
}

/** The flag `#`: a decimal point in any case, and the trailing zeros of the shortest form. */
function sharpen(text: string, { verb, flags, precision }: Verb): string {
  if (!flags.has('#') || verb === 'b') return text;
  const exponent = text.search(/x/i.test(verb) ? /p/i : /e/i);
  const [number, tail] = exponent < 0 ? [text, ''] : [text.slice(0, exponent), text.slice(exponent)];
  const wanted = 'vgGx'.includes(verb) ? (precision ?? SHORTEST_LIMIT) : 0;
  // Go counts the digits after the first one that is not zero, and the letter x as one of them.
  const shown = number.replace('.', '').replace(/^0+/, '').length + (number === '0' ? 1 : 0);
  return `${number}${number.includes('.') ? '' : '.'}${'0'.repeat(Math.max(0, wanted - shown))}${tail}`;
}

const FLOAT_VERBS: Readonly<Record<string, (magnitude: number, precision: number | undefined) => string>> = {
  b: binary,
  v: (magnitude, precision) => shortest(magnitude, precision, 'e'),
  g: (magnitude, precision) => shortest(magnitude, precision, 'e'),
  G: (magnitude, precision) => shortest(magnitude, precision, 'E'),
  f: (magnitude, precision) => fixed(magnitude, precision ?? 6),
  F: (magnitude, precision) => fixed(magnitude, precision ?? 6),
  e: (magnitude, precision) => exponent(scientific(magnitude, precision ?? 6), 'e'),
  E: (magnitude, precision) => exponent(scientific(magnitude, precision ?? 6), 'E'),
  x: (magnitude, precision) => hexFloat(magnitude, precision),
  X: (magnitude, precision) => hexFloat(magnitude, precision).toUpperCase(),
};

/** An infinity always has a sign; infinities and NaN are not padded with zeros. */
function padInfinity(number: number, spec: Verb): string {
  const { flags } = spec;
  const plus = flags.has('+') ? '+' : flags.has(' ') ? ' ' : '';
  if (Number.isNaN(number)) return pad(`${plus}NaN`, spec, true);
  return pad(number < 0 ? '-Inf' : flags.has(' ') && !flags.has('+') ? ' Inf' : '+Inf', spec, true);
}

/** The result of `%v` for a float64, such as `1e+06`. */
export function formatFloat64(number: number): string {
  if (number > 0 && number < 1e6 && Number.isInteger(number)) return String(number);
  if (!Number.isFinite(number)) return Number.isNaN(number) ? 'NaN' : number < 0 ? '-Inf' : '+Inf';
  const magnitude = Math.abs(number);
  return (number < 0 || Object.is(number, -0) ? '-' : '') + shortest(magnitude, undefined, 'e');
}

/** Rounds a number exactly between two decimals to the even one as Go does; JavaScript rounds it up. */
function roundHalfEven(rounded: string, exact: string): string {
  if (exact.length <= rounded.length) return rounded;
  const cut = rounded.includes('.') ? rounded.length : rounded.length + 1;
  const isBetween = /^50*$/.test(exact.slice(cut));
  const down = exact.slice(0, rounded.length);
  return isBetween && down.length === rounded.length && /[02468]$/.test(down) ? down : rounded;
}

/** All digits of a number; toFixed changes to an exponent from 10^21 on. */
function fixed(magnitude: number, precision: number): string {
  if (magnitude >= 1e21) return BigInt(magnitude).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
  const places = Math.min(precision, MAX_PLACES);
  return roundHalfEven(magnitude.toFixed(places), magnitude.toFixed(MAX_PLACES)) + '0'.repeat(precision - places);
}

function scientific(magnitude: number, precision: number): string {
  const places = Math.min(precision, MAX_PLACES);
  const [rounded = '', power] = magnitude.toExponential(places).split('e');
  const [exact = '', exactPower] = magnitude.toExponential(MAX_PLACES).split('e');
  return `${power === exactPower ? roundHalfEven(rounded, exact) : rounded}${'0'.repeat(precision - places)}e${power}`;
}

/** Go's exponents have at least two digits. */
const exponent = (text: string, letter: string): string =>
  text.replace(/e([+-])(\d+)$/, (_, sign: string, digits: string) => `${letter}${sign}${digits.padStart(2, '0')}`);

function shortest(magnitude: number, precision: number | undefined, letter: string): string {
  const digits = precision === undefined ? undefined : Math.max(precision, 1);
  const text = digits === undefined ? magnitude.toExponential() : scientific(magnitude, digits - 1);
  const [mantissa = '', exponentText] = text.split('e');
  const power = Number(exponentText);
  const significant = mantissa.replace('.', '').replace(/(?<!0)0+$/, '').length;
  const limit =
    digits === undefined ? SHORTEST_LIMIT : digits > significant && significant > power ? significant : digits;
  if (power < -4 || power >= limit) return exponent(text.replace(/(?:\.|(?<![.0])(?=0)|(?=e))0*e/, 'e'), letter);
  return fixed(Number(text), Math.max(0, significant - power - 1));
}

/** The exact bits of a double as a whole number and a power of two: `6755399441055744p-52`. */
function binary(magnitude: number): string {
  const { power, fraction } = partsOf(magnitude);
  const whole = power === 0 ? fraction : (1n << 52n) | fraction;
  const shift = Math.max(power, 1) - 1023 - 52;
  return `${whole}p${shift < 0 ? '' : '+'}${shift}`;
}

/** The biased exponent and the fraction of a double that is not negative. */
function partsOf(magnitude: number): { readonly power: number; readonly fraction: bigint } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, magnitude);
  return { power: bits.getUint32(0) >>> 20, fraction: bits.getBigUint64(0) & 0xfffffffffffffn };
}

/** The exact bits of a double: `0x1.8p+00`. */
function hexFloat(magnitude: number, precision: number | undefined): string {
  const { power: exponentBits, fraction } = partsOf(magnitude);
  const places = Math.min(precision ?? 13, 13);
  const drop = BigInt((13 - places) * 4);
  // A number exactly between two is rounded to the even digit.
  const whole = (1n << 52n) | fraction;
  const half = drop === 0n ? 0n : 1n << (drop - 1n);
  const rounded = (whole + half - (drop > 0n && ((whole >> drop) & 1n) === 0n ? 1n : 0n)) >> drop;
  const hex = rounded.toString(16);
  const digits = precision === undefined ? hex.slice(1).replace(/(?<!0)0+$/, '') : hex.slice(1).padEnd(precision, '0');
  // Rounding up may give a two, which is one of the next power.
  const isCarried = hex.startsWith('2');
  const power = magnitude === 0 ? 0 : exponentBits - 1023 + (isCarried ? 1 : 0);
  const text = `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  const lead = magnitude === 0 ? '0' : '1';
  return `0x${lead}${digits === '' ? '' : `.${digits}`}p${text}`;
}
