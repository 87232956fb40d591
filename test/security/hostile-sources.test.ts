import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Entry, writeTar } from '../../tools/record/write-archive.ts';
import { kiloChart, makeDirectory } from '../cli/program.ts';
import { asFile, expectHarmless, quote, WORDS } from './words.ts';

const CHART = 'apiVersion: v2\nname: web\nversion: 1.2.3\n';
const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

/** One of each kind: all of them are tried elsewhere. */
const KINDS = [
  'an escape sequence',
  "GitHub's command in a second line",
  "GitHub's command",
  "Azure's command",
  'a reversal of the direction',
  'a NUL',
];
const SOME = WORDS.filter(([name]) => KINDS.includes(name));

interface Run {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** HOST stands for a server. */
  readonly args: readonly string[];
  readonly stdin?: string;
  /** What the server sends, whatever it is asked for. */
  readonly answer?: string | ((path: string) => string);
}

const archive = (...entries: Entry[]): Uint8Array => gzipSync(writeTar(entries));
const inArchive = (...entries: Entry[]): Run => ({
  files: { 'a.tgz': archive({ name: 'web/Chart.yaml', data: CHART }, ...entries) },
  args: ['template', 'x', 'a.tgz'],
});
const inChart = (files: Readonly<Record<string, string>>, ...args: string[]): Run => ({
  files: Object.fromEntries(
    Object.entries({ 'Chart.yaml': CHART, ...files }).map(([path, text]) => [`web/${path}`, text]),
  ),
  args: args.length === 0 ? ['template', 'x', 'web'] : args,
});

const ok = (body: string, headers = ''): string =>
  `HTTP/1.1 200 OK\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
const status = (line: string, headers = '', body = ''): string =>
  `HTTP/1.1 ${line}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
const oneLine = (word: string): string => word.replace(/[\r\n]/g, ' ');

const fromRepository = (index: string): Run => ({
  args: ['template', 'x', 'web', '--repo', 'http://HOST/', '--verbose'],
  answer: (path) => (path === '/index.yaml' ? ok(index) : status('404 Not Found')),
});
const entry = (fields: string): string =>
  `apiVersion: v1\nentries:\n  web:\n  - {name: web, version: 1.0.0, ${fields}}\n`;
const fromRegistry = (answer: string, reference = 'a:1.0.0'): Run => ({
  args: ['template', 'x', `oci://HOST/${reference}`, '--plain-http', '--verbose'],
  answer,
});
const fromUrl = (answer: string): Run => ({
  ...inChart({}, 'template', 'x', 'web', '-f', 'http://HOST/v.yaml', '--verbose'),
  answer,
});
const dependency = (fields: string): string => `${CHART}dependencies: [{${fields}}]\n`;
const withConfig = (text: string): Run => ({
  files: { '.kilo-chart.yaml': text, 'v.yaml': '{}\n' },
  args: ['lint', 'v.yaml', '--verbose'],
});
const fromKustomize = (spec: string): Run => ({
  args: ['krm'],
  stdin: `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig: {spec: {${spec}}}\nitems: []\n`,
});
const json = JSON.stringify;

