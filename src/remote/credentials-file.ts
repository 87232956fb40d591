import { parseJson } from '../yaml/json.ts';
import { isMap, type ValueMap } from '../yaml/value.ts';
import type { Credentials } from './urls.ts';

/** What a credentials file has for a registry: its credentials, or the program that knows them. */
export type Found = { readonly credentials: Credentials } | { readonly helper: string; readonly server: string };

/** The names that a registry may have in the file: Docker Hub has a special one. */
const namesOf = (host: string): readonly string[] =>
  /^(?:registry-1\.|index\.)?docker\.io$/.test(host)
    ? ['https://index.docker.io/v1/', 'docker.io', 'index.docker.io', 'registry-1.docker.io']
    : [host, `https://${host}`, `http://${host}`, `https://${host}/`, `https://${host}/v1/`, `https://${host}/v2/`];

/**
 * The credentials for a registry in a file of Docker's form, which Helm's own has, too: `auths`, `credHelpers`,
 * `credsStore`.
 *
 * @returns undefined where the file has none, or is not of this form
 */
export function findCredentials(text: string, host: string): Found | undefined {
  const config = readMap(text);
  if (!config) return undefined;
  const names = namesOf(host);
  const helpers = isMap(config.credHelpers) ? config.credHelpers : undefined;
  const helper = helpers && names.map((name) => helpers[name]).find((value) => typeof value === 'string');
  if (typeof helper === 'string') return { helper, server: names[0] as string };
  const auths = isMap(config.auths) ? config.auths : undefined;
  for (const name of names) {
    const found = auths?.[name];
    const credentials = isMap(found) ? readAuth(found) : undefined;
    if (credentials) return { credentials };
  }
  const { credsStore } = config;
  return typeof credsStore === 'string' && credsStore !== ''
    ? { helper: credsStore, server: names[0] as string }
    : undefined;
}

function readMap(text: string): ValueMap | undefined {
  try {
    const config = parseJson(text);
    return isMap(config) ? config : undefined;
  } catch {
    return undefined;
  }
}

function readAuth({ auth, username, password }: ValueMap): Credentials | undefined {
  if (typeof auth === 'string' && auth !== '') {
    const text = Buffer.from(auth, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
  }
  return typeof username === 'string' && typeof password === 'string' ? { username, password } : undefined;
}
