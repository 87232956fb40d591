import { Buffer } from 'node:buffer';
import { toBytes } from '../go/bytes.ts';
import { crypto } from './builtin.ts';
import { refuse } from './function.ts';

const BLOCK = 16;

/** sprig's key: the bytes of the password, cut or padded with zeros to 32 bytes. */
const keyOf = (password: string): Uint8Array => Buffer.concat([toBytes(password), Buffer.alloc(32)]).subarray(0, 32);

/** sprig's `encryptAES` (AES-256-CBC): the initial vector and the encrypted bytes, in base64. */
export function encryptAES(password: string, text: string): string {
  if (text === '') return '';
  const vector = crypto().randomBytes(BLOCK);
  const cipher = crypto().createCipheriv('aes-256-cbc', keyOf(password), vector);
  return Buffer.concat([vector, cipher.update(toBytes(text)), cipher.final()]).toString('base64');
}

/** sprig's `decryptAES`. @throws ProblemError `template` for what is not encrypted with this password */
export function decryptAES(password: string, encrypted: string): string {
  if (encrypted === '') return '';
  const bytes = Buffer.from(encrypted, 'base64');
  try {
    const decipher = crypto().createDecipheriv('aes-256-cbc', keyOf(password), bytes.subarray(0, BLOCK));
    return Buffer.concat([decipher.update(bytes.subarray(BLOCK)), decipher.final()]).toString('utf8');
  } catch {
    return refuse('decryptAES: this is not encrypted with this password');
  }
}

/** AES-256-CBC without a check of the padding, which stays at the end of the result. */
export function decryptBlocks(password: string, vector: Uint8Array, blocks: Uint8Array): Buffer {
  const decipher = crypto().createDecipheriv('aes-256-cbc', keyOf(password), vector).setAutoPadding(false);
  return Buffer.concat([decipher.update(blocks), decipher.final()]);
}