const PLACES: readonly (readonly [place: string, run: (word: string) => Run])[] = [
  ['an entry that leads out of an archive', (word) => inArchive({ name: `../${word}`, data: '' })],
  ['an entry without a directory', (word) => inArchive({ name: word, data: '' })],
  ['a link of an archive', (word) => inArchive({ name: `web/${asFile(word)}`, flag: '2', target: word })],
  ['a device of an archive', (word) => inArchive({ name: `web/${asFile(word)}`, flag: '3' })],
  [
    'an entry that is twice in an archive',
    (word) => inArchive({ name: `web/${word}`, data: 'a' }, { name: `web/${word}`, data: 'b' }),
  ],
  ['a template in an archive', (word) => inArchive({ name: `web/templates/${word}.yaml`, data: '{{ fail "no" }}' })],
  ['a chart in an archive', (word) => inArchive({ name: `web/charts/${word}/Chart.yaml`, data: 'name: [' })],
  ['an archive in an archive', (word) => inArchive({ name: `web/charts/${word}.tgz`, data: 'no' })],
  [
    'the name of an archive',
    (word) => ({ files: { [`${asFile(word)}.tgz`]: 'no' }, args: ['template', 'x', `./${asFile(word)}.tgz`] }),
  ],
  ['a field for kustomize', (word) => fromKustomize(`${quote(word)}: a`)],
  ['a name for kustomize', (word) => fromKustomize(`name: ${quote(word)}`)],
  ['a value for kustomize', (word) => fromKustomize(`name: a, values: {${quote(word)}: ${quote(word)}}`)],
  ['a file for kustomize', (word) => fromKustomize(`name: a, files: [${quote(word)}]`)],
  ['a URL of an index', (word) => fromRepository(entry(`urls: [${quote(word)}]`))],
  ['a digest of an index', (word) => fromRepository(entry(`urls: [web.tgz], digest: ${quote(word)}`))],
  [
    'a version of an index',
    (word) =>
      fromRepository(`apiVersion: v1\nentries:\n  web: [{name: web, version: ${quote(`1.0.0-${word}`)}, urls: [a]}]\n`),
  ],
  [
    'a name of an index',
    (word) => fromRepository(`apiVersion: v1\nentries: {${quote(word)}: [{name: ${quote(word)}, version: 1.0.0}]}\n`),
  ],
  ['an index that is broken', (word) => fromRepository(`apiVersion: [${word}: "\n`)],
  ['the reason phrase of an answer', (word) => fromUrl(status(`404 ${oneLine(word)}`))],
  ['the body of an error', (word) => fromUrl(status('500 Error', '', word))],
  ['the target of a redirect', (word) => fromUrl(status('302 Found', `location: ${oneLine(word)}\r\n`))],
  ['the path of a redirect', (word) => fromUrl(status('302 Found', `location: ftp://a/${oneLine(word)}\r\n`))],
  ['an encoding', (word) => fromUrl(ok('a: 1', `content-encoding: ${oneLine(word)}\r\n`))],
  [
    'a challenge',
    (word) => fromRegistry(status('401 No', `www-authenticate: Bearer realm="${oneLine(word)}",service="x"\r\n`)),
  ],
  [
    'an error of a registry',
    (word) =>
      fromRegistry(
        status('404 No', 'content-type: application/json\r\n', json({ errors: [{ code: word, message: word }] })),
      ),
  ],
  [
    'the type of a layer',
    (word) => fromRegistry(ok(json({ config: { mediaType: word }, layers: [{ mediaType: word, digest: word }] }))),
  ],
  [
    'the digest of a layer',
    (word) =>
      fromRegistry(
        ok(
          json({
            config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' },
            layers: [{ mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', digest: `sha256:${word}` }],
          }),
        ),
      ),
  ],
  ['the tags of a registry', (word) => fromRegistry(ok(json({ tags: [word, `1.0.0-${word}`] })), 'a')],
  [
    'the next page of tags',
    (word) => fromRegistry(ok(json({ tags: [] }), `link: <${oneLine(word)}>; rel="next"\r\n`), 'a'),
  ],
  ['a tag that is asked for', (word) => fromRegistry(status('404 No'), `a:${word}`)],
  [
    'a name in a lock',
    (word) =>
      inChart(
        {
          'Chart.yaml': dependency('name: a, version: 1.0.0, repository: "http://HOST"'),
          'Chart.lock': `dependencies: [{name: ${quote(word)}, version: 1.0.0, repository: "http://HOST"}]\ndigest: ${quote(word)}\n`,
        },
        'dependency',
        'build',
        'web',
      ),
  ],
  [
    'a lock that is broken',
    (word) =>
      inChart(
        {
          'Chart.yaml': dependency('name: a, version: 1.0.0, repository: "http://HOST"'),
          'Chart.lock': `dependencies: [${word}: "\n`,
        },
        'dependency',
        'build',
        'web',
      ),
  ],
  [
    'the repository of a dependency',
    (word) =>
      inChart(
        { 'Chart.yaml': dependency(`name: a, version: 1.0.0, repository: ${quote(word)}`) },
        'dependency',
        'update',
        'web',
      ),
  ],
  [
    'a path of a dependency',
    (word) =>
      inChart(
        { 'Chart.yaml': dependency(`name: a, version: 1.0.0, repository: ${quote(`file://../${word}`)}`) },
        'dependency',
        'update',
        'web',
      ),
  ],
  [
    'a version of a dependency',
    (word) =>
      inChart(
        { 'Chart.yaml': dependency(`name: a, version: ${quote(word)}, repository: "http://HOST"`) },
        'dependency',
        'update',
        'web',
      ),
  ],
  [
    'a dependency that is listed',
    (word) =>
      inChart(
        { 'Chart.yaml': dependency(`name: ${quote(word)}, version: ${quote(word)}, repository: ${quote(word)}`) },
        'dependency',
        'list',
        'web',
      ),
  ],
  [
    'a chart that is listed',
    (word) =>
      inChart(
        { [`charts/${asFile(word)}/Chart.yaml`]: CHART, [`charts/${asFile(word)}.tgz`]: 'no' },
        'dependency',
        'list',
        'web',
      ),
  ],
  ['a line of .helmignore', (word) => inChart({ '.helmignore': `[${word}\n` })],
  ['a pattern of .helmignore', (word) => inChart({ '.helmignore': `**${word}\n` })],
  [
    'the version of a chart that is packed',
    (word) =>
      inChart({ 'Chart.yaml': `apiVersion: v2\nname: web\nversion: ${quote(`1.0.0+${word}`)}\n` }, 'package', 'web'),
  ],
  ['a rule of a configuration', (word) => withConfig(`rules: {${quote(word)}: off}\n`)],
  ['a severity of a configuration', (word) => withConfig(`rules: {schema: ${quote(word)}}\n`)],
  ['set of a configuration', (word) => withConfig(`set: [${quote(`${word}=1`)}]\n`)],
  ['a platform of a configuration', (word) => withConfig(`platform: ${quote(word)}\n`)],
  ['a chart of a configuration', (word) => withConfig(`chart: ${quote(word)}\n`)],
  ['a pattern of a configuration', (word) => withConfig(`overrides: [{files: [${quote(`[${word}`)}], rules: {}}]\n`)],
  ['a configuration that is broken', (word) => withConfig(`a: [${word}: "\n`)],
  [
    'a baseline',
    (word) => ({
      ...inChart({}, 'lint', '--chart', 'web', '--baseline', 'b'),
      files: { ...inChart({}).files, b: `{"${word}": [}` },
    }),
  ],
  [
    'a file of --schemas',
    (word) => ({
      ...inChart({}, 'lint', '--chart', 'web', '--schemas', 's'),
      files: { ...inChart({}).files, [`s/${asFile(word)}.yaml`]: 'a: [' },
    }),
  ],
  [
    'a definition of --schemas',
    (word) => ({
      ...inChart(
        { 'templates/a.yaml': `apiVersion: x.io/v1\nkind: A\nspec: 1\n` },
        'lint',
        '--chart',
        'web',
        '--schemas',
        's',
      ),
      files: {
        ...inChart({ 'templates/a.yaml': `apiVersion: x.io/v1\nkind: ${quote(word)}\nmetadata: {name: a}\nspec: 1\n` })
          .files,
        's/a.yaml': `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {group: x.io, names: {kind: ${quote(word)}}, versions: [{name: v1, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: string, enum: [${quote(word)}]}}}}}]}\n`,
      },
    }),
  ],
  [
    'standard error of a post-renderer',
    (word) => ({
      ...inChart({ 'templates/a.yaml': OBJECT }, 'template', 'x', 'web', '--post-renderer', './p'),
      files: {
        ...inChart({ 'templates/a.yaml': OBJECT }).files,
        p: `#!/bin/sh\ncat <<'END' >&2\n${word.replaceAll('\0', '')}\nEND\nexit 3\n`,
      },
    }),
  ],
  [
    'the output of a post-renderer',
    (word) => ({
      ...inChart({ 'templates/a.yaml': OBJECT }, 'template', 'x', 'web', '--post-renderer', './p'),
      files: {
        ...inChart({ 'templates/a.yaml': OBJECT }).files,
        p: `#!/bin/sh\ncat <<'END'\nkind: [${word.replaceAll('\0', '')}: "\nEND\n`,
      },
    }),
  ],
  [
    'a name of an old release',
    (word) => ({
      ...inChart({}, 'diff', 'a.yaml', 'b.yaml', '--chart', 'web'),
      files: {
        ...inChart({ 'templates/a.yaml': `${OBJECT}data: {{ toYaml .Values | nindent 2 }}\n` }).files,
        'a.yaml': `${quote(word)}: 1\n`,
        'b.yaml': `${quote(word)}: ${quote(word)}\n`,
      },
    }),
  ],
  [
    '--debug',
    (word) =>
      inChart(
        { 'values.yaml': `a: ${quote(word)}\n`, 'templates/a.yaml': 'a: b: c\n# {{ .Values.a }}\n' },
        'template',
        'x',
        'web',
        '--debug',
      ),
  ],
  ['a name to explain', (word) => ({ args: ['explain', word] })],
  ['a name of a peer', (word) => ({ args: ['peer', 'add', word] })],
  ['a path to show', (word) => inChart({}, 'show', 'values', 'web', '--jsonpath', `{${word}`)],
];

let server: Server;
let host = '';
let answer: NonNullable<Run['answer']> = '';
beforeAll(async () => {
  server = createServer((socket: Socket) => {
    socket.on('error', () => {});
    socket.once('data', (request) => {
      const [, path = ''] = request.toString().split(' ');
      socket.end(typeof answer === 'function' ? answer(path) : answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

describe.each(PLACES)('when the hostile word is %s', (_, runOf) => {
  it.each(SOME)('then %s does no harm', async (_name, word) => {
    const { files = {}, args, stdin = '', answer: given } = runOf(word);
    answer = given ?? '';
    const cwd = makeDirectory({});
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), typeof content === 'string' ? content.replaceAll('HOST', host) : content);
      if (path === 'p') chmodSync(join(cwd, path), 0o755);
    }
    const ran = await kiloChart(
      cwd,
      args.map((text) => text.replaceAll('HOST', host)),
      { env: { HOME: cwd, PATH: process.env.PATH ?? '' }, stdin },
    );
    expect(ran.stderr).not.toContain('has a bug');
    expect(ran.stdout + ran.stderr).not.toBe('');
    // Columns of tables are divided by tabs.
    expectHarmless({ ...ran, stdout: ran.stdout.replaceAll('\t', ' ') });
  });
});
