import { describe, expect, it } from 'vitest';
import { redact, redactProblem } from '../../src/problem/redact.ts';
import { parseChallenges } from '../../src/remote/challenge.ts';
import { findCredentials } from '../../src/remote/credentials-file.ts';
import { readIndex, selectVersion } from '../../src/remote/index-file.ts';
import { proxyFor } from '../../src/remote/proxy.ts';
import { parseReference } from '../../src/remote/reference.ts';
import { findRepository, readRepositories } from '../../src/remote/repositories-file.ts';
import { isSameUrl, resolveReference } from '../../src/remote/urls.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('when a chart is named by a reference', () => {
  it.each([
    ['oci://localhost:5000/charts/web', ['localhost:5000', 'charts/web', '', '']],
    ['oci://a.example/web:1.2.3+x', ['a.example', 'web', '1.2.3+x', '']],
    [`oci://a.example/b/c/web:1.0.0@${DIGEST}`, ['a.example', 'b/c/web', '1.0.0', DIGEST]],
    [`oci://[::1]:5000/web@${DIGEST}`, ['[::1]:5000', 'web', '', DIGEST]],
  ])('and it is %s, then it is read', (text, parts) => {
    const { host, repository, tag, digest } = parseReference(text);
    expect([host, repository, tag, digest]).toEqual(parts);
  });

  it.each([
    ['oci://', 'it is not oci://HOST/REPOSITORY'],
    ['oci://host', 'it is not oci://HOST/REPOSITORY'],
    ['oci://host/', 'it is not oci://HOST/REPOSITORY'],
    ['oci://me:secret@host/web', 'it has a user name'],
    ['oci://host/Web', '"Web" is not the name of a repository'],
    ['oci://host/a//b', '"a//b" is not the name of a repository'],
    ['oci://host/../web', '"../web" is not the name of a repository'],
    ['oci://host/web:', '"" is not a tag'],
    ['oci://host/web:a/b', '"a/b" is not a tag'],
    ['oci://host/web@md5:00', '"md5:00" is not a digest of SHA-256'],
    ['oci://ho st/web', 'it is not oci://HOST/REPOSITORY'],
  ])('and it is %s, then it is refused: %s', (text, message) => {
    expect(() => parseReference(text)).toThrow(message);
  });
});

describe('when a registry asks for authentication', () => {
  it.each([
    ['Basic realm="x"', [['basic', { realm: 'x' }]]],
    [
      'Bearer realm="https://auth/token",service="reg, x",scope="repository:a:pull,push"',
      [['bearer', { realm: 'https://auth/token', service: 'reg, x', scope: 'repository:a:pull,push' }]],
    ],
    [
      'Bearer realm=a , Basic Realm="q\\"t"',
      [
        ['bearer', { realm: 'a' }],
        ['basic', { realm: 'q"t' }],
      ],
    ],
    ['', []],
    ['"', []],
  ])('with %s, then its challenges are read', (header, expected) => {
    expect(parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])).toEqual(
      expected,
    );
  });
});

const auth = (text: string): string => Buffer.from(text).toString('base64');

describe('when a file has credentials', () => {
  it.each([
    [
      'of the host',
      { auths: { 'a.example': { auth: auth('me:p:w') } } },
      { credentials: { username: 'me', password: 'p:w' } },
    ],
    [
      'of the URL',
      { auths: { 'https://a.example': { auth: auth('me:pw') } } },
      { credentials: { username: 'me', password: 'pw' } },
    ],
    [
      'in two fields',
      { auths: { 'a.example': { username: 'me', password: 'pw' } } },
      { credentials: { username: 'me', password: 'pw' } },
    ],
    ['of another host', { auths: { 'b.example': { auth: auth('me:pw') } } }, undefined],
    ['of a longer host', { auths: { 'a.example.com': { auth: auth('me:pw') } } }, undefined],
    ['in a program', { credHelpers: { 'a.example': 'x' } }, { helper: 'x', server: 'a.example' }],
    ['in a store', { auths: { 'a.example': {} }, credsStore: 'desktop' }, { helper: 'desktop', server: 'a.example' }],
  ])('%s, then they are found or not', (_, config, expected) => {
    expect(findCredentials(JSON.stringify(config), 'a.example')).toEqual(expected);
  });

  it('of Docker Hub, then they are under its own name', () => {
    const text = JSON.stringify({ auths: { 'https://index.docker.io/v1/': { auth: auth('me:pw') } } });
    for (const host of ['docker.io', 'registry-1.docker.io'])
      expect(findCredentials(text, host)).toEqual({ credentials: { username: 'me', password: 'pw' } });
  });

  it.each(['', '{', '[]', '{"auths": []}', '{"auths": {"a.example": {"auth": 5}}}'])(
    'and it is %j, then there are none',
    (text) => {
      expect(findCredentials(text, 'a.example')).toBeUndefined();
    },
  );
});

const entries = (...versions: string[]) => versions.map((version) => ({ version }));

describe('when a version is chosen', () => {
  it.each([
    ['', '1.10.0', false],
    ['1.9.0', '1.9.0', false],
    ['v1.9.0', '1.9.0', true],
    ['1.9', '1.9.0', true],
    ['^1.2', '1.10.0', false],
    ['<1.10', '1.9.0', false],
    ['>0.0.0-0', '2.0.0-rc.1', false],
    ['2.x', undefined, false],
  ])('for %j, then it is %s', (range, version, isNear) => {
    const found = selectVersion(entries('2.0.0-rc.1', '1.10.0', '1.9.0'), range);
    expect(found).toEqual(version === undefined ? undefined : { entry: { version }, isNear });
  });

  it('for what is not a range, then it is refused', () => {
    expect(() => selectVersion(entries('1.0.0'), 'what?')).toThrow('improper constraint: "what?"');
  });
});

