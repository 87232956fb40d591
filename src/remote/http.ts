import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { RemoteError } from './error.ts';
import type { Environment } from './paths.ts';
import { proxyFor } from './proxy.ts';
import { basicAuthorization, type Credentials, parseAddress } from './urls.ts';

/** The limits of a request. */
export interface Bounds {
  /** Milliseconds without a byte. */
  readonly idle: number;
  /** Milliseconds for the whole request, including redirects. */
  readonly total: number;
  readonly redirects: number;
}

export const BOUNDS: Bounds = { idle: 30_000, total: 300_000, redirects: 10 };

/** What TLS needs besides the defaults: contents of PEM files. */
export interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly isInsecure?: boolean;
}

export interface GetOptions {
  readonly credentials?: Credentials | undefined;
  /** A header to send instead of the credentials: a token. */
  readonly authorization?: string | undefined;
  /** Whether other hosts, to which the server redirects, get the credentials and the certificate, too. */
  readonly passCredentials?: boolean;
  readonly tls?: Tls;
  readonly headers?: Readonly<Record<string, string>>;
  /** The most bytes that the body may have. */
  readonly limit: number;
  readonly bounds?: Bounds;
  readonly env?: Environment;
}

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingMessage['headers'];
  /** Empty where the status is not 200. */
  readonly body: Uint8Array;
}

/**
 * Requests a URL, with limits for time, size and redirects. A server of another origin, to which the first one
 * redirects, gets neither the credentials nor the client's certificate.
 *
 * @throws RemoteError no answer, or one that exceeds the limits; any status is an answer
 */
export async function get(start: URL, options: GetOptions): Promise<Answer> {
  const bounds = options.bounds ?? BOUNDS;
  const watch = new Watch(bounds);
  try {
    let url = start;
    for (let count = 0; ; count++) {
      const response = await watch.guard(ask(url, withheld(start, url, options), watch));
      const { statusCode: status = 0, statusMessage: statusText = '', headers } = response;
      const next = isRedirect(status) ? headers.location : undefined;
      if (next === undefined) {
        const body = status === 200 ? await watch.guard(readBody(response, options.limit, watch)) : new Uint8Array();
        response.destroy();
        return { status, statusText, headers, body };
      }
      response.destroy();
      if (count >= bounds.redirects) throw new RemoteError(`stopped after ${bounds.redirects} redirects`);
      url = follow(url, next);
    }
  } finally {
    watch.end();
  }
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** The target of a redirect. Credentials in it are not used. */
function follow(url: URL, location: string): URL {
  try {
    return parseAddress(new URL(location, url).href).url;
  } catch {
    throw new RemoteError(`it redirects to ${JSON.stringify(location)}, which is not a URL that can be fetched`);
  }
}

/** The options without the secrets, which only the first server may get. */
function withheld(start: URL, url: URL, options: GetOptions): GetOptions {
  if (start.origin === url.origin || isUpgrade(start, url) || options.passCredentials) return options;
  const { credentials: _, authorization: __, tls: { cert: ___, key: ____, ...tls } = {}, ...rest } = options;
  return { ...rest, tls };
}

/** Whether a redirect only changes HTTP to HTTPS. */
const isUpgrade = (from: URL, to: URL): boolean =>
  from.protocol === 'http:' && to.protocol === 'https:' && from.host === to.host && to.port === '';

/** Aborts a request that takes too long. */
class Watch {
  readonly controller = new AbortController();
  readonly #bounds: Bounds;
  readonly #total: NodeJS.Timeout;
  readonly #idle: NodeJS.Timeout;
  #reject: (error: Error) => void = () => {};

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.#total = setTimeout(() => this.#abort(`it took longer than ${seconds(bounds.total)}`), bounds.total);
    this.#idle = setTimeout(() => this.#abort(`nothing came for ${seconds(bounds.idle)}`), bounds.idle);
  }

  /** Data arrived. */
  touch(): void {
    this.#idle.refresh();
  }

  /** Waits for a step, as long as the limits allow. */
  guard<T>(step: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      step.then(resolve, reject);
    });
  }

  end(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#idle);
  }

  #abort(message: string): void {
    const hint = `the most is ${seconds(this.#bounds.idle)} without a byte and ${seconds(this.#bounds.total)} in all: try again`;
    this.#reject(new RemoteError(message, { hint }));
    this.controller.abort();
  }
}

const seconds = (milliseconds: number): string => `${milliseconds / 1000} seconds`;

