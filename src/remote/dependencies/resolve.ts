import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Chart, type Dependency, packChart, readChart } from '../../chart/index.ts';
import { compareVersions, faultOfConstraint, parseVersion, satisfies } from '../../go/semver.ts';
import { RemoteError } from '../error.ts';
import { pull } from '../fetch-chart.ts';
import { isOci, parseReference } from '../reference.ts';
import { Registry } from '../registry.ts';
import { type Archive, listVersions } from '../repository.ts';
import type { Session } from '../session.ts';
import { lockedDependency } from './lock-digest.ts';
import type { Repositories } from './repositories.ts';

/** Finds and fetches the dependencies of one chart. */
export class Source {
  readonly #session: Session;
  readonly #repositories: Repositories;
  /** The chart's directory. */
  readonly #directory: string;
  readonly #mayBeOld: boolean;

  constructor(session: Session, repositories: Repositories, directory: string, mayBeOld: boolean) {
    this.#session = session;
    this.#repositories = repositories;
    this.#directory = directory;
    this.#mayBeOld = mayBeOld;
  }

  /**
   * Chooses a version for each dependency (resolver.Resolve of Helm 4.2.4): the newest in its range.
   *
   * @throws RemoteError all dependencies that cannot be found
   */
  async resolve(dependencies: readonly Dependency[]): Promise<Dependency[]> {
    const locked: Dependency[] = [];
    const missing: string[] = [];
    const hints: string[] = [];
    for (const dependency of dependencies) {
      const { name, repository, version } = dependency;
      const fault = faultOfConstraint(version === '' ? '*' : version);
      if (fault !== undefined)
        throw new RemoteError(`dependency ${JSON.stringify(name)} has an invalid version/constraint format: ${fault}`);
      const versions = await this.#versions(dependency);
      // Without a list of versions, the version is that of the existing chart.
      const chosen = versions ? versions.find((one) => isIn(one.version, version))?.version : version;
      if (chosen === undefined) {
        missing.push(
          `${JSON.stringify(name)} (repository ${JSON.stringify(repository)}, version ${JSON.stringify(version)})`,
        );
        if (versions?.length) hints.push(`of ${name} there is ${listVersions(versions)}`);
      }
      locked.push(lockedDependency(dependency, chosen ?? ''));
    }
    if (missing.length === 0) return locked;
    const message = `can't get a valid version for ${missing.length} subchart(s): ${missing.join(', ')}`;
    throw new RemoteError(message, { hint: hints.join('; ') || 'change the version constraint in Chart.yaml' });
  }

  /** The versions of a chart, the newest first; undefined where no version needs to be chosen. */
  async #versions(dependency: Dependency): Promise<readonly { readonly version: string }[] | undefined> {
    const { name, repository, version } = dependency;
    if (repository === '') {
      this.#localPath(join('charts', name));
      return undefined;
    }
    if (repository.startsWith('file://')) return [await this.#readLocal(repository)];
    if (isOci(repository)) {
      if (parseVersion(version)) return undefined;
      return new Registry(this.#session, parseReference(`${trim(repository)}/${name}`)).versions();
    }
    const versions = await this.#repositories.at(repository).versions(name, this.#mayBeOld);
    if (versions) return versions.filter(({ urls }) => urls.length > 0);
    throw new RemoteError(`${name} chart not found in repo ${repository}`);
  }

  /**
   * Fetches a dependency whose version is chosen, or packs its directory.
   *
   * @returns undefined for one that is in `charts/` already
   * @throws RemoteError
   */
  async fetch({
    name,
    version,
    repository,
  }: Dependency): Promise<(Archive & { readonly version: string }) | undefined> {
    if (repository === '') {
      const chart = await readChart(this.#localPath(join('charts', name)), join('charts', name), 'dependency');
      if (isIn(chart.version, version)) return undefined;
      throw new RemoteError(
        `dependency ${name} at version ${chart.version} does not satisfy the constraint ${version}`,
      );
    }
    if (repository.startsWith('file://')) {
      const chart = await this.#readLocal(repository);
      if (!isIn(chart.version, version)) throw new RemoteError(`can't get a valid version for dependency ${name}`);
      return { ...packChart(chart), version: chart.version };
    }
    if (isOci(repository)) {
      const archive = await pull(this.#session, `${trim(repository)}/${name}:${version}`, '');
      return { ...archive, version };
    }
    const from = this.#repositories.at(repository);
    const versions = (await from.versions(name, this.#mayBeOld)) ?? [];
    const entry =
      versions.find((one) => one.version === version) ?? versions.find((one) => isSame(one.version, version));
    if (!entry) {
      const hint = versions.length > 0 ? `it has ${listVersions(versions)}` : undefined;
      const message = `chart ${name} version ${version} not found in ${repository}`;
      throw new RemoteError(message, hint === undefined ? {} : { hint });
    }
    return { ...(await from.fetch(name, entry)), version };
  }

  #readLocal(repository: string): Promise<Chart> {
    return readChart(this.#localPath(repository.slice('file://'.length)), repository, 'dependency');
  }

  /** A directory, relative to that of the chart (resolver.GetLocalPath of Helm 4.2.4). */
  #localPath(name: string): string {
    const path = resolve(this.#directory, name);
    if (existsSync(path)) return path;
    throw new RemoteError(`directory ${path} not found`);
  }
}

const trim = (url: string): string => url.replace(/\/$/, '');

function isIn(version: string, range: string): boolean {
  const parsed = parseVersion(version);
  return parsed !== undefined && satisfies(parsed, range === '' ? '*' : range) === true;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left !== undefined && right !== undefined && compareVersions(left, right) === 0;
}
