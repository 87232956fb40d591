import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** The documents, by their paths. */
export const PAGES: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md'))
    .sort(),
];

/** The documents without the pages of lint's rules. */
export const DOCUMENTS: readonly string[] = PAGES.filter((page) => !page.startsWith('docs/rules/'));

export const readPage = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

export interface Block {
  /** `README.md:160`, the line of its first fence. */
  readonly place: string;
  readonly page: string;
  readonly text: string;
}

/** The blocks of code of one language, without the indentation of the list that they are in. */
export function blocksOf(page: string, language: string): Block[] {
  const text = readPage(page);
  const fences = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm');
  return [...text.matchAll(fences)].map(({ index, 1: indentation = '', 2: body = '' }) => ({
    place: `${page}:${text.slice(0, index).split('\n').length}`,
    page,
    text: body.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
  }));
}
