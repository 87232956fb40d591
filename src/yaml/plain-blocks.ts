import { FORBIDDEN } from './characters.ts';
import { readYamlText } from './read.ts';
import { isPlainString, resolvePlain } from './resolve.ts';
import { isMap, newMap, type Value, type ValueMap } from './value.ts';

/** No object is deeper; a deeper document is read as a whole. */
const MAX_DEPTH = 64;
/** V8 keeps a place to go back to for each character that a loop of an expression took, and its room for them is limited. */
const MAX_LENGTH = 1_000_000;
/** With more entries that need a parser, parsing the whole document is faster. */
const MAX_LEAVES = 500;

/** Plain words that YAML 1.1 does not read as strings, so that keys of this kind are not what they look like. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
/** A plain scalar on one line: what begins with another character can be something else, and so can `: ` and ` #`. */
const PLAIN =
  /^(?:[A-Za-z0-9/.$(+_^]|-(?=[^ ])|~$)(?:[!-9;-~\xa0-\u2027\u202a-\ud7ff]|:(?=[^ ])(?!$)| +(?=[^ #])(?!$))*$/;
/** A further line of a plain scalar. */
const CONTINUED = /^[A-Za-z0-9/.$(+_<`'](?:[!-9;-~\xa0-\u2027\u202a-\ud7ff]|:(?=[^ ])(?!$)| +(?=[^ #])(?!$))*$/;
/** A scalar before a comment or blanks. */
const COMMENTED = /^("[^"\\]*"|'[^']*'|(?:[^\s"'#]|(?<=\S)#)(?:[^\s#]|(?<=\S)#| +(?=[^\s#]))*)(?: +#.*| +)$/;
const DOUBLE = /^"(?:[^"\\]|\\[\\"nt])*"$/;
const SINGLE = /^'(?:[^']|'')*'$/;
const ESCAPE = /\\(.)/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', '"': '"', n: '\n', t: '\t' };
/** A list of words and quoted strings in brackets, where fewer characters are safe. */
const WORD_LIST =
  /^\[(?:-{0,2}[A-Za-z_/][A-Za-z0-9/._=-]*|"[^"\\]*"|'[^']*')(?:, ?(?:-{0,2}[A-Za-z_/][A-Za-z0-9/._=-]*|"[^"\\]*"|'[^']*'))*\]$/;
const ITEM = /"([^"]*)"|'([^']*)'|[^"', [\]]+/g;

/** The mark at the beginning of many files, which has no meaning there. */
const MARK = '---\n';

/** Characters that are rare in documents. */
const RARE = /[^\n -~]/;
/** Line breaks that the lines here do not recognise. */
const OTHER_BREAKS = /[\r\x85\u2028\u2029]/;

/** Thrown where the lines do not suffice. */
const UNCLEAR = Symbol('unclear');

function unclear(): never {
  throw UNCLEAR;
}

/**
 * Reads a document line by line, as nearly all manifests and values files can be read: several times as fast as by a
 * parser of YAML. Entries that need one are passed to it by themselves.
 *
 * @param text as for {@link readYamlText}
 * @returns its value, which belongs to the caller; undefined for a document that {@link readYamlText} has to read, which
 *   then reports errors and places
 */
export function readPlainBlocks(text: string): Value | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  if (RARE.test(text) && (OTHER_BREAKS.test(text) || FORBIDDEN.test(text))) return undefined;
  try {
    return new Reader(text).document();
  } catch (error) {
    if (error === UNCLEAR) return undefined;
    throw error;
  }
}

const TAB = 9;
const BREAK = 10;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const DASH = 45;
const COLON = 58;
const BRACKET = 91;
const BACKSLASH = 92;
const PIPE = 124;

/** For each ASCII character 1 where a key can begin with it, 2 where it can be further in one. */
const IN_KEY = new Uint8Array(128).fill(1, 65, 91).fill(1, 95, 96).fill(1, 97, 123).fill(2, 45, 58);

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Where a key would end that begins at `at` with the character `first`; -1 where none does. */
function endOfKey(text: string, at: number, first: number): number {
  if (IN_KEY[first] === 1) {
    let end = at + 1;
    while ((IN_KEY[text.charCodeAt(end)] ?? 0) > 0) end++;
    return end;
  }
  if (first !== DOUBLE_QUOTE && first !== SINGLE_QUOTE) return -1;
  for (let end = at + 1; ; end++) {
    const code = text.charCodeAt(end);
    if (code === first) return end + 1;
    if (code === BREAK || (code === BACKSLASH && first === DOUBLE_QUOTE)) return -1;
  }
}

class Reader {
  readonly #text: string;
  /** The beginning of the line after the current one. The text ends with a line break. */
  #at = 0;
  /** The parts of the current line; its indentation is -1 after the last one. */
  #indent = -1;
  #dash = 0;
  #key: string | undefined;
  #rest = '';
  #leaves = 0;

  /** Whether the last line has a line break of its own: it belongs to a block scalar that ends there. */
  readonly #isEnded: boolean;

  constructor(text: string) {
    this.#isEnded = text.endsWith('\n');
    this.#text = this.#isEnded ? text : `${text}\n`;
  }

  document(): Value {
    if (this.#text.startsWith(MARK)) this.#at = MARK.length;
    this.#next(0);
    if (this.#indent < 0) unclear();
    const value = this.#node(0);
    return this.#indent < 0 ? value : unclear();
  }

  /**
   * Goes to the next line that is neither blank nor a comment, and divides it: its indentation, the dash of an item, a
   * key that is only a string (a word, or a quoted string without escapes), and the rest.
   *
   * @param before the column where its text begins
   */
  #next(before: number): void {
    const text = this.#text;
    let start = this.#at + before;
    let at = start;
    let first = text.charCodeAt(at);
    for (;;) {
      while (first === SPACE) first = text.charCodeAt(++at);
      if (first !== BREAK && first !== HASH) break;
      start = at = first === BREAK ? at + 1 : text.indexOf('\n', at) + 1;
      first = text.charCodeAt(at);
    }
    this.#key = undefined;
    this.#dash = 0;
    if (at >= text.length) {
      // What is left are blank lines and comments.
      this.#indent = -1;
      return;
    }
    this.#indent = at - start;
    if (first === DASH && text.charCodeAt(at + 1) === SPACE) {
      const dash = at;
      at = skipSpaces(text, at + 1);
      this.#dash = at - dash;
      first = text.charCodeAt(at);
    }
    const end = endOfKey(text, at, first);
    const next = text.charCodeAt(end + 1);
    if (end > at && text.charCodeAt(end) === COLON && (next === SPACE || next === BREAK)) {
      this.#key = text.slice(at, end);
      at = skipSpaces(text, end + 1);
    }
    const lineEnd = text.indexOf('\n', at);
    this.#rest = text.slice(at, lineEnd);
    this.#at = lineEnd + 1;
  }

  /** The map or list that begins in the current line. */
  #node(depth: number): Value {
    if (depth > MAX_DEPTH) unclear();
    return this.#dash > 0 ? this.#sequence(this.#indent, depth) : this.#mapping(this.#indent, depth);
  }

  #mapping(column: number, depth: number): ValueMap {
    const map = newMap();
    do {
      const name = this.#name();
      if (name in map) unclear();
      map[name] = this.#value(column, true, depth);
    } while (this.#indent === column && this.#dash === 0);
    return this.#indent >= column ? unclear() : map;
  }

  #name(): string {
    const key = this.#key;
    if (key === undefined) return unclear();
    const first = key.charCodeAt(0);
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return key.slice(1, -1);
    return key.length < 6 && WORDS.test(key) ? unclear() : key;
  }

  #sequence(column: number, depth: number): Value[] {
    const list: Value[] = [];
    do {
      if (this.#key === undefined && !this.#rest.startsWith('- ')) list.push(this.#value(column, false, depth));
      else list.push(this.#nested(column + this.#dash, depth + 1));
    } while (this.#indent === column && this.#dash > 0);
    return this.#indent > column ? unclear() : list;
  }

  /** A map or list that begins after the dash of an item. */
  #nested(column: number, depth: number): Value {
    if (this.#key !== undefined) {
      this.#indent = column;
      this.#dash = 0;
    } else {
      this.#at = this.#lineStart(this.#at);
      this.#next(column);
      this.#indent += column;
    }
    return this.#node(depth);
  }

  /**
   * What the rest of the current line begins; the line after it is the current one then.
   *
   * @param column of the map or list that it is an entry of
   * @param inMap whether it is an entry of a map, and not of a list
   */
  #value(column: number, inMap: boolean, depth: number): Value {
    const rest = this.#rest;
    const first = rest.charCodeAt(0);
    const end = this.#at;
    const name = inMap ? this.#name() : undefined;
    if (rest === '' || first === HASH) {
      if (!inMap) return this.#leaf(end, column, undefined);
      this.#next(0);
      if (this.#indent <= column)
        return this.#indent === column && this.#dash > 0 ? this.#sequence(column, depth + 1) : null;
      return this.#key === undefined && this.#dash === 0 ? this.#scalar(end, column, name) : this.#node(depth + 1);
    }
    if (first !== PIPE) return this.#scalar(end, column, name);
    const literal = rest === '|' || rest === '|-' ? this.#literal(column) : undefined;
    if (literal === undefined) return this.#leaf(end, column, name);
    this.#next(0);
    return rest === '|' ? `${literal}\n` : literal;
  }

  /**
   * The scalar, or small list, in the rest of the current line, with the lines that continue it.
   *
   * @param end the end of the line in which its entry begins
   */
  #scalar(end: number, column: number, name: string | undefined): Value {
    const first = this.#rest;
    const value = readScalar(first, first.charCodeAt(0));
    if (value === undefined) return this.#leaf(end, column, name);
    let after = this.#at;
    this.#next(0);
    if (this.#indent <= column) return value;
    if (value !== first) return this.#leaf(end, column, name);
    let lines = first;
    do {
      const isMore = this.#key === undefined && this.#dash === 0 && CONTINUED.test(this.#rest);
      if (!isMore || this.#lineStart(this.#at) !== after) return this.#leaf(end, column, name);
      lines += ` ${this.#rest}`;
      after = this.#at;
      this.#next(0);
    } while (this.#indent > column);
    return lines;
  }

  /**
   * The string of a block scalar without its last line break; the next line is the one after it.
   *
   * @returns undefined where a line is neither empty nor indented at least as far as the first
   */
  #literal(column: number): string | undefined {
    const text = this.#text;
    let at = this.#at;
    const indent = skipSpaces(text, at) - at;
    const begin = text.charCodeAt(at + indent);
    if (indent <= column || begin === BREAK || begin === TAB) return undefined;
    const margin = text.slice(at, at + indent);
    let value = '';
    let breaks = '';
    while (at < text.length) {
      const lineEnd = text.indexOf('\n', at);
      if (lineEnd - at > indent && text.startsWith(margin, at)) {
        value += breaks + text.slice(at + indent, lineEnd);
        breaks = '\n';
      } else {
        const inner = skipSpaces(text, at);
        const c = text.charCodeAt(inner);
        if (c === BREAK) breaks += '\n';
        else if (c === HASH || inner - at <= column) break;
        else return undefined;
      }
      at = lineEnd + 1;
    }
    if (at >= text.length && !this.#isEnded) unclear();
    this.#at = at;
    return value;
  }

  /**
   * Has the parser read an entry that begins in the line before `end`.
   *
   * @param name its key, in a map
   */
  #leaf(end: number, column: number, name: string | undefined): Value {
    if (++this.#leaves > MAX_LEAVES) unclear();
    const text = this.#text;
    let at = end;
    while (at < text.length) {
      const inner = skipSpaces(text, at);
      const c = text.charCodeAt(inner);
      if (c !== BREAK && c !== HASH && inner - at <= column) break;
      at = text.indexOf('\n', inner) + 1;
    }
    this.#at = at;
    this.#next(0);
    const last = at < text.length || this.#isEnded ? at : at - 1;
    const entry = `${' '.repeat(column)}${text.slice(this.#lineStart(end) + column, last)}`;
    const { document, problems } = readYamlText(entry, { name: '' });
    // What follows the end of a document is nothing that a block can hold.
    if (!document || problems.length > 0 || /\S/.test(entry.slice(document.end))) return unclear();
    const { value } = document;
    if (name === undefined) return Array.isArray(value) && value.length === 1 ? (value[0] as Value) : unclear();
    const names = isMap(value) ? Object.keys(value) : [];
    return names.length === 1 && names[0] === name ? ((value as ValueMap)[name] as Value) : unclear();
  }

  /** The beginning of the line that ends before `end`. */
  #lineStart(end: number): number {
    return this.#text.lastIndexOf('\n', end - 2) + 1;
  }
}

/** The scalar, or the list of words, that is the rest of a line; undefined where that is not known without a parser. */
function readScalar(text: string, first: number): Value | undefined {
  if (PLAIN.test(text)) {
    if (isPlainString(text)) return text;
    const value = resolvePlain(text);
    return typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
  }
  if (first === DOUBLE_QUOTE && DOUBLE.test(text)) {
    const inner = text.slice(1, -1);
    return inner.includes('\\') ? inner.replace(ESCAPE, (_, escaped: string) => ESCAPES[escaped] as string) : inner;
  }
  if (first === SINGLE_QUOTE && SINGLE.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (text === '{}') return newMap();
  if (text === '[]') return [];
  if (first === BRACKET && WORD_LIST.test(text))
    return Array.from(text.matchAll(ITEM), ([word, double, single]) => double ?? single ?? resolvePlain(word));
  const scalar = COMMENTED.exec(text)?.[1];
  return scalar === undefined ? undefined : readScalar(scalar, first);
}
