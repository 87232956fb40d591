import { Buffer } from 'node:buffer';
import { toBytes } from '../go/bytes.ts';
import { crypto } from './builtin.ts';
import { refuse } from './function.ts';

// The bcrypt of Provos and Mazières (with the prefix 2a, as Go writes it) for password files. Node does not have it.

const WORDS = 18 + 4 * 256;
const COST = 10;
/** In bytes: bcrypt ignores what exceeds this, and Go refuses it. */
const MAX_PASSWORD = 72;

/** The initial state of Blowfish: the digits of pi after the point as 32-bit words, computed by Machin's formula. */
function piWords(): Uint32Array {
  const bits = BigInt(WORDS * 32);
  const guard = 64n;
  const one = 1n << (bits + guard);
  const arctanOfInverse = (x: bigint): bigint => {
    let power = one / x;
    let sum = power;
    for (let n = 3n, sign = -1n; power > 0n; n += 2n, sign = -sign) {
      power /= x * x;
      sum += (sign * power) / n;
    }
    return sum;
  };
  const pi = 4n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n));
  const fraction = (pi - 3n * one) >> guard;
  const hex = fraction.toString(16).padStart(WORDS * 8, '0');
  return Uint32Array.from({ length: WORDS }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16));
}

let initial: Uint32Array | undefined;

/** The words of P, followed by the four S-boxes. */
class Blowfish {
  readonly #words: Uint32Array;

  constructor() {
    initial ??= piWords();
    this.#words = initial.slice();
  }

  encrypt(block: Uint32Array, at: number): void {
    const w = this.#words;
    let left = (block[at] as number) ^ (w[0] as number);
    let right = block[at + 1] as number;
    for (let round = 1; round < 17; round += 2) {
      right ^= this.#mix(left) ^ (w[round] as number);
      left ^= this.#mix(right) ^ (w[round + 1] as number);
    }
    block[at] = right ^ (w[17] as number);
    block[at + 1] = left;
  }

  #mix(x: number): number {
    const w = this.#words;
    const sum = ((w[18 + (x >>> 24)] as number) + (w[274 + ((x >>> 16) & 255)] as number)) | 0;
    return ((sum ^ (w[530 + ((x >>> 8) & 255)] as number)) + (w[786 + (x & 255)] as number)) | 0;
  }

  /** Mixes a key into P, then encrypts all words anew (chained with the salt, if there is one). */
  expand(key: Uint32Array, salt: Uint32Array | undefined): void {
    for (let i = 0; i < 18; i++) this.#words[i] = (this.#words[i] as number) ^ (key[i % key.length] as number);
    const block = new Uint32Array(2);
    for (let i = 0; i < WORDS; i += 2) {
      if (salt) {
        block[0] = (block[0] as number) ^ (salt[i % 4] as number);
        block[1] = (block[1] as number) ^ (salt[(i + 1) % 4] as number);
      }
      this.encrypt(block, 0);
      this.#words[i] = block[0] as number;
      this.#words[i + 1] = block[1] as number;
    }
  }
}

/** Repeats the bytes to fill 18 words. */
const cycle = (bytes: Uint8Array): Uint32Array =>
  Uint32Array.from({ length: 18 }, (_, i) =>
    [0, 1, 2, 3].reduce((word, j) => (word << 8) | (bytes[(i * 4 + j) % bytes.length] as number), 0),
  );

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const OWN = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** bcrypt's base64, whose alphabet has its own order. */
const encode = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/[A-Za-z0-9+/]/g, (letter) => OWN[STANDARD.indexOf(letter)] as string)
    .replace(/(?<!=)=+$/, '');

/**
 * Hashes a password as Go's `bcrypt.GenerateFromPassword` does, with a given salt.
 *
 * @param salt 16 bytes
 * @param cost the binary logarithm of the number of rounds
 * @returns the hash as a string like `$2a$10$…`
 * @throws ProblemError `template` for a password of more than 72 bytes
 */
export function bcryptWithSalt(password: string, salt: Uint8Array, cost: number): string {
  const bytes = toBytes(`${password}\0`);
  if (bytes.length - 1 > MAX_PASSWORD) refuse(`a password for bcrypt has at most ${MAX_PASSWORD} bytes`);
  const key = cycle(bytes);
  const saltWords = cycle(salt);
  const cipher = new Blowfish();
  cipher.expand(key, saltWords);
  for (let i = 0; i < 2 ** cost; i++) {
    cipher.expand(key, undefined);
    cipher.expand(saltWords, undefined);
  }
  const text = Buffer.from('OrpheanBeholderScryDoubt');
  const blocks = Uint32Array.from({ length: 6 }, (_, i) => text.readUInt32BE(i * 4));
  for (let i = 0; i < 64; i++) for (let at = 0; at < 6; at += 2) cipher.encrypt(blocks, at);
  const digest = Buffer.alloc(24);
  blocks.forEach((word, i) => {
    digest.writeUInt32BE(word >>> 0, i * 4);
  });
  return `$2a$${String(cost).padStart(2, '0')}$${encode(salt)}${encode(digest.subarray(0, 23))}`;
}

/** sprig's `bcrypt`: the hash of a password with a new salt and cost 10. @throws ProblemError `template` */
export const bcrypt = (password: string): string => bcryptWithSalt(password, crypto().randomBytes(16), COST);

/** sprig's `htpasswd`: a line of a password file. @throws ProblemError `template` for a user name with a colon */
export const htpasswd = (user: string, password: string): string =>
  user.includes(':')
    ? refuse(`the name of a user in a password file cannot contain a colon: ${user}`)
    : `${user}:${bcrypt(password)}`;
