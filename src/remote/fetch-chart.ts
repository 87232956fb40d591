import { parseVersion } from '../go/semver.ts';
import type { Problem } from '../problem/problem.ts';
import { explain, RemoteError } from './error.ts';
import { selectVersion } from './index-file.ts';
import { isOci, parseReference } from './reference.ts';
import { Registry } from './registry.ts';
import {
  type Archive,
  accessTo,
  fetchArchive,
  fetchVersion,
  listVersions,
  Repository,
  warnOfChoice,
} from './repository.ts';
import { type RemoteFlags, type RemoteIo, Session } from './session.ts';
import { parseAddress } from './urls.ts';

export interface FetchedChart extends Archive {
  /** Warnings. */
  readonly problems: readonly Problem[];
}

/**
 * Fetches the archive of a chart that is not on the disk, as Helm finds it (action.ChartPathOptions.LocateChart of Helm
 * 4.2.4): `oci://…`, `https://…/chart.tgz`, a name in the repository of `--repo`, or `REPOSITORY/CHART` of a repository
 * that Helm knows.
 *
 * @throws ProblemError `chart`: why it is not to be had; never with credentials in it
 */
export function fetchChart(name: string, flags: RemoteFlags, io: RemoteIo): Promise<FetchedChart> {
  const session = new Session(flags, io);
  return explain(`cannot fetch ${name}`, async () => {
    const archive = await locate(session, name.trim());
    return { ...archive, problems: session.problems };
  });
}

/** The range that the flags request; empty for the newest version. */
function rangeOf({ version = '', devel }: RemoteFlags): string {
  if (version.trim() !== '') return version.trim();
  return devel ? '>0.0.0-0' : '';
}

async function locate(session: Session, name: string): Promise<Archive> {
  const { flags } = session;
  const range = rangeOf(flags);
  if (isOci(name)) return pull(session, name, range);
  if (flags.repo) {
    if (isOci(flags.repo)) {
      const hint = `write ${flags.repo.replace(/\/$/, '')}/${name} without --repo`;
      throw new RemoteError('--repo takes the URL of a repository with an index.yaml', { hint });
    }
    return fetchVersion(session, new Repository(session, flags.repo), name, range, false);
  }
  if (/^https?:/i.test(name)) {
    const address = parseAddress(name);
    return fetchArchive(session, address, accessTo(session, address), '');
  }
  const [repositoryName = '', ...rest] = name.split('/');
  const known = session.repositories().find((repository) => repository.name === repositoryName);
  if (!known) {
    const hint = `there is no file of that name, either; --repo URL names a repository, helm repo add ${repositoryName} URL adds one to Helm's list`;
    throw new RemoteError(`repo ${repositoryName} not found`, { hint });
  }
  if (known.url === '') throw new RemoteError(`no URL found for repository ${repositoryName}`);
  return fetchVersion(session, new Repository(session, known.url, known), rest.join('/'), range, true);
}

/** Chooses a tag as Helm does (registry.Client.ValidateReference), and pulls it. */
export async function pull(session: Session, name: string, range: string): Promise<Archive> {
  const reference = parseReference(name);
  const registry = new Registry(session, reference);
  const { tag, digest } = reference;
  if (range !== '' && tag !== '' && tag !== range) {
    const hint = 'leave --version out, or the tag';
    throw new RemoteError(`chart reference and version mismatch: ${range} is not ${tag}`, { hint });
  }
  const asked = range || tag;
  if (digest !== '') return registry.pull(asked);
  if (parseVersion(asked)) return registry.pull(asked);
  const versions = await registry.versions();
  if (versions.length === 0) throw new RemoteError('unable to locate any tags in provided repository');
  const choice = selectVersion(versions, asked);
  if (!choice) {
    const hint = `it has ${listVersions(versions)}`;
    throw new RemoteError(`could not locate a version matching provided version string ${asked}`, { hint });
  }
  if (choice.isNear) warnOfChoice(session, name, asked, choice.entry.version);
  return registry.pull(choice.entry.version);
}
