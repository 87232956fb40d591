import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/cli/version.ts';
import { PLACES } from '../../tools/package/set-version.js';
import { ROOT } from './built.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('the version', () => {
  it.each(Object.entries(PLACES))('is in %s as package.json has it: npm version writes it', (file, change) => {
    const text = read(file);
    expect(change(text, VERSION)).toBe(text);
    const next = change(text, '99.1.2');
    expect(next).toContain('99.1.2');
    expect(change(next, '99.1.2')).toBe(next);
  });

  it('is that of package-lock.json', () => {
    const { version, packages } = JSON.parse(read('package-lock.json'));
    expect([version, packages[''].version]).toEqual([VERSION, VERSION]);
  });
});
