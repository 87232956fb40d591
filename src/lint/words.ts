import { ExactNumber, isMap, type Value } from '../yaml/value.ts';

/** `core.v1.Container` in a sentence. */
export function nameOfType(type: string): string {
  const name = type.slice(type.lastIndexOf('.') + 1);
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** A value in a sentence, cut where it is long. */
export function show(value: Value): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isMap(value)) return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text ${quote(value)}`;
  return typeof value === 'number' || value instanceof ExactNumber ? `the number ${value}` : String(value);
}

/** A text in quotes, cut where it is long. */
export const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** `a, b and c` */
export const enumerate = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
