import { createRequire } from 'node:module';

// Node's own modules that only some functions need: loaded at their first call, because loading them takes longer than
// many a render.
const require = createRequire(import.meta.url);

export const crypto = (): typeof import('node:crypto') => require('node:crypto');
export const net = (): typeof import('node:net') => require('node:net');
