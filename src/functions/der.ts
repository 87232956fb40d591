import { Buffer } from 'node:buffer';

// The part of DER (X.690) that certificates need.

/** Encoded bytes. */
export type Bytes = Uint8Array;

/** Encodes a value: its tag, its length, and its content. */
export function encode(tag: number, ...content: Bytes[]): Bytes {
  const body = Buffer.concat(content);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const head = body.length < 128 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return Buffer.concat([Buffer.from(head), body]);
}

/** SEQUENCE. */
export const sequence = (...content: Bytes[]): Bytes => encode(0x30, ...content);
/** SET. */
export const set = (...content: Bytes[]): Bytes => encode(0x31, ...content);
/** OCTET STRING. */
export const octets = (content: Bytes): Bytes => encode(0x04, content);
/** BIT STRING, whose last byte has some unused bits. */
export const bits = (content: Bytes, unused = 0): Bytes => encode(0x03, Buffer.from([unused]), content);
/** BOOLEAN true. */
export const yes = (): Bytes => encode(0x01, Buffer.from([0xff]));
/** NULL. */
export const nothing = (): Bytes => encode(0x05);
/** An explicit tag `[n]` around a value. */
export const explicit = (n: number, content: Bytes): Bytes => encode(0xa0 | n, content);

/** INTEGER of a magnitude, the highest byte first: never negative. */
export function integer(magnitude: Bytes): Bytes {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start++;
  const short = magnitude.subarray(start);
  return ((short[0] ?? 0) & 0x80) !== 0 ? encode(0x02, Buffer.from([0]), short) : encode(0x02, short);
}

/** OBJECT IDENTIFIER of a dotted string such as `2.5.4.3`. */
export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const groups: number[] = [];
    for (let left = part; groups.length === 0 || left > 0; left = Math.floor(left / 128)) {
      groups.unshift((left % 128) | (groups.length > 0 ? 0x80 : 0));
    }
    return groups;
  });
  return encode(0x06, Buffer.from(bytes));
}

/** PrintableString where all characters are among the few that it allows, else UTF8String. */
export const text = (value: string): Bytes =>
  encode(/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? 0x13 : 0x0c, Buffer.from(value, 'utf8'));

/** UTCTime up to 2049, and GeneralizedTime (four digits for the year) from 2050 on. */
export function time(date: Date): Bytes {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050 ? encode(0x17, Buffer.from(digits.slice(2))) : encode(0x18, Buffer.from(digits));
}

/** One value that has been read. */
export interface Element {
  readonly tag: number;
  readonly content: Bytes;
  /** The content with tag and length. */
  readonly whole: Bytes;
}

/** Reads the values that follow each other. @throws RangeError where the bytes end inside a value */
export function read(bytes: Bytes): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] as number;
    const first = bytes[at + 1] ?? 0;
    const size = first < 128 ? 0 : first & 0x7f;
    let length = first < 128 ? first : 0;
    for (let i = 0; i < size; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
    const start = at + 2 + size;
    if (start + length > bytes.length) throw new RangeError('the data end inside of a value');
    elements.push({ tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) });
    at = start + length;
  }
  return elements;
}
