import { parseInt64, toRunes } from '../go/decode.ts';
import { quoteText } from '../go/text.ts';
import type { Path } from '../problem/path.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { Ignored, Made, Write } from './source.ts';

/**
 * The keys of Helm's `--set` family: `a.b[0].c=VALUE,…` (Helm 4.2.4, pkg/strvals). What a VALUE is, each flag decides
 * (set-values.ts); the way to it is one grammar with two spellings: `--set-literal` knows neither `\` nor `,`.
 *
 * The grammar is Helm's to its oddities, because people rely on them without knowing: text that ends in the middle of
 * a key or an index is no error but sets nothing; an empty key sets nothing; and where the text ends right after the
 * `=` inside a list's map (`a[0].b=`) the map is lost, unless it was there before.
 */

/** What Helm refuses: its words, and where in the text the fault lies. */
export class SetFault extends Error {
  override readonly name = 'SetFault';
  readonly kind: FaultKind;
  readonly offset: number;
  /** The key or index that is at fault, without its escapes. */
  readonly subject: string;
  /** The way to the value that is not of the type it is used as. */
  readonly path: Path | undefined;

  constructor(kind: FaultKind, message: string, offset: number, subject = '', path?: Path) {
    super(message);
    this.kind = kind;
    this.offset = offset;
    this.subject = subject;
    this.path = path;
  }
}

export type FaultKind =
  | 'no-value'
  | 'no-value-comma'
  | 'no-value-map'
  | 'too-deep'
  | 'index-syntax'
  | 'index-negative'
  | 'index-large'
  | 'after-index'
  | 'not-a-map'
  | 'not-a-list'
  | 'list-end'
  | 'json'
  | 'file';

/** The text and how far it is read. */
export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = toRunes(text);
  }

  /**
   * Reads up to the first of `stops` (characters below 128) that no `\` takes its meaning from.
   *
   * @returns the stop, which is consumed but not part of `out`; '' at the end of the text
   */
  until(stops: string, escapes: boolean): { readonly token: string; readonly stop: string } {
    const { text } = this;
    let token = '';
    let from = this.at;
    for (let i = from; i < text.length; i++) {
      const char = text[i] as string;
      if (stops.includes(char)) {
        token += text.slice(from, i);
        this.at = i + 1;
        return { token, stop: char };
      }
      if (escapes && char === '\\') {
        token += text.slice(from, i);
        // What follows stands for itself; a lone `\` at the end stands for nothing.
        from = i + 1;
        i++;
      }
    }
    token += text.slice(from);
    this.at = text.length;
    return { token, stop: '' };
  }
}

/** The end of the text came before a value: Helm's `io.EOF`, which it takes for the regular end. */
export const END = Symbol('end');

/** What distinguishes the flags of the family. */
export interface Dialect {
  /** `\` makes the next character an ordinary one, and `,` ends a key. */
  readonly escapes: boolean;
  /** Reads the value that begins at the cursor, with the comma that ends it. */
  readonly readValue: (cursor: Cursor) => Value | typeof END;
}

/** The values that flags change, copied where they do. */
export interface Target {
  readonly root: ValueMap;
  /**
   * The containers that are this run's own. Others may belong to a values file that is used again: the first change
   * copies them, with all that lead there, and nothing else is ever copied.
   */
  readonly owned: WeakSet<object>;
}

/** Helm's `MaxNestedNameLevel`, `MaxIndex`, and what this program bears of lists in lists, which Helm does not limit. */
const MAX_NAMES = 30;
const MAX_INDEX = 65536n;
const MAX_DEPTH = 1000;

/** What is to be known of one flag beside the values it gives. */
export interface Listener {
  /** Is given what the text sets, in order. */
  readonly writes: Write[];
  /** Is given the maps and lists that were not there before. */
  readonly made: Made[];
  /** Is given what Helm passes over in silence. */
  readonly ignored: Ignored[];
  /** Names the Go type of the value at a path, for Helm's words where a map or list is expected there. */
  readonly typeOf: (path: Path, value: Value) => string;
}

/**
 * Reads one flag's text into `target`.
 *
 * @throws SetFault what Helm refuses; `target` then holds what was set before
 */
export function readSet(text: string, dialect: Dialect, target: Target, listener: Listener): void {
  const parser = new Parser(new Cursor(text), dialect, target, listener);
  while (parser.readKey(target.root, 0));
}

/** Whether a text is accepted where nothing stands yet. */
export function isAccepted(text: string, dialect: Dialect): boolean {
  const target = { root: newMap(), owned: new WeakSet<object>() };
  const ignored: Ignored[] = [];
  try {
    readSet(text, dialect, target, { writes: [], made: [], ignored, typeOf: () => '' });
  } catch (error) {
    if (error instanceof SetFault) return false;
    throw error;
  }
  return ignored.length === 0;
}

