import { GoInt, type GoValue, typeName } from '../value.ts';
import { formatGo, printArgument } from './print-value.ts';
import { GoFormatter, type Verb } from './spec.ts';

/** Go refuses wider verbs. */
const MAX_WIDTH = 1_000_000;

/**
 * Go's `fmt.Sprintf`.
 *
 * @returns the string, with Go's `%!d(string=a)`, `%!s(MISSING)` and `%!(EXTRA …)` for what does not fit
 */
export function sprintf(format: string, ...args: GoValue[]): string {
  const reader = new FormatReader(format, args);
  let out = '';
  for (let percent = format.indexOf('%'); percent >= 0; percent = format.indexOf('%', reader.at)) {
    out += format.slice(reader.at, percent);
    reader.at = percent + 1;
    out += reader.verb();
  }
  return out + format.slice(reader.at) + reader.extra();
}

/** Reads the verbs of a format one after the other, and takes the arguments that they name. */
class FormatReader {
  /** The position after the last verb. */
  at = 0;
  readonly #format: string;
  readonly #args: readonly GoValue[];
  #next = 0;
  #isReordered = false;
  /** Whether the verb has a wrong index, which concerns only this verb. */
  #isBad = false;

  constructor(format: string, args: readonly GoValue[]) {
    this.#format = format;
    this.#args = args;
  }

  /** The text of the verb after a percent sign (fmt.doPrintf of Go 1.26). */
  verb(): string {
    const plain = this.#plainString();
    if (plain !== undefined) return plain;
    this.#isBad = false;
    const flags = new Set<string>();
    while ('#0+- '.includes(this.#format.charAt(this.at) || '?')) flags.add(this.#format.charAt(this.at++));
    let out = '';
    let afterIndex = this.#index();
    let width: number | undefined;
    if (this.#skip('*')) {
      width = this.#number();
      if (width === undefined) out += '%!(BADWIDTH)';
      if (width !== undefined && width < 0) {
        flags.add('-');
        width = -width;
      }
      afterIndex = false;
    } else {
      width = this.#digits();
      if (afterIndex && width !== undefined) this.#isBad = true;
    }
    let precision: number | undefined;
    if (this.at + 1 < this.#format.length && this.#skip('.')) {
      if (afterIndex) this.#isBad = true;
      afterIndex = this.#index();
      if (this.#skip('*')) {
        precision = this.#number();
        if (precision === undefined || precision < 0) {
          precision = undefined;
          out += '%!(BADPREC)';
        }
        afterIndex = false;
      } else precision = this.#digits() ?? 0;
    }
    if (!afterIndex) this.#index();
    const code = this.#format.codePointAt(this.at);
    if (code === undefined) return `${out}%!(NOVERB)`;
    const verb = String.fromCodePoint(code);
    this.at += verb.length;
    return out + this.#print(verb, flags, width, precision);
  }

  #print(verb: string, flags: Set<string>, width: number | undefined, precision: number | undefined): string {
    if (verb === '%') return '%';
    if (this.#isBad) return `%!${verb}(BADINDEX)`;
    if (this.#next >= this.#args.length) return `%!${verb}(MISSING)`;
    if (flags.has('-')) flags.delete('0');
    const usesSyntax = verb === 'v' || verb === 'w';
    // For %v the flag # means Go's syntax, and + the names of fields.
    const detail = !usesSyntax ? undefined : flags.has('#') ? '#' : flags.has('+') ? '+' : undefined;
    if (usesSyntax) for (const flag of '#+') flags.delete(flag);
    const spec: Verb = { flags, width, precision, verb, ...(detail === undefined ? {} : { detail }) };
    return printArgument(this.#args[this.#next++] as GoValue, spec);
  }

  /** Most verbs in charts are `%s` and `%v` of a string. */
  #plainString(): string | undefined {
    const code = this.#format.charCodeAt(this.at);
    const arg = this.#args[this.#next];
    if ((code !== 0x73 && code !== 0x76) || typeof arg !== 'string') return undefined;
    this.at++;
    this.#next++;
    return arg;
  }

  #skip(mark: string): boolean {
    if (this.#format.charAt(this.at) !== mark) return false;
    this.at++;
    return true;
  }

  /** Reads digits. Where they are too many, Go stops reading the format. */
  #digits(): number | undefined {
    const text = /^\d+/.exec(this.#format.slice(this.at, this.at + 20))?.[0];
    if (text === undefined) return undefined;
    this.at += text.length;
    if (Number(text) <= MAX_WIDTH) return Number(text);
    this.at = this.#format.length;
    return undefined;
  }

  /** Reads an index, such as `[2]`. @returns whether there is one, in range or not */
  #index(): boolean {
    if (this.#format.charAt(this.at) !== '[') return false;
    this.#isReordered = true;
    const end = this.#format.length - this.at < 3 ? -1 : this.#format.indexOf(']', this.at);
    const text = end < 0 ? undefined : this.#format.slice(this.at + 1, end);
    this.at = end < 0 ? this.at + 1 : end + 1;
    const isNumber = text !== undefined && /^\d+$/.test(text) && Number(text) <= MAX_WIDTH;
    const position = isNumber ? Number(text) - 1 : -1;
    if (position >= 0 && position < this.#args.length) this.#next = position;
    else this.#isBad = true;
    return isNumber;
  }

  /** Takes an argument for a width or a precision. @returns undefined where it is not a small integer */
  #number(): number | undefined {
    if (this.#next >= this.#args.length) return undefined;
    const number = wholeOf(this.#args[this.#next++] as GoValue);
    return Number.isInteger(number) && Math.abs(number) <= MAX_WIDTH ? number : undefined;
  }

  extra(): string {
    if (this.#isReordered || this.#next >= this.#args.length) return '';
    const rest = this.#args.slice(this.#next);
    return `%!(EXTRA ${rest.map((arg) => (arg === null ? '<nil>' : `${typeName(arg)}=${formatGo(arg)}`)).join(', ')})`;
  }
}

/** The width of an argument; only integers are widths. */
const wholeOf = (value: GoValue): number =>
  value instanceof GoInt
    ? Number(value.value)
    : value instanceof GoFormatter && value.kind === 'int'
      ? Number(formatGo(value))
      : Number.NaN;

/** Go's `fmt.Sprint`: adds a space between two arguments where neither is a string. */
export function sprint(...values: GoValue[]): string {
  let text = '';
  for (const [i, value] of values.entries()) {
    if (i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string') text += ' ';
    text += formatGo(value);
  }
  return text;
}

/** Go's `fmt.Sprintln`: spaces between all arguments, and a line break at the end. */
export const sprintln = (...values: GoValue[]): string => `${values.map(formatGo).join(' ')}\n`;
