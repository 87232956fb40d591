/** Strings longer than this are cut. */
const MAX_LENGTH = 40;

/**
 * A short description of a value for a message: `the string "a"`, `the number 1.5`, `a list of 2 items`, `a map with
 * the key a`.
 *
 * @param value from a values file, a manifest or a template; `undefined` means no value. An object of a class is a
 * number that
 *   keeps its digits
 */
export function nameValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value === '' ? 'an empty string' : `the string ${quoteShort(value)}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${count(value.length, 'item')}`;
  if (typeof value !== 'object' || !isPlain(value)) return `the number ${shorten(String(value))}`;
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty map';
  return `a map with the ${keys.length === 1 ? 'key' : 'keys'} ${shorten(keys.join(', '))}`;
}

/** A number with what it counts: `1 item`, `2 items`. */
export const count = (number: unknown, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** `a`, `a and b`, `a, b and c`. */
export const enumerate = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

/** A string, without its end if it is long. */
export const shorten = (text: string): string =>
  text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 3)}…` : text;

/** A value as JSON, without its end if it is long. */
export function quoteShort(value: unknown): string {
  const json = JSON.stringify(value);
  const short = shorten(json);
  return short !== json && json.endsWith('"') ? `${short}"` : short;
}

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};
