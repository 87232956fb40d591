import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Chart, type Dependency, type Lock, readChart, readLock, writeLock } from '../../chart/index.ts';
import { fail, type Problem } from '../../problem/problem.ts';

import { explain, RemoteError } from '../error.ts';
import type { Archive } from '../repository.ts';
import { type RemoteFlags, type RemoteIo, Session } from '../session.ts';
import { digestOf, oldDigestOf } from './lock-digest.ts';
import { Repositories } from './repositories.ts';
import { Source } from './resolve.ts';
import { type LockFile, save } from './save.ts';

export interface DependencyFlags extends RemoteFlags {
  /** Whether to use the indexes that Helm has stored for its repositories. */
  readonly skipRefresh?: boolean;
}

/** The lines that Helm prints about what was done. */
export interface Managed {
  readonly text: string;
  /** How many files were written. */
  readonly files: number;
  readonly problems: readonly Problem[];
}

/**
 * `dependency update`: chooses versions again, fetches them into `charts/`, and writes the lock file
 * (downloader.Manager.Update of Helm 4.2.4).
 *
 * @param name the chart's directory as the user named it
 * @throws ProblemError why nothing was changed
 */
export async function updateDependencies(name: string, flags: DependencyFlags, io: RemoteIo): Promise<Managed> {
  const chart = await open(name, io);
  return manage(name, flags, io, (run) => update(run, chart));
}

/**
 * `dependency build`: fetches what the lock file has into `charts/`; without one, the same as an update
 * (downloader.Manager.Build of Helm 4.2.4).
 *
 * @param name the chart's directory as the user named it
 * @throws ProblemError why nothing was changed
 */
export async function buildDependencies(name: string, flags: DependencyFlags, io: RemoteIo): Promise<Managed> {
  const chart = await open(name, io);
  const lock = chart.lock && readLock(chart.lock, join(name, chart.lock.path));
  return manage(name, flags, io, (run) => (lock ? build(run, chart, lock) : update(run, chart)));
}

interface Run {
  readonly directory: string;
  readonly flags: DependencyFlags;
  readonly repositories: Repositories;
  readonly source: Source;
  readonly say: (line: string) => void;
}

async function open(name: string, { cwd }: RemoteIo): Promise<Chart> {
  const path = resolve(cwd, name);
  const chart = await readChart(path, name, 'dependency');
  if (statSync(path).isDirectory()) return chart;
  return fail({
    code: 'chart',
    message: 'only unpacked charts can be updated',
    where: { file: name },
    hint: 'unpack it, and name the directory',
  });
}

async function manage(
  name: string,
  flags: DependencyFlags,
  io: RemoteIo,
  work: (run: Run) => Promise<number>,
): Promise<Managed> {
  const session = new Session(flags, io);
  const directory = resolve(io.cwd, name);
  const repositories = new Repositories(session);
  const source = new Source(session, repositories, directory, flags.skipRefresh ?? false);
  let text = '';
  const say = (line: string): void => {
    text += `${line}\n`;
    io.begin?.(line);
  };
  const files = await explain(`the dependencies of ${name} cannot be fetched`, () =>
    work({ directory, flags, repositories, source, say }),
  );
  return { text, files, problems: session.problems };
}

/** @returns how many files were written */
async function update(run: Run, { metadata, lock }: Chart): Promise<number> {
  const { dependencies, apiVersion } = metadata;
  if (dependencies === undefined) return 0;
  const required = run.repositories.resolve(dependencies);
  await run.repositories.update(run.say, run.flags.skipRefresh ?? false);
  const { archives, locked } = await fetchAll(run, await run.source.resolve(required));
  const digest = digestOf(required, locked);
  const name = apiVersion === 'v1' ? 'requirements.lock' : 'Chart.lock';
  const before = lock && readLock(lock, lock.path).digest;
  const written: LockFile | undefined =
    before === digest
      ? undefined
      : { name, text: writeLock({ dependencies: locked, digest, generated: new Date().toISOString() }) };
  await save({ directory: run.directory, archives, local: localNames(locked), lock: written }, run.say);
  return archives.length + (written ? 1 : 0);
}

/** @returns how many files were written */
async function build(run: Run, { metadata }: Chart, lock: Lock): Promise<number> {
  const required = metadata.dependencies ?? [];
  const resolved = run.repositories.resolve(required);
  const isOld = metadata.apiVersion === 'v1';
  const isInSync =
    digestOf(resolved, lock.dependencies) === lock.digest || (isOld && oldDigestOf(required) === lock.digest);
  if (!isInSync) {
    const [locks, asks] = isOld ? ['requirements.lock', 'requirements.yaml'] : ['Chart.lock', 'Chart.yaml'];
    const message = `the lock file (${locks}) is out of sync with the dependencies file (${asks})`;
    throw new RemoteError(message, { hint: `update the dependencies: kilo-chart dependency update` });
  }
  const locked = run.repositories.resolve(lock.dependencies);
  await run.repositories.update(run.say, run.flags.skipRefresh ?? false);
  const { archives } = await fetchAll(run, locked);
  await save({ directory: run.directory, archives, local: localNames(locked), lock: undefined }, run.say);
  return archives.length;
}

const localNames = (dependencies: readonly Dependency[]): Set<string> =>
  new Set(dependencies.filter(({ repository }) => repository === '').map(({ name }) => name));

/** Fetches all, and reports that as Helm does. A chart that is packed here has the version that it was packed with. */
async function fetchAll(
  { source, say }: Run,
  dependencies: readonly Dependency[],
): Promise<{ archives: Archive[]; locked: Dependency[] }> {
  say(`Saving ${dependencies.length} charts`);
  const archives = new Map<string, Archive>();
  const locked: Dependency[] = [];
  for (const dependency of dependencies) {
    const { name, repository } = dependency;
    if (repository === '')
      say(`Dependency ${name} did not declare a repository. Assuming it exists in the charts directory`);
    const archive = await source.fetch(dependency);
    if (archive && !repository.startsWith('file://'))
      say(`${archives.has(archive.name) ? 'Already downloaded' : 'Downloading'} ${name} from repo ${repository}`);
    if (archive) archives.set(archive.name, archive);
    locked.push(archive ? { ...dependency, version: archive.version } : dependency);
  }
  return { archives: [...archives.values()], locked };
}
