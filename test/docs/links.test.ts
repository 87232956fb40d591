import { existsSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, ROOT, readPage } from './pages.ts';

/** The anchors of a page, as GitHub makes them from its headings. */
function anchorsOf(page: string): Set<string> {
  const text = readPage(page).replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

const links = PAGES.flatMap((page) =>
  [...readPage(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ page, target })),
);
const inside = links.filter(({ target }) => !/^https?:/.test(target));

describe('the links of the documents', () => {
  it('are many', () => expect(inside.length).toBeGreaterThan(60));

  it.each(inside)('$page: $target leads somewhere', ({ page, target }) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : posix.join(dirname(page), path);
    expect(existsSync(join(ROOT, file)), `${file} exists`).toBe(true);
    expect(relative(ROOT, join(ROOT, file)).startsWith('..')).toBe(false);
    if (anchor !== undefined) expect([...anchorsOf(file)]).toContain(anchor);
  });
});

describe('the map in the README', () => {
  const documents = PAGES.filter((page) => page !== 'README.md' && !page.startsWith('docs/rules/'));

  it.each(documents)('leads to %s', (page) => {
    expect(links.some((link) => link.page === 'README.md' && link.target.split('#')[0] === page)).toBe(true);
  });

  // The sections that the README of the original chart has, under today's names.
  it.each([
    ['README.md', 'installing'],
    ['README.md', 'uninstalling'],
    ['README.md', 'origins-and-copyright'],
    ['docs/install-kilo.md', 'installing'],
    ['docs/install-kilo.md', 'uninstalling'],
    ['docs/install-kilo.md', 'upgrading'],
    ['docs/parameters.md', 'global-parameters'],
    ['docs/parameters.md', 'immutable-tags'],
    ['docs/parameters.md', 'another-version-of-kilo'],
    ['docs/parameters.md', 'sidecars-and-init-containers'],
  ])('finds the section %s#%s', (page, anchor) => {
    expect([...anchorsOf(page)]).toContain(anchor);
    if (page !== 'README.md') expect(links).toContainEqual({ page: 'README.md', target: `${page}#${anchor}` });
  });
});
