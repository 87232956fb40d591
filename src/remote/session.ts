import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf } from '../problem/fs-error.ts';
import type { Problem } from '../problem/problem.ts';
import { MAX_FILE, readTextBounded } from '../problem/read-bounded.ts';
import { Cache, sha256 } from './cache.ts';
import { RemoteError } from './error.ts';
import { type Answer, BOUNDS, type Bounds, type GetOptions, get, type Tls } from './http.ts';
import { cacheDirectory, type Environment, type HelmPaths, helmPaths, type PathFlags } from './paths.ts';
import { type KnownRepository, readRepositories } from './repositories-file.ts';
import { type Address, type Credentials, parseAddress } from './urls.ts';

/** The flags about repositories, under commander's names; each means what it means to Helm. */
export interface RemoteFlags extends PathFlags {
  readonly repo?: string;
  readonly version?: string;
  readonly devel?: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly insecureSkipTlsVerify?: boolean;
  readonly passCredentials?: boolean;
  readonly plainHttp?: boolean;
  /** Take everything from the cache. Helm has no such flag. */
  readonly offline?: boolean;
}

/** What a fetch uses of the process around it. */
export interface RemoteIo {
  readonly cwd: string;
  readonly env: Environment;
  /** Other limits than the usual ones, for tests. */
  readonly bounds?: Bounds;
  readonly limits?: Limits;
  /** Is told what is fetched. */
  readonly begin?: (what: string) => void;
  /** Is told what came of it. */
  readonly note?: (fact: string) => void;
}

/** The most bytes that are read of an answer. */
export interface Limits {
  readonly archive: number;
  readonly index: number;
}

const MEBIBYTE = 1024 * 1024;

/** Charts have at most 100 MiB unpacked; the largest public index has a third of this. */
const LIMITS: Limits = { archive: 100 * MEBIBYTE, index: 64 * MEBIBYTE };

/** The access to one repository or registry: credentials and TLS. */
export interface Access {
  readonly credentials: Credentials | undefined;
  readonly tls: Tls;
  readonly passCredentials: boolean;
}

export interface Download {
  readonly limit: number;
  /** The expected digest in hexadecimal digits, if it is known. */
  readonly digest?: string;
  readonly accept?: string;
  /** Whether it is text, which a server may pack without being asked; an archive is packed in any case. */
  readonly isText?: boolean;
  /** Whether the earlier content of the URL is not needed any more, as for indexes. */
  readonly replaces?: boolean;
}

/** One run's fetches: the flags, the cache, and the messages about them. */
export class Session {
  readonly flags: RemoteFlags;
  readonly io: RemoteIo;
  readonly paths: HelmPaths;
  readonly cache: Cache;
  readonly limits: Limits;
  /** Warnings. */
  readonly problems: Problem[] = [];
  #repositories: readonly KnownRepository[] | undefined;

  constructor(flags: RemoteFlags, io: RemoteIo) {
    this.flags = flags;
    this.io = io;
    this.paths = helmPaths(io.env, flags);
    const directory = cacheDirectory(io.env);
    io.note?.(`cache: ${directory}`);
    this.cache = new Cache(directory);
    this.limits = io.limits ?? LIMITS;
  }

  /** The access that the flags define. */
  access(): Access {
    const {
      username = '',
      password = '',
      caFile,
      certFile,
      keyFile,
      insecureSkipTlsVerify,
      passCredentials,
    } = this.flags;
    return {
      credentials: credentialsOf(username, password),
      tls: this.#readTls(caFile, certFile, keyFile, insecureSkipTlsVerify ?? false),
      passCredentials: passCredentials ?? false,
    };
  }

