import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../problem/fs-error.ts';
import type { Problem } from '../problem/problem.ts';
import { readBounded } from '../problem/read-bounded.ts';
import { compareBytes } from '../yaml/json.ts';
import type { Ignore } from './ignore.ts';
import { isOutside } from './is-outside.ts';
import type { RawFile } from './raw-file.ts';

/** Helm's limit for one file of a chart, in bytes (archive.MaxDecompressedFileSize). */
const MAX_FILE = 5 * 1024 * 1024;

/** A limit that Helm does not have, for all files that are not ignored. */
const MAX_CHART = 256 * 1024 * 1024;

/**
 * Every file of a chart's directory that is not ignored, in the order of Helm's walk: sorted by name in each directory,
 * with the files of a directory at the place of its name. Symbolic links to files and directories are followed, and
 * `outside` names those that lead out of the chart, of which Helm tells, too.
 *
 * @param root the directory, as `fs` accepts it
 * @param name the directory as the user named it, for problems
 */
export function readFiles(
  root: string,
  name: string,
  ignore: Ignore,
): { files: RawFile[]; problems: Problem[]; outside: string[] } {
  const files: RawFile[] = [];
  const outside: string[] = [];
  let total = 0;
  const problems: Problem[] = [];
  const blame = (path: string, message: string, hint: string) =>
    problems.push({ code: 'chart', severity: 'error', message, where: { file: join(name, path) }, hint });

  const enter = (folder: string, above: readonly string[]): void => {
    const real = realpathSync(join(root, folder));
    if (above.includes(real)) {
      blame(
        folder,
        'a symbolic link leads back to a directory that contains it',
        'remove the link, or name it in .helmignore',
      );
      return;
    }
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => compareBytes(a.name, b.name))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      try {
        visit(path, entry, [...above, real]);
      } catch (error) {
        blame(path, `cannot be read: ${reasonOf(error)}`, 'name it in .helmignore if the chart does not need it');
      }
    }
  };

  const visit = (path: string, entry: Dirent, above: readonly string[]): void => {
    const stats: Dirent | Stats = entry.isSymbolicLink() ? statSync(join(root, path)) : entry;
    if (ignore(path, stats.isDirectory())) return;
    if (stats !== entry && isOutside(above[0] as string, realpathSync(join(root, path)))) outside.push(path);
    if (stats.isDirectory()) enter(path, above);
    else if (!stats.isFile()) blame(path, 'is neither a file nor a directory', 'add it to .helmignore');
    else files.push({ path, data: readData(join(root, path)) });
  };

  const readData = (file: string): Uint8Array => {
    const { size } = statSync(file);
    if (size > MAX_FILE) throw new Error(`it has ${size} bytes; at most ${MAX_FILE} are allowed`);
    const bytes = readBounded(file, MAX_FILE);
    total += bytes.length;
    if (total > MAX_CHART) throw new Error(`the chart has more than ${MAX_CHART} bytes, the most that are allowed`);
    return bytes;
  };

  enter('', []);
  return { files, problems, outside };
}

/** Whether a path is a directory, also through a symbolic link. */
export const isFolder = (path: string): boolean => {
  try {
    return lstatSync(path).isDirectory() || statSync(path).isDirectory();
  } catch {
    return false;
  }
};
