import { ExactNumber, newMap, parseNumber, type Value, type ValueMap } from './value.ts';

/**
 * Compares strings by their bytes in UTF-8, as Go sorts keys; UTF-16 order differs between surrogates and U+E000 and
 * above.
 */
export function compareBytes(a: string, b: string): number {
  let same = 0;
  while (same < a.length && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  const x = a.charCodeAt(same);
  const y = b.charCodeAt(same);
  // Below the surrogates the orders are the same. At the end of a string there is no code unit.
  if (x < 0xd800 && y < 0xd800) return x - y;
  if (same === a.length || same === b.length) return a.length - b.length;
  const left = Array.from(a, (c) => c.codePointAt(0) as number);
  const right = Array.from(b, (c) => c.codePointAt(0) as number);
  for (let i = 0; i < left.length && i < right.length; i++)
    if (left[i] !== right[i]) return (left[i] as number) - (right[i] as number);
  return left.length - right.length;
}

const SURROGATE = /[\ud800-\udfff]/;
/** The characters that `encoding/json` escapes and JavaScript does not: those of HTML and two line breaks. */
const ESCAPED = /[<>&\u2028\u2029]/g;
const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
/** With the `u` flag, only a lone surrogate matches. */
const ALONE = /[\ud800-\udfff]/gu;

/** A JSON string as `encoding/json` prints it, with HTML's characters escaped. */
export const quoteJson = (text: string): string => {
  const json = SURROGATE.test(text)
    ? `"${text
        .split(ALONE)
        .map((part) => JSON.stringify(part).slice(1, -1))
        .join('\\ufffd')}"`
    : JSON.stringify(text);
  return json.replace(ESCAPED, escapeCharacter);
};

/**
 * JSON as Go's `json.Marshal`, and therefore Helm's `toJson`, prints it: keys sorted, `<`, `>` and `&` escaped, no
 * blanks. An exact number keeps all of its digits, where Go prints a double.
 */
export function toJson(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoteJson(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  const keys = Object.keys(value).sort(compareBytes);
  return `{${keys.map((key) => `${quoteJson(key)}:${toJson(value[key] as Value)}`).join(',')}}`;
}

/** A text is not JSON. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
  /** The place in the text, in UTF-16 code units. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** The deepest nesting. Go's decoder allows more, but code that walks values may recurse, and its stack is smaller. */
const MAX_DEPTH = 1000;

/**
 * Parses a JSON text by Go's rules: of a key that occurs twice the last one wins, and an escaped half of a surrogate
 * pair is U+FFFD. Numbers keep their digits.
 *
 * @throws JsonError with the offset of the error
 */
export function parseJson(text: string): Value {
  return new Parser(text).parse();
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
/** The characters of a string that need no escape; an escape. */
const PLAIN = /[^"\\\0-\x1f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORDS: readonly (readonly [string, Value])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
/** The end of the match of a sticky pattern at a place; the place itself without a match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Value {
    const value = this.#value();
    this.#skipBlanks();
    if (this.#at < this.#text.length) throw this.#unexpected('the end of the text');
    return value;
  }

  #value(): Value {
    this.#skipBlanks();
    const character = this.#text[this.#at];
    if (character === '{') return this.#nested(() => this.#map());
    if (character === '[') return this.#nested(() => this.#list());
    if (character === '"') return this.#string();
    for (const [word, value] of WORDS)
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    return this.#number();
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw new JsonError('maps and lists are nested too deeply', this.#at);
    this.#at++;
    this.#skipBlanks();
    const result = read();
    this.#depth--;
    return result;
  }

  #map(): ValueMap {
    const map = newMap();
    if (this.#take('}')) return map;
    for (;;) {
      this.#skipBlanks();
      if (this.#text[this.#at] !== '"') throw this.#unexpected('a key in double quotes');
      const key = this.#string();
      this.#skipBlanks();
      if (!this.#take(':')) throw this.#unexpected('`:` after the key');
      map[key] = this.#value();
      this.#skipBlanks();
      if (this.#take('}')) return map;
      if (!this.#take(',')) throw this.#unexpected('`,` or `}`');
    }
  }

  #list(): Value[] {
    const list: Value[] = [];
    if (this.#take(']')) return list;
    for (;;) {
      list.push(this.#value());
      this.#skipBlanks();
      if (this.#take(']')) return list;
      if (!this.#take(',')) throw this.#unexpected('`,` or `]`');
    }
  }

  #number(): number | ExactNumber {
    NUMBER.lastIndex = this.#at;
    const text = NUMBER.exec(this.#text)?.[0];
    if (text === undefined) throw this.#unexpected('a value');
    if (!Number.isFinite(Number(text))) throw new JsonError('the number is too large', this.#at);
    this.#at += text.length;
    return Number(text) === 0 && /^[-0.]*(?:[eE]|$)/.test(text) ? Number(text) : parseNumber(text);
  }

  /** JavaScript's own parser has the same rules for strings, and is fast with long ones. */
  #string(): string {
    const start = this.#at;
    const end = this.#endOfString();
    let value: string;
    try {
      value = JSON.parse(this.#text.slice(start, end)) as string;
    } catch {
      throw this.#faultOfString();
    }
    this.#at = end;
    return SURROGATE.test(value) ? value.replace(ALONE, '\ufffd') : value;
  }

  /** The offset after the next quote that is not escaped. */
  #endOfString(): number {
    for (let quote = this.#text.indexOf('"', this.#at + 1); quote > 0; quote = this.#text.indexOf('"', quote + 1)) {
      let before = quote - 1;
      while (this.#text[before] === '\\') before--;
      if ((quote - before) % 2 === 1) return quote + 1;
    }
    return this.#text.length;
  }

  /** Moves to the error in a string. */
  #faultOfString(): JsonError {
    this.#at++;
    for (;;) {
      this.#at = endOf(PLAIN, this.#text, this.#at);
      if (this.#text[this.#at] !== '\\') return this.#unexpected('`"` at the end of the string');
      const end = endOf(ESCAPE, this.#text, this.#at);
      if (end === this.#at) return this.#unexpected('an escape that JSON knows');
      this.#at = end;
    }
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipBlanks(): void {
    for (;;) {
      const c = this.#text.charCodeAt(this.#at);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return;
      this.#at++;
    }
  }

  #unexpected(wanted: string): JsonError {
    const found =
      this.#at < this.#text.length
        ? `\`${String.fromCodePoint(this.#text.codePointAt(this.#at) as number)}\``
        : 'the end';
    return new JsonError(`expected ${wanted}, found ${found}`, this.#at);
  }
}
