import { toBytes } from '../go/bytes.ts';
import { memoize } from '../yaml/memo.ts';
import { crypto } from './builtin.ts';
import { sha256 } from './sha256.ts';

const hash = (algorithm: string, text: string): string =>
  crypto().createHash(algorithm).update(toBytes(text)).digest('hex');

/** sprig's `sha1sum`, as 40 hexadecimal digits. */
export const sha1sum = (text: string): string => hash('sha1', text);
/** sprig's `sha256sum`, as 64 hexadecimal digits. */
export const sha256sum = memoize((text: string): string => sha256(toBytes(text)));
/** sprig's `sha512sum`, as 128 hexadecimal digits. */
export const sha512sum = (text: string): string => hash('sha512', text);

/** sprig's `adler32sum`: Adler-32 as a decimal number. */
export function adler32sum(text: string): string {
  let a = 1;
  let b = 0;
  for (const byte of toBytes(text)) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return String(b * 65536 + a);
}
