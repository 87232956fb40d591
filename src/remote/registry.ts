import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareVersions, parseVersion } from '../go/semver.ts';
import { parseJson } from '../yaml/json.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';
import { askHelper } from './ask-helper.ts';
import { type Challenge, parseChallenges } from './challenge.ts';
import { findCredentials } from './credentials-file.ts';
import { RemoteError } from './error.ts';
import type { Answer } from './http.ts';
import { chartOf, type Reference, tagOf, versionOf } from './reference.ts';
import type { Archive } from './repository.ts';
import { type Access, checkDigest, type Session } from './session.ts';
import { basicAuthorization, type Credentials, parseAddress } from './urls.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.cncf.helm.config.v1+json';
/** The second is what Helm wrote before 3.7. */
const CHART_LAYERS = ['application/vnd.cncf.helm.chart.content.v1.tar+gzip', 'application/tar+gzip'];

const MAX_DOCUMENT = 4 * 1024 * 1024;
const MAX_PAGES = 200;

/** One repository of an OCI registry (registry.Client of Helm 4.2.4, and the distribution specification). */
export class Registry {
  readonly #session: Session;
  readonly #reference: Reference;
  readonly #access: Access;
  readonly #root: string;
  #authorization: string | undefined;

  constructor(session: Session, reference: Reference) {
    this.#session = session;
    this.#reference = reference;
    this.#access = session.access();
    const host = reference.host === 'docker.io' ? 'registry-1.docker.io' : reference.host;
    this.#root = `${session.flags.plainHttp ? 'http' : 'https'}://${host}/v2/${reference.repository}/`;
  }

  /**
   * The versions that the registry has, the newest first; other tags do not count.
   *
   * @throws RemoteError
   */
  async versions(): Promise<{ readonly version: string }[]> {
    const tags = await this.#tags();
    return tags
      .flatMap((tag) => {
        const version = versionOf(tag);
        const parsed = /^\d+\.\d+\.\d+/.test(version) ? parseVersion(version) : undefined;
        return parsed ? [{ version, parsed }] : [];
      })
      .sort((a, b) => compareVersions(b.parsed, a.parsed))
      .map(({ version }) => ({ version }));
  }

  async #tags(): Promise<string[]> {
    const key = `${this.#root}tags/list`;
    if (this.#session.flags.offline) return readTags(parse(this.#session.recall(key)));
    const tags: string[] = [];
    let url: string | undefined = key;
    for (let page = 0; url !== undefined; page++) {
      if (page >= MAX_PAGES) throw new RemoteError('its list of tags does not end');
      const { body, headers } = await this.#get(url, 'application/json');
      for (const tag of readTags(parse(body))) tags.push(tag);
      const [, next] = /<([^<>]*)>\s*;\s*rel="?next"?/.exec([headers.link].flat().join(',')) ?? [];
      url = next === undefined ? undefined : this.#sameOrigin(next, url);
    }
    this.#session.cache.put(key, Buffer.from(JSON.stringify({ tags })), true);
    return tags;
  }

