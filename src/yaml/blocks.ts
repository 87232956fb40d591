import type { Path } from '../problem/path.ts';
import { FORBIDDEN } from './characters.ts';
import { detach, memoize } from './memo.ts';
import { readYamlText } from './read.ts';
import { isPlainString, resolvePlain } from './resolve.ts';
import { freeze, isMap, newMap, type Value } from './value.ts';

/** No object is deeper; a deeper document is read as a whole. */
const MAX_DEPTH = 64;
/** With more lines that need a parser, parsing the whole document is faster. */
const MAX_LEAVES = 500;

/** A key that is only a string: a word, or a quoted string without escapes. */
const KEY = /^(?:([A-Za-z_][A-Za-z0-9_./-]*)|"([^"\\]*)"|'([^']*)'):(?: +|$)/;
/** A string whose first part YAML would read as a key. */
const KEY_LIKE = /:(?: |$)/;
/** Plain words that YAML 1.1 does not read as strings. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
/** A plain scalar in which no character can have another meaning. */
const PLAIN = /^(?:[A-Za-z0-9/.$(+]|-(?=[^ ]))[A-Za-z0-9/.,$()+_=@:;~^-]*(?: +[A-Za-z0-9/.,$()+_=@:;~^-]+)*$/;
/** A quoted string on one line, without escapes. */
const QUOTED = /^(?:"[^"\\]*"|'[^']*')$/;

interface Known {
  readonly value: Value;
}

/** A list of words in brackets, where fewer characters are safe; only words that must be strings. */
const FLOW_LIST = /^\[(?:-{0,2}[A-Za-z/][A-Za-z0-9/._=-]*(?:, -{0,2}[A-Za-z/][A-Za-z0-9/._=-]*)*)?\]$/;

/** The value of one line, where that is known without a parser. */
function readScalar(text: string): Known | undefined {
  if (QUOTED.test(text)) return { value: text.slice(1, -1) };
  if (text === '{}') return { value: freeze(newMap()) };
  if (FLOW_LIST.test(text))
    return { value: freeze(text === '[]' ? [] : text.slice(1, -1).split(', ').map(resolvePlain)) };
  if (!PLAIN.test(text) || KEY_LIKE.test(text)) return undefined;
  if (isPlainString(text)) return { value: text };
  const value = resolvePlain(text);
  return typeof value === 'number' && !Number.isFinite(value) ? undefined : { value };
}

/** The first line of an entry of a map. */
interface Entry {
  readonly name: string;
  /** Whether nothing follows the key. */
  readonly open: boolean;
  /** Where a simple block scalar follows: how its string ends. */
  readonly ending: string | undefined;
  /** The value, where the line contains all of it. */
  readonly scalar: Known | undefined;
}

/** A document of more lines is read by the parser, which has limits. */
const MAX_LINES = 200_000;

/** Longer lines are read by the parser, which takes no stack for each of their words. */
const MAX_LINE = 10_000;

/** A key and a word that nothing but a string begins like: most lines. */
const WORD_ENTRY = /^([A-Za-z_][A-Za-z0-9_./-]{5,}): ([A-Z_a-z/][A-Za-z0-9_./-]*)$/;

const readEntry = memoize((line: string): Entry | 'unclear' => {
  if (line.length > MAX_LINE) return 'unclear';
  const [, key, text = ''] = WORD_ENTRY.exec(line) ?? [];
  if (key !== undefined && isPlainString(text))
    return { name: key, open: false, ending: undefined, scalar: { value: text } };
  const [head, word, double, single] = KEY.exec(line) ?? [];
  if (head === undefined || (word !== undefined && WORDS.test(word))) return 'unclear';
  const rest = line.slice(head.length);
  return {
    name: word ?? double ?? single ?? '',
    open: rest === '',
    ending: ENDINGS.get(rest),
    scalar: readScalar(rest),
  };
});

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['|', '\n'],
  ['|-', ''],
]);

/** The first line of an item of a list. */
interface Item {
  /** The position of the item after its dash. */
  readonly inner: number;
  readonly isMap: boolean;
  readonly scalar: Known | undefined;
}

const readItem = memoize((line: string): Item | 'unclear' => {
  if (!line.startsWith('- ') || line.length > MAX_LINE) return 'unclear';
  const rest = line.slice(1).replace(/^ +/, '');
  return { inner: line.length - rest.length, isMap: KEY.test(rest), scalar: readScalar(rest) };
});

/**
 * Reads a document block by block, and each block only once: of many documents that differ in a few lines, such as the
 * renderings of one template, little more than these lines is read. Small equal blocks are the same object, also across
 * documents.
 *
 * @param text as for {@link readYamlText}
 * @param keeps whether its blocks are kept for other documents
 * @returns its value, whose shared parts are immutable; undefined for a document that {@link readYamlText} has to read,
 *   which then reports errors and places
 */
export function readBlocks(text: string, { keeps = true } = {}): Value | undefined {
  return withBlocks(text, keeps, (blocks, first, column) => blocks.read(first, blocks.count, column, 0));
}

