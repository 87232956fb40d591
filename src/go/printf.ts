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
  const cursor = new Cursor(args);
  let out = '';
  let rest = format;
  for (let percent = rest.indexOf('%'); percent >= 0; percent = rest.indexOf('%')) {
    out += rest.slice(0, percent);
    const spec = SPEC.exec(rest.slice(percent + 1)) as RegExpExecArray;
    rest = rest.slice(percent + 1 + spec[0].length);
    out += formatSpec(spec, cursor);
  }
  return out + rest + cursor.extra();
}

/** The arguments, with the one that is next. */
class Cursor {
  readonly #args: Value[];
  #next = 0;
  #isReordered = false;
  #isBad = false;

  constructor(args: Value[]) {
    this.#args = args;
  }

  /** `[2]`; an index out of range spoils the verb that it belongs to alone. */
  seek(index: string | undefined): void {
    if (index === undefined) return;
    this.#isReordered = true;
    const position = Number(index.slice(1, -1)) - 1;
    if (position < 0 || position >= this.#args.length) this.#isBad = true;
    else this.#next = position;
  }

  /** The next argument, or what Go calls its absence. */
  take(): { readonly value: Value } | { readonly fault: string } {
    const isBad = this.#isBad;
    this.#isBad = false;
    if (isBad) return { fault: 'BADINDEX' };
    if (this.#next >= this.#args.length) return { fault: 'MISSING' };
    return { value: this.#args[this.#next++] as Value };
  }

  extra(): string {
    if (this.#isReordered || this.#next >= this.#args.length) return '';
    const rest = this.#args.slice(this.#next);
    return `%!(EXTRA ${rest.map((arg) => (arg === null ? '<nil>' : `${goType(arg)}=${formatValue(arg)}`)).join(', ')})`;
  }
}

function formatSpec(spec: RegExpExecArray, cursor: Cursor): string {
  const [, flagText = '', widthIndex, width, precisionIndex, precision, index, verb] = spec;
  const flags = new Set(flagText);
  let out = '';
  const numberOf = (text: string | undefined, fault: string): number | undefined => {
    if (text !== '*') return text === undefined ? undefined : boundedWidth(Number(text));
    const arg = cursor.take();
    const number = 'value' in arg && typeof arg.value === 'number' ? boundedWidth(arg.value) : undefined;
    if (number === undefined) out += `%!(${fault})`;
    return number;
  };
  cursor.seek(widthIndex);
  let wide = numberOf(width, 'BADWIDTH');
  cursor.seek(precisionIndex);
  const precise = numberOf(precision, 'BADPREC');
  cursor.seek(index);
  if (wide !== undefined && wide < 0) {
    flags.add('-');
    wide = -wide;
  }
  if (flags.has('-')) flags.delete('0');
  if (verb === undefined) return `${out}%!(NOVERB)`;
  if (verb === '%') return `${out}%`;
  const arg = cursor.take();
  if ('fault' in arg) return `${out}%!${verb}(${arg.fault})`;
  // A plus asks %v for the names of fields, which nothing here has.
  if (verb === 'v') flags.delete('+');
  return (
    out +
    format1(arg.value, {
      flags,
      width: wide,
      precision: precise !== undefined && precise < 0 ? undefined : precise,
      verb,
    })
  );
}

const boundedWidth = (value: number): number | undefined =>
  Number.isInteger(value) && Math.abs(value) <= MAX_WIDTH ? value : undefined;

const isWhole = (value: number | ExactNumber): boolean =>
  typeof value === 'number' ? Number.isInteger(value) : /^-?\d+$/.test(value.text);

function goType(value: Value): string {
  if (value === null) return '<nil>';
  if (isNumber(value)) return isWhole(value) ? 'int' : 'float64';
  if (Array.isArray(value)) return '[]interface {}';
  if (isMap(value)) return 'map[string]interface {}';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

/** What Go prints for a verb that its argument does not have: the argument as %v has it, to the same width. */
function bad(value: Value, spec: Verb): string {
  if (value === null) return `%!${spec.verb}(<nil>)`;
  const flags = new Set(spec.flags);
  flags.delete('#');
  return `%!${spec.verb}(${goType(value)}=${format1(value, { ...spec, flags, verb: 'v' })})`;
}

function format1(value: Value, spec: Verb): string {
  const { verb } = spec;
  if (verb === 'T') return pad(goType(value), spec);
  if (value === null) return verb === 'v' ? pad('<nil>', spec) : bad(null, spec);
  if (verb === 'v' && spec.flags.has('#')) return pad(goSyntax(value), spec);
  if (Array.isArray(value)) {
    if (verb === 'p') return bad(value, spec);
    return `[${value.map((item) => format1(item, spec)).join(' ')}]`;
  }
  if (isMap(value)) {
    if (verb === 'p') return bad(value, spec);
    const entries = sortedKeys(value).map((key) => `${format1(key, spec)}:${format1(value[key] as Value, spec)}`);
    return `map[${entries.join(' ')}]`;
  }
  if (typeof value === 'boolean') return verb === 't' || verb === 'v' ? pad(String(value), spec) : bad(value, spec);
  if (typeof value === 'string') return formatString(value, spec);
  if (isNumber(value)) return isWhole(value) ? formatInt(value, spec) : formatFloat(Number(value), value, spec);
  return bad(value, spec);
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
      return bad(value, spec);
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
  return 'eEfFgG'.includes(verb) ? formatFloat(Number(value), value, spec) : bad(value, spec);
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
    case 'v': {
      const text = precision === undefined ? formatValue(value).replace(/^-/, '') : shortest(magnitude, precision, 'e');
      return padNumber(negative, text, spec, false);
    }
    case 'x':
    case 'X': {
      const text = hexFloat(magnitude, precision);
      return padNumber(negative, verb === 'X' ? text.toUpperCase() : text, spec, false);
    }
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
      return bad(value, spec);
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

/** `0x1.8p+00`: the bits of a double as they are. */
function hexFloat(magnitude: number, precision: number | undefined): string {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, magnitude);
  const exponentBits = bits.getUint32(0) >>> 20;
  const fraction = bits.getBigUint64(0) & 0xfffffffffffffn;
  const places = Math.min(precision ?? 13, 13);
  const drop = BigInt((13 - places) * 4);
  // Rounded to the even digit where it stands between two.
  const whole = (1n << 52n) | fraction;
  const half = drop === 0n ? 0n : 1n << (drop - 1n);
  const rounded = (whole + half - (drop > 0n && ((whole >> drop) & 1n) === 0n ? 1n : 0n)) >> drop;
  const hex = rounded.toString(16);
  const digits = precision === undefined ? hex.slice(1).replace(/0+$/, '') : hex.slice(1).padEnd(precision, '0');
  const power = magnitude === 0 ? 0 : exponentBits - 1023;
  const text = `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return `0x${hex.slice(0, 1)}${digits === '' ? '' : `.${digits}`}p${text}`;
}

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
