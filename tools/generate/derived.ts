import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printCommonTemplates, printFunctions } from './functions.ts';
import { translateTemplates } from './go-twin.ts';
import { printInstall } from './install.ts';
import { replaceSection } from './markdown.ts';
import { printParameters } from './parameters.ts';
import { printManifestDifferences, printPlatforms } from './platforms.ts';
import { printRooms } from './rooms.ts';
import { replaceRuleTables } from './rules.ts';
import { printValuesType } from './values-type.ts';

const root = new URL('../../', import.meta.url);

/** A section of a page that is generated. */
interface Section {
  readonly page: string;
  readonly name: string;
  readonly print: () => string;
}

const SECTIONS: readonly Section[] = [
  { page: 'README.md', name: 'install', print: printInstall },
  { page: 'docs/parameters.md', name: 'parameters', print: printParameters },
  { page: 'docs/install-kilo.md', name: 'platforms', print: printPlatforms },
  { page: 'docs/install-kilo.md', name: 'differences', print: printManifestDifferences },
  { page: 'docs/templates.md', name: 'functions', print: printFunctions },
  { page: 'docs/templates.md', name: 'common', print: printCommonTemplates },
  { page: 'docs/architecture.md', name: 'rooms', print: printRooms },
];

const RULES = 'docs/rules/README.md';
const TWIN = 'test/charts/kilo-go/templates';

const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/**
 * All files of the repository that are generated, completely or in part.
 *
 * @returns the expected content of each, by its path; undefined for a file that should not exist
 */
export function derive(): Map<string, string | undefined> {
  const files = new Map<string, string | undefined>();
  for (const { page, name, print } of SECTIONS)
    files.set(page, replaceSection(files.get(page) ?? read(page), name, print()));
  files.set(RULES, replaceRuleTables(read(RULES)));
  files.set('src/library/kilo-values.ts', printValuesType());
  for (const name of readdirSync(new URL(TWIN, root))) files.set(`${TWIN}/${name}`, undefined);
  const twin = translateTemplates(fileURLToPath(new URL('templates', root)));
  for (const [name, text] of Object.entries(twin)) files.set(`${TWIN}/${name}`, text);
  return files;
}