  /** The access that Helm's `repositories.yaml` defines; flags take precedence. */
  accessOf(repository: KnownRepository): Access {
    const own = this.access();
    const { username, password, caFile, certFile, keyFile, isInsecure, passCredentials } = repository;
    return {
      credentials: own.credentials ?? credentialsOf(username, password),
      tls: { ...this.#readTls(caFile, certFile, keyFile, isInsecure), ...own.tls },
      passCredentials: own.passCredentials || passCredentials,
    };
  }

  /**
   * The repositories that Helm knows; none where there is no such file.
   *
   * @throws RemoteError a file that cannot be read
   */
  repositories(): readonly KnownRepository[] {
    const file = resolve(this.io.cwd, this.paths.repositoryConfig);
    this.#repositories ??= existsSync(file) ? readRepositories(this.readFile(file)) : [];
    return this.#repositories;
  }

  /** @throws RemoteError a file that cannot be read */
  readFile(name: string): string {
    try {
      return readTextBounded(resolve(this.io.cwd, name));
    } catch (error) {
      throw new RemoteError(`${name} cannot be read: ${reasonOf(error)}`);
    }
  }

  /**
   * The content of a URL: from the cache where its digest is known and cached, otherwise from the server; with
   * `--offline`, the last content from the server.
   *
   * @throws RemoteError why it cannot be fetched
   */
  async download({ url, credentials }: Address, access: Access, wanted: Download): Promise<Uint8Array> {
    const { digest = '', limit, accept, isText, replaces } = wanted;
    const known = digest === '' ? undefined : this.cache.get(digest);
    if (known) return this.#fromCache(url.href, known);
    if (this.flags.offline) return this.recall(url.href);
    const answer = await this.get(url, {
      ...access,
      credentials: credentials ?? access.credentials,
      limit,
      ...(accept !== undefined && { headers: { accept } }),
    });
    if (answer.status !== 200)
      throw new RemoteError(`${answer.status} ${answer.statusText}`, { status: answer.status, ...hintAt(answer) });
    if (isText) refusePacked(answer);
    checkDigest(answer.body, digest);
    this.cache.put(url.href, answer.body, replaces);
    return answer.body;
  }

  /**
   * What a key of the cache refers to.
   *
   * @throws RemoteError it is not there
   */
  recall(key: string): Uint8Array {
    const found = this.cache.recall(key);
    if (found) return this.#fromCache(key, found);
    throw new RemoteError('it is not in the cache', { hint: 'leave --offline out to fetch it' });
  }

  async get(url: URL, options: GetOptions): Promise<Answer> {
    const { bounds = BOUNDS, env, begin, note } = this.io;
    begin?.(`fetching ${withoutQuery(url)}`);
    const answer = await get(url, { bounds, env, ...options });
    note?.(`fetched ${withoutQuery(url)}: ${answer.status}, ${answer.body.length} bytes`);
    return answer;
  }

  #fromCache(key: string, bytes: Uint8Array): Uint8Array {
    this.io.note?.(`from the cache: ${key}, ${bytes.length} bytes`);
    return bytes;
  }

  #readTls(caFile = '', certFile = '', keyFile = '', isInsecure: boolean): Tls {
    return {
      ...(caFile !== '' && { ca: this.readFile(caFile) }),
      // Helm takes them only together.
      ...(certFile !== '' && keyFile !== '' && { cert: this.readFile(certFile), key: this.readFile(keyFile) }),
      ...(isInsecure && { isInsecure }),
    };
  }
}

/** A URL for a message: what comes after `?` may be a signature. */
const withoutQuery = ({ origin, pathname }: URL): string => `${origin}${pathname}`;

/** Helm takes them only together. */
const credentialsOf = (username: string, password: string): Credentials | undefined =>
  username === '' || password === '' ? undefined : { username, password };

const hintAt = ({ status }: Answer): { hint?: string } =>
  status === 401 || status === 403 ? { hint: '--username and --password give the credentials' } : {};

/** As in Helm, nothing is unpacked but archives. @throws RemoteError a text that is packed */
function refusePacked({ headers }: Answer): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (/^identity$/i.test(encoding)) return;
  throw new RemoteError(`the server sends it packed (content-encoding: ${encoding}), which it was asked not to`, {
    hint: 'fetch it with curl --compressed, and name the file',
  });
}

/** @throws RemoteError the bytes have another digest than expected */
export function checkDigest(bytes: Uint8Array, digest: string): void {
  if (digest === '' || sha256(bytes) === digest) return;
  throw new RemoteError(`its digest is sha256:${sha256(bytes)}, where sha256:${digest} was expected`, {
    hint: 'what the server has is damaged, or was replaced',
  });
}

/** An address without the credentials that another origin than the given one must not get. */
export function restrict(address: Address, origin: URL, access: Access): Access {
  if (address.url.origin === origin.origin || access.passCredentials) return access;
  const { cert: _, key: __, ...tls } = access.tls;
  return { ...access, credentials: undefined, tls };
}

/** The content of a URL, for callers that need no cache: `-f URL`. */
export async function fetchFile(name: string, io: RemoteIo): Promise<Uint8Array> {
  const { url, credentials } = parseAddress(name);
  const { env, bounds = BOUNDS, limits = LIMITS } = io;
  io.begin?.(`fetching ${withoutQuery(url)}`);
  const answer = await get(url, { credentials, limit: Math.min(limits.index, MAX_FILE), env, bounds });
  if (answer.status !== 200) throw new RemoteError(`${answer.status} ${answer.statusText}`);
  refusePacked(answer);
  io.note?.(`fetched ${withoutQuery(url)}: ${answer.body.length} bytes`);
  return answer.body;
}
