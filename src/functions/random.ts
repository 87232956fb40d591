import { Buffer } from 'node:buffer';
import { crypto } from './builtin.ts';
import { refuse } from './function.ts';
import { LIMIT } from './strings.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i)).join('');

/** How many bytes to request at once: each request costs about as much as a hundred bytes. */
const POOL = 4096;

/** Random characters of a set, all equally likely. */
function pick(characters: string, count: number): string {
  if (count > LIMIT) refuse(`${count} random characters are too many`);
  // Bytes from here on would make the first characters of the set more likely.
  const fair = 256 - (256 % characters.length);
  const text = Buffer.alloc(Math.max(0, count));
  let at = 0;
  while (at < count)
    for (const byte of crypto().randomBytes(Math.min(POOL, (count - at) * 2 + 8)))
      if (byte < fair && at < count) text[at++] = characters.charCodeAt(byte % characters.length);
  return text.toString('latin1');
}

/** A random whole number from 0 to before `bound`. */
export function below(bound: bigint): bigint {
  const bytes = Math.ceil(bound.toString(2).length / 8);
  const range = 1n << BigInt(bytes * 8);
  const fair = range - (range % bound);
  for (;;) {
    const number = BigInt(`0x${crypto().randomBytes(bytes).toString('hex')}`);
    if (number < fair) return number % bound;
  }
}

/** sprig's `randAlphaNum`. @throws ProblemError `template` for too many characters, like the following functions */
export const randAlphaNum = (count: number): string => pick(LETTERS + DIGITS, count);
/** sprig's `randAlpha`. */
export const randAlpha = (count: number): string => pick(LETTERS, count);
/** sprig's `randNumeric`. */
export const randNumeric = (count: number): string => pick(DIGITS, count);
/** sprig's `randAscii`. */
export const randAscii = (count: number): string => pick(ASCII, count);

/** sprig's `randBytes`: this many random bytes in base64. @throws ProblemError `template` for a count out of range */
export const randBytes = (count: number): string =>
  count < 0 || count > LIMIT
    ? refuse(`randBytes: cannot return ${count} bytes`)
    : crypto().randomBytes(count).toString('base64');

/** sprig's `randInt`: a whole number from `low` to before `high`. @throws ProblemError `template` for an empty range */
export const randInt = (low: number, high: number): number =>
  high > low
    ? Number(BigInt(low) + below(BigInt(high) - BigInt(low)))
    : refuse(`randInt: there is no number from ${low} to below ${high}`);

/** sprig's `uuidv4`. */
export const uuidv4 = (): string => crypto().randomUUID();

/** sprig's `shuffle`: the characters of a string in random order. */
export function shuffle(text: string): string {
  const characters = [...text];
  for (let i = characters.length - 1; i > 0; i--) {
    const j = crypto().randomInt(i + 1);
    [characters[i], characters[j]] = [characters[j] as string, characters[i] as string];
  }
  return characters.join('');
}
