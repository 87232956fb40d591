import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS, ROOT, readPage } from './pages.ts';

const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

describe('how the program is obtained', () => {
  it('is said in one place, which a release changes, with the version of the package', () => {
    const mentions = DOCUMENTS.flatMap((page) =>
      [...readPage(page).matchAll(/kilo-chart[-@]v?\d[\w.]*/g)].map(([text]) => `${page}: ${text}`),
    );
    expect(mentions).toEqual([`README.md: ${name}-${version}.tgz`]);
  });

  it.each(DOCUMENTS)('is not a registry or an address that does not exist: %s', (page) => {
    expect(readPage(page)).not.toMatch(/npx kilo-chart|unpkg\.com|npm (?:install|i) (?:-\S+ |--\S+ )*kilo-chart/);
  });

  it('is followed by what has changed: the changelog knows the version', () => {
    expect(readPage('CHANGELOG.md')).toContain(`\n## ${version}\n`);
  });
});
