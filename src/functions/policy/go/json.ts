import { toBytes } from '../../../go/bytes.ts';
import { formatFloat64 } from '../../../go/fmt/floats.ts';
import { sortedKeys } from '../../../go/text.ts';
import {
  elementOf,
  GoBytes,
  GoError,
  GoInt,
  type GoMap,
  GoObject,
  type GoValue,
  isNil,
  typeName,
} from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import { quoteJson } from '../../../yaml/json.ts';

/** The layout of JSON. */
export interface JsonStyle {
  /** Whether `<`, `>` and `&` are not escaped. */
  readonly raw?: boolean;
  /** The indentation of each level, which also breaks lines. */
  readonly indent?: string;
}

/** The kinds of values that JSON has nothing for. */
export const UNSUPPORTED: ReadonlySet<string> = new Set(['func', 'complex128']);

/** Beyond it Go looks for cycles; so many levels of anything are a cycle in practice. */
const MAX_DEPTH = 1000;

/**
 * Go's `json.Marshal`: keys sorted by their bytes, a nil slice or map as null, `[]byte` in base64.
 *
 * @throws GoError for what JSON cannot represent: NaN, infinities, functions, and a map that contains itself
 */
export function writeJson(value: GoValue, style: JsonStyle = {}): string {
  return write(value, style, '\n', 0);
}

function write(value: GoValue, style: JsonStyle, line: string, depth: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return style.raw ? unescapeHtml(quoteJson(value)) : quoteJson(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof GoInt) return value.value.toString();
  if (value instanceof GoObject) return writeObject(value, style, line, depth);
  if (isNil(value)) return 'null';
  if (depth > MAX_DEPTH) throw new GoError(`json: unsupported value: encountered a cycle via ${typeName(value)}`);
  spend(0.5, 'toJson');
  if (Array.isArray(value)) return writeList(value, style, line, depth);
  return writeEntries(value, sortedKeys(value), style, line, depth);
}

const writeNumber = (value: number): string => {
  if (!Number.isFinite(value)) throw new GoError(`json: unsupported value: ${formatFloat64(value)}`);
  return Object.is(value, -0) ? '-0' : String(value);
};

function writeObject(value: GoObject, style: JsonStyle, line: string, depth: number): string {
  if (value instanceof GoBytes) return `"${toBytes(value.text).toString('base64')}"`;
  if (UNSUPPORTED.has(value.kind)) throw new GoError(`json: unsupported type: ${value.type}`);
  const plain = value.toPlain();
  const isStruct = value.kind === 'struct' || value.kind === 'ptr';
  // The fields of a struct keep their order.
  if (isStruct && typeof plain === 'object' && plain !== null && !Array.isArray(plain) && !(plain instanceof GoInt))
    return writeEntries(plain as GoMap, Object.keys(plain), style, line, depth);
  return write(plain, style, line, depth);
}

function writeList(list: GoValue[], style: JsonStyle, line: string, depth: number): string {
  if (list.length === 0) return '[]';
  if (elementOf(list) === 'uint8')
    return `"${Buffer.from(list.map((byte) => Number((byte as GoInt).value))).toString('base64')}"`;
  spend(list.length * 0.5, 'toJson');
  if (style.indent === undefined) return `[${list.map((item) => write(item, style, line, depth + 1)).join(',')}]`;
  const inner = line + style.indent;
  return `[${list.map((item) => inner + write(item, style, inner, depth + 1)).join(',')}${line}]`;
}

function writeEntries(map: GoMap, keys: readonly string[], style: JsonStyle, line: string, depth: number): string {
  if (keys.length === 0) return '{}';
  spend(keys.length, 'toJson');
  const inner = style.indent === undefined ? '' : line + style.indent;
  const colon = style.indent === undefined ? ':' : ': ';
  const entries = keys.map((key) => {
    const name = style.raw ? unescapeHtml(quoteJson(key)) : quoteJson(key);
    return inner + name + colon + write(map[key] as GoValue, style, inner === '' ? line : inner, depth + 1);
  });
  return `{${entries.join(',')}${style.indent === undefined ? '' : line}}`;
}

const RAW: Readonly<Record<string, string>> = { '\\u003c': '<', '\\u003e': '>', '\\u0026': '&' };

const unescapeHtml = (json: string): string =>
  json.includes('\\u00') ? json.replace(/\\(?:u003c|u003e|u0026|.)/g, (sequence) => RAW[sequence] ?? sequence) : json;
