import { toInteger } from '../yaml/integer.ts';
import { parseNumber } from '../yaml/value.ts';

/**
 * Go's way of reading strings, where JavaScript's differs: Helm's parsers use runes, Unicode's white space and 64-bit
 * integers.
 */

/** A string as Go sees it: half a surrogate pair cannot be written in UTF-8 and becomes U+FFFD. */
export const toRunes = (text: string): string =>
  /\p{Surrogate}/u.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;

/** Go's `unicode.IsSpace`: unlike `\s` it includes U+0085 (next line) and excludes U+FEFF (byte-order mark). */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code === 0x85 || (code !== 0xfeff && /\s/.test(String.fromCharCode(code)));
}

/** Go's `strings.TrimSpace`. */
export const trimSpace = (text: string): string => trimSpaceStart(trimSpaceEnd(text));

/** Go's `strings.TrimLeftFunc` with `unicode.IsSpace`. */
export function trimSpaceStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start++;
  return text.slice(start);
}

/** Go's `strings.TrimRightFunc` with `unicode.IsSpace`. */
export function trimSpaceEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/**
 * Go's `strconv.ParseInt(text, 10, 64)`: ASCII digits after at most one sign.
 *
 * @returns the name of Go's error where it refuses the string
 */
export function parseInt64(text: string): bigint | 'invalid syntax' | 'value out of range' {
  if (!/^[+-]?[0-9]+$/.test(text)) return 'invalid syntax';
  const value = toInteger(text);
  return value > INT64_MAX || value < INT64_MIN ? 'value out of range' : value;
}

/**
 * Helm's `typedVal`, the value of `--set`: only booleans, null and integers without a leading zero are not strings
 * (`1.5` and `1e3` are strings). Upper and lower case are the same by Unicode's folding, in which the long s (U+017F)
 * is an `s`.
 */
export function typeValue(text: string): string | number | boolean | null | ReturnType<typeof parseNumber> {
  const first = text.charCodeAt(0);
  if (first === 0x2b || first === 0x2d || (first >= 0x30 && first <= 0x39)) return typeInteger(text, first);
  if (text.length === 4) {
    if (/^true$/iu.test(text)) return true;
    if (/^null$/iu.test(text)) return null;
  } else if (text.length === 5 && /^false$/iu.test(text)) return false;
  return text;
}

function typeInteger(text: string, first: number): string | ReturnType<typeof parseNumber> {
  if (first === 0x30) return text === '0' ? 0 : text;
  // A double is exact up to 15 digits. The addition turns -0, which Go's integers do not have, into 0.
  if (text.length <= 15) return /^[+-]?[0-9]+$/.test(text) ? Number(text) + 0 : text;
  const value = parseInt64(text);
  return typeof value === 'bigint' ? parseNumber(value.toString()) : text;
}

/** Decoded UTF-8. */
export interface Decoded {
  readonly text: string;
  /** The offset of the first byte that is not UTF-8. */
  readonly invalidAt?: number;
}

/** Decodes bytes as Go's `encoding/json` prints them: each byte that is not part of valid UTF-8 becomes one U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    return { text: newDecoder().decode(bytes) };
  } catch {
    return decodeBrokenUtf8(bytes);
  }
}

const newDecoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeBrokenUtf8(bytes: Uint8Array): Decoded {
  const decoder = newDecoder();
  const parts: string[] = [];
  let invalidAt = -1;
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (at > start) parts.push(decoder.decode(bytes.subarray(start, at)));
    if (invalidAt < 0) invalidAt = parts.join('').length;
    parts.push('\ufffd');
    start = ++at;
  }
  if (bytes.length > start) parts.push(decoder.decode(bytes.subarray(start)));
  return { text: parts.join(''), invalidAt };
}

/** The length of the valid UTF-8 sequence that begins at `at`; 0 where none does. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return 0;
  const second = bytes[at + 1] as number;
  // Overlong forms, surrogates and code points above U+10FFFF are not UTF-8; the second byte shows it.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < length; i++) if (((bytes[at + i] as number) & 0xc0) !== 0x80) return 0;
  return length;
}
