import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { htpasswd } from '../../src/functions/bcrypt.ts';
import { sha256 } from '../../src/remote/cache.ts';
import { fetchChart, type RemoteFlags } from '../../src/remote/index.ts';
import { inProcess } from '../run-case.ts';
import { archiveOf, basic, isolated, type Served, serve, temporary } from './servers.ts';
import { VERSIONS } from './static.ts';

const { HELM: helm, REGISTRY: program } = process.env;

const CHART = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const CONFIG = 'application/vnd.cncf.helm.config.v1+json';

interface Behaviour {
  /** What the client has to authenticate with. */
  readonly asks?: 'basic' | 'bearer';
  /** Where the blobs are, if not in the registry. */
  readonly blobs?: Served;
}

/** A registry with the charts `charts/web` in several versions, two tags on a page. */
async function serveRegistry({
  asks,
  blobs,
}: Behaviour = {}): Promise<Served & { readonly manifests: Map<string, string> }> {
  const content = new Map<string, Uint8Array>();
  const manifests = new Map<string, string>();
  for (const version of [...VERSIONS, '1.2.0+build.1']) {
    const archive = await archiveOf(version);
    content.set(sha256(archive), archive);
    const layers = [{ mediaType: CHART, digest: `sha256:${sha256(archive)}`, size: archive.length }];
    const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, config: { mediaType: CONFIG }, layers }));
    content.set(sha256(manifest), manifest);
    manifests.set(version.replace('+', '_'), sha256(manifest));
  }
  const tags = ['latest', ...manifests.keys()];
  const served = await serve(({ url = '', headers }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://x');
    if (pathname === '/token') {
      if (headers.authorization !== basic('me:secret')) response.writeHead(401).end();
      else response.end(JSON.stringify({ token: `for-${searchParams.get('scope')}-${searchParams.get('service')}` }));
      return;
    }
    const wanted = { basic: basic('me:secret'), bearer: 'Bearer for-repository:charts/web:pull-here', none: undefined };
    if (asks && headers.authorization !== wanted[asks]) {
      const realm = `http://${headers.host}/token`;
      const header = asks === 'basic' ? 'Basic realm="x"' : `Bearer realm="${realm}",service="here",scope="wrong"`;
      response.writeHead(401, { 'www-authenticate': header }).end('{}');
      return;
    }
    const [, kind, name = ''] = /^\/v2\/charts\/web\/(manifests|blobs|tags)\/(.*)$/.exec(pathname) ?? [];
    if (kind === 'tags') {
      const at = Number(searchParams.get('at') ?? 0);
      if (at + 2 < tags.length) response.setHeader('link', `</v2/charts/web/tags/list?at=${at + 2}>; rel="next"`);
      response.end(JSON.stringify({ name: 'charts/web', tags: tags.slice(at, at + 2) }));
      return;
    }
    if (kind === 'blobs' && blobs) {
      response.writeHead(307, { location: `${blobs.origin}/${name}` }).end();
      return;
    }
    const found = content.get(manifests.get(name) ?? name.replace('sha256:', ''));
    if (found) response.end(found);
    else response.writeHead(404).end('{}');
  });
  return { ...served, manifests };
}

const at = ({ origin }: Served): string => `${origin.replace('http:', 'oci:')}/charts/web`;
const PLAIN: RemoteFlags = { plainHttp: true };
const LOGIN: RemoteFlags = { ...PLAIN, username: 'me', password: 'secret' };

