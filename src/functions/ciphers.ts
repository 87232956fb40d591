import { Buffer } from 'node:buffer';
import { toBytes } from '../go/bytes.ts';
import { crypto } from './builtin.ts';
import { refuse } from './function.ts';

const BLOCK = 16;

/** Sprig's key: the password's bytes, cut or filled up with zeros. */
const keyOf = (password: string): Uint8Array => Buffer.concat([toBytes(password), Buffer.alloc(32)]).subarray(0, 32);

/** AES-256-CBC, with the initial vector in front, in base64. */
export function encryptAES(password: string, text: string): string {
  if (text === '') return '';
  const vector = crypto().randomBytes(BLOCK);
  const cipher = crypto().createCipheriv('aes-256-cbc', keyOf(password), vector);
  return Buffer.concat([vector, cipher.update(toBytes(text)), cipher.final()]).toString('base64');
}

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

/** AES-256-CBC without looking at the padding, which stays at the end. */
export function decryptBlocks(password: string, vector: Uint8Array, blocks: Uint8Array): Buffer {
  const decipher = crypto().createDecipheriv('aes-256-cbc', keyOf(password), vector).setAutoPadding(false);
  return Buffer.concat([decipher.update(blocks), decipher.final()]);
}
