import { spend } from '../../problem/budget.ts';
import { toInteger } from '../../yaml/integer.ts';
import type { Moment } from '../time/moment.ts';
import { parseMoment } from '../time/parse.ts';
import type { Zone } from '../time/zone.ts';
import { type GoMap, type GoValue, int64, newGoMap, typedList } from '../value.ts';

const MAX_DEPTH = 200;

class TomlFault extends Error {}

/**
 * Reads TOML 1.0 as BurntSushi/toml does into a `map[string]interface {}`: integers are int64, an array of tables is a
 * `[]map[string]interface {}`.
 *
 * @param toTime creates the value of a date or time
 * @returns the map, or an error message
 */
export function parseToml(text: string, toTime: (moment: Moment) => GoValue): GoMap | string {
  spend(text.length * 0.2, 'fromToml');
  try {
    return new Parser(text, toTime).parse();
  } catch (error) {
    if (error instanceof TomlFault) return error.message;
    throw error;
  }
}

/** A byte that is not UTF-8 is held as a lone surrogate (see {@link GoValue}). */
const BAD_BYTE = /(?<![\ud800-\udbff])[\udc80-\udcff]/;

const BARE = /[A-Za-z0-9_-]+/y;
const INTEGER = /^[+-]?(?:0|[1-9](?:_?\d)*)$/;
const PREFIXED = /^0(?:x[\dA-Fa-f](?:_?[\dA-Fa-f])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)$/;
const FLOAT = /^[+-]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?$/;
const WORD = /[^\s,\]}#]+/y;
const DATE_AND_TIME =
  /\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d(?::\d\d(?:\.\d+)?)?/y;

class Parser {
  readonly #text: string;
  readonly #toTime: (moment: Moment) => GoValue;
  readonly #root = newGoMap();
  /** Tables that must not be opened or extended again. */
  readonly #closed = new Set<object>();
  readonly #opened = new Set<object>();
  #table = this.#root;
  #tablePath: readonly string[] = [];
  /** The key of the value that was read last. */
  #last = '';
  #at = 0;
  /** The first byte that is not UTF-8: the text ends before it. */
  #badByte: string | undefined;

  constructor(text: string, toTime: (moment: Moment) => GoValue) {
    const lines = text.replaceAll('\r\n', '\n');
    const bad = lines.search(BAD_BYTE);
    this.#text = bad < 0 ? lines : lines.slice(0, bad);
    if (bad >= 0) this.#badByte = (lines.charCodeAt(bad) - 0xdc00).toString(16);
    this.#toTime = toTime;
  }

