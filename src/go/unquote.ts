import { rejoin } from './bytes.ts';

const SHORT: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

const ESCAPE = /\\(?:([abfnrtv\\'"])|x([\da-fA-F]{2})|([0-7]{3})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]?))/gu;

/**
 * The value of a string literal of Go.
 *
 * @param literal with its quotes, double ones or back quotes
 * @returns undefined where an escape is unknown (Go: `invalid syntax`)
 */
export function unquote(literal: string): string | undefined {
  const inner = literal.slice(1, -1);
  return literal[0] === '`' ? inner.replaceAll('\r', '') : readEscapes(inner, '"');
}

/** The code point of a character constant, with its quotes; undefined where it is not one character. */
export function unquoteCharacter(literal: string): number | 'invalid syntax' | 'malformed' {
  const inner = literal.slice(1, -1);
  const first = inner.startsWith('\\') ? /^\\(?:x..|[0-7]{3}|u.{4}|U.{8}|.)/su.exec(inner)?.[0] : Array.from(inner)[0];
  if (first === undefined) return 'invalid syntax';
  const byte = /^\\(?:x([\da-fA-F]{2})|([0-7]{3}))$/.exec(first);
  const code = byte ? byteOf(byte[1], byte[2]) : readEscapes(first, "'")?.codePointAt(0);
  if (code === undefined || code > 0x10ffff) return 'invalid syntax';
  if (first.length < inner.length) return 'malformed';
  return /^[\udc80-\udcff]$/.test(first) ? 0xfffd : code;
}

/** A text with Go's escapes; undefined where one is unknown, or a quote that is not `quote` is escaped. */
export function readEscapes(text: string, quote: string): string | undefined {
  if (!text.includes('\\')) return text;
  let isValid = true;
  const out = text.replace(ESCAPE, (_match, short, hex, octal, four, eight, _other) => {
    if (short === '"' || short === "'") {
      if (short !== quote) isValid = false;
      return short;
    }
    if (short !== undefined) return SHORT[short] as string;
    if (hex !== undefined || octal !== undefined) {
      const byte = byteOf(hex, octal);
      if (byte > 0xff) isValid = false;
      return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
    }
    const code = Number.parseInt(four ?? eight ?? '', 16);
    if (!(code <= 0x10ffff) || (code >= 0xd800 && code < 0xe000)) {
      isValid = false;
      return '';
    }
    return String.fromCodePoint(code);
  });
  return isValid ? rejoin(out) : undefined;
}

const byteOf = (hex: string | undefined, octal: string | undefined): number =>
  hex === undefined ? Number.parseInt(octal as string, 8) : Number.parseInt(hex, 16);
