import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { compareBytes } from '../../src/yaml/json.ts';

/** A chart that was found below the directories of the command line. */
export interface FoundChart {
  readonly repository: string;
  /** Its path in the repository. */
  readonly name: string;
  readonly directory: string;
}

/**
 * Finds charts. A directory below another chart does not count: it is a dependency, or an example.
 *
 * @param directories one: its directories are the repositories, unless it is a chart; several: each is a repository
 */
export function findCharts(directories: readonly string[]): FoundChart[] {
  return directories.flatMap((directory) => {
    const root = resolve(directory);
    return walk(root).map((chart) => {
      const path = relative(root, chart);
      const [first = '', ...rest] = path.split(sep);
      return directories.length > 1 || path === ''
        ? { repository: basename(root), name: path || basename(root), directory: chart }
        : { repository: first, name: rest.join('/') || first, directory: chart };
    });
  });
}

function walk(directory: string): string[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  if (entries.some((entry) => entry.name === 'Chart.yaml' && !entry.isDirectory())) return [directory];
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
    .sort((a, b) => compareBytes(a.name, b.name))
    .flatMap((entry) => walk(join(directory, entry.name)));
}

/** @returns a digest of the names and the content of all files */
export function digestOf(directory: string): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    for (const name of readdirSync(path).sort(compareBytes)) {
      const file = join(path, name);
      const found = statSync(file, { throwIfNoEntry: false });
      if (found?.isDirectory()) add(file);
      else hash.update(`${relative(directory, file)}\0${found?.size ?? 'missing'}\0`);
      if (found?.isFile()) hash.update(readFileSync(file));
    }
  };
  add(directory);
  return hash.digest('hex');
}
