import { describe, expect, it } from 'vitest';
import { kiloChart, makeDirectory } from '../cli/program.ts';

const SECRET = 'hunter2';
const CHART = 'apiVersion: v2\nname: web\nversion: 1.2.3\n';
const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n';

/** Names of the file `secret`, which is beside the chart, as a template could write them. */
const NAMES: readonly string[] = [
  '../secret',
  'files/../../secret',
  './../secret',
  '..//secret',
  '/secret',
  '//secret',
  'file:///secret',
  '..\\secret',
  'files\\..\\..\\secret',
  'C:\\secret',
  '\\\\host\\share\\secret',
  '%2e%2e/secret',
  '../secret\0',
  'link',
  'files/link',
  'out/secret',
];

const FUNCTIONS: readonly (readonly [name: string, template: (name: string) => string])[] = [
  ['Files.Get', (name) => `{{ .Files.Get ${JSON.stringify(name)} | quote }}`],
  ['Files.GetBytes', (name) => `{{ .Files.GetBytes ${JSON.stringify(name)} | toString | quote }}`],
  ['Files.Glob', (name) => `{{ (.Files.Glob ${JSON.stringify(name)}).AsConfig | quote }}`],
  ['Files.Lines', (name) => `{{ .Files.Lines ${JSON.stringify(name)} | toString | quote }}`],
];

describe.each(FUNCTIONS)('when a template calls %s', (_, template) => {
  it.each(NAMES)('with the name %j, then it reads nothing outside of the chart', async (name) => {
    const directory = makeDirectory({
      secret: SECRET,
      'web/Chart.yaml': CHART,
      'web/files/a': 'a',
      'web/templates/a.yaml': `${OBJECT}  a: ${template(name).replace('\\u0000', '\\x00')}\n`,
    });
    const { stdout, stderr } = await kiloChart(directory, ['template', 'x', 'web']);
    expect(stdout + stderr).not.toContain(SECRET);
    expect(stderr).not.toContain('has a bug');
  });
});
