import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from '../problem/write-whole.ts';

/** The SHA-256 of bytes, in hexadecimal digits. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Fetched content by its digest, and the last digest of each URL. Each file is verified when it is read, is never
 * incomplete, and may be removed at any time. It is not an error if nothing can be written: the content is then fetched
 * again.
 */
export class Cache {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** @returns undefined where it is not cached; a file with another digest is removed */
  get(digest: string): Uint8Array | undefined {
    if (!/^[0-9a-f]{64}$/.test(digest)) return undefined;
    const file = this.#content(digest);
    const bytes = read(file);
    if (bytes === undefined || sha256(bytes) === digest) return bytes;
    rmSync(file, { force: true });
    return undefined;
  }

  /**
   * Stores bytes, and that a key refers to them.
   *
   * @param replaces whether the earlier content of the key is not needed any more
   */
  put(key: string, bytes: Uint8Array, replaces = false): void {
    const digest = sha256(bytes);
    const before = replaces ? this.#digestOf(key) : undefined;
    try {
      write(this.#content(digest), bytes);
      write(this.#key(key), Buffer.from(digest));
      if (before !== undefined && before !== digest) rmSync(this.#content(before), { force: true });
    } catch {
      // A directory that cannot be written to, or a full disk.
    }
  }

  /** The last content of a key. */
  recall(key: string): Uint8Array | undefined {
    const digest = this.#digestOf(key);
    return digest === undefined ? undefined : this.get(digest);
  }

  #digestOf(key: string): string | undefined {
    const bytes = read(this.#key(key));
    return bytes && Buffer.from(bytes).toString('latin1');
  }

  #content(digest: string): string {
    return join(this.#root, 'sha256', digest.slice(0, 2), digest);
  }

  #key(key: string): string {
    return join(this.#root, 'keys', sha256(key));
  }
}

function read(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Only the user can read what is cached: charts may be private. */
function write(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(file, bytes, { mode: 0o600 });
}