  parse(): GoMap {
    for (;;) {
      this.#skip(true);
      if (this.#at >= this.#text.length) return this.#badByte === undefined ? this.#root : this.#fail('');
      if (this.#text[this.#at] === '[') this.#header();
      else this.#entry(this.#table, 0);
      this.#endOfLine();
    }
  }

  #fail(message: string): never {
    const line = this.#text.slice(0, this.#at).split('\n').length;
    const last = this.#last === '' ? '' : ` (last key ${JSON.stringify(this.#last)})`;
    const isAtBadByte = this.#badByte !== undefined && this.#at >= this.#text.length;
    throw new TomlFault(
      `toml: line ${line}${last}: ${isAtBadByte ? `invalid UTF-8 byte: 0x${this.#badByte}` : message}`,
    );
  }

  /** Skips blanks and comments, and line breaks where they are allowed. */
  #skip(lines: boolean): void {
    for (;;) {
      const char = this.#text[this.#at];
      if (char === ' ' || char === '\t' || (lines && char === '\n')) this.#at++;
      else if (char === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else return;
    }
  }

  #endOfLine(): void {
    this.#skip(false);
    if (this.#at < this.#text.length && this.#text[this.#at] !== '\n')
      this.#fail(
        `expected a top-level item to end with a newline, comment, or EOF, but got '${this.#text[this.#at]}' instead`,
      );
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #header(): void {
    const isArray = this.#take('[[');
    if (!isArray) this.#at++;
    this.#skip(false);
    const path = this.#key();
    this.#tablePath = path;
    this.#last = '';
    if (!this.#take(isArray ? ']]' : ']'))
      this.#fail(`expected '.' or ']' to end table name, but got '${this.#text[this.#at] ?? 'EOF'}' instead`);
    const parent = path.slice(0, -1).reduce((table, key) => this.#open(table, key), this.#root);
    const last = path.at(-1) as string;
    this.#table = isArray ? this.#append(parent, last) : this.#define(parent, last, path);
    this.#last = path.join('.');
  }

  /** The table of a key, created where it is missing; the last table of an array of tables. */
  #open(table: GoMap, key: string): GoMap {
    const known = table[key];
    if (known === undefined) {
      const made = newGoMap();
      table[key] = made;
      return made;
    }
    const inner = Array.isArray(known) ? known.at(-1) : known;
    if (!isTable(inner) || this.#closed.has(known as object))
      return this.#fail(`Key '${key}' has already been defined.`);
    return inner;
  }

  #append(parent: GoMap, key: string): GoMap {
    const made = newGoMap();
    const known = parent[key];
    if (known === undefined) parent[key] = typedList('map[string]interface {}', [made]);
    else if (Array.isArray(known) && !this.#closed.has(known)) known.push(made);
    else this.#fail(`Key '${key}' has already been defined.`);
    return made;
  }

  #define(parent: GoMap, key: string, path: readonly string[]): GoMap {
    const table = parent[key] === undefined ? this.#open(parent, key) : parent[key];
    if (!isTable(table) || this.#opened.has(table) || this.#closed.has(table))
      return this.#fail(`Key '${path.join('.')}' has already been defined.`);
    this.#opened.add(table);
    return table;
  }

  #key(): string[] {
    const path: string[] = [];
    do {
      this.#skip(false);
      const char = this.#text[this.#at];
      if (char === '"') path.push(this.#basic());
      else if (char === "'") path.push(this.#literal());
      else
        path.push(
          this.#match(BARE) ?? this.#fail(`unexpected ${char === undefined ? 'EOF' : `'${char}'`}; expected a key`),
        );
      this.#skip(false);
    } while (this.#take('.'));
    return path;
  }

  #entry(table: GoMap, depth: number): void {
    const path = this.#key();
    if (!this.#take('=')) {
      const char = this.#text[this.#at];
      if (char === undefined || char === '\n') this.#fail("unexpected EOF; expected key separator '='");
      this.#fail(`expected '.' or '=', but got '${char}' instead`);
    }
    this.#skip(false);
    if (depth === 0) this.#last = [...this.#tablePath, ...path].join('.');
    const parent = path.slice(0, -1).reduce((inner, key) => this.#open(inner, key), table);
    const last = path.at(-1) as string;
    if (parent[last] !== undefined) this.#fail(`Key '${path.join('.')}' has already been defined.`);
    parent[last] = this.#value(depth);
  }

  #value(depth: number): GoValue {
    if (depth > MAX_DEPTH) this.#fail('values are nested too deeply');
    const char = this.#text[this.#at];
    if (char === undefined) return this.#fail('unexpected EOF; expected value');
    if (char === '\n') return this.#fail("expected value but found '\\n' instead");
    if (char === '"') return this.#text.startsWith('"""', this.#at) ? this.#longBasic() : this.#basic();
    if (char === "'") return this.#text.startsWith("'''", this.#at) ? this.#longLiteral() : this.#literal();
    if (char === '[') return this.#list(depth);
    if (char === '{') return this.#inlineTable(depth);
    return this.#time() ?? this.#plain();
  }

  #list(depth: number): GoValue {
    this.#at++;
    const list: GoValue[] = [];
    for (;;) {
      this.#skip(true);
      if (this.#take(']')) break;
      list.push(this.#value(depth + 1));
      this.#skip(true);
      if (this.#take(',')) continue;
      if (this.#take(']')) break;
      this.#fail(`expected a comma (',') or array terminator (']'), but got '${this.#text[this.#at] ?? 'EOF'}'`);
    }
    this.#closed.add(list);
    return list;
  }

  #inlineTable(depth: number): GoValue {
    this.#at++;
    const table = newGoMap();
    this.#skip(false);
    if (!this.#take('}'))
      for (;;) {
        this.#skip(false);
        this.#entry(table, depth + 1);
        this.#skip(false);
        if (this.#take('}')) break;
        if (!this.#take(','))
          this.#fail(
            `expected a comma or an inline table terminator '}', but got '${this.#text[this.#at] ?? 'EOF'}' instead`,
          );
      }
    this.#closed.add(table);
    return table;
  }

  #time(): GoValue | undefined {
    const start = this.#at;
    const found = this.#match(DATE_AND_TIME);
    if (found === undefined) return undefined;
    const text = found.replace(/[t ]/, 'T').replace('z', 'Z');
    const isDate = /^\d{4}/.test(text);
    const clock = /:\d\d:\d\d/.test(text) || /T?\d\d:\d\d:\d\d/.test(text) ? '15:04:05.999999999' : '15:04';
    const zone = /(?:Z|[+-]\d\d:\d\d)$/.test(text) && text.includes('T') ? 'Z07:00' : '';
    const layout = isDate ? `2006-01-02${text.includes('T') ? `T${clock}${zone}` : ''}` : clock;
    const moment = parseMoment(layout, text);
    if (typeof moment !== 'string') return this.#toTime(zone === '' ? { ...moment, zone: localZone(text) } : moment);
    this.#at = start;
    return this.#fail(`Invalid TOML Datetime: ${JSON.stringify(found)}.`);
  }

  #plain(): GoValue {
    const word = this.#match(WORD) ?? '';
    if (word === 'true' || word === 'false') return word === 'true';
    const digits = word.replaceAll('_', '');
    if (INTEGER.test(word) || PREFIXED.test(word)) {
      const number = /^0[a-z]/.test(digits) ? toInteger(digits.slice(2), digits.slice(0, 2)) : toInteger(digits);
      if (number === BigInt.asIntN(64, number)) return int64(number);
      return this.#fail(`${word} is out of range for int64`);
    }
    if (FLOAT.test(word)) return Number(digits);
    const special = /^([+-]?)(inf|nan)$/.exec(word);
    if (special)
      return special[2] === 'nan'
        ? Number.NaN
        : special[1] === '-'
          ? Number.NEGATIVE_INFINITY
          : Number.POSITIVE_INFINITY;
    this.#at -= word.length;
    return this.#fail(`expected value but found ${JSON.stringify(word)} instead`);
  }

  #literal(): string {
    const end = this.#text.indexOf("'", ++this.#at);
    const text = this.#text.slice(this.#at, end < 0 ? undefined : end);
    if (end < 0) this.#at = this.#text.length;
    if (end < 0 || text.includes('\n')) this.#fail('unexpected EOF; expected "\'"');
    this.#at = end + 1;
    return text;
  }

  #longLiteral(): string {
    this.#at += 3;
    const end = this.#text.indexOf("'''", this.#at);
    if (end < 0) this.#at = this.#text.length;
    if (end < 0) this.#fail("unexpected EOF; expected \"'''\"");
    let close = end;
    while (close < end + 2 && this.#text[close + 3] === "'") close++;
    const text = this.#text.slice(this.#at, close).replace(/^\n/, '');
    this.#at = close + 3;
    return text;
  }

  #basic(): string {
    this.#at++;
    let out = '';
    for (;;) {
      const plain = this.#match(/[^"\\\n\0-\x08\x0b-\x1f\x7f]*/y) ?? '';
      out += plain;
      const char = this.#text[this.#at];
      if (char === '"') {
        this.#at++;
        return out;
      }
      if (char !== '\\')
        this.#fail(char === '\n' ? 'strings cannot contain newlines' : "unexpected EOF; expected '\"'");
      out += this.#escape();
    }
  }

  #longBasic(): string {
    this.#at += 3;
    this.#take('\n');
    let out = '';
    for (;;) {
      out += this.#match(/[^"\\\0-\x08\x0b-\x1f\x7f]*/y) ?? '';
      const quotes = this.#match(/"+/y);
      if (quotes !== undefined) {
        if (quotes.length < 3) {
          out += quotes;
          continue;
        }
        if (quotes.length > 5) this.#fail(`unexpected '""""""'`);
        return out + quotes.slice(3);
      }
      if (this.#text[this.#at] !== '\\') this.#fail('unexpected EOF; expected \'"""\'');
      // A backslash at the end of a line skips the line break and all blanks after it.
      if (this.#match(/\\[ \t]*\n[ \t\n]*/y) === undefined) out += this.#escape();
    }
  }

  #escape(): string {
    const found = /\\(?:[btnfre"\\]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8})/y;
    const text = this.#match(found);
    if (text === undefined) return this.#fail(`invalid escape character '${this.#text[this.#at + 1] ?? 'EOF'}'`);
    const short = ESCAPES[text.charAt(1)];
    if (short !== undefined) return short;
    const code = Number.parseInt(text.slice(2), 16);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      this.#fail(`Escaped character '${text}' is not valid UTF-8.`);
    return String.fromCodePoint(code);
  }
}

/** BurntSushi's names for the zone of times without one. */
const localZone = (text: string): Zone => ({
  name: text.includes('T') ? 'datetime-local' : text.includes('-') ? 'date-local' : 'time-local',
  offset: 0,
});

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\x1b',
  '"': '"',
  '\\': '\\',
};

const isTable = (value: GoValue | undefined): value is GoMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === null;
