import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readChartArchive } from '../../chart/index.ts';
import { reasonOf } from '../../problem/fs-error.ts';
import { ProblemError } from '../../problem/problem.ts';
import { readBounded } from '../../problem/read-bounded.ts';
import { uninterrupted } from '../../problem/write-whole.ts';
import { RemoteError } from '../error.ts';
import { type Archive, isFileName } from '../repository.ts';

/** The most bytes of an archive. */
const MAX_ARCHIVE = 100 * 1024 * 1024;

/** A lock file to write. */
export interface LockFile {
  readonly name: 'Chart.lock' | 'requirements.lock';
  readonly text: string;
}

export interface Saved {
  /** The chart's directory. */
  readonly directory: string;
  readonly archives: readonly Archive[];
  /** The names of charts in `charts/` that no repository has: they stay. */
  readonly local: ReadonlySet<string>;
  readonly lock: LockFile | undefined;
}

/**
 * Puts archives into `charts/`, removes those that are there and not needed any more, and writes the lock file
 * (Manager.safeMoveDeps and writeLock of Helm 4.2.4). Files are written under temporary names and renamed, so that no
 * file is ever incomplete; where something cannot be written, nothing is changed.
 *
 * @param say receives the lines that Helm prints
 * @throws RemoteError why it cannot be done
 */
export async function save({ directory, archives, local, lock }: Saved, say: (line: string) => void): Promise<void> {
  const to = join(directory, 'charts');
  for (const { name, bytes } of archives) {
    if (!isFileName(name)) throw new RemoteError(`${JSON.stringify(name)} is not a name for an archive`);
    await readChartArchive(bytes, name, 'dependency');
  }
  if (lock) checkLink(join(directory, lock.name), lock.name);
  await uninterrupted(() => move({ directory, archives, local, lock }, to, say));
}

async function move(
  { directory, archives, local, lock }: Saved,
  to: string,
  say: (line: string) => void,
): Promise<void> {
  try {
    const isNew = makeDirectory(to);
    const aside = mkdtempSync(join(directory, 'tmpcharts-'));
    try {
      for (const { name, bytes } of archives) writeFileSync(join(aside, name), bytes);
      if (lock) writeFileSync(join(aside, 'lock'), lock.text);
      for (const { name } of archives) renameSync(join(aside, name), join(to, name));
      say('Deleting outdated charts');
      await removeOutdated(to, new Set(archives.map(({ name }) => name)), local, say);
      if (lock) renameSync(join(aside, 'lock'), join(directory, lock.name));
    } finally {
      rmSync(aside, { recursive: true, force: true });
      if (isNew && readdirSync(to).length === 0) rmdirSync(to);
    }
  } catch (error) {
    if (error instanceof RemoteError || error instanceof ProblemError) throw error;
    throw new RemoteError(`${directory} cannot be written to: ${reasonOf(error)}`);
  }
}

function makeDirectory(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return false;
  if (stats) throw new RemoteError(`${JSON.stringify(path)} is not a directory`);
  mkdirSync(path);
  return true;
}

function checkLink(path: string, name: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new RemoteError(`the ${name} file is a symlink`, { hint: 'replace the link by the file itself' });
}

async function removeOutdated(
  charts: string,
  wanted: ReadonlySet<string>,
  local: ReadonlySet<string>,
  say: (line: string) => void,
): Promise<void> {
  for (const entry of readdirSync(charts, { withFileTypes: true })) {
    if (entry.isDirectory() || wanted.has(entry.name)) continue;
    const file = join(charts, entry.name);
    try {
      const { name } = await readChartArchive(readBounded(file, MAX_ARCHIVE), file, 'dependency');
      if (!local.has(name)) rmSync(file);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      say(`Could not verify ${file} for deletion: ${error.message} (Skipping)`);
    }
  }
}
