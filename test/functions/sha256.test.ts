import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/functions/sha256.ts';

const native = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('SHA-256 by hand', () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1_000_000])('is that of Node for %i bytes', (length) => {
    const bytes = new Uint8Array(length).map((_, index) => index * 7);
    expect(sha256(bytes)).toBe(native(bytes));
  });

  it('is that of Node for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => sha256(bytes) === native(bytes)));
  });
});
