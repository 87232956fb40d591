import { fold, isBlank, isBreak, isDocumentMark, isFlowIndicator, isSpace } from './characters.ts';
import { SyntaxFault } from './fault.ts';

/** The part of the scanner that the readers of scalars use and move. */
interface Cursor {
  /** Whether the escapes of the two halves of a surrogate pair are one character, as in JSON. */
  readonly isJson: boolean;
  readonly text: string;
  position: number;
  readonly lineStart: number;
  readonly indent: number;
  readonly flow: number;
  skipBreak(c: number): void;
}

const ESCAPES: { [c: number]: string } = {
  48: '\0',
  97: '\x07',
  98: '\b',
  116: '\t',
  9: '\t',
  110: '\n',
  118: '\v',
  102: '\f',
  114: '\r',
  101: '\x1b',
  32: ' ',
  34: '"',
  39: "'",
  92: '\\',
  78: '\x85',
  95: '\xa0',
  76: '\u2028',
  80: '\u2029',
};
const HEX_LENGTH: { [c: number]: number } = { 120: 2, 117: 4, 85: 8 };

const breakText = (c: number): string => (c === 0x2028 || c === 0x2029 ? String.fromCharCode(c) : '\n');

/** The result of {@link readPlainScalar}. */
interface Plain {
  readonly value: string;
  /** The end of its last character; the cursor may be further on, after blanks. */
  readonly end: number;
  /** Whether a line break follows it. */
  readonly broken: boolean;
  /** Whether js-yaml must not see it, because it would end it elsewhere, or read it as a mark. */
  readonly masked: boolean;
}

/** Reads a plain scalar at the cursor, and moves after it and the blanks that follow. */
export function readPlainScalar(cursor: Cursor): Plain {
  const { text, indent } = cursor;
  const inFlow = cursor.flow > 0;
  const start = cursor.position;
  let end = start;
  let masked = isMarkLike(text.charCodeAt(start));
  let value = '';
  let from = start;
  let breaks = '';
  let c = text.charCodeAt(start);
  for (;;) {
    if (c === 35 || (cursor.position === cursor.lineStart && isDocumentMark(text, cursor.position))) break;
    while (!isSpace(c)) {
      if (c === 58) {
        if (isSpace(text.charCodeAt(cursor.position + 1))) break;
        if (inFlow) masked = true;
      } else if (inFlow && (c === 63 || isFlowIndicator(c))) break;
      if (breaks !== '') {
        value += text.slice(from, end) + fold(breaks);
        from = cursor.position;
        breaks = '';
        masked = true;
      }
      c = text.charCodeAt(++cursor.position);
      end = cursor.position;
    }
    if (!isBlank(c) && !isBreak(c)) break;
    while (isBlank(c) || isBreak(c)) {
      if (isBreak(c)) {
        breaks += breakText(c);
        cursor.skipBreak(c);
      } else {
        if (c === 9 && breaks !== '' && cursor.position - cursor.lineStart <= indent)
          throw new SyntaxFault('tab', cursor.position);
        cursor.position++;
      }
      c = text.charCodeAt(cursor.position);
    }
    if (!inFlow && cursor.position - cursor.lineStart <= indent) break;
  }
  return { value: value + text.slice(from, end), end, broken: breaks !== '', masked };
}

/** A leaf that begins with `-` or `.` may look like a dash or a document mark. */
const isMarkLike = (c: number): boolean => c === 45 || c === 46;

/**
 * Reads a quoted scalar at the cursor and moves after it.
 *
 * @returns its string, and whether js-yaml must not see it: escapes differ, and so does the indentation of further
 *   lines
 */
export function readQuotedScalar(cursor: Cursor, quote: number): { value: string; masked: boolean } {
  const { text } = cursor;
  const start = cursor.position++;
  const parts: string[] = [];
  let value = '';
  let from = cursor.position;
  let masked = false;
  let c = text.charCodeAt(from);
  for (;;) {
    if (c === quote) {
      if (quote === 34 || text.charCodeAt(cursor.position + 1) !== 39) break;
      value += text.slice(from, cursor.position + 1);
      cursor.position += 2;
      from = cursor.position;
    } else if (c === 92 && quote === 34) {
      masked = true;
      value += text.slice(from, cursor.position);
      if (isBreak(text.charCodeAt(cursor.position + 1))) {
        cursor.position++;
        cursor.skipBreak(text.charCodeAt(cursor.position));
        // The escaped break vanishes; those after it do not.
        const breaks = skipBlanks(cursor);
        value += breaks;
        from = cursor.position;
      } else {
        value += readEscape(cursor);
        from = cursor.position;
      }
    } else if (isSpace(c) && c !== 0) {
      const end = cursor.position;
      while (isBlank(c)) c = text.charCodeAt(++cursor.position);
      if (isBreak(c)) {
        masked = true;
        value += text.slice(from, end) + fold(skipBlanks(cursor));
        from = cursor.position;
      }
    } else if (c === 0) throw new SyntaxFault('unclosed', start);
    else cursor.position++;
    if (cursor.position === cursor.lineStart && isDocumentMark(text, cursor.position))
      throw new SyntaxFault('unclosed', start);
    c = text.charCodeAt(cursor.position);
    if (value.length > PART) value = begin(parts, value);
  }
  value += text.slice(from, cursor.position);
  cursor.position++;
  return { value: parts.join('') + value, masked };
}

/** A string that is made of many small ones takes many times its size until it is read: parts of this length are. */
const PART = 4096;