class Parser {
  readonly cursor: Cursor;
  readonly dialect: Dialect;
  readonly keyStops: string;
  readonly owned: WeakSet<object>;
  readonly writes: Write[];
  readonly made: Made[];
  readonly ignored: Ignored[];
  readonly typeOf: Listener['typeOf'];
  readonly path: (string | number)[] = [];
  /** Where the current `name1.name2=` begins. */
  start = 0;

  constructor(cursor: Cursor, dialect: Dialect, target: Target, { writes, made, ignored, typeOf }: Listener) {
    this.cursor = cursor;
    this.dialect = dialect;
    this.keyStops = dialect.escapes ? '=[,.' : '=[.';
    this.owned = target.owned;
    this.writes = writes;
    this.made = made;
    this.ignored = ignored;
    this.typeOf = typeOf;
  }

  /**
   * One key of `map`, and all that it leads to.
   *
   * @returns whether to go on; false at the end of the text
   */
  readKey(map: ValueMap, names: number): boolean {
    if (this.path.length === 0) this.start = this.cursor.at;
    const { token: key, stop } = this.cursor.until(this.keyStops, this.dialect.escapes);
    this.path.push(key);
    const more = this.readAfterKey(map, key, stop, names);
    this.path.pop();
    return more;
  }

  private readAfterKey(map: ValueMap, key: string, stop: string, names: number): boolean {
    switch (stop) {
      case '':
        if (key === '') {
          if (this.path.length > 1) this.ignore('end');
          return false;
        }
        throw new SetFault('no-value', `key ${quoteText(key)} has no value`, this.cursor.at, key);
      case ',':
        throw new SetFault(
          'no-value-comma',
          `key ${quoteText(key)} has no value (cannot end with ,)`,
          this.cursor.at - 1,
          key,
        );
      case '=': {
        const begin = this.cursor.at;
        const value = this.dialect.readValue(this.cursor);
        setKey(map, key, value === END ? '' : value);
        if (key === '') this.ignore('no-key');
        else this.note(begin, value);
        return value !== END;
      }
      case '[': {
        const index = this.readIndex();
        if (index === undefined) return false;
        const list = key in map ? this.ownList(map, key) : this.make([] as Value[]);
        const before = this.writes.length;
        const result = this.readItem(list, index, names, key !== '');
        setKey(map, key, result.list);
        if (key === '' && (result.list !== list || !(key in map))) this.writes.length = before;
        return result.more;
      }
      default:
        return this.readInner(map, key, names + 1);
    }
  }

  /** `key.` and what follows. */
  private readInner(map: ValueMap, key: string, names: number): boolean {
    if (names > MAX_NAMES) {
      throw new SetFault(
        'too-deep',
        `value name nested level is greater than maximum supported nested level of ${MAX_NAMES}`,
        this.cursor.at - 1,
      );
    }
    const inner = key in map ? this.ownMap(map, key) : this.make(newMap());
    const before = this.writes.length;
    const inside = this.cursor.at;
    const more = this.readKey(inner, names);
    // What was written below is in it; only otherwise it has to be looked at, which takes as long as it is large.
    const empty = this.writes.length === before && isEmpty(inner);
    if (more && empty) {
      throw new SetFault('no-value-map', `key map ${quoteText(key)} has no value`, inside, key);
    }
    if (!empty) setKey(map, key, inner);
    if (!(key in map)) this.writes.length = before;
    return more;
  }

  /** The number between `[` and `]`; undefined where the text ends before the `]`. */
  private readIndex(): bigint | undefined {
    const from = this.cursor.at;
    const { token, stop } = this.cursor.until(']', this.dialect.escapes);
    if (stop === '') {
      this.ignore('end');
      return undefined;
    }
    const index = parseInt64(token);
    if (typeof index === 'bigint') return index;
    throw new SetFault(
      'index-syntax',
      `error parsing index: strconv.Atoi: parsing ${quoteText(token)}: ${index}`,
      from,
      token,
    );
  }

