import { Buffer } from 'node:buffer';
import { toBytes } from '../go/bytes.ts';

/** sprig's `b64enc`: standard base64, padded. */
export const b64enc = (text: string): string => toBytes(text).toString('base64');

/**
 * sprig's `b64dec`: decodes standard base64, padded, and skips line breaks. As in sprig, malformed base64 results in a
 * string that reports the error; bytes that are not UTF-8 become U+FFFD.
 */
export function b64dec(text: string): string {
  const bad = findBadBase64(text);
  return bad === undefined ? Buffer.from(text, 'base64').toString('utf8') : `illegal base64 data at input byte ${bad}`;
}

/** @returns the offset in bytes at which Go's decoder stops; undefined for valid base64 */
export function findBadBase64(text: string): number | undefined {
  const bytes = Buffer.from(text, 'utf8');
  const isBreak = (at: number): boolean => bytes[at] === 0x0a || bytes[at] === 0x0d;
  let at = 0;
  const skipBreaks = () => {
    while (isBreak(at)) at++;
  };
  for (let held = 0; ; ) {
    skipBreaks();
    if (at >= bytes.length) return held === 0 ? undefined : at - held;
    const char = String.fromCharCode(bytes[at++] as number);
    if (/[A-Za-z0-9+/]/.test(char)) {
      held = (held + 1) % 4;
      continue;
    }
    if (char !== '=' || held < 2) return at - 1;
    if (held === 2) {
      skipBreaks();
      if (at >= bytes.length) return bytes.length;
      if (bytes[at] !== 0x3d) return at - 1;
      at++;
    }
    skipBreaks();
    return at < bytes.length ? at : undefined;
  }
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** sprig's `b32enc`: standard base32, padded. */
export function b32enc(text: string): string {
  const bytes = toBytes(text);
  const out = Buffer.alloc(Math.ceil(bytes.length / 5) * 8, '=');
  let at = 0;
  let bits = 0;
  let held = 0;
  const write = (digit: number): void => {
    out[at++] = BASE32.charCodeAt(digit & 31);
  };
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) write(held >> (bits - 5));
  }
  if (bits > 0) write(held << (5 - bits));
  return out.toString('latin1');
}

/** sprig's `b32dec`: decodes standard base32, padded; malformed base32 results in a string that reports the error. */
export function b32dec(text: string): string {
  const decoded = decodeBase32(Buffer.from(text, 'utf8'));
  return typeof decoded === 'number' ? `illegal base32 data at input byte ${decoded}` : decoded.toString('utf8');
}

const PADS: Readonly<Record<number, number>> = { 0: 0, 2: 6, 4: 4, 5: 3, 7: 1 };

/** @returns the bytes, or the offset at which Go's decoder stops */
export function decodeBase32(text: Uint8Array): Buffer | number {
  const input = text.filter((byte) => byte !== 0x0a && byte !== 0x0d);
  const bytes: number[] = [];
  let held = 0;
  let at = 0;
  for (; at < input.length && input[at] !== 0x3d; at++) {
    const digit = BASE32.indexOf(String.fromCharCode(input[at] as number));
    if (digit < 0) return at;
    held = ((held << 5) | digit) & 0xfff;
    const bits = ((at + 1) * 5) % 8;
    if (bits < 5) bytes.push((held >> bits) & 255);
  }
  const pads = input.length - at;
  const wanted = PADS[at % 8];
  if (at % 8 === 0 && pads > 0) return at;
  if (wanted === undefined || pads < wanted)
    return pads > 0 && wanted === undefined ? at : input.length - (at % 8) - pads;
  // Go ignores what follows the padding.
  for (let i = at; i < at + wanted; i++) if (input[i] !== 0x3d) return i;
  return Buffer.from(bytes);
}