/**
 * Finds where a value is written in a document that {@link readBlocks} has read, without reading the rest of it.
 *
 * @returns the offset of its key, or of the item in a list; undefined where the lines do not suffice
 */
export function findInBlocks(text: string, path: Path): number | undefined {
  return withBlocks(text, false, (blocks, first, column) => blocks.find(first, blocks.count, column, path));
}

/** @param use called with the first line of the document and its column */
function withBlocks<T>(
  text: string,
  keeps: boolean,
  use: (blocks: Blocks, first: number, column: number) => T,
): T | undefined {
  if (RARE.test(text) && (OTHER_BREAKS.test(text) || FORBIDDEN.test(text))) return undefined;
  // The parser counts what it reads.
  if (hasMoreLines(text, MAX_LINES)) return undefined;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const starts: number[] = [];
  const indents: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    indents.push(indentOf(line));
    start += line.length + 1;
  }
  starts.push(Math.min(start, text.length));
  const first = indents.findIndex((indent) => indent >= 0);
  if (first < 0) return undefined;
  try {
    return use(new Blocks(text, lines, starts, indents, keeps), first, indents[first] as number);
  } catch (error) {
    if (error === UNCLEAR) return undefined;
    throw error;
  }
}

function hasMoreLines(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && count <= most; at = text.indexOf('\n', at + 1)) count++;
  return count > most;
}

/** Characters that are rare in documents. */
const RARE = /[^\n -~]/;
/** Line breaks that the lines here do not recognise. */
const OTHER_BREAKS = /[\r\x85\u2028\u2029]/;

/** Thrown where the lines do not suffice. */
const UNCLEAR = Symbol('unclear');

function unclear(): never {
  throw UNCLEAR;
}

/** The number of spaces at the start of a line; -1 for a blank line and a comment. */
function indentOf(line: string): number {
  let indent = 0;
  while (line.charCodeAt(indent) === 32) indent++;
  return indent === line.length || line.charCodeAt(indent) === 35 ? -1 : indent;
}

/** The values of blocks, by their column and text. One key for both would copy each text that is looked up. */
class BlockCache {
  readonly #columns = new Map<number, Map<string, Known>>();
  #size = 0;

  get = (column: number, text: string): Known | undefined => this.#columns.get(column)?.get(text);

  set(column: number, text: string, read: Known): Known {
    this.#size += text.length;
    if (this.#size > MAX_KEPT) {
      this.#columns.clear();
      this.#size = text.length;
    }
    const kept = this.#columns.get(column) ?? new Map<string, Known>();
    this.#columns.set(column, kept);
    kept.set(detach(text), read);
    return read;
  }
}

/** The most characters of blocks that are kept; with more, the cache is emptied. */
const MAX_KEPT = 4 * 1024 * 1024;

const known = new BlockCache();

/**
 * Larger blocks seldom repeat, and consist of smaller ones, which do. What is looked up is read as a whole once more at
 * each level of nesting.
 */
const MAX_BLOCK = 256;

const readLeaf = memoize((text: string): { readonly value: Value } | 'unclear' => {
  const { document, problems } = readYamlText(text, { name: '' });
  if (!document || problems.length > 0) return 'unclear';
  // What follows the end of a document is nothing that a block can hold.
  return /\S/.test(text.slice(document.end)) ? 'unclear' : { value: freeze(document.value) };
});

class Blocks {
  readonly #text: string;
  readonly #lines: readonly string[];
  readonly #starts: readonly number[];
  readonly #indents: readonly number[];
  readonly #keeps: boolean;
  #leaves = 0;

  constructor(
    text: string,
    lines: readonly string[],
    starts: readonly number[],
    indents: readonly number[],
    keeps: boolean,
  ) {
    this.#keeps = keeps;
    this.#text = text;
    this.#lines = lines;
    this.#starts = starts;
    this.#indents = indents;
  }

  /** The number of lines. */
  get count(): number {
    return this.#lines.length;
  }

