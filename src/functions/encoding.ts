import { Buffer } from 'node:buffer';
import { toBytes } from '../go/bytes.ts';

export const b64enc = (text: string): string => toBytes(text).toString('base64');

/**
 * Standard base64, padded; line breaks in it are skipped. As in Sprig, what is none gives a text that says so; bytes
 * that are no text become U+FFFD.
 */
export function b64dec(text: string): string {
  const bad = findBadBase64(text);
  return bad === undefined ? Buffer.from(text, 'base64').toString('utf8') : `illegal base64 data at input byte ${bad}`;
}

/** The offset, in bytes, that Go's decoder stops at. */
function findBadBase64(text: string): number | undefined {
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

export function b32enc(text: string): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of toBytes(text)) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) out += BASE32[(held >> (bits - 5)) & 31];
  }
  if (bits > 0) out += BASE32[(held << (5 - bits)) & 31];
  return out.padEnd(Math.ceil(out.length / 8) * 8, '=');
}

export function b32dec(text: string): string {
  const input = text.replace(/[\r\n]/g, '');
  const match = /^([A-Z2-7]*)(=*)$/.exec(input);
  const rest = (match?.[1]?.length ?? 0) % 8;
  const pads: Readonly<Record<number, number>> = { 0: 0, 2: 6, 4: 4, 5: 3, 7: 1 };
  if (!match || pads[rest] !== match[2]?.length) {
    return `illegal base32 data at input byte ${/[^A-Z2-7]|$/.exec(input)?.index ?? 0}`;
  }
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of match[1] ?? '') {
    held = ((held << 5) | BASE32.indexOf(char)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bytes.push((held >> (bits - 8)) & 255);
      bits -= 8;
    }
  }
  return Buffer.from(bytes).toString('utf8');
}