  /**
   * What follows `[index]`.
   *
   * @param keep whether a list that must grow may grow in place: not the list under the empty key, where Helm loses
   * the grown one
   * @returns the list to put in place of `list`, which may be the same
   */
  private readItem(list: Value[], index: bigint, names: number, keep: boolean): { list: Value[]; more: boolean } {
    const open = this.cursor.at;
    if (index < 0n) throw new SetFault('index-negative', `negative ${index} index not allowed`, open - 1);
    if (this.path.length > MAX_DEPTH) {
      throw new SetFault('too-deep', `nested deeper than the ${MAX_DEPTH} levels that are supported`, open);
    }
    const { token, stop } = this.cursor.until('[.=', this.dialect.escapes);
    if (token !== '') {
      const runes = Array.from(token, (rune) => quoteText(rune, "'")).join(' ');
      throw new SetFault('after-index', `unexpected data at end of array index: [${runes}]`, open, token);
    }
    if (stop === '') {
      this.ignore('end');
      return { list, more: false };
    }
    const at = Number(index);
    this.path.push(at);
    const result = this.readAfterIndex(list, at, stop, names);
    this.path.pop();
    if (result.value === END) return { list, more: false };
    if (index > MAX_INDEX) {
      throw new SetFault(
        'index-large',
        `index of ${index} is greater than maximum supported index of ${MAX_INDEX}`,
        this.text.lastIndexOf('[', open - 1) + 1,
      );
    }
    const grown = at < list.length || keep ? list : this.created(list.slice());
    while (grown.length < at) grown.push(null);
    grown[at] = result.value;
    return { list: grown, more: true };
  }

  /** The value for the item; END where the text ended on the way, and the list stays as it is. */
  private readAfterIndex(list: Value[], at: number, stop: string, names: number): { value: Value | typeof END } {
    if (stop === '=') {
      const begin = this.cursor.at;
      const value = this.dialect.readValue(this.cursor);
      this.note(begin, value);
      // Unlike behind a key in a list's map, the end right after `=` counts as a value here.
      return { value: value === END ? '' : value };
    }
    if (stop === '[') {
      const index = this.readIndex();
      if (index === undefined) return { value: END };
      const inner = at < list.length && list[at] !== null ? this.ownList(list, at) : this.make([] as Value[]);
      const result = this.readItem(inner, index, names, true);
      return { value: result.more ? result.list : END };
    }
    let inner = this.make(newMap());
    if (at < list.length) {
      if (isMap(list[at])) inner = this.ownMap(list, at);
      // Helm replaces whatever stands there and is no map, without a word.
      else list[at] = inner;
    }
    const before = this.writes.length;
    if (this.readKey(inner, names)) return { value: inner };
    if (at >= list.length && this.writes.length > before) {
      this.writes.length = before;
      this.ignore('end');
    }
    return { value: END };
  }

  private get text(): string {
    return this.cursor.text;
  }

  private note(begin: number, value: Value | typeof END): void {
    const set = value === END ? '' : value;
    this.writes.push({ path: this.path.slice(), start: this.start, value: begin, end: this.cursor.at, set });
  }

  private ignore(why: Ignored['why']): void {
    this.ignored.push({ why, start: this.start });
  }

  /** A container that was not there before. */
  private make<T extends object>(container: T): T {
    this.made.push({ path: this.path.slice(), start: this.start });
    return this.created(container);
  }

  private created<T extends object>(container: T): T {
    this.owned.add(container);
    return container;
  }

  /** The map under `key`, as one that may be changed. */
  private ownMap(parent: ValueMap | Value[], key: string | number): ValueMap {
    const value = (parent as ValueMap)[key] as Value;
    if (!isMap(value)) this.conversionFault('not-a-map', value, 'map[string]interface {}');
    if (this.owned.has(value)) return value;
    const own = this.created(newMap());
    for (const name in value) own[name] = value[name] as Value;
    (parent as ValueMap)[key] = own;
    return own;
  }

  /** The list under `key`, as one that may be changed. */
  private ownList(parent: ValueMap | Value[], key: string | number): Value[] {
    const value = (parent as ValueMap)[key] as Value;
    if (!Array.isArray(value)) this.conversionFault('not-a-list', value, '[]interface {}');
    if (this.owned.has(value)) return value;
    const own = this.created(value.slice());
    (parent as ValueMap)[key] = own;
    return own;
  }

  /** In Helm a panic of the Go runtime, which the parser recovers from and reports as it is. */
  private conversionFault(kind: FaultKind, value: Value, wanted: string): never {
    throw new SetFault(
      kind,
      `unable to parse key: interface conversion: interface {} is ${this.typeOf(this.path.slice(), value)}, not ${wanted}`,
      this.cursor.at - 1,
      String(this.path.at(-1)),
      this.path.slice(),
    );
  }
}

/** The empty key is never set. */
function setKey(map: ValueMap, key: string, value: Value): void {
  if (key !== '') map[key] = value;
}

function isEmpty(map: ValueMap): boolean {
  for (const _ in map) return false;
  return true;
}