describe('when a chart is in a registry', () => {
  it.each([
    ['', {}, 'web-1.2.0+build.1.tgz'],
    [':1.0.0', {}, 'web-1.0.0.tgz'],
    [':1.2.0+build.1', {}, 'web-1.2.0+build.1.tgz'],
    ['', { version: '<1.2' }, 'web-1.1.0.tgz'],
    ['', { version: '1.0.0' }, 'web-1.0.0.tgz'],
    [':1.0.0', { version: '1.0.0' }, 'web-1.0.0.tgz'],
    ['', { devel: true }, 'web-2.0.0-rc.1.tgz'],
  ] as [string, RemoteFlags, string][])('and %j is asked for with %j, then it is %s', async (tag, flags, name) => {
    const registry = await serveRegistry();
    expect((await fetchChart(at(registry) + tag, { ...PLAIN, ...flags }, isolated())).name).toBe(name);
  });

  it('and a digest is asked for, then it is what is fetched', async () => {
    const registry = await serveRegistry();
    const digest = registry.manifests.get('1.0.0') as string;
    const { bytes } = await fetchChart(`${at(registry)}@sha256:${digest}`, PLAIN, isolated());
    expect(sha256(bytes)).toBe(sha256(await archiveOf('1.0.0')));
  });

  it.each([
    [':1.0.0', { version: '2.0.0' }, 'chart reference and version mismatch: 2.0.0 is not 1.0.0'],
    [':7.0.0', {}, '404 Not Found'],
    ['', { version: '^7' }, 'could not locate a version matching provided version string ^7'],
    [`@sha256:${'0'.repeat(64)}`, {}, '404 Not Found'],
  ] as [string, RemoteFlags, string][])(
    'and %j with %j is not there, then an error reports it',
    async (tag, flags, message) => {
      const registry = await serveRegistry();
      await expect(fetchChart(at(registry) + tag, { ...PLAIN, ...flags }, isolated())).rejects.toThrow(message);
    },
  );

  it('then --offline takes what was fetched before, and asks nobody', async () => {
    const registry = await serveRegistry();
    const io = isolated();
    const first = await fetchChart(at(registry), PLAIN, io);
    const asked = registry.seen.length;
    expect(await fetchChart(at(registry), { ...PLAIN, offline: true }, io)).toEqual(first);
    await expect(fetchChart(`${at(registry)}:1.0.0`, { ...PLAIN, offline: true }, io)).rejects.toThrow(
      'not in the cache',
    );
    expect(registry.seen.length).toBe(asked);
  });
});

