import { fromBytes, rejoin, toBytes } from '../../../go/bytes.ts';
import { toRunes } from '../../../go/decode.ts';
import { formatGo } from '../../../go/fmt.ts';
import { elementsOf, isSlice } from '../../../go/reflect.ts';
import { byteLength, quoteText } from '../../../go/text.ts';
import {
  elementOf,
  GoBytes,
  GoError,
  type GoInt,
  type GoMap,
  GoObject,
  type GoValue,
  newGoMap,
  typedList,
  typedMap,
} from '../../../go/value.ts';
import { allocate, spend } from '../../../problem/budget.ts';
import * as strings from '../../strings.ts';
import * as wrapping from '../../wrapping.ts';

/** sprig's `strval`: a string, the bytes of a string, what a `String` method returns, or what `%v` prints. */
export function strval(value: GoValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof GoBytes) return value.text;
  const text = value instanceof GoObject ? value.format() : undefined;
  if (text !== undefined) return text;
  if (typeof value === 'object' && value !== null) spend(1, 'toString');
  return formatGo(value);
}

/** sprig's `strslice` (`toStrings`): each element as a string, nil left out; anything but a list is one element. */
export function strslice(value: GoValue): string[] {
  if (value === null) return typedList('string', []);
  if (!isSlice(value)) return typedList('string', [strval(value)]);
  if (Array.isArray(value) && elementOf(value) === 'string') return value as string[];
  const list = elementsOf(value, '');
  spend(list.length * 0.05, 'toStrings');
  return typedList('string', list.filter((item) => item !== null).map(strval));
}

/** sprig's `quote`: each argument in double quotes, nil left out. */
export const quote = (...values: GoValue[]): string => {
  let text = '';
  for (const value of values) if (value !== null) text += `${text === '' ? '' : ' '}${quoteText(strval(value))}`;
  return text;
};

/** sprig's `squote`: each argument in single quotes without any escapes, nil left out. */
export const squote = (...values: GoValue[]): string =>
  values
    .filter((value) => value !== null)
    .map((value) => `'${formatGo(value)}'`)
    .join(' ');

/** sprig's `cat`: all arguments separated by spaces, nil left out. */
export const cat = (...values: GoValue[]): string =>
  rejoin(
    values
      .filter((value) => value !== null)
      .map(formatGo)
      .join(' '),
  );

/** sprig's `join`: the elements as strings, with a separator between them. */
export const join = (separator: string, value: GoValue): string => {
  const parts = strslice(value);
  spend(parts.length * (0.02 + separator.length * 0.001), 'join');
  return rejoin(parts.join(separator));
};

/** sprig's `repeat`, Go's `strings.Repeat`. @throws GoError for a negative count */
export function repeat(count: GoInt, text: string): string {
  const times = Number(count.value);
  if (times < 0) throw new GoError('strings: negative Repeat count');
  if (times === 0 || text === '') return '';
  spend(times * text.length * 0.005, 'repeat');
  if (times * text.length > strings.LIMIT) throw new GoError('strings: Repeat output length overflow');
  return rejoin(text.repeat(times));
}

/** sprig's `indent`: spaces before each line. @throws GoError for a negative count */
export function indent(spaces: GoInt, text: string): string {
  const pad = repeat(spaces, ' ');
  spend(text.length * 0.001, 'indent');
  if (!text.includes('\n')) return pad + text;
  const indented = pad + strings.indentRest(pad, text);
  if (pad.length > 200) spend(indented.length * 0.002, 'indent');
  return indented;
}

/** sprig's `nindent`: {@link indent} after a line break. */
export const nindent = (spaces: GoInt, text: string): string => `\n${indent(spaces, text)}`;

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/** Go's `text[from:to]`, which counts bytes and may cut characters. */
const sliceText = (text: string, from: number, to: number): string =>
  isAscii(text) ? text.slice(from, to) : fromBytes(toBytes(text).subarray(from, to));

/** sprig's `trunc`: the first bytes, or the last ones for a negative length; may cut characters. */
export function trunc(length: GoInt, text: string): string {
  const count = Number(length.value);
  const size = byteLength(text);
  if (count < 0) return size + count > 0 ? sliceText(text, size + count, size) : text;
  return size > count ? sliceText(text, 0, count) : text;
}

