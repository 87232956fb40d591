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

type WordKind = 'connector' | 'punct' | 'upper' | 'alphabet' | 'number' | 'other';

const CONNECTOR = `[-_${SPACE}]+`;
/** The classes of characters that words are told apart by: all of Unicode's, and those of them in ASCII. */
const UNICODE = { punct: '\\p{P}', upper: '\\p{Lu}', letter: '\\p{L}', number: '\\p{N}' };
const ASCII: typeof UNICODE = {
  punct: '[!-#%-*,-/:;?@[-\\]_{}]',
  upper: '[A-Z]',
  letter: '[A-Za-z]',
  number: '[0-9]',
};

const createWord = ({ punct, upper, letter, number }: typeof UNICODE): RegExp =>
  new RegExp(
    [
      `(?<connector>${CONNECTOR})`,
      `(?<punct>${punct}+)`,
      // A capital before a small letter begins a word: HTTP Status.
      `(?<upper>${upper}+(?=${upper}(?!${upper})${letter})|${upper}(?:(?!${upper})${letter})+|${upper}+)`,
      `(?<alphabet>(?:(?!${upper})${letter})+)`,
      `(?<number>${number}+)`,
      `(?<other>(?:(?!${punct}|${letter}|${number})[^-_${SPACE}])+)`,
    ].join('|'),
    'gu',
  );
/** Created at the first use: compiling the pattern for all of Unicode takes milliseconds. */
const patterns = new Map<typeof UNICODE, RegExp>();

function patternOf(classes: typeof UNICODE): RegExp {
  const known = patterns.get(classes);
  if (known) return known;
  const made = createWord(classes);
  patterns.set(classes, made);
  return made;
}

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(patternOf(isAscii(text) ? ASCII : UNICODE))].map(({ 0: found, groups = {} }) => ({
    kind: Object.keys(groups).find((kind) => groups[kind] !== undefined) as WordKind,
    text: found,
  }));
}

/**
 * The words in lower case with a sign between them. A number belongs to the word before it, or else to the one after.
 */
function joinWords(text: string, sign: string): string {
  const words = wordsOf(text);
  const print = ({ kind, text }: Word): string =>
    kind === 'connector' ? sign.repeat([...text].length) : kind === 'upper' ? lower(text) : text;
  let out = '';
  let at = 0;
  const kindAt = (): WordKind | undefined => words[at]?.kind;
  const separate = () => {
    const kind = kindAt();
    if (kind !== undefined && kind !== 'connector' && kind !== 'punct') out += sign;
  };
  const takeLettersAndDigits = () => {
    while (kindAt() === 'alphabet' || kindAt() === 'number') out += print(words[at++] as Word);
    separate();
  };
  while (at < words.length - 1) {
    const word = words[at++] as Word;
    out += print(word);
    if (word.kind === 'connector' || word.kind === 'punct') continue;
    if (word.kind === 'number') takeLettersAndDigits();
    else if (kindAt() !== 'number') separate();
    else if (at < words.length - 1) {
      const number = words[at++] as Word;
      if (kindAt() === 'alphabet') {
        out += sign + number.text;
        takeLettersAndDigits();
      } else {
        out += number.text;
        separate();
      }
    }
  }
  return at < words.length ? out + print(words[at] as Word) : out;
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

const ARE_CONNECTORS = new RegExp(`^(?:${CONNECTOR})+$`);

/** sprig's `camelcase` exactly: of a string that consists only of connectors, the last one is printed twice. */
export const pascalcase = (text: string): string =>
  ARE_CONNECTORS.test(text) ? text + text.slice(-1) : camelcase(text);
