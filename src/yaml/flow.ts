import { fail } from '../problem/problem.ts';
import { sortKeys } from './keys.ts';
import { isEvidentlyPlain } from './lay-out.ts';
import { memoize } from './memo.ts';
import { isBase60, kindOfPlain } from './resolve.ts';
import { ExactNumber, type Value } from './value.ts';

/** The most characters of a key without `? `, including quotes. */
const MAX_KEY = 1024;

/**
 * Strings that need no quotes anywhere, not even inside brackets: letters, digits and some punctuation with single
 * spaces between them, and every colon and `-` followed by more of it.
 *
 * @param word the class of letters and digits, @param mark that of marks on letters
 */
const plainText = (word: string, mark: string, flags: string): RegExp =>
  new RegExp(
    `^(?:[${word}_/.$+(]|-+[${word}_/.$+(])(?:[${word}${mark}_/.$+()<>=@%^;~*|!&'"\\\\-]|:(?=[${word}_/.$+(]) ?|#| (?! |#|$))*$`,
    flags,
  );
/**
 * Nearly all strings are ASCII. Patterns for all of Unicode are created for the first other one, because that takes a
 * while.
 */
const ASCII = /^[ -~]*$/;
const PLAIN_ASCII = plainText('A-Za-z0-9', '', '');
let plainUnicode: RegExp | undefined;

/** A word that does not begin like the exponent of a number, such as `e0`. */
const isPlainWord = (text: string): boolean => isEvidentlyPlain(text) && (text.charCodeAt(0) | 0x20) !== 0x65;

function isPlain(text: string): boolean {
  if (ASCII.test(text)) return PLAIN_ASCII.test(text);
  plainUnicode ??= plainText('\\p{L}\\p{N}', '\\p{M}', 'u');
  return plainUnicode.test(text);
}

/** What a reader of YAML or a person could mistake for a date, a mark, or a number (`1e999`, `e0`, `.`). */
const LOOK_ALIKE = /^(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|\.\.\.|---|[-+]?[0-9._]*(?:[eE][-+]?[0-9]+)?$)/;
const SHORT: { readonly [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Prints a value on one line that is read back as exactly this value, by YAML 1.1 (sigs.k8s.io/yaml) and by YAML 1.2,
 * wherever a whole value may be: after `key: ` or `- `, inside `[…]` and `{…}`. Strings are plain where nothing can
 * mistake them for something else, and otherwise quoted.
 *
 * A lone surrogate is printed as U+FFFD, because no file could contain it.
 */
export function toFlow(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return writeNumber(Object.is(value, -0) ? '-0.0' : String(value));
  if (typeof value === 'boolean') return String(value);
  if (value instanceof ExactNumber) return writeNumber(value.text);
  if (Array.isArray(value)) return `[${value.map(toFlow).join(', ')}]`;
  const keys = sortKeys(Object.keys(value));
  return `{${keys.map((key) => `${writeInnerKey(key)}: ${toFlow(value[key] as Value)}`).join(', ')}}`;
}

/**
 * The same for a whole key, before `: `. A key is a string, so a number or a boolean is printed as one.
 *
 * @throws ProblemError `template-escape` for what cannot be a key: null, a map, a list, a string of more than 1024
 *   characters
 */
export function toFlowKey(value: Value): string {
  if (value === null || (typeof value === 'object' && !(value instanceof ExactNumber))) {
    const what = value === null ? 'null' : Array.isArray(value) ? 'a list' : 'a map';
    return fail({ code: 'template-escape', message: `${what} cannot be a key`, hint: 'a key is a string' });
  }
  const text = writeText(String(value));
  if (!isLong(text)) return text;
  return fail({
    code: 'template-escape',
    message: `a key of more than ${MAX_KEY} characters cannot be before a colon`,
    hint: 'print the whole map with toYaml',
  });
}

/** YAML 1.1 requires a point in a number with an exponent, and reads `1e+21` as a string; Go and YAML 1.2 read both. */
const writeNumber = (text: string): string => text.replace(/^(-?[0-9]+)(?=[eE])/, '$1.0');

/** Inside `{…}` a long key needs `? ` before it. */
function writeInnerKey(key: string): string {
  const text = writeText(key);
  return isLong(text) ? `? ${text} ` : text;
}

const isLong = (text: string): boolean => text.length > MAX_KEY && [...text].length > MAX_KEY;

const writeText = (text: string): string => (isPlainWord(text) ? text : writeOther(text));

const writeOther = memoize((text: string): string =>
  isPlain(text) && kindOfPlain(text) === 'str' && !isBase60(text) && !LOOK_ALIKE.test(text) ? text : quote(text),
);

/**
 * Double quotes, on one line, with escapes for all that is invisible: control characters, every kind of line break,
 * halves of surrogate pairs. Single quotes where they save escapes.
 */
function quote(text: string): string {
  const isVisible = ASCII.test(text) || !/(?! )[\p{C}\p{Z}]/u.test(text);
  if (isVisible && /["\\]/.test(text) && !text.includes("'")) return `'${text}'`;
  return `"${text.replace(isVisible ? /["\\]/g : /["\\]|(?! )[\p{C}\p{Z}]/gu, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const short = SHORT[character];
  if (short) return short;
  const code = character.codePointAt(0) as number;
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  if (code > 0xffff) return `\\U${code.toString(16).toUpperCase().padStart(8, '0')}`;
  return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
