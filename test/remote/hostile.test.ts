import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchChart, fetchFile, type RemoteFlags } from '../../src/remote/index.ts';
import { isolated, serve } from './servers.ts';

const SMALL = {
  bounds: { idle: 300, total: 900, redirects: 3 },
  limits: { archive: 100_000, index: 200_000 },
};

const INDEX = 'apiVersion: v1\nentries:\n  web:\n  - name: web\n    version: 1.0.0\n    urls: [web.tgz]\n';

/** Writes for ever. */
const endless =
  (text: string, pause = 0): RequestListener =>
  (_, response) => {
    const write = (): void => {
      while (!response.destroyed && response.write(text) && pause === 0);
      if (!response.destroyed && pause > 0) setTimeout(write, pause);
    };
    response.on('drain', write);
    response.on('error', () => {});
    write();
  };

/** An index, and something else for the archive. */
const withIndex =
  (archive: RequestListener, index = INDEX): RequestListener =>
  (request, response) =>
    request.url === '/index.yaml' ? response.end(index) : archive(request, response);

const SERVERS: readonly (readonly [string, RequestListener, string])[] = [
  ['never answers', () => {}, 'nothing came for 0.3 seconds'],
  ['stops in the middle', (_, response) => void response.write('apiVersion: v1\n'), 'nothing came for 0.3 seconds'],
  ['answers a byte at a time', endless('#', 50), 'it took longer than 0.9 seconds'],
  ['sends an index without an end', endless('# comment\n'.repeat(1000)), 'it is larger than the 200000 bytes'],
  [
    'announces that the index has 100 MB',
    (_, response) => void response.writeHead(200, { 'content-length': 100_000_000 }).write('a'),
    'it is larger than the 200000 bytes',
  ],
  ['sends an archive without an end', withIndex(endless('x'.repeat(10_000))), 'it is larger than the 100000 bytes'],
  [
    'sends less than it announces',
    (_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('apiVersion: v1');
      setTimeout(() => response.destroy(), 20);
    },
    'the answer ends too early',
  ],
  [
    'ends a chunked body too early',
    (_, response) => {
      response.write('apiVersion: v1');
      setTimeout(() => response.destroy(), 20);
    },
    'the answer ends too early',
  ],
  ['hangs up', (request) => void request.socket.destroy(), 'socket hang up'],
  [
    'redirects to itself',
    (_, response) => void response.writeHead(302, { location: '/index.yaml' }).end(),
    'stopped after 3 redirects',
  ],
  [
    'redirects to a file',
    (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    'it redirects to "file:///etc/passwd", which is not a URL that can be fetched',
  ],
  ['has no index', (_, response) => void response.writeHead(404).end(), '404 Not Found'],
  ['asks for a password', (_, response) => void response.writeHead(401).end(), '401 Unauthorized'],
  [
    'sends a page',
    (_, response) => void response.end('<html><body>welcome</body></html>'),
    'its index.yaml has no apiVersion',
  ],
  ['sends YAML that is broken', (_, response) => void response.end('apiVersion: [\n'), 'its index.yaml cannot be read'],
  [
    'has another archive than in the index',
    withIndex((_, response) => void response.end('other'), `${INDEX}    digest: ${'a'.repeat(64)}\n`),
    `where sha256:${'a'.repeat(64)} was expected`,
  ],
  [
    'has no URL of the archive',
    (_, response) => void response.end(INDEX.replace('[web.tgz]', '[]')),
    'the chart web has no downloadable URLs',
  ],
  [
    'names an archive on the disk',
    (_, response) => void response.end(INDEX.replace('web.tgz', 'file:///etc/passwd')),
    'no Host in request URL',
  ],
];

/** Everything that a run has left. */
const leftBy = (cwd: string): string[] =>
  readdirSync(cwd, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

describe('when a repository', () => {
  it.each(SERVERS)('%s, then an error reports it in time', async (_, listener, message) => {
    const { origin } = await serve(listener);
    const io = isolated(SMALL);
    const begin = performance.now();
    await expect(fetchChart('web', { repo: origin }, io)).rejects.toThrow(message);
    expect(performance.now() - begin).toBeLessThan(5000);
    // The index of a repository may be kept: its content, and its URL.
    expect(leftBy(io.cwd).length).toBeLessThanOrEqual(2);
  });

  it('accepts the connection, and is silent, then an error reports it in time', async () => {
    const silent = createServer(() => {});
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => {
      silent.close();
    });
    const origin = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(fetchChart('web', { repo: origin }, isolated(SMALL))).rejects.toThrow('nothing came for 0.3 seconds');
  });
});

const REGISTRY: readonly (readonly [string, RequestListener, string])[] = [
  ['never answers', () => {}, 'nothing came for 0.3 seconds'],
  ['sends no JSON', (_, response) => void response.end('<html>'), 'its answer is not JSON'],
  ['sends JSON of something else', (_, response) => void response.end('{"layers": []}'), 'it is not a chart'],
  ['sends a list', (_, response) => void response.end('[]'), 'its manifest is not a map'],
  [
    'asks for credentials and names no service',
    (_, response) => void response.writeHead(401, { 'www-authenticate': 'Bearer service="x"' }).end(),
    'no Host in request URL',
  ],
  [
    'requires a token, and returns none',
    (request, response) => {
      const realm = `http://${request.headers.host}/token`;
      if (request.url?.startsWith('/token')) response.end('{}');
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end();
    },
    'no token from http://127.0.0.1',
  ],
  [
    'refuses the token that it gave',
    (request, response) => {
      const realm = `http://${request.headers.host}/token`;
      if (request.url?.startsWith('/token')) response.end('{"token": "abc"}');
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end();
    },
    '401 Unauthorized',
  ],
  [
    'returns a token that is not a valid header',
    (request, response) => {
      const realm = `http://${request.headers.host}/token`;
      if (request.url?.startsWith('/token')) response.end('{"token": "a\\r\\nb"}');
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end();
    },
    'no token from http://127.0.0.1',
  ],
  [
    'has another layer than in the manifest',
    (request, response) => {
      const layer = {
        mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
        digest: `sha256:${'a'.repeat(64)}`,
        size: 5,
      };
      const config = { mediaType: 'application/vnd.cncf.helm.config.v1+json' };
      if (request.url?.includes('/blobs/')) response.end('other');
      else response.end(JSON.stringify({ config, layers: [layer] }));
    },
    `where sha256:${'a'.repeat(64)} was expected`,
  ],
  [
    'names a layer that is a path',
    (_, response) => {
      const layer = { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', digest: 'sha256:../../x' };
      const config = { mediaType: 'application/vnd.cncf.helm.config.v1+json' };
      response.end(JSON.stringify({ config, layers: [layer] }));
    },
    'it has no layer of the type',
  ],
];

describe('when a registry', () => {
  it.each(REGISTRY)('%s, then an error reports it in time', async (_, listener, message) => {
    const { origin } = await serve(listener);
    const io = isolated(SMALL);
    const flags: RemoteFlags = { plainHttp: true };
    await expect(fetchChart(`${origin.replace('http', 'oci')}/web:1.0.0`, flags, io)).rejects.toThrow(message);
  });

  it('has a list of tags that does not end, then an error reports it', async () => {
    const { origin } = await serve((_, response) =>
      response.setHeader('link', '</v2/web/tags/list?last=x>; rel="next"').end('{"tags": ["1.0.0"]}'),
    );
    const reference = `${origin.replace('http', 'oci')}/web`;
    await expect(fetchChart(reference, { plainHttp: true }, isolated())).rejects.toThrow('does not end');
  });

  it('has a list of tags that goes on elsewhere, then nobody is asked there', async () => {
    const other = await serve((_, response) => response.end('{"tags": []}'));
    const { origin } = await serve((_, response) =>
      response.setHeader('link', `<${other.origin}/>; rel="next"`).end('{"tags": ["1.0.0"]}'),
    );
    const reference = `${origin.replace('http', 'oci')}/web`;
    await expect(fetchChart(reference, { plainHttp: true }, isolated(SMALL))).rejects.toThrow('at another host');
    expect(other.seen).toEqual([]);
  });

  it('asks to send the password to another host without TLS, then it is not sent', async () => {
    const other = await serve((_, response) => response.end('{"token": "x"}'));
    const { origin } = await serve((_, response) =>
      response.writeHead(401, { 'www-authenticate': `Bearer realm="${other.origin}"` }).end(),
    );
    const flags: RemoteFlags = { plainHttp: true, username: 'me', password: 'secret' };
    const reference = `${origin.replace('http', 'oci')}/web:1.0.0`;
    await expect(fetchChart(reference, flags, isolated(SMALL))).rejects.toThrow('which has no TLS');
    expect(other.seen).toEqual([]);
  });
});

describe('when a values file comes from a server that', () => {
  it.each([
    ['never answers', () => {}, 'nothing came for 0.3 seconds'],
    ['does not end', endless('# comment\n'.repeat(1000)), 'it is larger than the 200000 bytes'],
    ['stops in the middle', (_, response) => void response.write('a: 1\n'), 'nothing came for 0.3 seconds'],
    ['answers a byte at a time', endless('#', 50), 'it took longer than 0.9 seconds'],
    [
      'redirects to itself',
      (_, response) => void response.writeHead(302, { location: '/values.yaml' }).end(),
      'stopped after 3 redirects',
    ],
    [
      'redirects to a file',
      (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'which is not a URL that can be fetched',
    ],
    [
      'sends it packed',
      (_, response) => void response.setHeader('content-encoding', 'gzip').end(gzipSync('a: 1\n')),
      'the server sends it packed (content-encoding: gzip), which it was asked not to',
    ],
  ] as [string, RequestListener, string][])('%s, then an error reports it in time', async (_, listener, message) => {
    const { origin } = await serve(listener);
    await expect(fetchFile(`${origin}/values.yaml`, isolated(SMALL))).rejects.toThrow(message);
  });

  it('is behind a proxy, then the proxy is asked', async () => {
    const proxy = await serve((_, response) => response.end('a: 1\n'));
    const io = isolated({ env: { HTTP_PROXY: proxy.origin.replace('//', '//me:pw@') } });
    expect(Buffer.from(await fetchFile('http://charts.example/v.yaml', io)).toString()).toBe('a: 1\n');
    expect(proxy.seen[0]?.url).toBe('http://charts.example/v.yaml');
    expect(existsSync(join(io.cwd, 'home'))).toBe(false);
  });
});
