import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchFile } from '../../src/cli/fetch-file.ts';

const server = createServer(({ url = '', headers }, response) => {
  const status = Number(/^\/(\d+)/.exec(url)?.[1] ?? 200);
  response.writeHead(status, status === 302 ? { location: '/there' } : {});
  response.end(`${url} ${headers.authorization ?? 'nobody'}`);
});
let host = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

it.each([
  ['http://HOST/a?b#c', '/a?b nobody'],
  ['HTTP://HOST/302', '/there nobody'],
  ['http://me:p%40ss@HOST/a', `/a ${basic('me:p@ss')}`],
  ['http://me:p%ss@HOST/a', `/a ${basic('me:p%ss')}`],
  ['http://me@HOST/a', `/a ${basic('me:')}`],
])('when the URL is %s, then the answer is read', async (url, text) => {
  expect(Buffer.from(await fetchFile(url.replace('HOST', host))).toString()).toBe(text);
});

it.each([
  ['http://HOST/404', '404 Not Found'],
  ['http://HOST/204', '204 No Content'],
  ['http://HOST/500', '500 Internal Server Error'],
  ['http://127.0.0.1:99999/', 'it is not a URL'],
  ['http:///there', 'no Host in request URL'],
  ['http:there', 'no Host in request URL'],
])('when the URL is %s, then the error is %j', async (url, message) => {
  await expect(fetchFile(url.replace('HOST', host))).rejects.toThrow(message);
});

it('when there is no answer, then the error reports it', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  await once(closed.close(), 'close');
  await expect(fetchFile(`http://127.0.0.1:${port}/`)).rejects.toThrow(`connect ECONNREFUSED 127.0.0.1:${port}`);
});

it('when the server does not use TLS, then the error reports it in one line', async () => {
  await expect(fetchFile(`https://${host}/`)).rejects.toThrow(/^[\w ]+$/);
});
