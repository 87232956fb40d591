import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadBuiltInChart, loadChart } from '../../src/chart/index.ts';
import { type Problem, ProblemError } from '../../src/problem/problem.ts';
import { CHART_YAML, writeChart } from './write-chart.ts';

async function problemsOf(folder: string): Promise<readonly Problem[]> {
  try {
    await loadChart(folder, 'web');
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  throw new Error('the chart loads');
}

const CHART_A = 'apiVersion: v2\nname: a\nversion: 1.0.0\n';

const paths = (files: readonly { path: string }[]): string[] => files.map(({ path }) => path);

describe('a chart', () => {
  test('is its files, each in its place, in the order of a walk', async () => {
    const chart = await loadChart(
      writeChart({
        'values.yaml': 'a: 1\n',
        'values.schema.json': '{}',
        'README.md': '# Web\n',
        'crds/a.yaml': 'a: 1',
        'crds/a/b.yml': 'b: 1',
        'crds/README.md': 'text',
        'files/one.ini': 'x=1\n',
        'templates/z.yaml.hbs': 'z: 1',
        'templates/_helpers.hbs': '',
        'templates/NOTES.txt': 'Thank you',
        'templates/tests/test.yaml.hbs': 't: 1',
      }),
    );
    expect(chart).toMatchObject({
      name: 'web',
      version: '1.2.3',
      values: { path: 'values.yaml', text: 'a: 1\n' },
      schema: { path: 'values.schema.json', text: '{}' },
    });
    expect(paths(chart.templates)).toEqual([
      'templates/NOTES.txt',
      'templates/_helpers.hbs',
      'templates/tests/test.yaml.hbs',
      'templates/z.yaml.hbs',
    ]);
    expect(paths(chart.crds)).toEqual(['crds/a/b.yml', 'crds/a.yaml']);
    expect(paths(chart.files)).toEqual(['README.md', 'crds/README.md', 'crds/a/b.yml', 'crds/a.yaml', 'files/one.ini']);
  });

  test('needs no more than a Chart.yaml', async () => {
    expect(await loadChart(writeChart())).toMatchObject({
      values: { text: '' },
      schema: undefined,
      templates: [],
      crds: [],
    });
  });

  test('has all of the fields of its metadata, empty where they are not written', async () => {
    const { metadata } = await loadChart(
      writeChart({
        'Chart.yaml': `${CHART_YAML}appVersion: "1.16"\nkeywords: [a]\nmaintainers: [{name: Ann}]\nannotations: {a: b}\ndescription: "a\\tb"`,
      }),
    );
    expect(metadata).toMatchObject({
      appVersion: '1.16',
      keywords: ['a'],
      sources: [],
      maintainers: [{ name: 'Ann', email: '', url: '' }],
      description: 'a b',
      deprecated: false,
      home: '',
    });
    expect(metadata.annotations).toEqual(Object.assign(Object.create(null), { a: 'b' }));
  });

  test.each([
    ['appVersion: 1.10', '1.1'],
    ['appVersion: 7', '7'],
    ['appVersion: 20240101', '20240101'],
    ['appVersion: 1234567.5', '1.2345675e+06'],
    ['appVersion: 72445e2', '7.2445e+06'],
    ['appVersion: 7_244_500.0 # a float', '7.2445e+06'],
    ['appVersion: 1e5', '100000'],
    ['appVersion: 0x1e1234', '1970740'],
    ['appVersion: -2e+08', '-2e+08'],
    ['appVersion: 12345678901234567890', '12345678901234567890'],
    ['appVersion: 99999999999999999999', '1e+20'],
    ['appVersion: 1e21', '1e+21'],
    ['appVersion: true', 'true'],
    ['appVersion: null', ''],
    ['AppVersion: x', 'x'],
    ['AppVersion: x\nappVersion: z', 'z'],
  ])('has text where Helm makes text of a number or a boolean: %s', async (line, text) => {
    const { metadata } = await loadChart(writeChart({ 'Chart.yaml': `${CHART_YAML}${line}\n` }));
    expect(metadata.appVersion).toBe(text);
  });

  test('of apiVersion v1, or without one, has its dependencies in requirements.yaml, which overrules Chart.yaml', async () => {
    const files = {
      'requirements.yaml': 'dependencies: [{name: a, version: 1.x}]\nappVersion: two\n',
      'requirements.lock': 'digest: x\n',
      'charts/a/Chart.yaml': 'name: a\nversion: "1"\n',
    };
    const chartYaml = 'name: web\nversion: 1.0.0\nappVersion: one\ndependencies: [{name: b, alias: q}]\n';
    const old = await loadChart(writeChart({ ...files, 'Chart.yaml': chartYaml }));
    expect(old.metadata).toMatchObject({
      apiVersion: 'v1',
      appVersion: 'two',
      dependencies: [{ name: 'a', version: '1.x', alias: 'q' }],
    });
    expect(paths(old.files)).toEqual(['requirements.lock', 'requirements.yaml']);
    expect(old.warnings).toBeUndefined();
    const newer = await loadChart(writeChart(files), 'web');
    expect(newer.metadata.dependencies).toMatchObject([{ name: 'a', version: '1.x' }]);
    expect(paths(newer.files)).toEqual([]);
    expect(newer.warnings?.map(({ where }) => where?.file)).toEqual(['web/requirements.yaml', 'web/requirements.lock']);
  });

  test('has the charts of its charts/, but for names that begin with _ or ., and .prov files', async () => {
    const chart = await loadChart(
      writeChart({
        'charts/b/Chart.yaml': 'apiVersion: v9\nname: bee\nversion: 1.0.0\ntype: library\n',
        'charts/b/templates/_a.tpl': '',
        'charts/a/Chart.yaml': CHART_A,
        'charts/a/charts/c/Chart.yaml': CHART_A,
        'charts/_no/file': '',
        'charts/.no': '',
        'charts/a-1.tgz.prov': 'signed',
      }),
      'web',
    );
    expect(chart.dependencies.map(({ name, folder }) => [name, folder])).toEqual([
      ['a', 'web/charts/a'],
      ['bee', 'web/charts/b'],
    ]);
    expect(chart.dependencies[0]?.dependencies[0]?.folder).toBe('web/charts/a/charts/c');
    expect(paths(chart.files)).toEqual(['charts/a-1.tgz.prov']);
  });

  test('drops a byte-order mark, and keeps bytes that are no text apart from those that are', async () => {
    const { files } = await loadChart(
      writeChart({
        a: new Uint8Array([0xef, 0xbb, 0xbf, 0x61]),
        b: new Uint8Array([0x61, 0xff, 0xc3, 0xa4, 0xc3, 0xed, 0xa0, 0x80]),
      }),
    );
    expect(files).toEqual([
      { path: 'a', text: 'a' },
      { path: 'b', text: 'a\udcffä\udcc3\udced\udca0\udc80' },
    ]);
  });

  test('may hold symbolic links, which are followed', async () => {
    const folder = writeChart({ 'templates/_h.hbs': '' });
    const other = writeChart({ 'conf/a.ini': 'x' });
    symlinkSync(join(other, 'conf'), join(folder, 'conf'));
    symlinkSync(join(other, 'Chart.yaml'), join(folder, 'copy'));
    expect(paths((await loadChart(folder)).files)).toEqual(['conf/a.ini', 'copy']);
  });

  test.each([
    ['leads out of the chart', 'conf', ['conf'], ['web/conf']],
    ['is ignored', 'conf', ['conf.bak'], []],
    ['stays in the chart', 'templates', ['copy'], []],
  ])('when a link %s, then it is or is not named', async (_, target, names, expected) => {
    const folder = writeChart({ 'templates/_h.hbs': '', '.helmignore': '*.bak\n' });
    const other = writeChart({ 'conf/a.ini': 'x' });
    for (const name of names) symlinkSync(join(target === 'conf' ? other : folder, target), join(folder, name));
    const { warnings = [] } = await loadChart(folder, 'web');
    expect(warnings.map(({ where }) => where?.file)).toEqual(expected);
  });

  test('when several links lead out of the chart, then one warning counts them', async () => {
    const folder = writeChart();
    const other = writeChart({ 'conf/a.ini': 'x' });
    for (const name of ['a', 'b', 'c']) symlinkSync(join(other, 'conf'), join(folder, name));
    const { warnings = [] } = await loadChart(folder, 'web');
    expect(warnings.map(({ message, where }) => [where?.file, message])).toEqual([
      ['web/a', 'the symbolic link leads out of the chart, which can print what is there, and so do 2 more'],
    ]);
  });

  test('leaves out what .helmignore names', async () => {
    const folder = writeChart({
      '.helmignore': '# comment\n\n*.bak\n/node_modules/\n.*\n',
      'a.bak': '',
      'node_modules/x/README.md': '',
      'sub/node_modules/y': '',
      '.git/config': '',
      'templates/.hidden.yaml': 'no',
      'templates/a.yaml': 'no',
    });
    expect(paths((await loadChart(folder)).templates)).toEqual(['templates/a.yaml']);
    const chart = await loadChart(
      writeChart({
        '.helmignore': '*.bak\n/node_modules/\n.*\n',
        'a.bak': '',
        'node_modules/x/R': '',
        'sub/node_modules/y': '',
        '.git/config': '',
      }),
    );
    expect(paths(chart.files)).toEqual(['sub/node_modules/y']);
  });
});

describe('the built-in chart', () => {
  test('is the files of the chart, and nothing of what the program is made of', async () => {
    const chart = await loadBuiltInChart();
    expect(chart.name).toBe('kilo');
    expect(paths(chart.files)).toContain('platforms/kubeadm.yaml');
    const tops = new Set(paths(chart.files).map((path) => path.split('/')[0]));
    for (const top of [
      'node_modules',
      'dist',
      'src',
      'bin',
      'test',
      'scripts',
      'coverage',
      '.git',
      '.ci',
      'package.json',
    ])
      expect(tops).not.toContain(top);
  });
});

const YAML = (extra: string): Record<string, string> => ({ 'Chart.yaml': CHART_YAML + extra });
const FAULTS: readonly (readonly [string, Record<string, string | undefined>, string, Partial<Problem['where']>])[] = [
  ['no Chart.yaml', { 'Chart.yaml': undefined }, 'web is not a chart: it has no Chart.yaml', {}],
  [
    'no Chart.yaml, in a directory of files that would not be accepted',
    { 'Chart.yaml': undefined, 'a/large': 'x'.repeat(6_000_000) },
    'web is not a chart: it has no Chart.yaml',
    {},
  ],
  ['broken YAML', { 'Chart.yaml': 'a: [' }, '', { file: 'web/Chart.yaml', line: 1 }],
  ['a list for a Chart.yaml', { 'Chart.yaml': '- a' }, 'Chart.yaml is not a map', { file: 'web/Chart.yaml' }],
  ['no name', { 'Chart.yaml': 'apiVersion: v2\nversion: 1.0.0' }, 'Chart.yaml has no name', {}],
  ['a name with a slash', YAML('name: a/b'), '', {}],
  ['no version', { 'Chart.yaml': 'apiVersion: v2\nname: web' }, 'Chart.yaml has no version', {}],
  [
    'an invalid version',
    { 'Chart.yaml': 'apiVersion: v2\nname: web\nversion: one' },
    'the version "one" is not a semantic version',
    { line: 3, column: 10 },
  ],
  [
    'an invalid apiVersion',
    { 'Chart.yaml': 'apiVersion: v3\nname: web\nversion: 1.0.0' },
    'Chart.yaml has the apiVersion "v3"',
    { line: 1 },
  ],
  ['a library', YAML('type: library'), 'library charts are not installable', { line: 4 }],
  ['another type', YAML('type: app'), 'the type of a chart must be application or library', { line: 4 }],
  ['a map for appVersion', YAML('appVersion: {a: 1}'), 'appVersion is a map with the key a, not a string', { line: 4 }],
  [
    'null for a dependency',
    YAML('dependencies: [null]'),
    'dependencies must not contain empty or null nodes',
    { line: 4 },
  ],
  [
    'two dependencies of one name',
    { ...YAML('dependencies:\n- {name: a, version: 1}\n- {name: a, version: 2}'), 'charts/a/Chart.yaml': CHART_A },
    'more than one dependency with name or alias "a"',
    { line: 6 },
  ],
  [
    'a dependency with an invalid alias',
    { ...YAML('dependencies:\n- {name: a, version: 1, alias: a.b}'), 'charts/a/Chart.yaml': CHART_A },
    'dependency "a" has disallowed characters in the alias',
    { line: 5 },
  ],
  ['a text for keywords', YAML('keywords: a'), 'keywords is not a list of strings', { line: 4 }],
  [
    'a list for an annotation',
    YAML('annotations: {a: [1]}'),
    'the annotation a is a list of 1 item, not a string',
    { line: 4 },
  ],
  [
    'an invalid kubeVersion',
    YAML('kubeVersion: new'),
    'the kubeVersion "new" is not a version constraint',
    { line: 4 },
  ],
  [
    'dependencies that are not there',
    {
      ...YAML('dependencies: [{name: a, version: 1.0.0}, {name: b, version: 9}, {name: c, alias: d}]'),
      'charts/b/Chart.yaml': CHART_A.replace('name: a', 'name: b'),
    },
    'found in Chart.yaml, but missing in charts/ directory: a, c',
    { file: 'web/Chart.yaml' },
  ],
  [
    'something else than a chart in charts/',
    { 'charts/README.md': 'text' },
    'web/charts/README.md is not a chart: it has no Chart.yaml',
    { file: 'web/charts/README.md' },
  ],
  [
    'a broken chart in a chart in charts/',
    { 'charts/a/Chart.yaml': CHART_A, 'charts/a/charts/b/Chart.yaml': 'apiVersion: v2\nversion: 1.0.0' },
    'Chart.yaml has no name',
    { file: 'web/charts/a/charts/b/Chart.yaml' },
  ],
  [
    'a directory that is called like an archive in charts/',
    { 'charts/a.tgz/Chart.yaml': CHART_A },
    'web/charts/a.tgz is a directory, not an archive',
    { file: 'web/charts/a.tgz' },
  ],
  ['a broken Chart.lock', { 'Chart.lock': 'a: [' }, '', { file: 'web/Chart.lock' }],
  [
    'a bad .helmignore',
    { '.helmignore': 'a\n b/**/c' },
    'double-star (**) syntax is not supported',
    { file: 'web/.helmignore', line: 2, column: 2 },
  ],
  ['a bad pattern in .helmignore', { '.helmignore': '[a' }, 'syntax error in pattern', { line: 1 }],
  [
    'a file of more than 5 MiB',
    { big: 'x'.repeat(5 * 1024 * 1024 + 1) },
    'cannot be read: it has 5242881 bytes; at most 5242880 are allowed',
    { file: 'web/big' },
  ],
];

describe('what is wrong with a chart', () => {
  test.each(FAULTS)('when it has %s, then one problem reports it', async (_, files, message, where) => {
    const problems = await problemsOf(writeChart(files));
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    if (message !== '') expect(problem?.message).toBe(message);
    expect(problem?.where ?? {}).toMatchObject(where ?? {});
    if (problem?.code === 'chart') expect(problem.hint).toBeTruthy();
  });

  test('when there are several errors, then all are reported', async () => {
    const folder = writeChart({
      'Chart.yaml': 'apiVersion: v3\nversion: x',
      'charts/a': '',
      '.helmignore': '**',
    });
    expect(await problemsOf(folder)).toHaveLength(5);
  });

  test('when the directory does not exist, is a file or an archive, then the message names the reason', async () => {
    const folder = writeChart({ 'a.tgz': '' });
    expect((await problemsOf(join(folder, 'none')))[0]?.message).toBe('there is no directory "web"');
    expect((await problemsOf(join(folder, 'a.tgz')))[0]?.message).toBe('does not appear to be a gzipped archive');
  });

  test('when a link is broken or leads in a circle, then it is named', async () => {
    const folder = writeChart();
    mkdirSync(join(folder, 'a'));
    symlinkSync(folder, join(folder, 'a', 'loop'));
    symlinkSync(join(folder, 'nothing'), join(folder, 'broken'));
    expect((await problemsOf(folder)).map(({ where, message }) => [where?.file, message])).toEqual([
      ['web/a/loop', 'a symbolic link leads back to a directory that contains it'],
      ['web/broken', 'cannot be read: no such file or directory'],
    ]);
  });
});
