import { GoInt, type GoValue, typeName } from '../value.ts';
import { formatGo, printArgument } from './print-value.ts';
import { GoFormatter, type Verb } from './spec.ts';

const SPEC = /^([-+# 0]*)(?:(\[\d+\])?(\*|\d+)?)?(?:\.(\[\d+\])?(\*|\d*))?(\[\d+\])?(.)?/su;
/** Go refuses wider verbs. */
const MAX_WIDTH = 1_000_000;

/**
 * Go's `fmt.Sprintf`.
 *
 * @returns the string, with Go's `%!d(string=a)`, `%!s(MISSING)` and `%!(EXTRA …)` for what does not fit
 */
export function sprintf(format: string, ...args: GoValue[]): string {
  const cursor = new Cursor(args);
  let out = '';
  let at = 0;
  for (let percent = format.indexOf('%'); percent >= 0; percent = format.indexOf('%', at)) {
    out += format.slice(at, percent);
    const verb = format.charCodeAt(percent + 1);
    if (verb === 0x73 || verb === 0x76) {
      // Most verbs in charts are `%s` and `%v` of a string.
      out +=
        cursor.isPlain() && typeof cursor.peek() === 'string' ? cursor.takeString() : formatSpec(bare(verb), cursor);
      at = percent + 2;
      continue;
    }
    const spec = SPEC.exec(format.slice(percent + 1, percent + 200)) as RegExpExecArray;
    at = percent + 1 + spec[0].length;
    if (Math.max(Number(spec[3]) || 0, Number(spec[5]) || 0) > MAX_WIDTH) {
      // Go stops reading here.
      out += '%!(NOVERB)';
      at = format.length;
      continue;
    }
    out += formatSpec(spec, cursor);
  }
  return out + format.slice(at) + cursor.extra();
}

/** The match of {@link SPEC} for `%s` and `%v`. */
const bare = (verb: number): readonly (string | undefined)[] => [
  undefined,
  '',
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  String.fromCharCode(verb),
];

/** The arguments and the index of the next one. */
class Cursor {
  readonly #args: readonly GoValue[];
  #next = 0;
  #isReordered = false;
  #isBad = false;

  constructor(args: readonly GoValue[]) {
    this.#args = args;
  }

  isPlain(): boolean {
    return !this.#isBad && this.#next < this.#args.length;
  }

  peek(): GoValue {
    return this.#args[this.#next] as GoValue;
  }

  takeString(): string {
    return this.#args[this.#next++] as string;
  }

  /** `[2]`; an index out of range affects only its own verb. */
  seek(index: string | undefined): void {
    if (index === undefined) return;
    this.#isReordered = true;
    const position = Number(index.slice(1, -1)) - 1;
    if (position < 0 || position >= this.#args.length) this.#isBad = true;
    else this.#next = position;
  }

  /** The next argument, or Go's name for its absence. */
  take(): { readonly value: GoValue } | { readonly fault: string } {
    const isBad = this.#isBad;
    this.#isBad = false;
    if (isBad) return { fault: 'BADINDEX' };
    if (this.#next >= this.#args.length) return { fault: 'MISSING' };
    return { value: this.#args[this.#next++] as GoValue };
  }

  extra(): string {
    if (this.#isReordered || this.#next >= this.#args.length) return '';
    const rest = this.#args.slice(this.#next);
    return `%!(EXTRA ${rest.map((arg) => (arg === null ? '<nil>' : `${typeName(arg)}=${formatGo(arg)}`)).join(', ')})`;
  }
}

function formatSpec(spec: readonly (string | undefined)[], cursor: Cursor): string {
  const [, flagText = '', widthIndex, width, precisionIndex, precision, index, verb] = spec;
  const flags = new Set(flagText);
  let out = '';
  const numberOf = (text: string | undefined, fault: string): number | undefined => {
    if (text !== '*') return text === undefined ? undefined : boundedWidth(Number(text));
    const arg = cursor.take();
    const number = 'value' in arg ? boundedWidth(wholeOf(arg.value)) : undefined;
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
  // For %v the flag # means Go's syntax, and + the names of fields.
  const detail = verb !== 'v' ? undefined : flags.has('#') ? '#' : flags.has('+') ? '+' : undefined;
  if (verb === 'v') for (const flag of '#+') flags.delete(flag);
  const full: Verb = {
    flags,
    width: wide,
    precision: precise !== undefined && precise < 0 ? undefined : precise,
    verb,
    ...(detail === undefined ? {} : { detail }),
  };
  return out + printArgument(arg.value, full);
}

/** The width of an argument; only integers are widths. */
const wholeOf = (value: GoValue): number =>
  value instanceof GoInt
    ? Number(value.value)
    : value instanceof GoFormatter && value.kind === 'int'
      ? Number(formatGo(value))
      : Number.NaN;

const boundedWidth = (value: number): number | undefined =>
  Number.isInteger(value) && Math.abs(value) <= MAX_WIDTH ? value : undefined;

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