const INDEX = `apiVersion: v1
entries:
  web:
  - name: web
    version: 1.9.0
    urls: [a.tgz]
    digest: sha256:ab
  - name: web
    version: 1.10.0
    urls: [b.tgz]
  - name: web
    version: nonsense
  - null
  - version: 3.0.0
`;

describe('when an index is read', () => {
  it('then the newest version is first, and what is not a version is left out', () => {
    expect(readIndex(INDEX, 'web')).toEqual([
      { version: '1.10.0', urls: ['b.tgz'], digest: '' },
      { version: '1.9.0', urls: ['a.tgz'], digest: 'ab' },
    ]);
    expect(readIndex(INDEX, 'nope')).toBeUndefined();
    expect(readIndex(INDEX, 'toString')).toBeUndefined();
  });

  it('and it is JSON, then it is read, too', () => {
    expect(
      readIndex('{"apiVersion":"v1","entries":{"web":[{"name":"web","version":"1.0.0","urls":["x"]}]}}', 'web'),
    ).toEqual([{ version: '1.0.0', urls: ['x'], digest: '' }]);
  });

  it('and it is large, then it is the same as when it is small', () => {
    const description = `    description: |\n${'      web:\n      - version: 7.0.0\n'.repeat(60_000)}`;
    const large = INDEX.replace('entries:\n', `entries:\n  aaa:\n  - name: aaa\n    version: 1.0.0\n${description}`);
    const after = `${large}  zzz:\n  - name: zzz\n    version: 1.0.0\ngenerated: "2026"\n`;
    expect(after.length).toBeGreaterThan(1_000_000);
    const begin = performance.now();
    expect(readIndex(after, 'web')).toEqual(readIndex(INDEX, 'web'));
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  it.each([
    ['', 'its index.yaml is empty'],
    ['<html>', 'its index.yaml has no apiVersion'],
    ['entries: {}', 'its index.yaml has no apiVersion'],
    ['a: [', 'its index.yaml cannot be read: line'],
  ])('and it is %j, then it is refused: %s', (text, message) => {
    expect(() => readIndex(text, 'web')).toThrow(message);
  });
});

describe('when a URL is resolved', () => {
  it.each([
    ['http://a/charts', 'web.tgz', 'http://a/charts/web.tgz'],
    ['http://a/charts/', 'x/web.tgz', 'http://a/charts/x/web.tgz'],
    ['http://a/charts', '/web.tgz', 'http://a/web.tgz'],
    ['http://a/charts?t=1', 'web.tgz', 'http://a/charts/web.tgz?t=1'],
    ['http://a/charts', 'https://b/web.tgz', 'https://b/web.tgz'],
  ])('%s and %s, then it is %s', (base, reference, expected) => {
    expect(resolveReference(base, reference)).toBe(expected);
  });

  it.each([
    ['http://a', 'http://a/', true],
    ['http://a/x/', 'http://a/x', true],
    ['http://a/x//y', 'http://a/x/y', true],
    ['http://a', 'https://a', false],
    ['http://a/x', 'http://a/y', false],
  ])('and %s is compared with %s, then: %s', (a, b, expected) => expect(isSameUrl(a, b)).toBe(expected));
});

describe("when Helm's repositories are read", () => {
  const known = readRepositories(
    'repositories:\n- name: mine\n  url: http://a/charts/\n  username: me\n  password: 123\n  pass_credentials_all: true\n',
  );
  it.each(['@mine', 'alias:mine', 'http://a/charts'])('and a chart names %s, then it is found', (name) => {
    expect(findRepository(known, name)).toMatchObject({ username: 'me', password: '123', passCredentials: true });
  });
  it.each(['mine', '@mine2', 'http://b/charts'])('and a chart names %s, then it is not found', (name) => {
    expect(findRepository(known, name)).toBeUndefined();
  });
});

describe('when there is a proxy', () => {
  const env = {
    HTTPS_PROXY: 'http://p:1',
    http_proxy: 'q:2',
    NO_PROXY: 'a.example, .b.example,10.0.0.0/8,c.example:444',
  };
  it.each([
    ['https://x.example', 'http://p:1'],
    ['http://x.example', 'http://q:2'],
    ['https://a.example', undefined],
    ['https://sub.a.example', undefined],
    ['https://b.example', 'http://p:1'],
    ['https://sub.b.example', undefined],
    ['https://10.1.2.3', undefined],
    ['https://11.1.2.3', 'http://p:1'],
    ['https://c.example:444', undefined],
    ['https://c.example', 'http://p:1'],
    ['http://127.0.0.1:80', undefined],
    ['http://localhost', undefined],
  ])('then %s is asked through %s', (url, proxy) => expect(proxyFor(new URL(url), env)).toBe(proxy));
});

describe('when a message has a URL with credentials', () => {
  it.each([
    ['open https://me:secret@host/x and oci://t@h/x', 'open https://***@host/x and oci://***@h/x'],
    ['https://host/a@b', 'https://host/a@b'],
    ['mail me@host', 'mail me@host'],
    ['postgres://me:secret@host', 'postgres://***@host'],
  ])('and it is %s, then they are hidden', (text, expected) => expect(redact(text)).toBe(expected));

  it('and it is a flag, then its place is still right', () => {
    const flag = { name: '--set-file', text: 'a=http://me:secret@host/x', offset: 25 };
    expect(redactProblem({ code: 'file', severity: 'error', message: 'x', where: { flag } }).where?.flag).toEqual({
      name: '--set-file',
      text: 'a=http://***@host/x',
      offset: 19,
    });
  });
});