/** Makes a string whole, and begins the next one. */
function begin(parts: string[], value: string): string {
  value.charCodeAt(0);
  parts.push(value);
  return '';
}

/** Skips blanks and line breaks, and returns the breaks. */
function skipBlanks(cursor: Cursor): string {
  let breaks = '';
  for (;;) {
    const c = cursor.text.charCodeAt(cursor.position);
    if (isBlank(c)) cursor.position++;
    else if (isBreak(c)) {
      breaks += breakText(c);
      cursor.skipBreak(c);
    } else return breaks;
  }
}

/** The escape of the second half of a surrogate pair. */
const LOW_HALF = /^\\u(d[c-f][0-9a-f]{2})$/i;

function readEscape(cursor: Cursor): string {
  const { text, position } = cursor;
  const c = text.charCodeAt(position + 1);
  const simple = ESCAPES[c];
  if (simple !== undefined) {
    cursor.position += 2;
    return simple;
  }
  const length = HEX_LENGTH[c];
  const digits = text.slice(position + 2, position + 2 + (length ?? 0));
  if (length === undefined || digits.length < length || !/^[0-9a-fA-F]*$/.test(digits))
    throw new SyntaxFault('escape', position, text.slice(position, position + 2));
  const code = Number.parseInt(digits, 16);
  const low =
    cursor.isJson && code >= 0xd800 && code <= 0xdbff ? LOW_HALF.exec(text.slice(position + 6, position + 12)) : null;
  if (low) {
    cursor.position += 12;
    return String.fromCharCode(code, Number.parseInt(low[1] as string, 16));
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
    throw new SyntaxFault('escape', position, text.slice(position, position + 2 + length));
  cursor.position += 2 + length;
  return String.fromCodePoint(code);
}

/**
 * Reads a block scalar (`|`, `>`) at the cursor and moves after it, to the beginning of the first line that does not
 * belong to it.
 *
 * @returns its string, and the places of its first and last character without the header; that of the header if it is
 *   empty
 */
export function readBlockScalar(cursor: Cursor): { value: string; start: number; end: number } {
  const { text } = cursor;
  const start = cursor.position;
  const literal = text.charCodeAt(start) === 124;
  const { chomping, increment, end: headerEnd } = readHeader(cursor);
  let indent = increment === 0 ? 0 : Math.max(cursor.indent, 0) + increment;
  const parts: string[] = [];
  let value = '';
  let breaks: string;
  let leadingBreak = '';
  let afterBlank = false;
  let contentAt = start;
  let end = headerEnd;
  ({ indent, breaks } = skipIndentation(cursor, indent));
  while (cursor.position - cursor.lineStart === indent && text.charCodeAt(cursor.position) !== 0) {
    const lineAt = cursor.position;
    if (contentAt === start) contentAt = lineAt;
    const blank = isBlank(text.charCodeAt(lineAt));
    if (!literal && leadingBreak === '\n' && !afterBlank && !blank) value += breaks === '' ? ' ' : '';
    else value += leadingBreak;
    value += breaks;
    afterBlank = blank;
    let c = text.charCodeAt(cursor.position);
    while (c !== 0 && !isBreak(c)) c = text.charCodeAt(++cursor.position);
    end = cursor.position;
    value += text.slice(lineAt, end);
    if (value.length > PART) value = begin(parts, value);
    leadingBreak = '';
    if (c !== 0) {
      leadingBreak = breakText(c);
      cursor.skipBreak(c);
    }
    ({ indent, breaks } = skipIndentation(cursor, indent));
  }
  if (chomping !== '-') value += leadingBreak;
  if (chomping === '+') value += breaks;
  return { value: parts.join('') + value, start: contentAt, end };
}

function readHeader(cursor: Cursor): { chomping: string; increment: number; end: number } {
  const { text } = cursor;
  const start = cursor.position;
  const match = /(?:([-+])([0-9]?)|([0-9])([-+]?)|)/y;
  match.lastIndex = start + 1;
  const [all = '', chompFirst, digitLast, digitFirst, chompLast] = match.exec(text) ?? [];
  const digit = digitLast || digitFirst || '';
  const end = start + 1 + all.length;
  if (digit === '0') throw new SyntaxFault('block-header', start);
  cursor.position = end;
  let c = text.charCodeAt(end);
  while (isBlank(c)) c = text.charCodeAt(++cursor.position);
  if (c === 35) while (c !== 0 && !isBreak(c)) c = text.charCodeAt(++cursor.position);
  const header = { chomping: chompFirst || chompLast || '', increment: Number(digit), end: cursor.position };
  if (isBreak(c)) cursor.skipBreak(c);
  else if (c !== 0) throw new SyntaxFault('block-header', cursor.position);
  return header;
}

/** Skips empty lines and the indentation of the next one; takes the indentation from the first line if it is 0. */
function skipIndentation(cursor: Cursor, indent: number): { indent: number; breaks: string } {
  const { text } = cursor;
  let breaks = '';
  let widest = 0;
  for (;;) {
    let c = text.charCodeAt(cursor.position);
    while (c === 32 && (indent === 0 || cursor.position - cursor.lineStart < indent))
      c = text.charCodeAt(++cursor.position);
    const column = cursor.position - cursor.lineStart;
    if (column > widest) widest = column;
    if (c === 9 && (indent === 0 || column < indent)) throw new SyntaxFault('tab', cursor.position);
    if (!isBreak(c)) break;
    breaks += breakText(c);
    cursor.skipBreak(c);
  }
  return { indent: indent === 0 ? Math.max(widest, cursor.indent + 1, 1) : indent, breaks };
}
