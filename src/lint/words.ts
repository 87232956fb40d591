export { enumerate, nameValue as show } from '../problem/words.ts';

/** `core.v1.Container` in a sentence. */
export function nameOfType(type: string): string {
  const name = type.slice(type.lastIndexOf('.') + 1);
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** A string in quotes, cut if it is long. */
export const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** YAML takes some words for true and false, and nobody calls a value so. */
export const hintForBoolean = (key: string): string | undefined =>
  key === 'true' || key === 'false'
    ? `if the key is y, n, yes, no, on or off, put it in quotes: YAML reads ${key}`
    : undefined;
