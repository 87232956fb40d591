import { trimSpace } from '../go/decode.ts';
import { byteLength, formatValue, quoteText, sliceBytes } from '../go/text.ts';
import type { Value, ValueMap } from '../yaml/value.ts';
import { isMap, newMap } from '../yaml/value.ts';
import { refuse } from './function.ts';

/** A longer string or list is a mistake (or an attack), and would only end the process. In characters or items. */
export const LIMIT = 1 << 24;

const present = (values: Value[]): Value[] => values.filter((value) => value !== null);

/** sprig's `toString`: a value as a template prints it. */
export const toText = (value: Value): string => formatValue(value);

/** sprig's `quote`: each value in double quotes, separated by spaces; null is left out. */
export const quote = (...values: Value[]): string =>
  present(values)
    .map((value) => quoteText(formatValue(value)))
    .join(' ');

/** sprig's `squote`: each value in single quotes, separated by spaces; null is left out. */
export const squote = (...values: Value[]): string =>
  present(values)
    .map((value) => `'${formatValue(value)}'`)
    .join(' ');

/** sprig's `cat`: the values, separated by spaces; null is left out. */
export const cat = (...values: Value[]): string => present(values).map(formatValue).join(' ');

/** sprig's `indent`: every line indented by some spaces. @throws ProblemError `template` as for {@link repeat} */
export function indent(spaces: number, text: string): string {
  const pad = repeat(spaces, ' ');
  return pad + indentRest(pad, text);
}

/** In a longer text a loop needs more memory than `replaceAll`, and saves less. In UTF-16 code units. */
const SHORT = 8192;

/** Puts a text before every line but the first. (For usual texts in half the time of `replaceAll`.) */
export function indentRest(pad: string, text: string): string {
  let at = text.indexOf('\n') + 1;
  if (at === 0) return text;
  if (text.length > SHORT) return text.replaceAll('\n', `\n${pad}`);
  let indented = '';
  let from = 0;
  for (; at > 0; at = text.indexOf('\n', at) + 1) {
    indented += text.slice(from, at) + pad;
    from = at;
  }
  return indented + text.slice(from);
}

/** sprig's `nindent`: a line break, then {@link indent}. @throws ProblemError `template` */
export const nindent = (spaces: number, text: string): string => `\n${indent(spaces, text)}`;

/** sprig's `repeat`. @throws ProblemError `template` for a negative count or a string too long */
export function repeat(count: number, text: string): string {
  if (count < 0) refuse(`a string cannot be repeated ${count} times`);
  if (count * text.length > LIMIT) refuse(`a string repeated ${count} times is too long`);
  return text.repeat(count);
}

/**
 * sprig's `trunc`: counts bytes, as Go does, but leaves out a character that is cut. A negative length keeps the end.
 */
export function trunc(length: number, text: string): string {
  // No UTF-16 code unit is more than three bytes.
  if (length >= text.length * 3) return text;
  const size = byteLength(text);
  if (length < 0) return size + length > 0 ? sliceBytes(text, size + length, size) : text;
  return size > length ? sliceBytes(text, 0, length) : text;
}

/**
 * sprig's `substr`, in bytes: a negative start means the beginning, a negative or too large end means the end.
 *
 * @throws ProblemError `template` for bounds outside of the string
 */
export function substr(start: number, end: number, text: string): string {
  const size = byteLength(text);
  const [from, to] = start < 0 ? [0, end] : [start, end < 0 || end > size ? size : end];
  if (from > to || to > size || to < 0) refuse(`substr: ${start} to ${end} is outside of a string of ${size} bytes`);
  return sliceBytes(text, from, to);
}

/** Go's white space, which differs from JavaScript's: it includes U+0085 and excludes U+FEFF. */
export const SPACE = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const SPACES = new RegExp(`[${SPACE}]+`, 'g');

/** sprig's `trim`, Go's `strings.TrimSpace`. */
export const trim = trimSpace;
/** sprig's `nospace`: the string without white space. */
export const nospace = (text: string): string => text.replace(SPACES, '');
/** Go's `strings.Fields`: the words between white space. */
export const fields = (text: string): string[] => text.split(SPACES).filter((part) => part !== '');

/** sprig's `trimAll`: removes the characters of a set, in any order and number, from both ends. */
export function trimAll(set: string, text: string): string {
  const unwanted = new Set(set);
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && unwanted.has(characters[start] as string)) start++;
  while (end > start && unwanted.has(characters[end - 1] as string)) end--;
  return characters.slice(start, end).join('');
}

/** sprig's `trimPrefix`. */
export const trimPrefix = (prefix: string, text: string): string =>
  text.startsWith(prefix) ? text.slice(prefix.length) : text;

/** sprig's `trimSuffix`. */
export const trimSuffix = (suffix: string, text: string): string =>
  suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;

/** sprig's `contains`: whether the second string contains the first. */
export const contains = (part: string, text: string): boolean => text.includes(part);
/** sprig's `hasPrefix`: whether the second string starts with the first. */
export const hasPrefix = (part: string, text: string): boolean => text.startsWith(part);
/** sprig's `hasSuffix`: whether the second string ends with the first. */
export const hasSuffix = (part: string, text: string): boolean => text.endsWith(part);

/** sprig's `replace`: an empty old string matches between all code points, as in Go. */
export const replace = (old: string, by: string, text: string): string =>
  old === '' ? ['', ...text, ''].join(by) : text.replaceAll(old, () => by);

/** sprig's `plural`: `one` for a count of 1, else `many`. */
export const plural = (one: string, many: string, count: number): string => (count === 1 ? one : many);

/** sprig's `splitList`, Go's `strings.Split`: an empty separator splits into code points. */
export const splitList = (separator: string, text: string): string[] =>
  separator === '' ? [...text] : text.split(separator);

/** sprig's `split`: a map with the keys `_0`, `_1`, … */
export const split = (separator: string, text: string): ValueMap => numbered(splitList(separator, text));

/** sprig's `splitn`: at most `count` parts, the last one with the rest; all where `count` is negative. */
export function splitn(separator: string, count: number, text: string): ValueMap {
  if (count === 0) return newMap();
  const parts = splitList(separator, text);
  if (count > 0 && parts.length > count) parts.push(parts.splice(count - 1).join(separator));
  return numbered(parts);
}

const numbered = (parts: string[]): ValueMap => newMap(parts.map((part, i) => [`_${i}`, part]));

/** The elements as strings without null; anything but a list is one element. */
export const toStrings = (value: Value): string[] =>
  value === null ? [] : (Array.isArray(value) ? present(value) : [value]).map(formatValue);

/** sprig's `join`: the elements as strings, null left out, with a separator between them. */
export const join = (separator: string, value: Value): string => toStrings(value).join(separator);

/**
 * Go's `len`: bytes of a string, elements of a list, keys of a map.
 *
 * @throws ProblemError `template` for anything else
 */
export function len(value: Value): number {
  if (typeof value === 'string') return byteLength(value);
  if (Array.isArray(value)) return value.length;
  return isMap(value) ? Object.keys(value).length : refuse(`len of ${value === null ? 'null' : typeof value}`);
}

/** Go's `print`: adds a space between two arguments where neither is a string. */
export function print(...values: Value[]): string {
  let text = '';
  values.forEach((value, i) => {
    if (i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string') text += ' ';
    text += formatValue(value);
  });
  return text;
}

/** Go's `println`: spaces between all arguments, and a line break at the end. */
export const println = (...values: Value[]): string => `${values.map(formatValue).join(' ')}\n`;
