import { compareBytes } from '../yaml/json.ts';
import { ExactNumber, isMap, type Value } from '../yaml/value.ts';
import { toBytes } from './bytes.ts';

const encoder = new TextEncoder();
/** Created at the first use, because that takes a tenth of a millisecond. */
let decoder: InstanceType<typeof TextDecoder> | undefined;
const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/** Keys in Go's order, by bytes. `Object.keys` returns `10` before `9a` and before `a`. */
export const sortedKeys = (map: object): string[] => Object.keys(map).sort(compareBytes);

/** Go's `len` of a string: its bytes. A lone surrogate U+DC80 to U+DCFF is one byte. */
export const byteLength = (text: string): number => (isAscii(text) ? text.length : toBytes(text).length);

/**
 * Go's `text[start:end]`, which counts bytes. A character that is cut is left out completely: Go would keep some of its
 * bytes, which are not valid UTF-8.
 */
export function sliceBytes(text: string, start: number, end: number): string {
  if (isAscii(text)) return text.slice(start, end);
  const bytes = encoder.encode(text);
  const continues = (at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  let from = start;
  while (from < end && continues(from)) from++;
  let to = Math.min(end, bytes.length);
  while (to > from && continues(to)) to--;
  decoder ??= new TextDecoder('utf-8', { ignoreBOM: true });
  return decoder.decode(bytes.subarray(from, to));
}

/** A number as Go's JSON prints it, whole numbers with all their digits (Go's `%v` prints a million as `1e+06`). */
export const formatNumber = (value: number | ExactNumber): string =>
  value instanceof ExactNumber ? value.text : String(value);

/** The result of Go's `%v`, except that numbers keep their digits ({@link formatNumber}). */
export function formatValue(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number' || value instanceof ExactNumber) return formatNumber(value);
  if (Array.isArray(value)) return `[${value.map(formatValue).join(' ')}]`;
  if (isMap(value))
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${formatValue(value[key] as Value)}`)
      .join(' ')}]`;
  return String(value);
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
]);

/** Strings that `%q` only puts between quotes. */
const QUOTED_AS_IT_IS = /^[ !#-[\]-~]*$/;

/**
 * Go's `%q`: the string between quotes, with Go's escapes for what is not printable, and `\xff` for a byte that is not
 * UTF-8. YAML reads all of them.
 */
export function quoteText(text: string, mark = '"', asciiOnly = false): string {
  if (mark === '"' && QUOTED_AS_IT_IS.test(text)) return `"${text}"`;
  let out = mark;
  for (const char of text) {
    if (char === mark) out += `\\${mark}`;
    else out += SHORT_ESCAPES.get(char) ?? (isPrintable(char, asciiOnly) ? char : escapeRune(char, asciiOnly));
  }
  return out + mark;
}

function escapeRune(char: string, asciiOnly: boolean): string {
  const code = char.codePointAt(0) as number;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  if (code >= 0xd800 && code <= 0xdfff) return asciiOnly ? '\\ufffd' : '\ufffd';
  return escapeCode(code);
}

/** Go's `strconv.IsPrint` of a character. */
export const isPrintable = (char: string, asciiOnly = false): boolean =>
  (asciiOnly ? /^[ -~]$/ : /^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u).test(char);

function escapeCode(code: number): string {
  const hex = code.toString(16);
  if (code < 0x20 || code === 0x7f) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
