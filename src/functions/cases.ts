import { fields, SPACE } from './strings.ts';

// The case of each letter changes separately, as in Go: `ß` has no capital letter, and no letter depends on its
// neighbours.

const upperOf = (char: string): string => oneOf(char.toUpperCase(), char);
const lowerOf = (char: string): string => (char === 'İ' ? 'i' : oneOf(char.toLowerCase(), char));
const oneOf = (changed: string, char: string): string => ([...changed].length === 1 ? changed : char);

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);
const mapAll = (text: string, change: (char: string) => string): string => [...text].map(change).join('');

/** sprig's `upper`, Go's `strings.ToUpper`. */
export const upper = (text: string): string => (isAscii(text) ? text.toUpperCase() : mapAll(text, upperOf));
/** sprig's `lower`, Go's `strings.ToLower`. */
export const lower = (text: string): string => (isAscii(text) ? text.toLowerCase() : mapAll(text, lowerOf));

const isUpper = (char: string): boolean => /^[\p{Lu}\p{Lt}]$/u.test(char);

const FIRST = new RegExp(`(?<=^|[\\0-/:-@[-^\`{-\\x7f${SPACE}])[^]`, 'gu');

/** sprig's `title`, Go's `strings.Title`: a capital after white space and after every ASCII sign except `_`. */
export const title = (text: string): string => text.replace(FIRST, (char) => upperOf(char));

/** sprig's `untitle`: the first letter of each word in lower case. */
export const untitle = (text: string): string => text.replace(/(?<!\S)\S/gu, (char) => lowerOf(char));

/** sprig's `swapcase`: capitals become small letters, and small letters capitals. */
export const swapcase = (text: string): string =>
  mapAll(text, (char) => (isUpper(char) ? lowerOf(char) : /^\p{Ll}$/u.test(char) ? upperOf(char) : char));

/** sprig's `initials`: the first character of each word, joined. */
export const initials = (text: string): string =>
  fields(text)
    .map((word) => [...word][0] ?? '')
    .join('');

const CONNECTOR = `[-_${SPACE}]+`;

/** The kinds of words, which are told apart by the classes of their characters. */
const [CONNECTORS, PUNCT, UPPER, ALPHABET, NUMBER, OTHER] = [0, 1, 2, 3, 4, 5];

const IS_SPACE = new RegExp(`^[${SPACE}]$`);

/** The class of a character: the kind of a word of such characters. `-` and `_` are punctuation in a word of it. */
const classOf = (char: string): number => {
  if (char === '-' || char === '_' || IS_SPACE.test(char)) return CONNECTORS;
  if (/^\p{P}$/u.test(char)) return PUNCT;
  if (/^\p{Lu}$/u.test(char)) return UPPER;
  if (/^\p{L}$/u.test(char)) return ALPHABET;
  return /^\p{N}$/u.test(char) ? NUMBER : OTHER;
};

/** The classes of ASCII, found when they are first needed. */
let asciiClasses: readonly number[] | undefined;

