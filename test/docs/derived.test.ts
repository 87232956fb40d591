import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { derive } from '../../tools/generate/derived.ts';
import { replaceSection, table } from '../../tools/generate/markdown.ts';
import { ROOT } from './pages.ts';

describe('what is made from something else', () => {
  it.each([...derive()])('is as `npm run generate` makes it: %s', (path, text) => {
    const file = join(ROOT, path);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(text);
  });
});

describe('a section of a page', () => {
  it('is replaced, and nothing else', () => {
    const page = 'a\n<!-- begin x: npm run generate -->\nold\n<!-- end x -->\nb $& \n';
    const made = replaceSection(page, 'x', 'new $& $1');
    expect(made).toBe('a\n<!-- begin x: npm run generate -->\n\nnew $& $1\n\n<!-- end x -->\nb $& \n');
    expect(replaceSection(made, 'x', 'new $& $1')).toBe(made);
  });

  it('that does not exist is an error', () => {
    expect(() => replaceSection('<!-- begin y: npm run generate -->\n<!-- end y -->', 'x', '')).toThrow('no section x');
  });

  it('can be a table', () => {
    expect(table(['a', 'b'], [['1', '2']])).toBe('| a | b |\n|---|---|\n| 1 | 2 |');
  });
});
