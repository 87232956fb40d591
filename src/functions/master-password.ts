import { Buffer } from 'node:buffer';
import { toBytes } from '../go/bytes.ts';
import { crypto } from './builtin.ts';

const SCOPE = 'com.lyndir.masterpassword';

/** The templates of each kind of password, in which a letter means a class of characters. */
const TEMPLATES: Readonly<Record<string, string>> = {
  maximum: 'anoxxxxxxxxxxxxxxxxx axxxxxxxxxxxxxxxxxno',
  long: [
    'CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv',
    'CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv',
    'CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno',
  ].join(' '),
  medium: 'CvcnoCvc CvcCvcno',
  short: 'Cvcn',
  basic: 'aaanaaan aannaaan aaannaaa',
  pin: 'nnnn',
};

const CLASSES: Readonly<Record<string, string>> = {
  V: 'AEIOU',
  C: 'BCDFGHJKLMNPQRSTVWXYZ',
  v: 'aeiou',
  c: 'bcdfghjklmnpqrstvwxyz',
  A: 'AEIOUBCDFGHJKLMNPQRSTVWXYZ',
  a: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz',
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()',
};

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/**
 * The Master Password algorithm, as in sprig's `derivePassword`.
 *
 * @param counter of 32 bits
 * @returns the password; for an unknown kind a string that reports it
 */
export function derive(counter: number, kind: string, password: string, user: string, site: string): string {
  const templates = Object.hasOwn(TEMPLATES, kind) ? (TEMPLATES[kind] as string).split(' ') : undefined;
  if (!templates) return `cannot find password template ${kind}`;
  const [name, place, secret] = [toBytes(user), toBytes(site), toBytes(password)];
  const salt = Buffer.concat([Buffer.from(SCOPE), word(name.length), name]);
  const key = crypto().scryptSync(secret, salt, 64, {
    N: 32768,
    r: 8,
    p: 2,
    maxmem: 128 * 32768 * 8 * 2 + 1024 * 1024,
  });
  const message = Buffer.concat([Buffer.from(SCOPE), word(place.length), place, word(counter)]);
  const seed = crypto().createHmac('sha256', key).update(message).digest();
  const template = templates[(seed[0] as number) % templates.length] as string;
  return [...template]
    .map((letter, i) => {
      const characters = CLASSES[letter] as string;
      return characters[(seed[i + 1] as number) % characters.length];
    })
    .join('');
}
