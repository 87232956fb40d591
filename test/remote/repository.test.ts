import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fetchChart, type RemoteFlags } from '../../src/remote/index.ts';
import { inProcess } from '../run-case.ts';
import {
  archiveOf,
  basic,
  type Certificates,
  isolated,
  makeCertificates,
  serve,
  serveFiles,
  temporary,
} from './servers.ts';
import { repositoryFiles } from './static.ts';

const helm = process.env.HELM;
const run = async (argv: readonly string[], io = isolated()) =>
  inProcess(argv, { cwd: io.cwd, env: io.env as Record<string, string>, stdin: '' });

describe('when a chart is in a repository', () => {
  it.each([
    ['web', {}, 'web-1.1.0.tgz'],
    ['web', { version: '~1.0' }, 'web-1.0.0.tgz'],
    ['web', { version: '1.0.0' }, 'web-1.0.0.tgz'],
    ['web', { devel: true }, 'web-2.0.0-rc.1.tgz'],
    ['web', { devel: true, version: '1.0.0' }, 'web-1.0.0.tgz'],
  ] as [string, RemoteFlags, string][])('and %s is asked for with %j, then it is %s', async (name, flags, file) => {
    const files = await repositoryFiles();
    const { origin } = await serve(serveFiles(files));
    const found = await fetchChart(name, { ...flags, repo: origin }, isolated());
    expect(found.name).toBe(file);
    expect(Buffer.compare(found.bytes, files[file] as Uint8Array)).toBe(0);
    expect(found.problems).toEqual([]);
  });

  it('then every command takes it, and NAME may be left out', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    expect((await run(['template', 'x', 'web', '--repo', origin], io)).stdout).toContain('name: x-1.1.0');
    expect((await run(['template', 'web', '--repo', origin], io)).stdout).toContain('name: release-name-1.1.0');
    expect((await run(['show', 'chart', 'web', '--repo', origin, '--version', '1.0.0'], io)).stdout).toContain(
      'version: 1.0.0\n',
    );
    expect((await run(['values', 'web', '--repo', origin], io)).stdout).toBe('color: blue\n');
    expect((await run(['lint', '--chart', 'web', '--repo', origin], io)).status).toBe('0\n');
  });

  it('and a version is not written in full, then the nearest is taken, with a warning', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const { stdout, stderr } = await run(['show', 'chart', 'web', '--repo', origin, '--version', '1.1']);
    expect(stdout).toContain('version: 1.1.0\n');
    expect(stderr).toContain('falling back to closest available version: web 1.1.0 for 1.1');
  });

  it.each([
    ['web', '7', 'chart "web" version "7" not found in URL repository', 'it has 2.0.0-rc.1, 1.1.0, 1.0.0'],
    ['nope', '', 'chart "nope" not found in URL repository', 'as it is in index.yaml'],
    ['web', 'x!', 'improper constraint: "x!"', 'write --version'],
  ])('and %s %s is not there, then an error lists what is', async (name, version, message, hint) => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const { stderr, status } = await run(['show', 'chart', name, '--repo', origin, '--version', version]);
    expect(status).toBe('1\n');
    expect(stderr.replaceAll(origin, 'URL')).toContain(message);
    expect(stderr).toContain(hint);
  });

  it.skipIf(!helm)('then it renders as with Helm', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    for (const flags of [[], ['--version', '^1.0.0'], ['--devel'], ['--version', '1.0.0', '--set', 'color=red']]) {
      const argv = ['template', 'x', 'web', '--repo', origin, ...flags];
      const io = isolated();
      expect((await run(argv, io)).stdout).toBe(await runHelm(argv, io));
    }
  });
});

/** Helm in another process, which has the servers. */
async function runHelm(argv: readonly string[], io: ReturnType<typeof isolated>): Promise<string> {
  const { promisify } = await import('node:util');
  const { execFile } = await import('node:child_process');
  const { stdout } = await promisify(execFile)(helm as string, argv, { cwd: io.cwd, env: { ...io.env } });
  return stdout;
}

describe('when Helm knows a repository', () => {
  const files = (url: string) => `repositories:\n- name: mine\n  url: ${url}\n  username: me\n  password: secret\n`;

  it('then its charts are REPOSITORY/CHART, with its credentials', async () => {
    const { origin, seen } = await serve(serveFiles(await repositoryFiles(), basic('me:secret')));
    const io = isolated();
    writeFileSync(join(io.cwd, 'repositories.yaml'), files(origin));
    const env = { ...io.env, HELM_REPOSITORY_CONFIG: 'repositories.yaml' };
    expect((await run(['template', 'x', 'mine/web'], { ...io, env })).stdout).toContain('name: x-1.1.0');
    expect((await run(['show', 'chart', `${origin}/web-1.0.0.tgz`], { ...io, env })).stdout).toContain('1.0.0');
    expect(seen.map(({ url }) => url)).toEqual(['/index.yaml', '/web-1.1.0.tgz', '/web-1.0.0.tgz']);
  });

  it('then the index that Helm keeps is read, and nothing is written', async () => {
    const all = await repositoryFiles();
    const { origin, seen } = await serve(serveFiles({ ...all, 'index.yaml': 'apiVersion: v1\n' }));
    const io = isolated();
    writeFileSync(join(io.cwd, 'repositories.yaml'), files(origin));
    writeFileSync(join(io.cwd, 'mine-index.yaml'), all['index.yaml'] as Uint8Array);
    const env = { ...io.env, HELM_REPOSITORY_CONFIG: 'repositories.yaml', HELM_REPOSITORY_CACHE: '.' };
    expect((await run(['template', 'x', 'mine/web'], { ...io, env })).stdout).toContain('name: x-1.1.0');
    expect(seen.map(({ url }) => url)).toEqual(['/web-1.1.0.tgz']);
    expect(readdirSync(io.cwd).sort()).toEqual(['home', 'mine-index.yaml', 'repositories.yaml']);
  });

  it('and another one is named, then an error explains how to add it', async () => {
    expect((await run(['template', 'x', 'other/web'])).stderr).toContain('repo other not found');
  });
});

