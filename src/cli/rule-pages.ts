import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const directory = fileURLToPath(new URL('../../docs/rules/', import.meta.url));

/**
 * The pages of docs/rules/, by the names of rules and of codes, as Markdown.
 *
 * The package has them in the same place; in the standalone executable, another module that contains them replaces this
 * one.
 */
export function readRulePages(): ReadonlyMap<string, string> {
  const names = readdirSync(directory).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return new Map(names.map((name) => [basename(name, '.md'), readFileSync(join(directory, name), 'utf8')]));
}