/** sprig's `substr`, in bytes. @throws GoError where the bounds are outside of the string */
export function substr(start: GoInt, end: GoInt, text: string): string {
  const [from, to, size] = [Number(start.value), Number(end.value), byteLength(text)];
  const outOf = (bounds: string) => new GoError(`runtime error: slice bounds out of range [${bounds}`);
  if (from < 0) {
    if (to < 0) throw outOf(`:${to}]`);
    if (to > size) throw outOf(`:${to}] with length ${size}`);
    return sliceText(text, 0, to);
  }
  const last = to < 0 || to > size ? size : to;
  if (from > last) throw outOf(`${from}:${last}]`);
  return sliceText(text, from, last);
}

/** Calls a function of characters with one character for each byte, since goutils counts bytes. */
const bytewise = (text: string, isPlain: boolean, change: (latin: string) => string): string =>
  isPlain && isAscii(text) ? change(text) : fromBytes(Buffer.from(change(toBytes(text).toString('latin1')), 'latin1'));

/** sprig's `nospace`: treats each byte as a character, as goutils does. */
export const nospace = (text: string): string => {
  const latin = toBytes(text).toString('latin1');
  const short = strings.nospace(latin);
  return short === latin ? text : short;
};

/** sprig's `initials`: treats each byte as a character, as goutils does. */
export const initials = (text: string): string =>
  strings
    .fields(toBytes(text).toString('latin1'))
    .map((word) => word[0] ?? '')
    .join('');

/** sprig's `abbrev`: at most `width` bytes including `...`. */
export const abbrev = (width: GoInt, text: string): string =>
  bytewise(text, true, (latin) => wrapping.abbrev(Number(width.value), latin));

/** sprig's `abbrevboth`: omits a part at the beginning, too. */
export const abbrevboth = (left: GoInt, right: GoInt, text: string): string =>
  bytewise(text, true, (latin) => wrapping.abbrevboth(Number(left.value), Number(right.value), latin));

/** sprig's `wrap`: breaks lines at spaces. */
export const wrap = (width: GoInt, text: string): string => wrapAt(width, text, '\n', false);

/** sprig's `wrapWith`: breaks lines with a separator, and cuts long words. */
export const wrapWith = (width: GoInt, separator: string, text: string): string => wrapAt(width, text, separator, true);

function wrapAt(width: GoInt, text: string, separator: string, cutsWords: boolean): string {
  spend(text.length * 0.05, 'wrap');
  const latin = isAscii(separator) ? separator : toBytes(separator).toString('latin1');
  return bytewise(text, isAscii(separator), (line) =>
    cutsWords ? wrapping.wrapWith(Number(width.value), latin, line) : wrapping.wrap(Number(width.value), line),
  );
}

/** sprig's `replace`, Go's `strings.ReplaceAll`. */
export function replace(old: string, by: string, text: string): string {
  spend(text.length * (old === '' ? 0.1 : 0.005), 'replace');
  const grows = by.length > old.length * 2 + 16;
  const replaced = strings.replace(old, by, text);
  if (grows) spend(replaced.length * 0.005, 'replace');
  return rejoin(replaced);
}

const split = (separator: string, text: string): string[] => {
  spend(text.length * (separator === '' ? 0.1 : 0.01), 'split');
  return strings.splitList(separator, text);
};

/** sprig's `splitList`, Go's `strings.Split`, as `[]string`. */
export const splitList = (separator: string, text: string): string[] => typedList('string', split(separator, text));

const numbered = (parts: readonly string[]): GoMap => {
  spend(parts.length * 1.5, 'split');
  allocate(parts.length * 120, 'split');
  const map = newGoMap();
  for (let i = 0; i < parts.length; i++) map[`_${i}`] = parts[i] as string;
  return typedMap('string', map);
};

/** sprig's `split`: the parts as a `map[string]string` with the keys `_0`, `_1`, … */
export const splitToMap = (separator: string, text: string): GoMap => numbered(split(separator, text));

/** sprig's `splitn`: at most `count` parts. */
export function splitn(separator: string, count: GoInt, text: string): GoMap {
  const limit = Number(count.value);
  if (limit === 0) return numbered([]);
  const parts = split(separator, text);
  if (limit > 0 && parts.length > limit) parts.push(parts.splice(limit - 1).join(separator));
  return numbered(parts);
}

/** Charges the budget for a function whose cost grows with its string. */
export const counted =
  (name: string, change: (text: string) => string) =>
  (text: string): string => {
    spend(text.length * 0.05, name);
    return change(text);
  };

/** The same for functions of characters: Go replaces each byte that is not UTF-8 by U+FFFD. */
export const ofRunes = (name: string, change: (text: string) => string): ((text: string) => string) =>
  counted(name, (text) => change(toRunes(text)));