describe('when a server has TLS', () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = makeCertificates();
  });

  it('and asks for a certificate of the client and for a password, then it is given both', async () => {
    const { ca, server, client } = certificates;
    const { origin, seen } = await serve(serveFiles(await repositoryFiles(), basic('me:secret')), {
      ...server,
      ca,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const io = isolated();
    for (const [name, text] of Object.entries({ 'ca.pem': ca, 'cert.pem': client.cert, 'key.pem': client.key }))
      writeFileSync(join(io.cwd, name), text);
    const flags = ['--ca-file', 'ca.pem', '--cert-file', 'cert.pem', '--key-file', 'key.pem'];
    const argv = ['template', 'x', 'web', '--repo', origin, ...flags, '--username', 'me', '--password', 'secret'];
    const { stdout, stderr } = await run(argv, io);
    expect(stderr).toBe('');
    expect(stdout).toContain('name: x-1.1.0');
    expect(seen.every(({ hasCertificate }) => hasCertificate)).toBe(true);
    if (helm) expect(stdout).toBe(await runHelm(argv, io));
  });

  it('and nobody trusts it, then an error names --ca-file, and --insecure-skip-tls-verify takes it', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()), certificates.server);
    const argv = ['template', 'x', 'web', '--repo', origin];
    expect((await run(argv)).stderr).toContain('hint: --ca-file names the certificates to trust');
    expect((await run([...argv, '--insecure-skip-tls-verify'])).stdout).toContain('name: x-1.1.0');
  });

  it('and is behind a proxy, then the proxy sees only its name', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles(), basic('me:secret')), certificates.server);
    const asked: string[] = [];
    const proxy = createServer().on('connect', ({ url = '', headers }, socket) => {
      asked.push(`${url} ${headers['proxy-authorization']}`);
      const target = connect(Number(new URL(origin).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(socket).on('error', () => {});
        socket.pipe(target).on('error', () => {});
      });
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => {
      proxy.close();
    });
    const io = isolated({ env: { HTTPS_PROXY: `http://p:w@127.0.0.1:${(proxy.address() as AddressInfo).port}` } });
    const argv = [
      'show',
      'chart',
      'web',
      '--repo',
      'https://charts.example',
      '--username',
      'me',
      '--password',
      'secret',
    ];
    const { stdout, stderr } = await run([...argv, '--insecure-skip-tls-verify'], io);
    expect([stderr, stdout]).toEqual(['', expect.stringContaining('version: 1.1.0\n')]);
    expect(asked).toEqual(Array(2).fill(`charts.example:443 ${basic('p:w')}`));
    expect((await run(argv, io)).stderr).toContain('hint: --ca-file names the certificates to trust');
  });

  it('and a file of certificates is not there, then an error names it', async () => {
    const argv = ['template', 'x', 'web', '--repo', 'https://127.0.0.1:1', '--ca-file', 'nowhere.pem'];
    expect((await run(argv)).stderr).toContain('nowhere.pem cannot be read: no such file or directory');
  });
});

