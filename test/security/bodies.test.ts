import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt } from '../package/built.ts';
import { measure } from './measure.ts';

const MEBIBYTE = 1024 * 1024;

/** 3 MB that unpack to 3 GiB: gzip files may be joined. */
const member = gzipSync(new Uint8Array(MEBIBYTE));
const BOMB = Buffer.concat(Array.from({ length: 3 * 1024 }, () => member));
const digest = `sha256:${createHash('sha256').update(BOMB).digest('hex')}`;

const MANIFEST = JSON.stringify({
  config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' },
  layers: [{ mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', digest, size: BOMB.length }],
});
const INDEX = 'apiVersion: v1\nentries:\n  web: [{name: web, version: 1.0.0, urls: [bomb]}]\n';

const listener: RequestListener = ({ url = '' }, response) => {
  if (url === '/endless/index.yaml') {
    const comments = '# comment\n'.repeat(10_000);
    const send = (): void => {
      while (!response.destroyed && response.write(comments));
    };
    response.on('drain', send).on('error', () => {});
    send();
  } else if (url === '/index.yaml') response.end(INDEX);
  else if (url.startsWith('/v2/') && url.includes('/manifests/')) response.end(MANIFEST);
  else if (url.startsWith('/packed/')) response.setHeader('content-encoding', 'gzip').end(BOMB);
  else response.end(BOMB);
};

const server = createServer(listener);
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const TOO_LARGE = /what is in it is larger than the 104857600 bytes that a chart may have/;
const PACKED = /the server sends it packed \(content-encoding: gzip\)/;

/** HOST stands for the server. */
const BODIES: readonly (readonly [title: string, args: readonly string[], message: RegExp])[] = [
  ['a values file', ['template', 'x', 'chart', '-f', 'http://HOST/packed/v.yaml'], PACKED],
  [
    'a values file that is not declared as packed',
    ['template', 'x', 'chart', '-f', 'http://HOST/v'],
    /not valid UTF-8/,
  ],
  ['the index of a repository', ['template', 'x', 'web', '--repo', 'http://HOST/packed/'], PACKED],
  ['an archive', ['template', 'x', 'http://HOST/packed/web.tgz'], TOO_LARGE],
  ['an archive of a repository', ['template', 'x', 'web', '--repo', 'http://HOST/'], TOO_LARGE],
  ['an archive of a registry', ['show', 'chart', 'oci://HOST/web:1.0.0', '--plain-http'], TOO_LARGE],
  ['a dependency', ['dependency', 'update', 'parent'], TOO_LARGE],
];

const run = (args: readonly string[]) => {
  const files = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.2.3\n',
    'parent/Chart.yaml': `apiVersion: v2\nname: parent\nversion: 1.2.3\ndependencies: [{name: web, version: 1.0.0, repository: "http://${origin}"}]\n`,
  };
  return measure({ name: '', files: () => files, args: args.map((word) => word.replace('HOST', origin)) }, 20);
};

describe.skipIf(!isBuilt())('when a server sends 3 MB that unpack to 3 GiB', () => {
  it.each(BODIES)('as %s, then one error says so, in seconds and without unpacking it', async (_, args, message) => {
    const ran = await run(args);
    expect(ran.status).toBe(1);
    expect(ran.message).toMatch(message);
    expect(ran.message.match(/error:/g)).toHaveLength(1);
    expect(ran.cpu).toBeLessThan(5);
    expect(ran.memory).toBeLessThan(512);
  });
});

describe.skipIf(!isBuilt())('when a server sends an index without an end', () => {
  it('then one error says so, in seconds and without much memory', async () => {
    const ran = await run(['template', 'x', 'web', '--repo', 'http://HOST/endless/']);
    expect(ran.message).toContain('it is larger than the 67108864 bytes that are read');
    expect(ran.cpu).toBeLessThan(5);
    expect(ran.memory).toBeLessThan(512);
  });
});
