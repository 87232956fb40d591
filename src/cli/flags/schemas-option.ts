import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isOutside } from '../../chart/index.ts';
import type { SchemaFile } from '../../lint/index.ts';
import { reasonOf } from '../../problem/fs-error.ts';
import { fail } from '../../problem/problem.ts';
import { readTextBounded } from '../../problem/read-bounded.ts';

/**
 * The schemas of custom resources below directories: CustomResourceDefinitions and JSON schemas.
 *
 * @param directories of `--schemas` and of a configuration; a file is accepted, too
 * @throws ProblemError `usage`: one that cannot be read
 */
export function readSchemaFiles(directories: readonly string[], cwd: string): SchemaFile[] {
  return directories.flatMap((directory) => {
    try {
      const path = resolve(cwd, directory);
      if (!statSync(path).isDirectory()) return [{ path: directory, text: readTextBounded(path) }];
      return filesBelow(path).map((name) => ({ path: join(directory, name), text: readTextBounded(join(path, name)) }));
    } catch (error) {
      return fail({
        code: 'usage',
        message: `the schemas of ${directory} cannot be read: ${reasonOf(error as NodeJS.ErrnoException)}`,
        hint: 'name a directory with CustomResourceDefinitions or JSON schemas',
      });
    }
  });
}

/** The user named the directory: a link in it may not lead elsewhere, and what is not a file may have no end. */
function filesBelow(directory: string): string[] {
  const root = realpathSync(directory);
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name) && !statSync(join(directory, name)).isDirectory())
    .sort()
    .map((name) => {
      if (isOutside(root, realpathSync(join(directory, name)))) throw new Error(`${name} leads out of it`);
      if (!statSync(join(directory, name)).isFile()) throw new Error(`${name} is not a file`);
      return name;
    });
}
