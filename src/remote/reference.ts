import { RemoteError } from './error.ts';

/** A chart in an OCI registry: `oci://HOST/REPOSITORY[:TAG][@DIGEST]`. */
export interface Reference {
  /** With its port. */
  readonly host: string;
  readonly repository: string;
  /** As it was written: with `+` where the registry has `_`; empty where there is none. */
  readonly tag: string;
  readonly digest: string;
}

const HOST = /^[A-Za-z0-9.-]+(?::\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](?::\d{1,5})?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.+-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

export const isOci = (text: string): boolean => text.startsWith('oci://');

/**
 * Reads the name of a chart in a registry (registry.newReference of Helm 4.2.4).
 *
 * @throws RemoteError what is wrong with it
 */
export function parseReference(text: string): Reference {
  const raw = text.slice('oci://'.length);
  if (/^[^/]*@/.test(raw)) refuse('it has a user name', '--username and --password give the credentials');
  const [, host = '', path = ''] = /^([^/]*)\/(.*)$/.exec(raw) ?? [];
  if (!HOST.test(host) || path === '') refuse('it is not oci://HOST/REPOSITORY', FORM);
  const at = path.lastIndexOf('@');
  const digest = at < 0 ? '' : path.slice(at + 1);
  const rest = at < 0 ? path : path.slice(0, at);
  const colon = rest.lastIndexOf(':');
  const repository = colon < 0 ? rest : rest.slice(0, colon);
  const tag = colon < 0 ? '' : rest.slice(colon + 1);
  if (!REPOSITORY.test(repository)) refuse(`${JSON.stringify(repository)} is not the name of a repository`, FORM);
  if (colon >= 0 && !TAG.test(tag)) refuse(`${JSON.stringify(tag)} is not a tag`, FORM);
  if (at >= 0 && !DIGEST.test(digest)) refuse(`${JSON.stringify(digest)} is not a digest of SHA-256`, FORM);
  return { host, repository, tag, digest };
}

const FORM = 'for example oci://registry.example.com/charts/web:1.2.3';

function refuse(message: string, hint: string): never {
  throw new RemoteError(message, { hint });
}

/** The tag of a version: registries take no `+`. */
export const tagOf = (version: string): string => version.replaceAll('+', '_');

/** The version of a tag. */
export const versionOf = (tag: string): string => tag.replaceAll('_', '+');

/** The name of the chart: the last part of the repository. */
export const chartOf = ({ repository }: Reference): string => repository.slice(repository.lastIndexOf('/') + 1);
