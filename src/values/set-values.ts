import type { Value } from '../yaml/value.ts';
import { isSpace, typeValue } from './go-text.ts';
import { JsonFault, readJson } from './json.ts';
import { type Cursor, type Dialect, END, SetFault } from './set-grammar.ts';

/** What stands behind the `=`: the one thing in which the flags of the `--set` family differ. */

/** `--set`: typed scalars, and `{a,b}` for a list. */
export const typed: Dialect = { escapes: true, readValue: (cursor) => readScalarOrList(cursor, typeValue) };

/** `--set-string`: the same, but whatever is given is a string. */
export const strings: Dialect = { escapes: true, readValue: (cursor) => readScalarOrList(cursor, (text) => text) };

/** `--set-literal`: the rest of the text, as it is. */
export const literal: Dialect = { escapes: false, readValue: (cursor) => cursor.until('', false).token };

/** `--set-json`: JSON; nothing is null. */
export const json: Dialect = { escapes: true, readValue: readJsonValue };

/**
 * `--set-file`: the values are names of files, and each is replaced by what the file holds.
 *
 * @param read gives a file's text; called once for each name, in order. It throws a SetFault for what it cannot read.
 */
export const files = (read: (name: string, offset: number) => string): Dialect => ({
  escapes: true,
  readValue: (cursor) => readScalarOrList(cursor, read),
});

/**
 * A value up to the next `,`, or a list. There is no empty list: `{}` has one item, the empty text. Behind the `}` a
 * comma may be left out.
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

/** Helm reads one JSON value off the text, and goes on behind it: the comma may be missing, spaces may stand around. */
function readJsonValue(cursor: Cursor): Value {
  if (skipBlanks(cursor)) return null;
  try {
    const { value, end } = readJson(cursor.text, cursor.at);
    cursor.at = end;
    skipBlanks(cursor);
    return value;
  } catch (error) {
    if (error instanceof JsonFault) throw new SetFault('json', error.message, error.offset);
    throw error;
  }
}

/** @returns whether there is no value: the text ends, or a comma (which is consumed) comes first. */
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