  /** Where a value of the block of the lines from `from` to before `to` is written. */
  find(from: number, to: number, column: number, [step, ...rest]: Path): number | undefined {
    const isList = this.#isItem(from, column);
    for (let line = from, index = 0; line < to; index++) {
      const text = (this.#lines[line] as string).slice(column);
      const found = isList ? readItem(text) : readEntry(text);
      if (found === 'unclear') return undefined;
      const end = this.#endOfEntry(line + 1, to, column, 'open' in found && found.open);
      if (step === ('name' in found ? found.name : index)) {
        const at = (this.#starts[line] as number) + column;
        if ('inner' in found) {
          if (rest.length === 0) return at + found.inner;
          return found.isMap ? this.find(line, end, column + found.inner, rest) : undefined;
        }
        if (rest.length === 0) return at;
        const inner = found.open ? this.#firstLine(line + 1, end) : -1;
        return inner < 0 ? undefined : this.find(inner, end, this.#indents[inner] as number, rest);
      }
      line = this.#nextEntry(end, to, column);
    }
    return undefined;
  }

  /**
   * Reads the block of the lines from `from` to before `to`.
   *
   * @param column the column of the block in its first line, and of all its entries
   */
  read(from: number, to: number, column: number, depth: number): Value {
    if (depth > MAX_DEPTH) unclear();
    if (!this.#keeps || (this.#starts[to] as number) - (this.#starts[from] as number) > MAX_BLOCK)
      return this.#block(from, to, column, depth);
    const text = this.#slice(from, to, column);
    const { value } =
      known.get(column, text) ?? known.set(column, text, { value: freeze(this.#block(from, to, column, depth)) });
    return value;
  }

  #block(from: number, to: number, column: number, depth: number): Value {
    return (this.#lines[from] as string).startsWith('- ', column)
      ? this.#sequence(from, to, column, depth)
      : this.#mapping(from, to, column, depth);
  }

  #mapping(from: number, to: number, column: number, depth: number): Value {
    const map = newMap();
    for (let line = from; line < to; ) {
      const entry = readEntry((this.#lines[line] as string).slice(column));
      if (entry === 'unclear' || entry.name in map) unclear();
      const end = this.#endOfEntry(line + 1, to, column, entry.open);
      map[entry.name] = this.#valueOf(entry, line, end, column, depth);
      line = this.#nextEntry(end, to, column);
    }
    return map;
  }

  #valueOf({ name, open, ending, scalar }: Entry, line: number, end: number, column: number, depth: number) {
    if (open) {
      const inner = this.#firstLine(line + 1, end);
      return inner < 0 ? null : this.read(inner, end, this.#indents[inner] as number, depth + 1);
    }
    if (scalar && end === line + 1) return scalar.value;
    const literal = ending === undefined ? undefined : this.#literal(line + 1, end, column);
    // A last line without a line break gives none to the string.
    if (literal !== undefined) return end < this.count || this.#text.endsWith('\n') ? literal + ending : unclear();
    const value = this.#leaf(line, end, column);
    const names = isMap(value) ? Object.keys(value) : [];
    return names.length === 1 && names[0] === name ? ((value as Record<string, Value>)[name] as Value) : unclear();
  }

  #sequence(from: number, to: number, column: number, depth: number): Value {
    const list: Value[] = [];
    for (let line = from; line < to; ) {
      const item = readItem((this.#lines[line] as string).slice(column));
      if (item === 'unclear') unclear();
      const end = this.#endOfEntry(line + 1, to, column, false);
      if (item.scalar && end === line + 1) list.push(item.scalar.value);
      else if (item.isMap) list.push(this.read(line, end, column + item.inner, depth + 1));
      else {
        const value = this.#leaf(line, end, column);
        list.push(Array.isArray(value) && value.length === 1 ? (value[0] as Value) : unclear());
      }
      line = this.#nextEntry(end, to, column);
    }
    return list;
  }

  /** The end of an entry: after its last further indented line; a list may be in the same column as its key. */
  #endOfEntry(from: number, to: number, column: number, mayHoldList: boolean): number {
    let end = from;
    for (let line = from; line < to; line++) {
      const indent = this.#indents[line] as number;
      if (indent < 0) continue;
      const inside = indent > column || (indent === column && mayHoldList && this.#isItem(line, column));
      if (!inside) break;
      end = line + 1;
    }
    // Blank lines and lines like comments may be part of a string: they belong to what is above them.
    while (end < to && (this.#indents[end] as number) < 0) end++;
    return end;
  }

  #isItem = (line: number, column: number): boolean => (this.#lines[line] as string).startsWith('- ', column);

  #nextEntry(from: number, to: number, column: number): number {
    const next = this.#firstLine(from, to);
    if (next < 0) return to;
    return this.#indents[next] === column ? next : unclear();
  }

  #firstLine(from: number, to: number): number {
    for (let line = from; line < to; line++) if ((this.#indents[line] as number) >= 0) return line;
    return -1;
  }

  /**
   * The string of a block scalar without its last line break.
   *
   * @returns undefined where a line is neither empty nor indented at least as far as the first
   */
  #literal(from: number, to: number, column: number): string | undefined {
    const first = this.#lines[from] ?? '';
    const indent = first.search(/[^ ]/);
    if (indent <= column || first[indent] === '\t') return undefined;
    const margin = ' '.repeat(indent);
    const body: string[] = [];
    let last = 0;
    for (let index = from; index < to; index++) {
      const line = this.#lines[index] as string;
      if (line === '') body.push('');
      else if (line.length > indent && line.startsWith(margin)) last = body.push(line.slice(indent));
      else return undefined;
    }
    return body.slice(0, last).join('\n');
  }

  #leaf(from: number, to: number, column: number): Value {
    if (++this.#leaves > MAX_LEAVES) unclear();
    const read = readLeaf(`${' '.repeat(column)}${this.#slice(from, to, column)}`);
    return read === 'unclear' ? unclear() : read.value;
  }

  #slice(from: number, to: number, column: number): string {
    return this.#text.slice((this.#starts[from] as number) + column, this.#starts[to]);
  }
}
