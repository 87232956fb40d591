import { createRequire } from 'node:module';

// Node's own modules that only some functions need. They are loaded at the first call, because loading them takes
// longer than many a render.
const load = (name: string): unknown => createRequire(import.meta.url)(name);

let loadedCrypto: typeof import('node:crypto') | undefined;

/** Node's `node:crypto`, loaded at the first call. */
export function crypto(): typeof import('node:crypto') {
  loadedCrypto ??= load('node:crypto') as typeof import('node:crypto');
  return loadedCrypto;
}

/** Node's `node:net`, loaded at the first call. */
export const net = (): typeof import('node:net') => load('node:net') as typeof import('node:net');
