import { readYamlText } from '../yaml/read.ts';
import { isMap, type ValueMap } from '../yaml/value.ts';
import { RemoteError } from './error.ts';
import { isSameUrl } from './urls.ts';

/** A repository that the user added to Helm's list (repo.Entry of Helm 4.2.4). */
export interface KnownRepository {
  readonly name: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly caFile: string;
  readonly isInsecure: boolean;
  readonly passCredentials: boolean;
}

/**
 * Reads Helm's `repositories.yaml`.
 *
 * @throws RemoteError a file that is not YAML
 */
export function readRepositories(text: string): KnownRepository[] {
  const { document, problems } = readYamlText(text, { name: 'repositories.yaml' });
  if (!document) throw new RemoteError(problems[0]?.message ?? 'it is not YAML');
  const { value } = document;
  const list = isMap(value) && Array.isArray(value.repositories) ? value.repositories : [];
  return list.filter(isMap).map((map) => ({
    name: readText(map, 'name'),
    url: readText(map, 'url'),
    username: readText(map, 'username'),
    password: readText(map, 'password'),
    certFile: readText(map, 'certFile'),
    keyFile: readText(map, 'keyFile'),
    caFile: readText(map, 'caFile'),
    isInsecure: map.insecure_skip_tls_verify === true,
    passCredentials: map.pass_credentials_all === true,
  }));
}

const readText = (map: ValueMap, key: string): string => {
  const value = map[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** The repository that a dependency names by its URL, or as `@NAME` or `alias:NAME`. */
export const findRepository = (known: readonly KnownRepository[], repository: string): KnownRepository | undefined =>
  known.find(
    ({ name, url }) => repository === `@${name}` || repository === `alias:${name}` || isSameUrl(url, repository),
  );