describe('when credentials are for one server', () => {
  /** A repository whose archives are elsewhere: its index names the other server, or it redirects there. */
  async function twoServers(way: 'index' | 'redirect') {
    const files = await repositoryFiles();
    const other = await serve(serveFiles(files));
    const index = Buffer.from(files['index.yaml'] as Uint8Array).toString();
    const moved = way === 'index' ? index.replace(/- (?=web-)/g, `- ${other.origin}/`) : index;
    const first = await serve(({ url = '' }, response) => {
      if (url === '/index.yaml') response.end(moved);
      else response.writeHead(302, { location: `${other.origin}${url}` }).end();
    });
    return { first, other };
  }

  it.each(['index', 'redirect'] as const)('and its %s leads to another, then that does not get them', async (way) => {
    const { first, other } = await twoServers(way);
    const argv = ['template', 'x', 'web', '--repo', first.origin, '--username', 'me', '--password', 'secret'];
    expect((await run(argv)).stdout).toContain('name: x-1.1.0');
    expect(first.seen[0]?.authorization).toBe(basic('me:secret'));
    expect(other.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
    expect((await run([...argv, '--pass-credentials'])).stdout).toContain('name: x-1.1.0');
    expect(other.seen[1]?.authorization).toBe(basic('me:secret'));
  });

  it.each([
    [['template', 'x', 'web', '--repo', 'http://me:secret@127.0.0.1:1']],
    [['template', 'x', 'http://me:secret@127.0.0.1:1/web.tgz']],
    [['show', 'chart', 'http://me:secret@127.0.0.1:1/web.tgz']],
    [['lint', '--chart', 'http://me:secret@127.0.0.1:1/web.tgz']],
    [['template', 'x', 'oci://me:secret@127.0.0.1:1/web']],
    [['template', 'x', '-f', 'http://me:secret@127.0.0.1:1/v.yaml']],
    [['template', 'x', '--set-file', 'a=http://me:secret@127.0.0.1:1/v.yaml']],
    [['lint', 'http://me:secret@127.0.0.1:1/v.yaml', '--format', 'json']],
    [['dependency', 'list', 'http://me:secret@127.0.0.1:1']],
    [['template', 'x', 'http://me:secret@127.0.0.1:1/a', '--chart', 'http://me:secret@127.0.0.1:1/b']],
  ])('and %j fails, then no message has them', async (argv) => {
    const { stdout, stderr, status } = await run(argv);
    expect(status).not.toBe('0\n');
    expect(stdout + stderr).not.toContain('secret');
  });

  it('and they are in a URL of values, then the origins do not have them', async () => {
    const { origin } = await serve(serveFiles({ 'v.yaml': 'nameOverride: x\n' }, basic('me:secret')));
    const url = origin.replace('//', '//me:secret@');
    const { stdout } = await run(['values', '--origins', '-f', `${url}/v.yaml`]);
    expect(stdout).toContain('http://***@127.0.0.1');
    expect(stdout).not.toContain('secret');
  });
});

describe('when a chart was fetched before', () => {
  const filesOf = (directory: string): string[] =>
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('then it is not fetched again, and --offline asks nobody', async () => {
    const { origin, seen } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    const argv = ['template', 'x', 'web', '--repo', origin];
    const first = await run(argv, io);
    expect(await run(argv, io)).toEqual(first);
    expect(await run([...argv, '--offline'], io)).toEqual(first);
    expect(seen.map(({ url }) => url)).toEqual(['/index.yaml', '/web-1.1.0.tgz', '/index.yaml']);
    const { stderr } = await run([...argv, '--offline', '--version', '1.0.0'], io);
    expect(stderr).toContain('it is not in the cache');
  });

  it('and the cache was changed, then it is fetched again', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    const argv = ['template', 'x', 'web', '--repo', origin];
    const first = await run(argv, io);
    for (const file of filesOf(io.env.XDG_CACHE_HOME as string)) writeFileSync(file, 'changed');
    expect((await run([...argv, '--offline'], io)).stderr).toContain('it is not in the cache');
    expect(await run(argv, io)).toEqual(first);
  });

  it('and the cache cannot be written to, then it is fetched as if there were none', async () => {
    const { origin } = await serve(serveFiles(await repositoryFiles()));
    const io = isolated();
    writeFileSync(join(io.cwd, 'file'), '');
    const env = { ...io.env, XDG_CACHE_HOME: join(io.cwd, 'file') };
    expect((await run(['template', 'x', 'web', '--repo', origin], { ...io, env })).stdout).toContain('x-1.1.0');
  });
});

describe('when a chart is an archive', () => {
  it('by path, by URL, or on standard input, then it renders', async () => {
    const archive = await archiveOf('3.0.0');
    const { origin } = await serve(serveFiles({ 'web.tgz': archive }));
    const io = isolated();
    writeFileSync(join(io.cwd, 'web.tgz'), archive);
    for (const argv of [['web.tgz'], ['x', 'web.tgz'], ['x', `${origin}/web.tgz`], ['x', '--chart', './web.tgz']])
      expect((await run(['template', ...argv], io)).stdout).toContain('-3.0.0');
    const stdin = Buffer.from(archive).toString('latin1');
    const env = io.env as Record<string, string>;
    for (const argv of [['-'], ['x', '-']])
      expect((await inProcess(['template', ...argv], { cwd: io.cwd, env, stdin })).stdout).toContain('-3.0.0');
  });

  it.skipIf(!helm)('that kilo-chart packs, then Helm renders it the same', async () => {
    const io = isolated();
    const to = temporary();
    await run(['create', 'mine'], io);
    const { stdout } = await run(['package', 'mine', '-d', to, '--version', '2.0.0'], io);
    expect(stdout).toBe(`Successfully packaged chart and saved it to: ${join(to, 'mine-2.0.0.tgz')}\n`);
    const shown = execFileSync(helm as string, ['show', 'chart', join(to, 'mine-2.0.0.tgz')], { encoding: 'utf8' });
    expect((await run(['show', 'chart', join(to, 'mine-2.0.0.tgz')], io)).stdout).toBe(`${shown.trimEnd()}\n`);
    expect(readFileSync(join(to, 'mine-2.0.0.tgz')).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  });
});
