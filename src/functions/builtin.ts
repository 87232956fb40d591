import { createRequire } from 'node:module';

// Node's own modules that only some functions need: loaded at their first call, because loading them takes longer than
// many a render.
const load = (name: string): unknown => createRequire(import.meta.url)(name);

let loadedCrypto: typeof import('node:crypto') | undefined;

export function crypto(): typeof import('node:crypto') {
  loadedCrypto ??= load('node:crypto') as typeof import('node:crypto');
  return loadedCrypto;
}

export const net = (): typeof import('node:net') => load('node:net') as typeof import('node:net');
