import { Buffer } from 'node:buffer';
import { sequenceLength } from './decode.ts';

/**
 * The bytes of a string: UTF-8, in which a lone surrogate U+DC80 to U+DCFF means the byte 80 to FF. This is how the
 * bytes of files that are not UTF-8 (chart/walk.ts), which Go keeps in its strings, are represented.
 */
export function toBytes(text: string): Buffer {
  if (!/[\ud800-\udfff]/.test(text)) return Buffer.from(text, 'utf8');
  const parts = text.split(/([\udc80-\udcff])/u);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.of(part.charCodeAt(0) - 0xdc00) : Buffer.from(part, 'utf8'))),
  );
}

/** Bytes as a string that keeps each byte: what is not UTF-8 becomes a lone surrogate U+DC80 to U+DCFF. */
export function fromBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (!text.includes('\ufffd')) return text;
  let out = '';
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    out += Buffer.from(bytes.subarray(start, at)).toString('utf8');
    out += String.fromCharCode(0xdc00 + (bytes[at] as number));
    start = ++at;
  }
  return out + Buffer.from(bytes.subarray(start)).toString('utf8');
}

const PARTED = /[\udc80-\udcff][\udc80-\udcff]/;

/** Joins the bytes of a character that was cut, where both parts are next to each other again. */
export const rejoin = (text: string): string => (PARTED.test(text) ? fromBytes(toBytes(text)) : text);
