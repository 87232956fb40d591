import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kiloChart, makeDirectory } from '../cli/program.ts';

const SECRET = 'hunter2Zq';
const CHART = 'apiVersion: v2\nname: web\nversion: 1.2.3\n';
const OBJECT = `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n`;
const BASE64 = Buffer.from(SECRET).toString('base64');

const server = createServer(({ url = '' }, response) => {
  if (url.startsWith('/redirect')) response.writeHead(302, { location: `ftp://me:${SECRET}@HOST/x` }).end();
  else if (url.startsWith('/relative')) response.writeHead(302, { location: `//me:${SECRET}@127.0.0.1:1/x` }).end();
  else if (url.startsWith('/query')) response.writeHead(302, { location: `/none?token=${SECRET}` }).end();
  else if (url.startsWith('/challenge'))
    response.writeHead(401, { 'www-authenticate': `Basic realm="${SECRET}"` }).end();
  else response.writeHead(404).end(SECRET);
});
let host = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

interface Way {
  readonly files?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const inChart = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries({ 'Chart.yaml': CHART, ...files }).map(([path, text]) => [`web/${path}`, text]));

const template = (files: Readonly<Record<string, string>>, ...args: string[]): Way => ({
  files: inChart(files),
  args: ['template', 'x', 'web', ...args],
});
const lint = (files: Readonly<Record<string, string>>, ...args: string[]): Way => ({
  files: inChart(files),
  args: ['lint', '--chart', 'web', ...args],
});
const schemaOf = (property: string): string =>
  JSON.stringify({
    properties: { [property]: { type: 'object' }, auth: { properties: { [property]: { enum: ['a'] } } } },
  });

