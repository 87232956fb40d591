import { crypto } from './builtin.ts';
import { refuse } from './function.ts';
import { LIMIT } from './strings.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i)).join('');

function pick(characters: string, count: number): string {
  if (count > LIMIT) refuse(`${count} random characters are too many`);
  let text = '';
  for (let i = 0; i < count; i++) text += characters[crypto().randomInt(characters.length)];
  return text;
}

export const randAlphaNum = (count: number): string => pick(LETTERS + DIGITS, count);
export const randAlpha = (count: number): string => pick(LETTERS, count);
export const randNumeric = (count: number): string => pick(DIGITS, count);
export const randAscii = (count: number): string => pick(ASCII, count);

/** Bytes in base64. */
export const randBytes = (count: number): string =>
  count < 0 || count > LIMIT
    ? refuse(`there are no ${count} random bytes`)
    : crypto().randomBytes(count).toString('base64');

/** From `low` on, below `high`. */
export const randInt = (low: number, high: number): number =>
  high > low ? crypto().randomInt(low, high) : refuse(`randInt: there is nothing from ${low} to below ${high}`);

export const uuidv4 = (): string => crypto().randomUUID();

export function shuffle(text: string): string {
  const characters = [...text];
  for (let i = characters.length - 1; i > 0; i--) {
    const j = crypto().randomInt(i + 1);
    [characters[i], characters[j]] = [characters[j] as string, characters[i] as string];
  }
  return characters.join('');
}
