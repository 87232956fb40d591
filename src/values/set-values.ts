import { isSpace, typeValue } from '../go/decode.ts';
import { JsonError, parseJson } from '../yaml/json.ts';
import { ExactNumber, SetInteger, type Value } from '../yaml/value.ts';
import { type Cursor, type Dialect, END, SetFault } from './set-grammar.ts';

/** The values after the `=`, in which the flags of the `--set` family differ. */

/** `--set`: typed scalars, and `{a,b}` for a list. */
export const typed: Dialect = { escapes: true, readValue: (cursor) => readScalarOrList(cursor, typeValue) };

/** The same, with integers that are distinguished from the numbers of files. */
export const typedKinds: Dialect = {
  escapes: true,
  readValue: (cursor) => readScalarOrList(cursor, (text) => withKind(typeValue(text))),
};

/** Every number of `--set` is an int64 in Helm; everything else is a string. */
const withKind = (value: Value): Value =>
  typeof value === 'number' || value instanceof ExactNumber ? new SetInteger(String(value)) : value;

/** `--set-string`: the same, but every value is a string. */
export const strings: Dialect = { escapes: true, readValue: (cursor) => readScalarOrList(cursor, (text) => text) };

/** `--set-literal`: the rest of the text, unchanged. */
export const literal: Dialect = { escapes: false, readValue: (cursor) => cursor.until('', false).token };

/** `--set-json`: JSON; an empty value is null. */
export const json: Dialect = { escapes: true, readValue: readJsonValue };

/**
 * `--set-file`: the values are file names, which are replaced by the content of the files.
 *
 * @param read returns the content of a file; called once for each name, in order. Throws a SetFault where that fails.
 */
export const files = (read: (name: string, offset: number) => string): Dialect => ({
  escapes: true,
  readValue: (cursor) => readScalarOrList(cursor, read),
});

/**
 * Reads a value up to the next `,`, or a list. There is no empty list: `{}` has one item, the empty string. After the
 * `}` the comma may be missing.
 */
function readScalarOrList(cursor: Cursor, convert: (text: string, offset: number) => Value): Value | typeof END {
  const { text } = cursor;
  const begin = cursor.at;
  if (begin === text.length) return END;
  if (text[begin] !== '{') return convert(cursor.until(',', true).token, begin);
  cursor.at++;
  const list: Value[] = [];
  for (;;) {
    const from = cursor.at;
    const { token, stop } = cursor.until(',}', true);
    if (stop === '') throw new SetFault('list-end', "list must terminate with '}'", begin);
    list.push(convert(token, from));
    if (stop === '}') break;
  }
  if (text[cursor.at] === ',') cursor.at++;
  return list;
}

/**
 * Helm reads one JSON value from the text and continues after it: the comma may be missing, and spaces may surround it.
 */
function readJsonValue(cursor: Cursor): Value {
  if (skipBlanks(cursor)) return null;
  const begin = cursor.at;
  const end = endOfJson(cursor.text, begin);
  const value = parseJsonAt(cursor.text.slice(begin, end), begin);
  cursor.at = end;
  skipBlanks(cursor);
  return value;
}

/** @throws SetFault at its place in the flag's text, in which `json` begins at `offset` */
export function parseJsonAt(json: string, offset: number): Value {
  try {
    return parseJson(json);
  } catch (error) {
    if (error instanceof JsonError) throw new SetFault('json', error.message, offset + error.offset);
    throw error;
  }
}

/** @returns whether there is no value: the text ends, or a comma (which is consumed) comes first */
function skipBlanks(cursor: Cursor): boolean {
  const { text } = cursor;
  while (cursor.at < text.length) {
    const code = text.charCodeAt(cursor.at);
    if (code === 0x2c) {
      cursor.at++;
      return true;
    }
    if (!isSpace(code)) return false;
    cursor.at++;
  }
  return true;
}

const NUMBER = /-?(?:0|[1-9][0-9]*)?(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?/y;

/**
 * The end of the JSON value that begins at `begin`, if it is one: `true` ends before the `x` of `truex`, `0` before the
 * `1` of `01`. The JSON parser decides whether it is one.
 */
function endOfJson(text: string, begin: number): number {
  const first = text[begin];
  if (first === '{' || first === '[') return endOfNesting(text, begin);
  if (first === '"') return endOfString(text, begin);
  for (const word of ['true', 'false', 'null']) if (text.startsWith(word, begin)) return begin + word.length;
  NUMBER.lastIndex = begin;
  NUMBER.test(text);
  return Math.max(NUMBER.lastIndex, begin + 1);
}

function endOfString(text: string, begin: number): number {
  let i = begin + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return Math.min(i + 1, text.length);
}

function endOfNesting(text: string, begin: number): number {
  let depth = 0;
  for (let i = begin; i < text.length; i++) {
    const char = text[i];
    if (char === '"') i = endOfString(text, i) - 1;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth === 0) return i + 1;
  }
  return text.length;
}