/** Each is refused, or reported. HOST stands for a server. */
const WAYS: readonly (readonly [title: string, way: Way])[] = [
  [
    'a value that a schema refuses',
    template({ 'values.schema.json': schemaOf('password'), 'values.yaml': `password: ${SECRET}\n` }),
  ],
  [
    'a value of a list below a secret key',
    template({
      'values.schema.json': '{"properties":{"passwords":{"items":{"type":"number"}}}}',
      'values.yaml': `passwords: [${SECRET}]\n`,
    }),
  ],
  [
    'a default of a schema',
    template({
      'values.schema.json': `{"properties":{"token":{"type":"number","default":"${SECRET}"}}}`,
      'values.yaml': 'token: x\n',
    }),
  ],
  ['--set', template({ 'values.schema.json': schemaOf('password') }, '--set', `password=${SECRET}`)],
  ['--set of a map', template({ 'values.schema.json': schemaOf('token') }, '--set', `auth.token=${SECRET},a=[`)],
  ['--set-string', template({ 'values.schema.json': schemaOf('password') }, '--set-string', `password=${SECRET}`)],
  ['--set-literal', template({ 'values.schema.json': schemaOf('password') }, '--set-literal', `password=${SECRET},x`)],
  [
    '--set-json of a value',
    template({ 'values.schema.json': schemaOf('password') }, '--set-json', `password="${SECRET}"`),
  ],
  [
    '--set-json of a map',
    template({ 'values.schema.json': schemaOf('token') }, '--set-json', `auth={"token": "${SECRET}"}`),
  ],
  [
    '--set-json of the whole values',
    template({ 'values.schema.json': schemaOf('token') }, '--set-json', `{"auth": {"token": "${SECRET}"}}`),
  ],
  ['--set-json that is broken', template({}, '--set-json', `password={"a": "${SECRET}"`)],
  ['--set-json that is broken before it', template({}, '--set-json', `{"a": [}, "password": "${SECRET}"}`)],
  [
    '--set-file',
    {
      ...template({ 'values.schema.json': schemaOf('password') }, '--set-file', 'password=s.txt'),
      files: { ...inChart({ 'values.schema.json': schemaOf('password') }), 's.txt': SECRET },
    },
  ],
  [
    '--set-file of a file of YAML',
    {
      ...lint({ 'values.schema.json': schemaOf('password') }, '--set-file', 'password=s.yaml'),
      files: { ...inChart({ 'values.schema.json': schemaOf('password') }), 's.yaml': `a: 1\n---\nb: ${SECRET}\n` },
    },
  ],
  ['a broken values file', template({ 'values.yaml': `password: "${SECRET}\n` })],
  ['a broken values file, in a flow map', template({ 'values.yaml': `auth: {password: ${SECRET}, b: [}\n` })],
  ['a broken values file, on standard input', { ...template({}, '-f', '-'), stdin: `password: ${SECRET}: x\n` }],
  ['a block scalar of a broken values file', template({ 'values.yaml': `password: |\n  ${SECRET}\n ${SECRET}\n` })],
  ['a plain scalar of two lines', template({ 'values.yaml': `password:\n  ${SECRET}\n  ${SECRET}: x\n` })],
  ['a key that occurs twice', template({ 'values.yaml': `token: ${SECRET}\ntoken: ${SECRET}\n` })],
  [
    'stringData of values',
    template({
      'values.schema.json': '{"properties":{"stringData":{"properties":{"x":{"type":"number"}}}}}',
      'values.yaml': `stringData: {x: ${SECRET}}\n`,
    }),
  ],
  [
    'data of a Secret that is not YAML',
    template({ 'templates/a.yaml': `${OBJECT}data:\n  x: ${SECRET}\n  y: a: b\n` }),
  ],
  [
    'data of a Secret, in a flow map',
    template({ 'templates/a.yaml': `apiVersion: v1\nkind: Secret\ndata: {x: ${SECRET}, y: [}\n` }),
  ],
  [
    'data of a Secret, as JSON',
    template({ 'templates/a.yaml': `{"apiVersion": "v1", "kind": "Secret", "data": {"x": "${SECRET}", "y": [}}` }),
  ],
  [
    'data of a Secret, before its kind',
    template({ 'templates/a.yaml': `stringData:\n  x: ${SECRET}\n  y: a: b\nkind: Secret\n` }),
  ],
  [
    'data of a Secret, in a block scalar',
    template({ 'templates/a.yaml': `${OBJECT}stringData:\n  x: |\n    ${SECRET}\n    b\n  y: a: b\n` }),
  ],
  [
    'data of a Secret, in a List',
    template({ 'templates/a.yaml': `kind: List\nitems:\n- kind: Secret\n  data:\n    x: ${SECRET}\n    y: a: b\n` }),
  ],
  ['an object after a Secret', template({ 'templates/a.yaml': `${OBJECT}data:\n  x: ${SECRET}\n---\na: b: c\n` })],
  ['a Secret of two documents', template({ 'templates/a.yaml': `${OBJECT}data: {x: ${SECRET}}\n---\n- a\n` })],
  [
    'a value that a template prints in a Secret',
    template({ 'values.yaml': `x: "${SECRET}: y"\n`, 'templates/a.yaml': `${OBJECT}data:\n  x: {{ .Values.x }}\n` }),
  ],
  [
    'a message of fail',
    template({
      'values.yaml': `password: ${SECRET}\n`,
      'templates/a.yaml': '{{ fail (printf "password=%s is weak" .Values.password) }}',
    }),
  ],
  ['a template that cannot be parsed', template({ 'templates/a.yaml': `password: ${SECRET} {{ nothing }}\n` })],
  [
    'a number of a wrong form',
    template({
      'values.yaml': `password: ${SECRET}\n`,
      'templates/a.yaml': '{{ add1 (int .Values.password) | required "no" | fail }}',
    }),
  ],
  [
    'fromYaml of a Secret',
    template({
      'values.yaml': `stringData: "a: ${SECRET}: b"\n`,
      'templates/a.yaml': '{{ (fromYaml .Values.stringData).Error | fail }}',
    }),
  ],
  [
    'b64dec of a Secret',
    template({ 'values.yaml': `password: "%${SECRET}"\n`, 'templates/a.yaml': '{{ fail (b64dec .Values.password) }}' }),
  ],
  ['the URL of a values file', template({}, '-f', `http://me:${SECRET}@HOST/v.yaml`)],
  ['the URL of a values file that redirects', template({}, '-f', 'http://HOST/redirect')],
  ['a redirect to another host', template({}, '-f', 'http://HOST/relative', '--verbose')],
  ['a redirect with a token', template({}, '-f', 'http://HOST/query', '--verbose')],
  ['the body of an error', template({}, '-f', 'http://HOST/none')],
  ['the realm of a challenge', template({}, '-f', 'http://HOST/challenge')],
  ['the URL of a repository', { args: ['template', 'x', 'web', '--repo', `http://me:${SECRET}@HOST/`, '--verbose'] }],
  ['the URL of a chart', { args: ['template', 'x', `http://me:${SECRET}@HOST/a.tgz`, '--verbose'] }],
  ['the query of a URL', { args: ['template', 'x', `http://HOST/a.tgz?token=${SECRET}`, '--verbose'] }],
  [
    'a signature in the query of a URL',
    template({}, '-f', `http://HOST/v.yaml?X-Amz-Signature=${SECRET}`, '--verbose'),
  ],
  ['the URL of a registry', { args: ['template', 'x', `oci://me:${SECRET}@HOST/a`, '--plain-http', '--verbose'] }],
  [
    '--password',
    { args: ['template', 'x', 'web', '--repo', 'http://HOST/', '--username', 'me', '--password', SECRET, '--verbose'] },
  ],
  ['--password that is not closed', { args: ['template', 'x', 'web', `--password=${SECRET}`, '--passwrod'] }],
  ['a misspelt --password', { args: ['template', 'x', 'web', `--passwrd=${SECRET}`] }],
  [
    'a proxy',
    { ...template({}, '-f', 'http://charts.example/v.yaml'), env: { HTTP_PROXY: `socks://me:${SECRET}@HOST` } },
  ],
  [
    'a proxy that answers',
    {
      ...template({}, '-f', 'https://charts.example/v.yaml', '--verbose'),
      env: { HTTPS_PROXY: `http://me:${SECRET}@HOST` },
    },
  ],
  [
    'the repository of a dependency',
    {
      files: {
        'web/Chart.yaml': `${CHART}dependencies: [{name: a, version: 1.0.0, repository: "http://me:${SECRET}@HOST/"}]\n`,
      },
      args: ['dependency', 'update', 'web', '--verbose'],
    },
  ],
  [
    'the repository of a dependency that is listed',
    {
      files: {
        'web/Chart.yaml': `${CHART}dependencies: [{name: a, version: 1.0.0, repository: "http://me:${SECRET}@HOST/"}]\n`,
      },
      args: ['dependency', 'list', 'web'],
    },
  ],
  [
    'an argument of a post-renderer',
    template(
      { 'templates/a.yaml': 'kind: A\n' },
      '--post-renderer',
      'false',
      '--post-renderer-args',
      `--password=${SECRET}`,
    ),
  ],
  [
    'a post-renderer with a password',
    template({ 'templates/a.yaml': 'kind: A\n' }, '--post-renderer', `./nothing --password=${SECRET}`),
  ],
  [
    'what a post-renderer prints',
    template(
      { 'templates/a.yaml': 'kind: A\n' },
      '--post-renderer',
      'sed',
      '--post-renderer-args',
      `s/.*/kind: Secret\\ndata:\\n  x: ${SECRET}\\n  y: a: b/`,
    ),
  ],
  [
    'set of a configuration',
    {
      files: {
        ...inChart({ 'values.schema.json': schemaOf('password') }),
        '.kilo-chart.yaml': `chart: web\nset: ["password=${SECRET}"]\n`,
      },
      args: ['lint', '--verbose'],
    },
  ],
  [
    'set of a configuration that is broken',
    {
      files: { ...inChart({}), '.kilo-chart.yaml': `chart: web\nset: ["password=${SECRET},a[="]\n` },
      args: ['lint', '--verbose'],
    },
  ],
  ['a configuration that is broken', { files: { '.kilo-chart.yaml': `set: [password=${SECRET}\n` }, args: ['lint'] }],
  [
    'set of a configuration of a wrong type',
    { files: { '.kilo-chart.yaml': `set: {password: ${SECRET}}\n` }, args: ['lint'] },
  ],
  [
    'a baseline that is broken',
    {
      ...lint({}, '--baseline', 'b.json'),
      files: { ...inChart({}), 'b.json': `{"version": 1, "accepted": [{"message": "password: ${SECRET}"]}` },
    },
  ],
  [
    'env of a DaemonSet',
    lint({
      'templates/a.yaml': `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, env: [{name: PASSWORD, value: [${SECRET}]}, {name: B, value: {a: ${SECRET}}}]}]}}}\n`,
    }),
  ],
  [
    'env of a Pod of lines',
    lint({
      'templates/a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    env:\n    - name: DB_PASSWORD\n      value: ${SECRET}\n      valu: ${SECRET}\n`,
    }),
  ],
  [
    'a diff',
    {
      files: {
        ...inChart({ 'templates/a.yaml': `${OBJECT}stringData:\n  x: {{ .Values.x }}\n` }),
        'a.yaml': `x: ${SECRET}\n`,
        'b.yaml': 'x: y\n',
      },
      args: ['diff', '--chart', 'web', 'a.yaml', 'b.yaml'],
    },
  ],
  [
    'a diff that adds data',
    {
      files: {
        ...inChart({ 'templates/a.yaml': `${OBJECT}{{ with .Values.x }}data:\n  x: {{ . }}\n{{ end }}` }),
        'a.yaml': 'x: \n',
        'b.yaml': `x: ${BASE64}\n`,
      },
      args: ['diff', '--chart', 'web', 'a.yaml', 'b.yaml'],
    },
  ],
  [
    'a diff of a List',
    {
      files: {
        ...inChart({
          'templates/a.yaml': `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: a}\n  stringData: {x: {{ .Values.x }}}\n`,
        }),
        'a.yaml': `x: ${SECRET}\n`,
        'b.yaml': 'x: y\n',
      },
      args: ['diff', '--chart', 'web', 'a.yaml', 'b.yaml'],
    },
  ],
  [
    'a value with a blank',
    template({ 'values.schema.json': schemaOf('password') }, '--set', `password=correct ${SECRET},a=b`),
  ],
  [
    'a literal with a comma',
    template({ 'values.schema.json': schemaOf('password') }, '--set-literal', `password=a,b=${SECRET}`),
  ],
  ['a list of --set', template({ 'values.schema.json': schemaOf('password') }, '--set', `password={a,${SECRET}}`)],
  ['a map in braces', template({ 'values.yaml': `auth: {password: {a: b, c: "${SECRET}"}, d: [}\n` })],
  [
    'values of a key that is set by a list',
    template({ 'values.yaml': 'password: a\n' }, '--set', `password.a=${SECRET}`),
  ],
  ['--debug', template({ 'templates/a.yaml': `${OBJECT}data:\n  x: ${SECRET}\n  y: a: b\n` }, '--debug')],
  [
    '--name-template',
    {
      ...template({}, '--set', `password=${SECRET}`),
      args: ['template', 'web', '--name-template', '{{ .Values.password }}', '--set', `password=${SECRET}`],
    },
  ],
];