async function ask(url: URL, options: GetOptions, watch: Watch): Promise<IncomingMessage> {
  const { authorization, credentials, headers = {}, tls = {}, env = {} } = options;
  const sent = authorization ?? (credentials && basicAuthorization(credentials));
  const secure = {
    ...(tls.ca !== undefined && { ca: tls.ca }),
    ...(tls.cert !== undefined && tls.key !== undefined && { cert: tls.cert, key: tls.key }),
    ...(tls.isInsecure && { rejectUnauthorized: false }),
  };
  const all: RequestOptions = {
    agent: false,
    signal: watch.controller.signal,
    headers: {
      'user-agent': 'kilo-chart',
      'accept-encoding': 'identity',
      ...headers,
      ...(sent !== undefined && { authorization: sent }),
    },
  };
  const proxy = proxyFor(url, env);
  if (proxy === undefined) {
    return url.protocol === 'https:'
      ? send(() => requestHttps(url, { ...all, ...secure }))
      : send(() => requestHttp(url, all));
  }
  const { url: through, credentials: own } = parseProxy(proxy);
  const known = own && { 'proxy-authorization': basicAuthorization(own) };
  if (url.protocol === 'http:') {
    const host = { host: url.host, ...(all.headers as Record<string, string>), ...known };
    return send(() => requestHttp(through, { ...all, path: url.href, headers: host }));
  }
  const target = `${url.hostname}:${url.port || 443}`;
  const socket = await tunnel(through, target, { ...all, headers: { host: target, ...known } });
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An address is not sent as the name of a server.
  const name = isIP(host) === 0 ? { servername: host } : {};
  const createConnection = () => connectTls({ socket, host, ...name, ...secure });
  // With any agent, Node would connect by itself.
  const { agent: _, ...rest } = all;
  return send(() => requestHttps(url, { ...rest, createConnection }));
}

function parseProxy(proxy: string): ReturnType<typeof parseAddress> {
  const found = /^http:/i.test(proxy) ? parseAddress(proxy) : undefined;
  return found ?? refuseProxy(proxy);
}

function refuseProxy(proxy: string): never {
  const hint = 'HTTP_PROXY and HTTPS_PROXY take http://HOST:PORT';
  throw new RemoteError(`the proxy ${proxy} cannot be used`, { hint });
}

function tunnel(through: URL, target: string, options: RequestOptions): Promise<import('node:net').Socket> {
  return new Promise((resolve, reject) => {
    const request = requestHttp(through, { ...options, method: 'CONNECT', path: target });
    request.once('error', (error) => reject(explainFailure(error)));
    request.once('connect', ({ statusCode, statusMessage }, socket) => {
      if (statusCode === 200) resolve(socket);
      else {
        socket.destroy();
        reject(new RemoteError(`the proxy answers ${statusCode} ${statusMessage}`));
      }
    });
    request.end();
  });
}

function send(open: () => ReturnType<typeof requestHttp>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = open();
    request.on('error', (error) => reject(explainFailure(error)));
    request.once('response', resolve);
    request.end();
  });
}

function readBody(response: IncomingMessage, limit: number, watch: Watch): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const refuse = (message: string, hint?: string): void => {
      reject(new RemoteError(message, hint === undefined ? {} : { hint }));
      response.destroy();
    };
    const tooLarge = `it is larger than the ${limit} bytes that are read`;
    if (Number(response.headers['content-length'] ?? 0) > limit) return refuse(tooLarge);
    const chunks: Uint8Array[] = [];
    let size = 0;
    response.on('data', (chunk: Uint8Array) => {
      watch.touch();
      size += chunk.length;
      if (size > limit) refuse(tooLarge);
      else chunks.push(chunk);
    });
    response.once('end', () => {
      if (response.complete) resolve(Buffer.concat(chunks));
      else refuse('the answer ends too early', 'try again');
    });
    response.on('error', () => refuse('the answer ends too early', 'try again'));
    return undefined;
  });
}

/** Why there is no answer, in one line: the reason of TLS, or that of the first of several addresses. */
function explainFailure(error: Error): RemoteError {
  if (error instanceof RemoteError) return error;
  const failure = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  const { message, code } = failure as NodeJS.ErrnoException;
  // OpenSSL's own message, whose fields have colons between them, has the reason in the fifth.
  const [, reason] = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/.exec(message) ?? [];
  const isUntrusted = code !== undefined && UNTRUSTED.test(code);
  const hint = isUntrusted ? '--ca-file names the certificates to trust' : undefined;
  return new RemoteError(reason || message || code || 'the request failed', hint === undefined ? {} : { hint });
}

const UNTRUSTED = /SELF_SIGNED|UNABLE_TO|CERT_/;