describe('when a registry asks for credentials', () => {
  it.each(['basic', 'bearer'] as const)('by %s, then those of the flags are given', async (asks) => {
    const registry = await serveRegistry({ asks });
    expect((await fetchChart(`${at(registry)}:1.0.0`, LOGIN, isolated())).name).toBe('web-1.0.0.tgz');
    await expect(fetchChart(`${at(registry)}:1.0.0`, PLAIN, isolated())).rejects.toThrow('401');
    await expect(fetchChart(`${at(registry)}:1.0.0`, { ...LOGIN, password: 'x' }, isolated())).rejects.toThrow('401');
  });

  it.each([
    ["Helm's file", 'HELM_REGISTRY_CONFIG', 'config.json'],
    ["Docker's file", 'DOCKER_CONFIG', '.'],
  ])('then those of %s are given', async (_, variable, value) => {
    const registry = await serveRegistry({ asks: 'bearer' });
    const io = isolated();
    const host = new URL(registry.origin).host;
    const auth = Buffer.from('me:secret').toString('base64');
    writeFileSync(join(io.cwd, 'config.json'), JSON.stringify({ auths: { [host]: { auth } } }));
    const env = { ...io.env, [variable]: value };
    expect((await fetchChart(at(registry), PLAIN, { ...io, env })).name).toBe('web-1.2.0+build.1.tgz');
  });

  it("then those of Docker's helpers are given", async () => {
    const registry = await serveRegistry({ asks: 'basic' });
    const io = isolated();
    const host = new URL(registry.origin).host;
    const helper = join(io.cwd, 'docker-credential-test');
    const answer = JSON.stringify({ ServerURL: host, Username: 'me', Secret: 'secret' });
    writeFileSync(helper, `#!/bin/sh\nread server\n[ "$1" = get ] && [ "$server" = ${host} ] && echo '${answer}'\n`);
    chmodSync(helper, 0o755);
    writeFileSync(join(io.cwd, 'config.json'), JSON.stringify({ credsStore: 'test' }));
    const env = { ...io.env, DOCKER_CONFIG: '.', PATH: `${io.cwd}${delimiter}${process.env.PATH}` };
    expect((await fetchChart(at(registry), PLAIN, { ...io, env })).name).toBe('web-1.2.0+build.1.tgz');
  });

  it('and keeps its blobs elsewhere, then that server does not get them', async () => {
    const archive = await archiveOf('1.0.0');
    const blobs = await serve((_, response) => response.end(archive));
    const registry = await serveRegistry({ asks: 'bearer', blobs });
    await fetchChart(`${at(registry)}:1.0.0`, { ...LOGIN, passCredentials: true }, isolated());
    expect(blobs.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
  });
});

/** The distribution registry on its own port, which is stopped after the test; with a password where one is asked for. */
async function startRegistry(password?: string): Promise<string> {
  const directory = temporary();
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const host = `127.0.0.1:${(probe.address() as AddressInfo).port}`;
  await once(probe.close(), 'close');
  const lines = [
    'version: 0.1',
    'log: {level: error, accesslog: {disabled: true}}',
    `storage: {filesystem: {rootdirectory: ${JSON.stringify(join(directory, 'data'))}}}`,
    `http: {addr: ${host}}`,
  ];
  if (password !== undefined) {
    writeFileSync(join(directory, 'htpasswd'), `${htpasswd('me', password)}\n`);
    lines.push(`auth: {htpasswd: {realm: test, path: ${JSON.stringify(join(directory, 'htpasswd'))}}}`);
  }
  const config = join(directory, 'config.yml');
  writeFileSync(config, `${lines.join('\n')}\n`);
  const child = spawn(program as string, ['serve', config], { stdio: 'ignore' });
  onTestFinished(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  for (let tries = 0; tries < 200; tries++) {
    const isUp = await fetch(`http://${host}/v2/`).then(
      () => true,
      () => false,
    );
    if (isUp) return host;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the registry does not start');
}

/** Runs Helm in another process: what it prints, or `undefined` where it fails. */
const runHelm = (argv: readonly string[], io: ReturnType<typeof isolated>): Promise<string | undefined> =>
  promisify(execFile)(helm as string, argv, { cwd: io.cwd, env: { ...io.env } }).then(
    // Of a tag with an underscore, Helm prints a note before the objects.
    ({ stdout }) => stdout.replace(/^Pulled: [\s\S]*?\n(?=---\n)/, ''),
    () => undefined,
  );

describe.skipIf(!helm || !program)('when Helm pushes charts to a registry', () => {
  it.each([
    ['without a password', undefined],
    ['with a password', 'secret'],
  ])('%s, then both programs render the same from it', { timeout: 60_000 }, async (_, password) => {
    const host = await startRegistry(password);
    const io = isolated();
    const login = ['--plain-http', ...(password === undefined ? [] : ['--username', 'me', '--password', password])];
    mkdirSync(join(io.cwd, 'archives'));
    for (const version of [...VERSIONS, '1.2.0+build.1']) {
      writeFileSync(join(io.cwd, 'archives', `web-${version}.tgz`), await archiveOf(version));
      await runHelm(['push', `archives/web-${version}.tgz`, `oci://${host}/charts`, ...login], io);
    }
    const env = io.env as Record<string, string>;
    const name = `oci://${host}/charts/web`;
    for (const argv of [
      [name],
      [name, '--version', '^1.0.0'],
      [`${name}:1.0.0`],
      [name, '--version', '9.0.0'],
      [name, '--devel'],
    ]) {
      const all = ['template', 'x', ...argv, ...login];
      const theirs = await runHelm(all, io);
      const { stdout, status } = await inProcess(all, { cwd: io.cwd, env, stdin: '' });
      expect([stdout, status], all.join(' ')).toEqual(theirs === undefined ? ['', '1\n'] : [theirs, '0\n']);
    }
  });
});
