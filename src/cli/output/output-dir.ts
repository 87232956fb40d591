import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { reasonOf } from '../../problem/fs-error.ts';
import { fail } from '../../problem/problem.ts';
import { uninterrupted } from '../../problem/write-whole.ts';

/** A file to write: its path below the directory, with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly text: string | Uint8Array;
}

/**
 * Writes files below a directory, all or none: each is first written to a temporary file, then all are renamed; the old
 * files are restored when one cannot be renamed. Nothing outside the directory is changed, not even through links.
 *
 * @param name the directory as the user named it
 * @param count is given how many files are written so far
 * @throws ProblemError `file`: why nothing is written
 */
export function writeFiles(
  name: string,
  cwd: string,
  files: readonly OutputFile[],
  count?: (done: number) => void,
): void {
  const root = resolve(cwd, name);
  for (const { path } of files) checkPath(name, root, path);
  uninterrupted(() => writeAll(name, root, files, count));
}

function writeAll(name: string, root: string, files: readonly OutputFile[], count?: (done: number) => void): void {
  const made: string[] = [];
  try {
    makeFolder(root, made);
    const aside = mkdtempSync(join(root, '.kilo-chart-'));
    try {
      files.forEach(({ text }, index) => {
        writeFileSync(join(aside, `new-${index}`), text);
        count?.(index + 1);
      });
      moveAll(aside, root, files, made);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  } catch (error) {
    for (const folder of made.toReversed()) removeIfEmpty(folder);
    fail({
      code: 'file',
      message: `nothing is written to ${name}: ${reasonOf(error)}`,
      hint: 'name another directory',
    });
  }
}

function checkPath(name: string, root: string, path: string): void {
  const fault = faultOf(root, path);
  if (fault !== undefined)
    fail({ code: 'file', message: `${path} is not written to ${name}: ${fault}`, hint: 'nothing is written at all' });
}

/** Every part of a path must be an ordinary name, and existing ones must be ordinary directories or files. */
function faultOf(root: string, path: string): string | undefined {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0') || part.includes(sep)))
    return 'it would not be in the directory';
  // A path that is not a directory is reported when it is created.
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  for (let length = 1; length <= parts.length; length++) {
    const place = parts.slice(0, length);
    const stats = lstatSync(join(root, ...place), { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (stats.isSymbolicLink()) return `${place.join('/')} is a symbolic link`;
    const isLast = length === parts.length;
    if (isLast ? !stats.isFile() : !stats.isDirectory())
      return `${place.join('/')} is ${isLast ? 'not a file' : 'not a directory'}`;
  }
  return undefined;
}

function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), made);
  mkdirSync(folder);
  made.push(folder);
}

function moveAll(aside: string, root: string, files: readonly OutputFile[], made: string[]): void {
  const undo: (() => void)[] = [];
  try {
    files.forEach(({ path }, index) => {
      const place = join(root, ...path.split('/'));
      // Writing the files took a while, in which somebody may have put a link there.
      const fault = faultOf(root, path);
      if (fault !== undefined) throw new Error(`${path}: ${fault}`);
      makeFolder(dirname(place), made);
      const old = join(aside, `old-${index}`);
      const replaces = existsSync(place);
      if (replaces) {
        renameSync(place, old);
        undo.push(() => renameSync(old, place));
      }
      renameSync(join(aside, `new-${index}`), place);
      undo.push(() => rmSync(place));
    });
  } catch (error) {
    for (const step of undo.toReversed()) step();
    throw error;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It contains files that this run did not write.
  }
}
