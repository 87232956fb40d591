import { fromBytes, toBytes } from '../../../go/bytes.ts';
import { spend } from '../../../problem/budget.ts';
import * as encoding from '../../encoding.ts';

const counted =
  (name: string, run: (text: string) => string) =>
  (text: string): string => {
    spend(text.length * 0.02, name);
    return run(text);
  };

export const b64enc = counted('b64enc', encoding.b64enc);
export const b32enc = counted('b32enc', encoding.b32enc);

/** sprig's `b64dec`: bytes that are not UTF-8 survive; for what is not base64 a string that says so. */
export const b64dec = counted('b64dec', (text) => {
  const bad = encoding.findBadBase64(text);
  return bad === undefined ? fromBytes(Buffer.from(text, 'base64')) : `illegal base64 data at input byte ${bad}`;
});

/** sprig's `b32dec`, the same for base32. */
export const b32dec = counted('b32dec', (text) => {
  const decoded = encoding.decodeBase32(toBytes(text));
  return typeof decoded === 'number' ? `illegal base32 data at input byte ${decoded}` : fromBytes(decoded);
});
