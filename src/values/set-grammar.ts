import { parseInt64, toRunes } from '../go/decode.ts';
import { quoteText } from '../go/text.ts';
import type { Path } from '../problem/path.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { Ignored, Made, Write } from './source.ts';

/**
 * The keys of Helm's `--set` family: `a.b[0].c=VALUE,…` (Helm 4.2.4, pkg/strvals). Each flag has its own VALUE
 * (set-values.ts); the keys have one grammar with two spellings: `--set-literal` has neither `\` nor `,`.
 *
 * The grammar follows Helm's oddities, because people rely on them unknowingly: a text that ends in the middle of a key
 * or an index is not an error but sets nothing; an empty key sets nothing; and where the text ends directly after the
 * `=` inside a list's map (`a[0].b=`), the map is lost, unless it existed before.
 */

/** An error of Helm's: its message, and the place in the text. */
export class SetFault extends Error {
  override readonly name = 'SetFault';
  readonly kind: FaultKind;
  readonly offset: number;
  /** The wrong key or index, without its escapes. */
  readonly subject: string;
  /** The path of the value whose type does not fit its use. */
  readonly path: Path | undefined;

  constructor(kind: FaultKind, message: string, offset: number, subject = '', path?: Path) {
    super(message);
    this.kind = kind;
    this.offset = offset;
    this.subject = subject;
    this.path = path;
  }
}

/** The error of a text. */
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
  | 'list-as-map'
  | 'not-a-list'
  | 'list-end'
  | 'json'
  | 'file';

/** The text and the position up to which it has been read. */
export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = toRunes(text);
  }

  /**
   * Reads up to the first of `stops` (characters below 128) that is not escaped by `\`.
   *
   * @returns the stop, which is consumed but not part of `token`; '' at the end of the text
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
        // The next character means itself; a `\` at the end means nothing.
        from = i + 1;
        i++;
      }
    }
    token += text.slice(from);
    this.at = text.length;
    return { token, stop: '' };
  }
}

/** The text ended before a value: Helm's `io.EOF`, which counts as the regular end. */
export const END = Symbol('end');

/** What distinguishes the flags of the family. */
export interface Dialect {
  /** Whether `\` escapes the next character, and `,` ends a key. */
  readonly escapes: boolean;
  /** Reads the value at the cursor, with the comma that ends it. */
  readonly readValue: (cursor: Cursor) => Value | typeof END;
}

/** The values that flags change, copied where necessary. */
export interface Target {
  readonly root: ValueMap;
  /**
   * The containers of this run. Others may belong to a values file that is used again: the first change copies them and
   * their parents, and nothing else is copied.
   */
  readonly owned: WeakSet<object>;
}

/** Helm's `MaxNestedNameLevel`, `MaxIndex`, and a limit for nested lists, which Helm does not have. */
const MAX_NAMES = 30;
const MAX_INDEX = 65536n;
const MAX_DEPTH = 1000;

/** Receives what is found in one flag besides its values. */
export interface Listener {
  /** Receives what the text sets, in order. */
  readonly writes: Write[];
  /** Receives the maps and lists that are created. */
  readonly made: Made[];
  /** Receives what Helm skips silently. */
  readonly ignored: Ignored[];
  /** Returns the Go type of the value at a path, for Helm's message where a map or list is expected there. */
  readonly typeOf: (path: Path, value: Value) => string;
}

/**
 * Reads one flag's text into `target`.
 *
 * @throws SetFault what Helm refuses; `target` then contains what was set before
 */
export function readSet(text: string, dialect: Dialect, target: Target, listener: Listener): void {
  const parser = new Parser(new Cursor(text), dialect, target, listener);
  while (parser.readKey(target.root, 0));
}

/** Whether a text is accepted for empty values. */
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
  /** The start of the current `name1.name2=`. */
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
   * Reads one key of `map`, and everything below it.
   *
   * @returns whether more follows; false at the end of the text
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

  /** Reads `key.` and what follows. */
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
    // Only without a write below can the map be empty; checking it always would take time linear in its size.
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
   * Reads what follows `[index]`.
   *
   * @param keep whether a list that must grow may grow in place: not the list under the empty key, where Helm loses the
   *   grown one
   * @returns the list that replaces `list`, which may be the same
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

  /** Reads the value of the item; END where the text ended before it, and the list stays unchanged. */
  private readAfterIndex(list: Value[], at: number, stop: string, names: number): { value: Value | typeof END } {
    if (stop === '=') {
      const begin = this.cursor.at;
      const value = this.dialect.readValue(this.cursor);
      this.note(begin, value);
      // Unlike after a key in a list's map, the end directly after `=` counts as a value here.
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
      // Helm silently replaces a value that is not a map.
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

  /** Records a new container. */
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
    if (!isMap(value)) {
      const kind = Array.isArray(value) ? 'list-as-map' : 'not-a-map';
      this.conversionFault(kind, value, 'map[string]interface {}');
    }
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

  /** In Helm a panic of the Go runtime, which the parser recovers from and reports unchanged. */
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

/** Sets a key; the empty key is never set. */
function setKey(map: ValueMap, key: string, value: Value): void {
  if (key !== '') map[key] = value;
}

function isEmpty(map: ValueMap): boolean {
  for (const _ in map) return false;
  return true;
}