  #sameOrigin(next: string, url: string): string {
    const resolved = new URL(next, url);
    if (resolved.origin === new URL(url).origin) return resolved.href;
    throw new RemoteError('its list of tags goes on at another host');
  }

  /**
   * Pulls a chart.
   *
   * @param tag its version, where the reference has no digest
   * @throws RemoteError
   */
  async pull(tag: string): Promise<Archive> {
    const { digest } = this.#reference;
    const manifest = await this.#manifest(digest || tagOf(tag));
    const layers = Array.isArray(manifest.layers) ? manifest.layers.filter(isMap) : [];
    const config = isMap(manifest.config) ? manifest.config.mediaType : undefined;
    if (config !== CONFIG) throw new RemoteError(`it is not a chart: its config is not of the type ${CONFIG}`);
    const layer = layers.findLast(({ mediaType }) => CHART_LAYERS.includes(String(mediaType)));
    const found = layer && /^sha256:([0-9a-f]{64})$/.exec(String(layer.digest))?.[1];
    if (found === undefined) throw new RemoteError(`it is not a chart: it has no layer of the type ${CHART_LAYERS[0]}`);
    const name = `${chartOf(this.#reference)}-${tag || digest.replace(':', '-')}.tgz`;
    return { name, bytes: await this.#blob(found) };
  }

  async #manifest(reference: string): Promise<ValueMap> {
    const url = `${this.#root}manifests/${reference}`;
    const [, digest = ''] = /^sha256:(.*)$/.exec(reference) ?? [];
    const known = digest === '' ? undefined : this.#session.cache.get(digest);
    const bytes = known ?? (await this.#fetchManifest(url, digest));
    const manifest = parse(bytes);
    if (!isMap(manifest)) throw new RemoteError('its manifest is not a map');
    return manifest;
  }

  async #fetchManifest(url: string, digest: string): Promise<Uint8Array> {
    if (this.#session.flags.offline) return this.#session.recall(url);
    const { body, headers } = await this.#get(url, MANIFEST);
    const said = /^sha256:(.*)$/.exec([headers['docker-content-digest']].flat()[0] ?? '')?.[1] ?? '';
    checkDigest(body, digest || said);
    this.#session.cache.put(url, body);
    return body;
  }

  async #blob(digest: string): Promise<Uint8Array> {
    const known = this.#session.cache.get(digest);
    if (known) return known;
    const url = `${this.#root}blobs/sha256:${digest}`;
    if (this.#session.flags.offline) return this.#session.recall(url);
    const { body } = await this.#get(url, '*/*', this.#session.limits.archive);
    checkDigest(body, digest);
    this.#session.cache.put(url, body);
    return body;
  }

  async #get(url: string, accept: string, limit = MAX_DOCUMENT): Promise<Answer> {
    const ask = () =>
      this.#session.get(new URL(url), {
        ...this.#access,
        credentials: undefined,
        authorization: this.#authorization,
        // Tokens are for the registry: the servers with its content do not know them.
        passCredentials: false,
        headers: { accept },
        limit,
      });
    let answer = await ask();
    if (answer.status === 401 && this.#authorization === undefined) {
      this.#authorization = await this.#authorize(answer);
      if (this.#authorization !== undefined) answer = await ask();
    }
    const { status, statusText } = answer;
    if (status === 200) return answer;
    const hint =
      status === 401 || status === 403
        ? { hint: '--username and --password give the credentials, or: helm registry login' }
        : status === 404
          ? { hint: 'look whether the name and the version are right' }
          : {};
    throw new RemoteError(`${status} ${statusText}`, { status, ...hint });
  }

  /** The header that the registry requires: basic authentication, or a token of the service that it names. */
  async #authorize({ headers }: Answer): Promise<string | undefined> {
    const challenges = parseChallenges([headers['www-authenticate']].flat().join(', '));
    const credentials = await this.#credentials();
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (bearer) return `Bearer ${await this.#token(bearer, credentials)}`;
    const isBasic = challenges.some(({ scheme }) => scheme === 'basic');
    return isBasic && credentials ? basicAuthorization(credentials) : undefined;
  }

  async #token({ parameters }: Challenge, credentials: Credentials | undefined): Promise<string> {
    const { url } = parseAddress(parameters.get('realm') ?? '');
    const registry = new URL(this.#root);
    if (credentials && url.protocol !== 'https:' && url.origin !== registry.origin)
      throw new RemoteError(`it asks to send the credentials to ${url.origin}, which has no TLS`);
    const service = parameters.get('service');
    if (service !== undefined) url.searchParams.set('service', service);
    url.searchParams.set('scope', `repository:${this.#reference.repository}:pull`);
    const { tls } = this.#access;
    const { cert: _, key: __, ...rest } = tls;
    const answer = await this.#session.get(url, {
      credentials,
      tls: url.origin === registry.origin ? tls : rest,
      limit: MAX_DOCUMENT,
    });
    if (answer.status !== 200)
      throw new RemoteError(`no token from ${url.origin}: ${answer.status} ${answer.statusText}`, {
        status: answer.status,
        hint: '--username and --password give the credentials, or: helm registry login',
      });
    const document = parse(answer.body);
    const token = isMap(document) ? document.token || document.access_token : undefined;
    if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
    throw new RemoteError(`no token from ${url.origin}`);
  }

  /** The credentials from the flags, otherwise those from Helm's file, otherwise those from Docker's file. */
  async #credentials(): Promise<Credentials | undefined> {
    if (this.#access.credentials) return this.#access.credentials;
    const { paths, io } = this.#session;
    for (const file of [paths.registryConfig, paths.dockerConfig]) {
      if (!existsSync(resolve(io.cwd, file))) continue;
      const found = findCredentials(this.#session.readFile(file), this.#reference.host);
      if (!found) continue;
      if ('credentials' in found) return found.credentials;
      const told = await askHelper(found.helper, found.server, io.env);
      if (told) return told;
    }
    return undefined;
  }
}

function parse(bytes: Uint8Array): Value {
  try {
    return parseJson(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw new RemoteError(`its answer is not JSON: ${(error as Error).message}`);
  }
}

const readTags = (document: Value): string[] =>
  isMap(document) && Array.isArray(document.tags)
    ? document.tags.filter((tag): tag is string => typeof tag === 'string')
    : [];
