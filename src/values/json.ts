import { newMap, parseNumber, type Value } from '../yaml/value.ts';
import { toRunes } from './go-text.ts';

/** What Go's `encoding/json` refuses, and where. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Go's own limit is 10,000; deeper than this, what walks values would overflow. */
const MAX_DEPTH = 1000;

const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** Up to where a number would go on if it were one: `1.` and `1e` are no numbers, and not the number 1 either. */
const NUMBER_LIKE = /-?[0-9]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?/y;
const PLAIN = /[^"\\\0-\x1f]*/y;
const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Reads the JSON value that a text begins with, as Go's `json.Decoder` does: it ends where it is complete, whatever
 * follows (`truex` is `true`, then `x`). Numbers keep their digits; of a key that stands twice the last one wins; half
 * a surrogate pair is U+FFFD.
 *
 * @param at where the value begins; blanks may stand before it
 * @returns the value, and where it ends
 * @throws JsonFault
 */
export function readJson(text: string, at = 0): { readonly value: Value; readonly end: number } {
  const reader = new JsonReader(text, at);
  return { value: reader.read(0), end: reader.at };
}

/** @throws JsonFault also where more than blanks follow the value */
export function readWholeJson(text: string): Value {
  const { value, end } = readJson(text);
  BLANK.lastIndex = end;
  BLANK.test(text);
  if (BLANK.lastIndex < text.length) throw new JsonFault('nothing may follow the value', BLANK.lastIndex);
  return value;
}

class JsonReader {
  readonly text: string;
  at: number;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  read(depth: number): Value {
    this.skipBlanks();
    const first = this.text[this.at];
    if (first === '{' || first === '[') {
      if (depth === MAX_DEPTH) throw new JsonFault(`nested deeper than ${MAX_DEPTH} levels`, this.at);
      this.at++;
      return first === '{' ? this.readObject(depth + 1) : this.readArray(depth + 1);
    }
    if (first === '"') return this.readString();
    if (first === '-' || (first !== undefined && first >= '0' && first <= '9')) return this.readNumber();
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    throw this.unexpected('a JSON value');
  }

  private readObject(depth: number): Value {
    const map = newMap();
    this.skipBlanks();
    if (this.take('}')) return map;
    do {
      this.skipBlanks();
      if (this.text[this.at] !== '"') throw this.unexpected('a key in double quotes');
      const key = this.readString();
      this.skipBlanks();
      if (!this.take(':')) throw this.unexpected('a colon');
      map[key] = this.read(depth);
      this.skipBlanks();
    } while (this.take(','));
    if (!this.take('}')) throw this.unexpected('a comma or }');
    return map;
  }

  private readArray(depth: number): Value {
    const list: Value[] = [];
    this.skipBlanks();
    if (this.take(']')) return list;
    do {
      list.push(this.read(depth));
      this.skipBlanks();
    } while (this.take(','));
    if (!this.take(']')) throw this.unexpected('a comma or ]');
    return list;
  }

  private readNumber(): Value {
    const from = this.at;
    NUMBER_LIKE.lastIndex = from;
    NUMBER.lastIndex = from;
    const number = NUMBER.exec(this.text)?.[0] ?? '';
    const like = NUMBER_LIKE.exec(this.text)?.[0] ?? '';
    // `01` is 0 and then 1; in `1.` or `1e+` a digit is missing.
    if (number === '' || (number.length < like.length && !/[0-9]/.test(like[number.length] as string))) {
      this.at = from + like.length;
      throw this.unexpected('a digit');
    }
    if (!Number.isFinite(Number(number))) throw new JsonFault(`the number ${number} is too large`, from);
    this.at = from + number.length;
    return parseNumber(number);
  }

  private readString(): string {
    const { text } = this;
    const from = this.at++;
    let value = '';
    for (;;) {
      PLAIN.lastIndex = this.at;
      value += PLAIN.exec(text)?.[0] ?? '';
      this.at = PLAIN.lastIndex;
      const char = text[this.at];
      if (char === '"') {
        this.at++;
        return toRunes(value);
      }
      if (char === undefined) throw new JsonFault('the string that begins here is never closed', from);
      if (char !== '\\') throw new JsonFault('a control character in a string must be written as an escape', this.at);
      value += this.readEscape();
    }
  }

  private readEscape(): string {
    const letter = this.text[this.at + 1] ?? '';
    const char = ESCAPES.get(letter);
    if (char !== undefined) {
      this.at += 2;
      return char;
    }
    const code = this.text.slice(this.at + 2, this.at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(code)) throw new JsonFault('JSON has no such escape', this.at);
    this.at += 6;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  private skipBlanks(): void {
    BLANK.lastIndex = this.at;
    BLANK.test(this.text);
    this.at = BLANK.lastIndex;
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private unexpected(wanted: string): JsonFault {
    const found = this.text[this.at];
    return new JsonFault(`expected ${wanted}, found ${found === undefined ? 'the end' : found}`, this.at);
  }
}
