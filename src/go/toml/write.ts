import { spend } from '../../problem/budget.ts';
import { formatFloat64 } from '../fmt/floats.ts';
import { exportedFields } from '../reflect.ts';
import { sortedKeys } from '../text.ts';
import { GoBytes, GoError, GoInt, GoObject, type GoValue, isGoMap, isNil, kindName } from '../value.ts';

const INDENT = '  ';
const MAX_DEPTH = 500;

/**
 * A value as BurntSushi/toml 1.6 encodes it: keys by their bytes, plain values before tables, nil left out.
 *
 * @throws GoError with Go's message for what TOML cannot represent
 */
export function writeToml(value: GoValue): string {
  if (value === null) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  const writer = new Writer();
  writer.encode([], value);
  return writer.text;
}

type Shape = 'nil' | 'plain' | 'array' | 'tables' | 'table';

type Entry = readonly [key: string, value: GoValue];

/** The entries of a map, sorted by key; the fields of a struct, in their order; undefined for anything else. */
function entriesIn(value: GoValue): Entry[] | undefined {
  if (isGoMap(value)) return sortedKeys(value).map((key) => [key, value[key] as GoValue]);
  if (!(value instanceof GoObject) || value instanceof GoBytes) return undefined;
  if (value.underlying !== undefined) return isGoMap(value.underlying) ? entriesIn(value.underlying) : undefined;
  // Some structs are encoded as strings.
  return isGoMap(value.toPlain()) ? exportedFields(value) : undefined;
}

const isTable = (value: GoValue): boolean => isGoMap(value) || entriesIn(value) !== undefined;

function listIn(value: GoValue): GoValue[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof GoBytes)
    return [...value.text].map((char) => new GoInt('uint8', BigInt(char.charCodeAt(0) & 255)));
  const inner = value instanceof GoObject ? value.underlying : undefined;
  return Array.isArray(inner) ? inner : undefined;
}

function shapeOf(value: GoValue): Shape {
  if (value === null) return 'nil';
  if (isTable(value)) return isGoMap(value) && isNil(value) ? 'nil' : 'table';
  const list = listIn(value);
  if (!list) return 'plain';
  if (isNil(list)) return 'nil';
  if (list.length === 0) return 'array';
  const shapes = list.map(shapeOf);
  if (shapes.includes('nil')) throw new GoError('toml: cannot encode array with nil element');
  return shapes.every((shape) => shape === 'table') ? 'tables' : 'array';
}

const quoteString = (text: string): string =>
  `"${text.replace(/["\\\0-\x1f\x7f]/g, (char) => SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

const writeKey = (key: string): string => (/^[A-Za-z0-9_-]+$/.test(key) ? key : key === '' ? '""' : quoteString(key));

class Writer {
  text = '';

  encode(path: readonly string[], value: GoValue): void {
    if (path.length > MAX_DEPTH) throw new GoError('toml: the value is nested too deeply');
    spend(2, 'toToml');
    const shape = shapeOf(value);
    if (shape === 'nil') {
      if (path.length === 0 && listIn(value)) this.text += '[]';
      return;
    }
    if (shape === 'table') this.#table(path, value);
    else if (shape === 'tables') this.#tables(path, listIn(value) as GoValue[]);
    else if (path.length === 0) this.text += element(value, 0);
    else this.text += `${indentOf(path)}${writeKey(path.at(-1) as string)} = ${element(value, 0)}\n`;
  }

  #newline(): void {
    if (this.text !== '') this.text += '\n';
  }

  #table(path: readonly string[], table: GoValue): void {
    if (path.length === 1) this.#newline();
    if (path.length > 0) this.text += `${indentOf(path)}[${path.map(writeKey).join('.')}]\n`;
    this.#entries(path, table);
  }

  #tables(path: readonly string[], list: readonly GoValue[]): void {
    if (path.length === 0) throw new GoError('toml: top-level values must be Go maps or structs');
    for (const item of list) {
      this.#newline();
      this.text += `${indentOf(path)}[[${path.map(writeKey).join('.')}]]\n`;
      this.#entries(path, item);
    }
  }

  #entries(path: readonly string[], table: GoValue): void {
    for (const [key, value] of entryOrder(table)) this.encode([...path, key], value);
  }
}

const indentOf = (path: readonly string[]): string => INDENT.repeat(Math.max(0, path.length - 1));

/** The entries of a table, with tables last. */
function entryOrder(table: GoValue): Entry[] {
  const entries = entriesIn(table) ?? [];
  const isLast = ([, value]: Entry): boolean => ['table', 'tables'].includes(shapeOf(value));
  return [...entries.filter((entry) => !isLast(entry)), ...entries.filter(isLast)];
}

/** A value after its key, or in an array. */
function element(value: GoValue, depth: number): string {
  if (depth > MAX_DEPTH) throw new GoError('toml: the value is nested too deeply');
  if (typeof value === 'string') return quoteString(value);
  if (typeof value === 'number') return writeFloat(value);
  if (value instanceof GoInt) return value.value.toString();
  if (typeof value === 'boolean') return String(value);
  const list = value === null ? undefined : listIn(value);
  if (list) return `[${list.map((item) => element(item, depth + 1)).join(', ')}]`;
  if (value !== null && isTable(value)) return `{${inline(value, depth)}}`;
  if (!(value instanceof GoObject)) throw new GoError('reflect: call of reflect.Value.Interface on zero Value');
  if (value.type === 'time.Time') return writeTime(value);
  const text = value.kind === 'complex128' ? undefined : value.format();
  if (text === undefined) throw new GoError(`unsupported type for key '': ${kindName(value)}`);
  return quoteString(text);
}

/** A time without a zone, as it is printed: BurntSushi's library keeps what it was in the name of its zone. */
const LOCAL_TIME = /^(\S+) (\S+) \+0000 (datetime|date|time)-local$/;

function writeTime(time: GoObject): string {
  const [, date = '', clock = '', kind] = LOCAL_TIME.exec(time.format() ?? '') ?? [];
  if (kind === 'date') return date;
  if (kind === 'time') return clock;
  return kind === 'datetime' ? `${date}T${clock}` : String(time.toPlain());
}

function inline(table: GoValue, depth: number): string {
  return entryOrder(table)
    .filter(([, value]) => shapeOf(value) !== 'nil')
    .map(([key, value]) => `${writeKey(key)} = ${element(value, depth + 1)}`)
    .join(', ');
}

/** A float has a point or an exponent. */
function writeFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const text = formatFloat64(value);
  return /[e.]/.test(text) ? text : `${text}.0`;
}
