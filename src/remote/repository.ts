import { existsSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { RemoteError } from './error.ts';
import { type IndexEntry, readIndex, selectVersion } from './index-file.ts';
import type { KnownRepository } from './repositories-file.ts';
import { type Access, restrict, type Session } from './session.ts';
import { type Address, isSameUrl, parseAddress, resolveReference } from './urls.ts';

/** A chart's archive, in memory. */
export interface Archive {
  /** `web-1.2.3.tgz` */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A repository of charts: a directory with an `index.yaml`, on an HTTP server. */
export class Repository {
  readonly url: string;
  readonly #session: Session;
  readonly #access: Access;
  readonly #known: KnownRepository | undefined;
  #index: Promise<string> | undefined;

  /** @param known its entry in Helm's `repositories.yaml` */
  constructor(session: Session, url: string, known?: KnownRepository) {
    this.url = url;
    this.#session = session;
    this.#known = known;
    this.#access = known ? session.accessOf(known) : session.access();
  }

  /**
   * The versions of a chart, the newest first.
   *
   * @param mayBeOld whether the stored index of Helm may be used
   * @returns undefined where there is no such chart
   * @throws RemoteError
   */
  async versions(chart: string, mayBeOld = false): Promise<IndexEntry[] | undefined> {
    this.#index ??= this.#readIndex(mayBeOld);
    return readIndex(await this.#index, chart);
  }

  /** Fetches the index. @throws RemoteError */
  async update(): Promise<void> {
    this.#index = this.#readIndex(false);
    await this.#index;
  }

  /** @throws RemoteError */
  async fetch(chart: string, { urls: [first], digest }: IndexEntry): Promise<Archive> {
    if (first === undefined) throw new RemoteError(`the chart ${chart} has no downloadable URLs`);
    const address = parseAddress(resolveReference(this.url, first));
    return fetchArchive(this.#session, address, restrict(address, parseAddress(this.url).url, this.#access), digest);
  }

  async #readIndex(mayBeOld: boolean): Promise<string> {
    const kept = mayBeOld ? this.#keptIndex() : undefined;
    if (kept !== undefined) return kept;
    const { credentials } = parseAddress(this.url);
    const { url } = parseAddress(resolveReference(this.url, 'index.yaml'));
    const { limits } = this.#session;
    const bytes = await this.#session.download({ url, credentials }, this.#access, {
      limit: limits.index,
      isText: true,
      replaces: true,
    });
    return Buffer.from(bytes).toString('utf8');
  }

  /** The index that `helm repo update` wrote. */
  #keptIndex(): string | undefined {
    if (!this.#known) return undefined;
    const file = join(this.#session.paths.repositoryCache, `${this.#known.name}-index.yaml`);
    return existsSync(resolve(this.#session.io.cwd, file)) ? this.#session.readFile(file) : undefined;
  }
}

/** Fetches an archive. @throws RemoteError */
export async function fetchArchive(
  session: Session,
  address: Address,
  access: Access,
  digest: string,
): Promise<Archive> {
  const bytes = await session.download(address, access, {
    limit: session.limits.archive,
    digest,
    accept: 'application/gzip,application/octet-stream',
  });
  return { name: fileNameOf(address.url), bytes };
}

/** The last part of the path, as the name of a file. */
function fileNameOf({ pathname }: URL): string {
  let name = posix.basename(pathname);
  try {
    name = decodeURIComponent(name);
  } catch {
    // An escape that is not a character is kept.
  }
  return isFileName(name) ? name : 'chart.tgz';
}

/** Whether a name cannot leave its directory. */
export const isFileName = (name: string): boolean => /^[^./\\\0][^/\\\0]*$/.test(name);

/** The access to a URL: that of a known repository which the URL is in, else that of the flags. */
export function accessTo(session: Session, { url }: Address): Access {
  const known = session.repositories().find((repository) => isInside(url, repository));
  return known ? session.accessOf(known) : session.access();
}

function isInside(url: URL, repository: KnownRepository): boolean {
  try {
    const root = parseAddress(repository.url).url;
    const directory = root.pathname.endsWith('/') ? root.pathname : `${root.pathname}/`;
    return root.origin === url.origin && (url.pathname.startsWith(directory) || isSameUrl(root.href, url.href));
  } catch {
    return false;
  }
}

/**
 * Chooses a version of a chart in a repository, and fetches it.
 *
 * @param range empty for the newest
 * @throws RemoteError
 */
export async function fetchVersion(
  session: Session,
  repository: Repository,
  chart: string,
  range: string,
  mayBeOld: boolean,
): Promise<Archive> {
  const versions = await repository.versions(chart, mayBeOld);
  const asked = `chart ${JSON.stringify(chart)}${range === '' ? '' : ` version ${JSON.stringify(range)}`}`;
  const choice = versions && selectVersion(versions, range);
  if (!choice) {
    const hint = versions?.length
      ? `it has ${listVersions(versions)}`
      : 'the name is that of the chart, as it is in index.yaml';
    throw new RemoteError(`${asked} not found in ${repository.url} repository`, { hint });
  }
  if (choice.isNear) warnOfChoice(session, chart, range, choice.entry.version);
  return repository.fetch(chart, choice.entry);
}

/** Some versions, for a hint. */
export const listVersions = (versions: readonly { readonly version: string }[]): string => {
  const names = versions.slice(0, 5).map(({ version }) => version);
  return `${names.join(', ')}${versions.length > names.length ? ' and older ones' : ''}`;
};

/** Reports the chosen version where the requested one is not complete, as Helm does. */
export function warnOfChoice(session: Session, chart: string, requested: string, selected: string): void {
  session.problems.push({
    code: 'chart',
    severity: 'warning',
    message: `unable to find exact version requested; falling back to closest available version: ${chart} ${selected} for ${requested}`,
    hint: `write --version ${selected}`,
  });
}
