import { describe, expect, it } from 'vitest';
import { renderDiff } from '../../src/cli/output/diff.ts';
import { diffManifests } from '../../src/manifests/diff.ts';
import { readManifests } from '../../src/manifests/index.ts';
import { kiloChart, makeDirectory } from './program.ts';

const chart = (version: string, more = '') => ({
  'Chart.yaml': `apiVersion: v2\nname: c\nversion: ${version}\n`,
  'values.yaml': 'color: red\nports: [1]\n',
  'templates/a.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  color: {{ .Values.color | quote }}\n' +
    `  text: |\n    one\n    {{ .Values.color }}\n    three\n${more}`,
});

const under = (directory: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${directory}/${name}`, text]));

const cwd = makeDirectory({
  ...under('old', chart('1.0.0')),
  ...under('new', chart('1.1.0', '---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\n')),
  ...under('broken', { 'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n', 'templates/a.yaml': '{{' }),
  'red.yaml': 'color: red\n',
  'blue.yaml': 'color: blue\n',
});

const CHANGES = `~ ConfigMap a
  data.color
  - red
  + blue
  data.text
  - red
  + blue

1 changed
`;

describe('kilo-chart diff', () => {
  it('when two values files differ, then it prints what changes by object and field, and ends with 1', async () => {
    expect(await kiloChart(cwd, ['diff', '--chart', 'old', 'red.yaml', 'blue.yaml'])).toEqual({
      status: 1,
      stdout: CHANGES,
      stderr: '',
    });
  });

  it('when they render to the same, then it prints nothing and ends with 0', async () => {
    const same = { status: 0, stdout: '', stderr: '' };
    expect(await kiloChart(cwd, ['diff', '--chart', 'old', 'red.yaml', 'red.yaml'])).toEqual(same);
    expect(await kiloChart(cwd, ['diff', './old', './old', '-f', 'blue.yaml'])).toEqual(same);
  });

  it('when two charts differ, then objects that are only in one are listed', async () => {
    const { stdout, status } = await kiloChart(cwd, ['diff', 'old', 'new', '--set', 'color=blue']);
    expect({ stdout, status }).toEqual({ stdout: '+ Secret b\n\n1 added\n', status: 1 });
    expect((await kiloChart(cwd, ['diff', 'new', 'old'])).stdout).toBe('- Secret b\n\n1 removed\n');
  });

  it.each<[title: string, args: string[]]>([
    ['a file is missing', ['--chart', 'old', 'red.yaml', 'gone.yaml']],
    ['a chart is broken', ['old', 'broken']],
    ['there is one argument', ['old']],
    ['there are three arguments', ['old', 'new', 'old']],
    ['a flag is unknown', ['old', 'new', '--bogus']],
  ])('when %s, then it ends with 2', async (_, args) => {
    expect(await kiloChart(cwd, ['diff', ...args])).toMatchObject({ status: 2, stdout: '' });
  });

  it('is coloured on a terminal, and never with NO_COLOR or in a pipe', async () => {
    const args = ['diff', '--chart', 'old', 'red.yaml', 'blue.yaml'];
    expect((await kiloChart(cwd, args, { isTTY: true })).stdout).toContain('\x1b[31m- red\x1b[0m');
    expect((await kiloChart(cwd, args, { isTTY: true, env: { NO_COLOR: '1' } })).stdout).toBe(CHANGES);
  });
});

const pod = (spec: string) => {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: ${spec}\n`;
  return readManifests({ source: 'a', file: 'a', text }).manifests;
};

describe('fields', () => {
  it.each<[before: string, after: string, fields: string[]]>([
    ['{c: [{name: a, x: 1}, {name: b}]}', '{c: [{name: b}, {name: a, x: 2}]}', ['spec.c[name=a].x']],
    ['{c: [{name: a}]}', '{c: [{name: z}, {name: a}]}', ['spec.c[name=z]']],
    ['{c: [{name: a, x: 1}, {name: a}]}', '{c: [{name: a, x: 2}, {name: a}]}', ['spec.c[0].x']],
    ['{args: [a, b, c]}', '{args: [a, x, b, c]}', ['spec.args[1]']],
    ['{m: 1}', '{m: "1"}', ['spec.m']],
    ['{"a.b/c": 1}', '{"a.b/c": 2}', ['spec["a.b/c"]']],
    ['{a: {b: 1}}', '{a: {b: 1}}', []],
  ])('%s and %s differ in %j', (before, after, fields) => {
    const lines = renderDiff(diffManifests(pod(before), pod(after)), false).split('\n');
    expect(lines.filter((line) => /^ {2}[^-+]/.test(line)).map((line) => line.trim())).toEqual(fields);
  });

  it('when a string has many lines, then those that changed are shown', () => {
    const changes = diffManifests(pod('{a: "x\\ny\\nz\\n"}'), pod('{a: "x\\n1\\nz\\n"}'));
    expect(renderDiff(changes, false)).toBe('~ Pod a\n  spec.a\n  - y\n  + 1\n');
  });
});
