import { ExactNumber, isMap, type Value } from '../yaml/value.ts';
import { isNumber } from './numbers.ts';
import { byteLength, formatValue, quoteText, sortedKeys } from './text.ts';

// Go's fmt.Sprintf for the data that templates have. A whole number is an int to it, whatever file it comes from, any
// other number a float64; in Helm all numbers of a values file are floats, and `%d` prints `%!d(float64=80)`.

interface Verb {
  readonly flags: ReadonlySet<string>;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly verb: string;
}

const SPEC = /^([-+# 0]*)(?:(\[\d+\])?(\*|\d+)?)?(?:\.(\[\d+\])?(\*|\d*))?(\[\d+\])?(.)?/su;
/** Go refuses wider ones. */
const MAX_WIDTH = 1_000_000;

/** Formats as Go does, with its `%!d(string=a)` for what does not fit. */
export function printf(format: string, ...args: Value[]): string {
  let out = '';
  let next = 0;
  let reordered = false;
  let rest = format;
  for (;;) {
    const percent = rest.indexOf('%');
    if (percent < 0) break;
    out += rest.slice(0, percent);
    const spec = SPEC.exec(rest.slice(percent + 1)) as RegExpExecArray;
    rest = rest.slice(percent + 1 + spec[0].length);
    const [, flags = '', widthIndex, width, precisionIndex, precision, index, verb] = spec;
    const seek = (position: string | undefined) => {
      if (position === undefined) return;
      reordered = true;
      next = Number(position.slice(1, -1)) - 1;
    };
    const star = (text: string | undefined): number | undefined => {
      if (text !== '*') return text === undefined ? undefined : Number(text);
      const arg = args[next++];
      if (typeof arg === 'number' && Number.isInteger(arg) && Math.abs(arg) <= MAX_WIDTH) return arg;
      out += '%!(BADWIDTH)';
      return undefined;
    };
    seek(widthIndex);
    let wide = star(width);
    seek(precisionIndex);
    const precise = star(precision);
    // `%[2]d`: what looks like an index of the width is the one of the verb.
    seek(index);
    const set = new Set(flags);
    if (wide !== undefined && wide < 0) {
      set.add('-');
      wide = -wide;
    }
    if (set.has('-')) set.delete('0');
    if (verb === undefined) out += '%!(NOVERB)';
    else if (verb === '%') out += '%';
    else if (next < 0) out += `%!${verb}(BADINDEX)`;
    else if (next >= args.length) out += reordered ? `%!${verb}(BADINDEX)` : `%!${verb}(MISSING)`;
    else {
      const tooWide = (n: number | undefined) => n !== undefined && n > MAX_WIDTH;
      const value = args[next++] as Value;
      out += format1(value, {
        flags: set,
        width: tooWide(wide) ? undefined : wide,
        precision: tooWide(precise) ? undefined : precise,
        verb,
      });
    }
  }
  out += rest;
  if (!reordered && next < args.length) {
    out += `%!(EXTRA ${args
      .slice(next)
      .map((arg) => (arg === null ? '<nil>' : `${goType(arg)}=${formatValue(arg)}`))
      .join(', ')})`;
  }
  return out;
}

const isWhole = (value: number | ExactNumber): boolean =>
  typeof value === 'number' ? Number.isInteger(value) : /^-?\d+$/.test(value.text);

function goType(value: Value): string {
  if (value === null) return '<nil>';
  if (isNumber(value)) return isWhole(value) ? 'int' : 'float64';
  if (Array.isArray(value)) return '[]interface {}';
  if (isMap(value)) return 'map[string]interface {}';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

const bad = (value: Value, verb: string): string =>
  value === null ? `%!${verb}(<nil>)` : `%!${verb}(${goType(value)}=${formatValue(value)})`;

function format1(value: Value, spec: Verb): string {
  const { verb } = spec;
  if (verb === 'T') return pad(goType(value), spec);
  if (value === null) return verb === 'v' ? pad('<nil>', spec) : bad(null, verb);
  if (verb === 'v' && spec.flags.has('#')) return pad(goSyntax(value), spec);
  if (Array.isArray(value)) {
    if (verb === 'p') return bad(value, verb);
    return `[${value.map((item) => format1(item, spec)).join(' ')}]`;
  }
  if (isMap(value)) {
    if (verb === 'p') return bad(value, verb);
    const entries = sortedKeys(value).map((key) => `${format1(key, spec)}:${format1(value[key] as Value, spec)}`);
    return `map[${entries.join(' ')}]`;
  }
  if (typeof value === 'boolean') return verb === 't' || verb === 'v' ? pad(String(value), spec) : bad(value, verb);
  if (typeof value === 'string') return formatString(value, spec);
  if (isNumber(value)) return isWhole(value) ? formatInt(value, spec) : formatFloat(Number(value), value, spec);
  return bad(value, verb);
}

/** `%#v` */
function goSyntax(value: Value): string {
  if (value === null) return 'interface {}(nil)';
  if (typeof value === 'string') return quoteText(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (isMap(value)) {
    const entries = sortedKeys(value).map((key) => `${quoteText(key)}:${goSyntax(value[key] as Value)}`);
    return `map[string]interface {}{${entries.join(', ')}}`;
  }
  return formatValue(value);
}

function formatString(value: string, spec: Verb): string {
  const { verb, flags, precision } = spec;
  const cut = precision === undefined ? value : [...value].slice(0, precision).join('');
  switch (verb) {
    case 's':
    case 'v':
      return pad(cut, spec);
    case 'q':
      if (flags.has('#') && isRaw(cut)) return pad(`\`${cut}\``, spec);
      return pad(quoteText(cut, '"', flags.has('+')), spec);
    case 'x':
    case 'X':
      return pad(hexOf(value, spec), spec);
    default:
      return bad(value, verb);
  }
}

const isRaw = (text: string): boolean => !/[`\ufeff]|[^\P{C}\t]/u.test(text);

function hexOf(value: string, { verb, flags, precision }: Verb): string {
  const bytes = [...new TextEncoder().encode(value).slice(0, precision ?? byteLength(value))];
  const prefix = flags.has('#') && bytes.length > 0 ? '0x' : '';
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  const text = flags.has(' ') ? hex.map((pair) => prefix + pair).join(' ') : prefix + hex.join('');
  return verb === 'X' ? text.toUpperCase() : text;
}

const RADIX: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  o: [8, '0'],
  O: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
  d: [10, ''],
  v: [10, ''],
};

function formatInt(value: number | ExactNumber, spec: Verb): string {
  const { verb, flags, precision } = spec;
  const number = BigInt(String(value instanceof ExactNumber ? value.text : BigInt(value)));
  const radix = RADIX[verb];
  if (radix) return padNumber(number < 0n, digitsOf(number, radix, spec), spec, precision !== undefined);
  const code =
    number >= 0n && number <= 0x10ffffn && !(number >= 0xd800n && number <= 0xdfffn) ? Number(number) : 0xfffd;
  if (verb === 'c') return pad(String.fromCodePoint(code), spec);
  if (verb === 'q') return pad(quoteText(String.fromCodePoint(code), "'"), spec);
  if (verb === 'U') {
    const hex = number
      .toString(16)
      .toUpperCase()
      .padStart(Math.max(precision ?? 4, 4), '0');
    return pad(`U+${hex}${flags.has('#') ? ` '${String.fromCodePoint(code)}'` : ''}`, spec);
  }
  // Where a float's verb is asked of a whole number, it is one: Helm's numbers are floats where they come from files.
  return 'eEfFgG'.includes(verb) ? formatFloat(Number(value), value, spec) : bad(value, verb);
}

function digitsOf(
  number: bigint,
  [radix, prefix]: readonly [number, string],
  { verb, flags, precision }: Verb,
): string {
  const magnitude = number < 0n ? -number : number;
  if (precision === 0 && magnitude === 0n) return '';
  let digits = magnitude.toString(radix).padStart(precision ?? 0, '0');
  if (verb === 'X') digits = digits.toUpperCase();
  if (verb === 'O' || (flags.has('#') && !(verb === 'o' && digits.startsWith('0')))) digits = prefix + digits;
  return digits;
}

function formatFloat(number: number, value: number | ExactNumber, spec: Verb): string {
  const { verb, precision } = spec;
  const magnitude = Math.abs(number);
  const negative = number < 0 || Object.is(number, -0);
  switch (verb) {
    case 'v':
      return padNumber(negative, formatValue(value).replace(/^-/, ''), spec, false);
    case 'f':
    case 'F':
      return padNumber(negative, fixed(magnitude, precision ?? 6), spec, false);
    case 'e':
    case 'E':
      return padNumber(negative, exponent(scientific(magnitude, precision ?? 6), verb), spec, false);
    case 'g':
    case 'G':
      return padNumber(negative, shortest(magnitude, precision, verb === 'g' ? 'e' : 'E'), spec, false);
    default:
      return bad(value, verb);
  }
}

/** As many places as JavaScript prints: exact for what can stand exactly between two decimals. */
const MAX_PLACES = 100;

/** JavaScript rounds up what stands exactly between two decimals, Go to the even one. */
function roundHalfEven(rounded: string, exact: string): string {
  if (exact.length <= rounded.length) return rounded;
  const cut = rounded.includes('.') ? rounded.length : rounded.length + 1;
  const isBetween = /^50*$/.test(exact.slice(cut));
  const down = exact.slice(0, rounded.length);
  return isBetween && down.length === rounded.length && /[02468]$/.test(down) ? down : rounded;
}

/** All digits, where toFixed changes to an exponent from 10^21 on. */
function fixed(magnitude: number, precision: number): string {
  if (magnitude >= 1e21) return BigInt(magnitude).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
  const places = Math.min(precision, MAX_PLACES);
  return roundHalfEven(magnitude.toFixed(places), magnitude.toFixed(MAX_PLACES)) + '0'.repeat(precision - places);
}

function scientific(magnitude: number, precision: number): string {
  const places = Math.min(precision, MAX_PLACES);
  const [rounded = '', power] = magnitude.toExponential(places).split('e');
  const [exact = '', exactPower] = magnitude.toExponential(MAX_PLACES).split('e');
  return `${power === exactPower ? roundHalfEven(rounded, exact) : rounded}e${power}`;
}

/** Go's exponents have two digits at least. */
const exponent = (text: string, letter: string): string =>
  text.replace(/e([+-])(\d+)$/, (_, sign: string, digits: string) => `${letter}${sign}${digits.padStart(2, '0')}`);

function shortest(magnitude: number, precision: number | undefined, letter: string): string {
  const digits = precision === undefined ? undefined : Math.max(precision, 1);
  const text = digits === undefined ? magnitude.toExponential() : scientific(magnitude, digits - 1);
  const [mantissa = '', exponentText] = text.split('e');
  const power = Number(exponentText);
  const significant = mantissa.replace('.', '').replace(/0+$/, '').length;
  // Go's own rule: an exponent from 10^6 on, or past the digits that are asked for.
  const limit =
    digits === undefined ? SHORTEST_LIMIT : digits > significant && significant > power ? significant : digits;
  if (power < -4 || power >= limit) return exponent(text.replace(/\.?0*e/, 'e'), letter);
  return fixed(Number(text), Math.max(0, significant - power - 1));
}

const SHORTEST_LIMIT = 6;

/** Zeros go between the sign and the digits, blanks before the sign. */
function padNumber(negative: boolean, digits: string, spec: Verb, noZeros: boolean): string {
  const { flags, width = 0 } = spec;
  const sign = negative ? '-' : flags.has('+') ? '+' : flags.has(' ') ? ' ' : '';
  if (flags.has('0') && !noZeros) return sign + digits.padStart(width - sign.length, '0');
  return pad(sign + digits, spec, noZeros);
}

/** To the width in characters. Go pads texts with zeros too where it is asked to. */
function pad(text: string, { flags, width = 0 }: Verb, noZeros = false): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.has('-')) return text + ' '.repeat(missing);
  return (flags.has('0') && !noZeros ? '0' : ' ').repeat(missing) + text;
}
