import { memoize } from './memo.ts';
import { isBase60, isPlainString, isTimestamp, kindOfPlain } from './resolve.ts';

/** go-yaml breaks lines at the first space after this column. */
export const WIDTH = 80;
/**
 * Characters that go-yaml only prints as escapes in double quotes: controls, tabs, all beyond the BMP, the byte-order
 * mark.
 */
const SPECIAL = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]|[\u2028\u2029\ufeff]/u;
const ESCAPED = /["\\]|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]|[\u2028\u2029\ufeff]/u;
const BLOCK_INDICATOR = /^(?:[#,[\]{}&*!|>'"%@`]|[-?:](?:[ \t]|$)|---|\.\.\.)|:(?:[ \t]|$)|[ \t]#/;

const SHORT: { readonly [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

type Style = 'plain' | 'single' | 'double';

/** The place of a string: its column, and the column of its further lines; none for one line. */
export interface Place {
  readonly column: number;
  readonly indent: number;
}

/** Prints a string without line breaks, plain or quoted as go-yaml v2 chooses; on one line where no place is given. */
export function layOutLine(text: string, place?: Place): string {
  if (isEvidentlyPlain(text)) return text;
  const style = styleOf(text);
  if (!place || place.column + text.length <= WIDTH) return wrapNone(text, style);
  return wrap(text, style, place);
}

/**
 * Whether a string is evidently plain: a letter, and then letters, digits, and signs that mean nothing inside a
 * word.
 */
export function isEvidentlyPlain(text: string): boolean {
  const { length } = text;
  if (length > MAX_WORD || !isLetter(text.charCodeAt(0)) || (length <= MAX_SPECIAL && !isPlainString(text)))
    return false;
  for (let i = 1; i < length; i++) {
    const code = text.charCodeAt(i);
    if (!isLetter(code) && !isInner(code)) return false;
  }
  return true;
}

/** Longer strings are left to patterns. */
const MAX_WORD = 64;
/** The length of the longest word that begins with a letter and is not a string: `false`. */
const MAX_SPECIAL = 5;

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
/** `-`, `.`, `/`, the digits and `_`. */
const isInner = (code: number): boolean => (code >= 45 && code <= 57) || code === 95;

/** Prints a string in double quotes. */
export function layOutQuoted(text: string, place?: Place): string {
  return place ? wrap(text, 'double', place) : wrapNone(text, 'double');
}

/**
 * Prints a string of several lines as a literal block.
 *
 * @param ends whether the block may end with empty lines, which are lost where the output of a template is trimmed
 * @returns undefined where a block cannot represent it: spaces before a line break, invisible characters
 */
export function layOutBlock(text: string, indent: number, ends: 'keep' | 'quote' = 'quote'): string | undefined {
  const hasEmptyEnd = /^\n$|\n\n$/.test(text);
  if (SPECIAL.test(text) || / $/m.test(text) || (hasEmptyEnd && ends === 'quote')) return undefined;
  const ended = text.endsWith('\n');
  const body = (ended ? text.slice(0, -1) : text).replace(/^(?=[^\n])/gm, ' '.repeat(indent));
  const chomping = hasEmptyEnd ? '+' : ended ? '' : '-';
  return `|${/^[ \n]/.test(text) ? '2' : ''}${chomping}\n${body}`;
}

/** A string of which only the words of YAML can be something else than a string: not looked up, which saves 2 % of a render. */
const SIMPLE = /^[A-Za-z/][A-Za-z0-9/._-]*$/;

const styleOf = (text: string): Style =>
  SIMPLE.test(text) ? (kindOfPlain(text) === 'str' ? 'plain' : 'double') : styleOfOther(text);

const styleOfOther = memoize((text: string): Style => {
  if (SPECIAL.test(text) || text.includes('\n')) return 'double';
  if (text === '<<' || isBase60(text) || kindOfPlain(text) !== 'str' || isTimestamp(text)) return 'double';
  return BLOCK_INDICATOR.test(text) || text.startsWith(' ') || text.endsWith(' ') ? 'single' : 'plain';
});

function wrapNone(text: string, style: Style): string {
  const quote = QUOTES[style];
  return quote + spell(text, style) + quote;
}

const QUOTES: { readonly [style in Style]: string } = { plain: '', single: "'", double: '"' };

/** A part of a string between its quotes. */
function spell(text: string, style: Style): string {
  if (style === 'plain') return text;
  if (style === 'single') return text.replaceAll("'", "''");
  return ESCAPED.test(text) ? text.replace(ALL_ESCAPED, escapeCharacter) : text;
}

const ALL_ESCAPED = new RegExp(ESCAPED, 'gu');

/** Strings may be megabytes: only the parts between line breaks are made, and not a string for each character. */
function wrap(text: string, style: Style, { column, indent }: Place): string {
  const quote = QUOTES[style];
  const pieces: string[] = [quote];
  let line = column + quote.length;
  let from = 0;
  let afterBlank = false;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) as number;
    const after = at + (code > 0xffff ? 2 : 1);
    const isBlank = code === 32;
    const inside = at > 0 && after < text.length;
    const isDouble = inside && text.charCodeAt(after) === 32;
    if (isBlank && !afterBlank && line > WIDTH && inside && (style === 'double' || !isDouble)) {
      const mark = isDouble ? '\\' : '';
      pieces.push(spell(text.slice(from, at), style), `\n${' '.repeat(indent)}${mark}`);
      from = after;
      line = indent + mark.length;
    } else line += widthOf(code, style);
    afterBlank = isBlank;
    at = after;
  }
  pieces.push(spell(text.slice(from), style), quote);
  return pieces.join('');
}

function widthOf(code: number, style: Style): number {
  if (style === 'plain' || (code >= 0x20 && code <= 0x7e && code !== 0x22 && code !== 0x27 && code !== 0x5c)) return 1;
  if (style === 'single') return code === 0x27 ? 2 : 1;
  const character = String.fromCodePoint(code);
  const piece = escapeCharacter(character);
  return piece === character ? 1 : piece.length;
}

function escapeCharacter(character: string): string {
  if (!ESCAPED.test(character)) return character;
  const short = SHORT[character];
  if (short) return short;
  const code = character.codePointAt(0) as number;
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
