import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
      if (statSync(path).isFile()) return [{ path: directory, text: readTextBounded(path) }];
      const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /\.(?:ya?ml|json)$/.test(name),
      );
      return names.sort().map((name) => ({ path: join(directory, name), text: readTextBounded(join(path, name)) }));
    } catch (error) {
      return fail({
        code: 'usage',
        message: `the schemas of ${directory} cannot be read: ${reasonOf(error as NodeJS.ErrnoException)}`,
        hint: 'name a directory with CustomResourceDefinitions or JSON schemas',
      });
    }
  });
}
