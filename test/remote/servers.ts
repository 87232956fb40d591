import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { packChart, readChart } from '../../src/chart/index.ts';
import { genCA, genSignedCert } from '../../src/functions/certificates.ts';
import type { RemoteIo } from '../../src/remote/index.ts';
import { writeChart } from '../chart/write-chart.ts';

/** A request as a server saw it. */
export interface Seen {
  readonly url: string;
  readonly authorization: string | undefined;
  /** Whether the client showed a certificate. */
  readonly hasCertificate: boolean;
}

export interface Served {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly seen: readonly Seen[];
}

/** Starts a server on its own port, which is stopped after the test. */
export async function serve(listener: RequestListener, tls?: ServerOptions): Promise<Served> {
  const seen: Seen[] = [];
  const note = (request: IncomingMessage, response: ServerResponse): void => {
    const { url = '', headers, socket } = request;
    const certificate = (socket as { getPeerCertificate?: () => object }).getPeerCertificate?.() ?? {};
    seen.push({ url, authorization: headers.authorization, hasCertificate: Object.keys(certificate).length > 0 });
    listener(request, response);
  };
  const server = tls ? createSecureServer(tls, note) : createServer(note);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { origin: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Files by their paths, with basic authentication where it is asked for. */
export function serveFiles(
  files: Readonly<Record<string, Uint8Array | string>>,
  authorization?: string,
): RequestListener {
  return ({ url = '', headers }, response) => {
    const file = files[url.slice(1)];
    if (authorization !== undefined && headers.authorization !== authorization)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="charts"' }).end('no');
    else if (file === undefined) response.writeHead(404).end('not here');
    else response.end(file);
  };
}

export const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

/** A directory that goes with the test. */
export function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'kilo-chart-remote-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** An environment with nothing of the user's in it. */
export function isolated(more: Partial<RemoteIo> = {}): RemoteIo & { readonly cwd: string } {
  const cwd = temporary();
  const home = join(cwd, 'home');
  return { ...more, cwd, env: { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), ...more.env } };
}

/** The archive of a small chart, whose one object has the version in its name. */
export async function archiveOf(version: string, name = 'web'): Promise<Uint8Array> {
  const folder = writeChart({
    'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
    'values.yaml': 'color: blue\n',
    'templates/config.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-{{ .Chart.Version | replace "+" "-" }}\ndata:\n  color: {{ .Values.color }}\n',
  });
  return packChart(await readChart(folder, folder)).bytes;
}

export interface Certificates {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly client: { readonly cert: string; readonly key: string };
}

/** An authority of the tests' own, and what it has signed. */
export function makeCertificates(): Certificates {
  const authority = genCA('kilo-chart-test', 30);
  const sign = (name: string): { cert: string; key: string } => {
    const { Cert: cert, Key: key } = genSignedCert(name, ['127.0.0.1'], ['localhost'], 30, authority);
    return { cert: String(cert), key: String(key) };
  };
  return { ca: String(authority.Cert), server: sign('127.0.0.1'), client: sign('client') };
}
