import { trimSpace } from '../go/decode.ts';
import { byteLength, formatValue, quoteText, sliceBytes } from '../go/text.ts';
import type { Value, ValueMap } from '../yaml/value.ts';
import { isMap, newMap } from '../yaml/value.ts';
import { refuse } from './function.ts';

/** More than this in one string or list is a mistake (or an attack), and would only end the process. */
export const LIMIT = 1 << 24;

const present = (values: Value[]): Value[] => values.filter((value) => value !== null);

export const toText = (value: Value): string => formatValue(value);

export const quote = (...values: Value[]): string =>
  present(values)
    .map((value) => quoteText(formatValue(value)))
    .join(' ');

export const squote = (...values: Value[]): string =>
  present(values)
    .map((value) => `'${formatValue(value)}'`)
    .join(' ');

export const cat = (...values: Value[]): string => present(values).map(formatValue).join(' ');

export function indent(spaces: number, text: string): string {
  const pad = repeat(spaces, ' ');
  return pad + text.replaceAll('\n', `\n${pad}`);
}

export const nindent = (spaces: number, text: string): string => `\n${indent(spaces, text)}`;

export function repeat(count: number, text: string): string {
  if (count < 0) refuse(`a text cannot be repeated ${count} times`);
  if (count * text.length > LIMIT) refuse(`a text repeated ${count} times is too long`);
  return text.repeat(count);
}

/** Bytes as Go counts them; a character that the cut goes through is left out. A negative length keeps the end. */
export function trunc(length: number, text: string): string {
  const size = byteLength(text);
  if (length < 0) return size + length > 0 ? sliceBytes(text, size + length, size) : text;
  return size > length ? sliceBytes(text, 0, length) : text;
}

/** Sprig's `substr`: a negative start means from the beginning, a negative or too large end means to the end. */
export function substr(start: number, end: number, text: string): string {
  const size = byteLength(text);
  const [from, to] = start < 0 ? [0, end] : [start, end < 0 || end > size ? size : end];
  if (from > to || to > size || to < 0) refuse(`substr: ${start} to ${end} is outside of a text of ${size} bytes`);
  return sliceBytes(text, from, to);
}

/** Go's white space, which is not JavaScript's: U+0085 belongs to it, U+FEFF does not. */
export const SPACE = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const SPACES = new RegExp(`[${SPACE}]+`, 'g');

/** Go's `strings.TrimSpace`. */
export const trim = trimSpace;
export const nospace = (text: string): string => text.replace(SPACES, '');
export const fields = (text: string): string[] => text.split(SPACES).filter((part) => part !== '');

/** Takes the characters of a set, in any order and number, from both ends. */
export function trimAll(set: string, text: string): string {
  const unwanted = new Set(set);
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && unwanted.has(characters[start] as string)) start++;
  while (end > start && unwanted.has(characters[end - 1] as string)) end--;
  return characters.slice(start, end).join('');
}

export const trimPrefix = (prefix: string, text: string): string =>
  text.startsWith(prefix) ? text.slice(prefix.length) : text;

export const trimSuffix = (suffix: string, text: string): string =>
  suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;

export const contains = (part: string, text: string): boolean => text.includes(part);
export const hasPrefix = (part: string, text: string): boolean => text.startsWith(part);
export const hasSuffix = (part: string, text: string): boolean => text.endsWith(part);

/** By code points: an empty old text stands between all characters, as in Go. */
export const replace = (old: string, by: string, text: string): string =>
  old === '' ? ['', ...text, ''].join(by) : text.replaceAll(old, () => by);

export const plural = (one: string, many: string, count: number): string => (count === 1 ? one : many);

/** Go's `strings.Split`: an empty separator splits into characters. */
export const splitList = (separator: string, text: string): string[] =>
  separator === '' ? [...text] : text.split(separator);

/** Sprig's `split`: a map with the keys `_0`, `_1`, … */
export const split = (separator: string, text: string): ValueMap => numbered(splitList(separator, text));

export function splitn(separator: string, count: number, text: string): ValueMap {
  if (count === 0) return newMap();
  const parts = splitList(separator, text);
  if (count > 0 && parts.length > count) parts.push(parts.splice(count - 1).join(separator));
  return numbered(parts);
}

const numbered = (parts: string[]): ValueMap => newMap(parts.map((part, i) => [`_${i}`, part]));

/** The elements as texts, null left out; what is no list is one element. */
export const toStrings = (value: Value): string[] =>
  value === null ? [] : (Array.isArray(value) ? present(value) : [value]).map(formatValue);

export const join = (separator: string, value: Value): string => toStrings(value).join(separator);

/** Go's `len`: bytes of a text, elements of a list, keys of a map. */
export function len(value: Value): number {
  if (typeof value === 'string') return byteLength(value);
  if (Array.isArray(value)) return value.length;
  return isMap(value) ? Object.keys(value).length : refuse(`len of ${value === null ? 'null' : typeof value}`);
}

/** Go's `print`: a space stands between two arguments where neither is a text. */
export function print(...values: Value[]): string {
  let text = '';
  values.forEach((value, i) => {
    if (i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string') text += ' ';
    text += formatValue(value);
  });
  return text;
}

export const println = (...values: Value[]): string => `${values.map(formatValue).join(' ')}\n`;