const FORMATS = ['text', 'json', 'github', 'gitlab', 'junit', 'sarif'];

/** What is found of Secrets in a chart: each in all formats. */
const FOUND: readonly (readonly [title: string, files: Readonly<Record<string, string>>])[] = [
  ['data of a wrong type', { 'templates/a.yaml': `${OBJECT}data: {x: [${SECRET}]}\n` }],
  ['data that is not base64', { 'templates/a.yaml': `${OBJECT}data:\n  x: ${SECRET}!\n` }],
  ['stringData of a wrong type', { 'templates/a.yaml': `${OBJECT}stringData: {x: {y: ${SECRET}}}\n` }],
  ['a bad key', { 'templates/a.yaml': `${OBJECT}stringData: {"a b": ${SECRET}}\n` }],
  [
    'data that a value sets',
    { 'values.yaml': `x: ${SECRET}!\n`, 'templates/a.yaml': `${OBJECT}data:\n  x: {{ .Values.x }}\n` },
  ],
  ['a Secret that is not YAML', { 'templates/a.yaml': `${OBJECT}data:\n  x: ${SECRET}\n  y: a: b\n` }],
  [
    'a password that a schema refuses',
    { 'values.schema.json': schemaOf('password'), 'values.yaml': `password: ${SECRET}\n` },
  ],
  [
    'a password without quotes',
    {
      'values.yaml': `password: ${SECRET}\n`,
      'templates/a.yaml': `${OBJECT}stringData:\n  password: {{ .Values.password }}\n  a: [1]\n`,
    },
  ],
];

describe('when a secret is in', () => {
  it.each(WAYS)('%s, then no message shows it', async (_, { files = {}, args, stdin = '', env = {} }) => {
    const here = (text: string) => text.replaceAll('HOST', host);
    const placed = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, here(text)]));
    const vars = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, here(text)]));
    const cwd = makeDirectory(placed);
    const ran = await kiloChart(cwd, args.map(here), { stdin, env: { HOME: cwd, ...vars } });
    expect(ran.stderr).not.toContain('has a bug');
    for (const hidden of [SECRET, BASE64]) expect(ran.stderr).not.toContain(hidden);
    if (args[0] !== 'template') for (const hidden of [SECRET, BASE64]) expect(ran.stdout).not.toContain(hidden);
    expect(ran.stdout + ran.stderr).not.toBe('');
  });
});

describe.each(FOUND)('when lint finds %s', (_, files) => {
  it.each(FORMATS)('then the report as %s does not show it', async (format) => {
    const ran = await kiloChart(makeDirectory(inChart(files)), ['lint', '--chart', 'web', '--format', format]);
    expect(ran.stdout + ran.stderr).not.toContain(SECRET);
    expect(ran.stdout + ran.stderr).not.toContain('has a bug');
    expect(ran.status).toBe(1);
  });
});
