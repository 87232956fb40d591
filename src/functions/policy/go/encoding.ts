import { fromBytes, toBytes } from '../../../go/bytes.ts';
import { spend } from '../../../problem/budget.ts';
import * as encoding from '../../encoding.ts';

const counted =
  (name: string, run: (text: string) => string) =>
  (text: string): string => {
    spend(text.length * 0.02, name);
    return run(text);
  };

/** sprig's `b64enc`: standard base64, padded. */
export const b64enc = counted('b64enc', encoding.b64enc);
/** sprig's `b32enc`: standard base32, padded. */
export const b32enc = counted('b32enc', encoding.b32enc);

/** sprig's `b64dec`: keeps bytes that are not UTF-8; malformed base64 results in a string that reports the error. */
export const b64dec = counted('b64dec', (text) => {
  const bad = encoding.findBadBase64(text);
  return bad === undefined ? fromBytes(Buffer.from(text, 'base64')) : `illegal base64 data at input byte ${bad}`;
});

/** sprig's `b32dec`: the same for base32. */
export const b32dec = counted('b32dec', (text) => {
  const decoded = encoding.decodeBase32(toBytes(text));
  return typeof decoded === 'number' ? `illegal base32 data at input byte ${decoded}` : fromBytes(decoded);
});
