import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../problem/fs-error.ts';
import type { Problem } from '../problem/problem.ts';
import { compareBytes } from '../yaml/json.ts';
import type { ChartFile } from './chart.ts';
import type { Ignore } from './ignore.ts';

/** Helm's bound for one file of a chart (archive.MaxDecompressedFileSize). */
const MAX_FILE = 5 * 1024 * 1024;

/**
 * Every file of a chart's folder that is not ignored, in the order of Helm's walk: the names of each folder sorted, a
 * folder's files where its name stands. Symbolic links are followed, to files and to folders.
 *
 * @param root the folder, as `fs` takes it
 * @param name the folder as the user named it, for problems
 */
export function readFiles(root: string, name: string, ignore: Ignore): { files: ChartFile[]; problems: Problem[] } {
  const files: ChartFile[] = [];
  const problems: Problem[] = [];
  const blame = (path: string, message: string, hint: string) =>
    problems.push({ code: 'chart', severity: 'error', message, where: { file: join(name, path) }, hint });

  const enter = (folder: string, above: readonly string[]): void => {
    const real = realpathSync(join(root, folder));
    if (above.includes(real)) {
      blame(
        folder,
        'a symbolic link leads back to a folder that it is in',
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
    if (stats.isDirectory()) enter(path, above);
    else if (!stats.isFile()) blame(path, 'is neither a file nor a folder', 'name it in .helmignore');
    else files.push({ path, text: readText(join(root, path)) });
  };

  const readText = (file: string): string => {
    const bytes = readFileSync(file);
    if (bytes.length > MAX_FILE) throw new Error(`it has ${bytes.length} bytes, and ${MAX_FILE} is the most`);
    return decode(bytes);
  };

  enter('', []);
  return { files, problems };
}

/** Bytes as text, without the byte-order mark; a byte that is no UTF-8 becomes a lone surrogate, which keeps it. */
export function decode(bytes: Uint8Array): string {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const content = start === 0 ? bytes : bytes.subarray(start);
  try {
    return strict.decode(content);
  } catch {
    return decodeAll(content);
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeAll(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] as number;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    try {
      if (length === 0 || i + length > bytes.length) throw new TypeError();
      text += strict.decode(bytes.subarray(i, i + length));
      i += length;
    } catch {
      text += String.fromCharCode(0xdc00 + lead);
      i++;
    }
  }
  return text;
}

export const isFolder = (path: string): boolean => {
  try {
    return lstatSync(path).isDirectory() || statSync(path).isDirectory();
  } catch {
    return false;
  }
};