/** Reads a text word by word, with a look at the next ones. */
class Words {
  readonly #text: string;
  readonly #ascii: readonly number[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    asciiClasses ??= Array.from({ length: 128 }, (_, code) => classOf(String.fromCharCode(code)));
    this.#ascii = asciiClasses;
  }

  /** The kind of the next word; undefined at the end. */
  get kind(): number | undefined {
    return this.#at < this.#text.length ? this.#classAt(this.#at) : undefined;
  }

  /** Whether the next word is the last one. */
  get isLast(): boolean {
    return this.#endOf(this.#at) >= this.#text.length;
  }

  /** The next word, which is taken. */
  take(): string {
    const end = this.#endOf(this.#at);
    const word = this.#text.slice(this.#at, end);
    this.#at = end;
    return word;
  }

  #classAt(at: number): number {
    const code = this.#text.charCodeAt(at);
    if (code < 128) return this.#ascii[code] as number;
    return classOf(String.fromCodePoint(this.#text.codePointAt(at) as number));
  }

  #next = (at: number): number => at + ((this.#text.codePointAt(at) as number) > 0xffff ? 2 : 1);

  #endOf(start: number): number {
    if (start >= this.#text.length) return start;
    const kind = this.#classAt(start);
    let [at, last] = [this.#next(start), start];
    for (; at < this.#text.length && this.#continues(kind, at); at = this.#next(at)) last = at;
    if (kind !== UPPER || at >= this.#text.length || this.#classAt(at) !== ALPHABET) return at;
    // A capital before a small letter begins a word: HTTP Status.
    if (last > start) return last;
    while (at < this.#text.length && this.#classAt(at) === ALPHABET) at = this.#next(at);
    return at;
  }

  #continues(kind: number, at: number): boolean {
    if (this.#classAt(at) === kind) return true;
    return kind === PUNCT && (this.#text[at] === '-' || this.#text[at] === '_');
  }
}

/** After so many parts they are joined: a string that is put together of millions of parts takes much memory. */
const PARTS_AT_ONCE = 10_000;

/**
 * The words in lower case with a sign between them. A number belongs to the word before it, or else to the one after.
 */
function joinWords(text: string, sign: string): string {
  const words = new Words(text);
  let done = '';
  let parts: string[] = [];
  const put = (part: string): void => {
    if (parts.push(part) < PARTS_AT_ONCE) return;
    done += parts.join('');
    parts = [];
  };
  const takeWord = (): void => {
    const { kind } = words;
    const word = words.take();
    put(kind === CONNECTORS ? sign.repeat([...word].length) : kind === UPPER ? lower(word) : word);
  };
  const separate = (): void => {
    const { kind } = words;
    if (kind !== undefined && kind !== CONNECTORS && kind !== PUNCT) put(sign);
  };
  const takeLettersAndDigits = (): void => {
    while (words.kind === ALPHABET || words.kind === NUMBER) takeWord();
    separate();
  };
  while (words.kind !== undefined && !words.isLast) {
    const { kind } = words;
    takeWord();
    if (kind === CONNECTORS || kind === PUNCT) continue;
    if (kind === NUMBER) takeLettersAndDigits();
    else if (words.kind !== NUMBER) separate();
    else if (!words.isLast) {
      const number = words.take();
      if (words.kind === ALPHABET) {
        put(sign + number);
        takeLettersAndDigits();
      } else {
        put(number);
        separate();
      }
    }
  }
  if (words.kind !== undefined) takeWord();
  return done + parts.join('');
}

/** sprig's `snakecase`: `FirstName` becomes `first_name`. */
export const snakecase = (text: string): string => joinWords(text, '_');
/** sprig's `kebabcase`: `FirstName` becomes `first-name`. */
export const kebabcase = (text: string): string => joinWords(text, '-');

const IS_CONNECTOR = new RegExp(`^${CONNECTOR}$`);
const PARTS = new RegExp(`${CONNECTOR}|[^-_${SPACE}]+`, 'gu');

/** sprig's `camelcase`, which writes Pascal case: a capital after each connector, without the connector. */
export function camelcase(text: string): string {
  const parts = text.match(PARTS) ?? [];
  return parts
    .map((part, i) => {
      if (!IS_CONNECTOR.test(part)) return capitalize(part);
      return i === 0 || i === parts.length - 1 ? part : part.slice(0, -1);
    })
    .join('');
}

function capitalize(word: string): string {
  const [first = '', ...rest] = [...word];
  const capitals = isUpper(first) ? (/^\p{Lu}*/u.exec(rest.join(''))?.[0] ?? '') : '';
  return upperOf(first) + lower(capitals) + rest.join('').slice(capitals.length);
}

/** sprig's `camelcase` exactly: of a string that consists only of connectors, the last one is printed twice. */
export const pascalcase = (text: string): string => (IS_CONNECTOR.test(text) ? text + text.slice(-1) : camelcase(text));
