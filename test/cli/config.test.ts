import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/lint/index.ts';
import { compileSchema } from '../../src/schema/index.ts';
import { readYaml } from '../../src/yaml/read.ts';
import { kiloChart, makeDirectory } from './program.ts';

const ROLLING =
  'image: {tag: latest}\nkdaemon:\n  containerSecurityContext: {runAsUser: 0, privileged: true}\n' +
  '  podSecurityContext: {enabled: false}\n  tolerations: [{operator: Exists}]\n';

/** The rules that lint reports, each with its severity. */
async function lint(files: Readonly<Record<string, string>>, args: readonly string[]) {
  const { status, stdout, stderr } = await kiloChart(makeDirectory(files), ['lint', '--format', 'json', ...args]);
  if (stdout === '') return { status, found: stderr };
  const { problems } = JSON.parse(stdout) as { problems: { rule: string; severity: string; file: string }[] };
  return { status, found: problems.map(({ rule, severity, file }) => `${file} ${severity} ${rule}`) };
}

describe('a configuration', () => {
  it.each<[title: string, files: Record<string, string>, found: string[], status?: number]>([
    ['without one, then a rule has its own severity', {}, ['sub/a.yaml warning kilo-rolling-tag']],
    ['when it turns a rule off, then nothing is found', { '.kilo-chart.yaml': 'rules: {kilo-rolling-tag: off}' }, []],
    [
      'when it makes a rule an error, then the run fails',
      { '.kilo-chart.yaml': 'rules: {kilo-rolling-tag: error}' },
      ['sub/a.yaml error kilo-rolling-tag'],
      1,
    ],
    [
      'when it is strict, then a warning fails the run',
      { '.kilo-chart.yaml': 'strict: true' },
      ['sub/a.yaml warning kilo-rolling-tag'],
      1,
    ],
    [
      'when there are two, then only the nearest one applies',
      { '.kilo-chart.yaml': 'rules: {kilo-rolling-tag: error}', 'sub/.kilo-chart.yaml': 'strict: false' },
      ['sub/a.yaml warning kilo-rolling-tag'],
    ],
    [
      'when it extends another one, then maps are merged and its own entries win',
      {
        'sub/.kilo-chart.yaml': 'extends: ../base.yaml\nrules: {schema: warning}',
        'base.yaml': 'rules: {kilo-rolling-tag: off, schema: error}',
      },
      [],
    ],
    [
      'when an override matches the file, then it wins',
      {
        '.kilo-chart.yaml':
          'rules: {kilo-rolling-tag: off}\noverrides: [{files: "sub/*.yaml", rules: {kilo-rolling-tag: error}}]',
      },
      ['sub/a.yaml error kilo-rolling-tag'],
      1,
    ],
    [
      'when an override names a file without a directory, then it is one of any directory',
      { '.kilo-chart.yaml': 'overrides: [{files: [a.yaml], rules: {kilo-rolling-tag: off}}]' },
      [],
    ],
    [
      'when an override matches other files, then it does not hold',
      { '.kilo-chart.yaml': 'overrides: [{files: ["other/**"], rules: {kilo-rolling-tag: off}}]' },
      ['sub/a.yaml warning kilo-rolling-tag'],
    ],
    [
      'when it has values and sets, then they are under and over the file',
      { '.kilo-chart.yaml': 'values: base.yaml\nset: [image.tag=0.7.0]', 'base.yaml': 'image: {tag: 0.6.0}' },
      [],
    ],
  ])('%s', async (_, files, found, status = 0) => {
    expect(await lint({ 'sub/a.yaml': ROLLING, ...files }, ['sub/a.yaml'])).toEqual({ status, found });
  });

  it('when lint runs in a directory below, then an override matches the same files', async () => {
    const files = {
      'sub[1]/.kilo-chart.yaml': 'overrides: [{files: ["b/*.yaml"], strict: true}, {files: [c.yaml], strict: true}]',
      'sub[1]/b/x.yaml': '',
      'sub[1]/c.yaml': '',
      'sub[1]/d.yaml': '',
    };
    const cwd = makeDirectory(files);
    const strict = async (directory: string, file: string) =>
      (await kiloChart(join(cwd, directory), ['lint', '--print-config', file])).stdout.includes('strict: true');
    expect(await strict('.', 'sub[1]/b/x.yaml')).toBe(true);
    expect(await strict('sub[1]/b', 'x.yaml')).toBe(true);
    expect(await strict('sub[1]', 'c.yaml')).toBe(true);
    expect(await strict('sub[1]/b', '../c.yaml')).toBe(true);
    expect(await strict('sub[1]/b', '../d.yaml')).toBe(false);
  });

  it('when a setting is wrong in a value, then the place is in the configuration, and not in a flag', async () => {
    const cwd = makeDirectory({ '.kilo-chart.yaml': 'strict: true\nset: [image.tagg=1]\n', 'a.yaml': '' });
    const { stdout } = await kiloChart(cwd, ['lint', 'a.yaml']);
    expect(stdout).toContain('error: .kilo-chart.yaml:2:7: unknown key `image.tagg` [schema]');
  });

  it('when files have different ones, then each is checked with its own, and the report is one', async () => {
    const files = {
      'a/.kilo-chart.yaml': 'rules: {kilo-rolling-tag: error}',
      'a/x.yaml': ROLLING,
      'b/x.yaml': ROLLING,
    };
    expect(await lint(files, ['b/x.yaml', 'a/x.yaml'])).toEqual({
      status: 1,
      found: ['a/x.yaml error kilo-rolling-tag', 'b/x.yaml warning kilo-rolling-tag'],
    });
  });

  it('when --config names one, then no other is looked for; flags win over it', async () => {
    const files = {
      '.kilo-chart.yaml': 'rules: {kilo-rolling-tag: error}',
      'other.yaml': 'namespace: one',
      'a.yaml': ROLLING,
    };
    expect(await lint(files, ['--config', 'other.yaml', 'a.yaml'])).toEqual({
      status: 0,
      found: ['a.yaml warning kilo-rolling-tag'],
    });
    expect((await lint(files, ['--set', 'image.tag=0.7.0', 'a.yaml'])).found).toEqual([]);
  });

  it('is printed as it holds for a file', async () => {
    const cwd = makeDirectory({
      'conf/base.yaml': 'values: [v.yaml]\nrules: {schema: warning}\n',
      'conf/v.yaml': '{}',
      '.kilo-chart.yaml': 'extends: [conf/base.yaml]\noverrides:\n  - files: ["*.yaml"]\n    set: [a=1]\n',
    });
    const { stdout } = await kiloChart(cwd, ['lint', '--print-config', 'x/y.yaml']);
    expect(stdout).toBe(
      '# from .kilo-chart.yaml, for x/y.yaml\nrules:\n  schema: warning\nset:\n- a=1\nvalues:\n- conf/v.yaml\n',
    );
  });
});

/** What is wrong, its place, and what the message has. */
const WRONG: readonly (readonly [text: string, place: string, message: RegExp])[] = [
  ['a: 1', '1:1', /unknown key `a`/],
  ['\nplatfrom: k3s', '2:1', /unknown key `platfrom`/],
  ['rules:\n  schema: warn', '2:3', /expected one of off, warning or error/],
  ['rules:\n  kilo-rolling: off', '2:3', /there is no rule kilo-rolling/],
  ['rules:\n  yaml-syntax: off', '2:3', /always an error/],
  ['overrides:\n  - rules: {nope: off}\n    files: [a]', '2:13', /there is no rule nope/],
  ['overrides:\n  - strict: true', '2:5', /files/],
  ['strict: 1', '1:1', /expected a boolean|true or false/],
  ['set: 3', '1:1', /expected a list or a string/],
  ['values: [gone.yaml]', '1:10', /gone.yaml does not exist/],
  ['extends: .kilo-chart.yaml', '1:1', /extends itself/],
  ['- a', '1:1', /a configuration is a map/],
  ['strict: true\nstrict: false', '2:1', /strict/],
  ['a: [', '', /./],
  ['platform: k3', '1:11', /no platform "k3"/],
  ['# abc\nkubeVersion: "abc"', '2:15', /invalid kube version/],
  ['namespace: A_b', '1:12', /not a namespace/],
];

describe('a configuration that is wrong', () => {
  it.each(WRONG)('%j is reported at %s', async (text, place, message) => {
    const cwd = makeDirectory({ '.kilo-chart.yaml': text, 'a.yaml': '' });
    const { status, stdout, stderr } = await kiloChart(cwd, ['lint', 'a.yaml']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toContain(`error: .kilo-chart.yaml:${place}`);
  });

  it('when a file that it extends extends it, then the place is in that file', async () => {
    const cwd = makeDirectory({ '.kilo-chart.yaml': 'extends: b.yaml', 'b.yaml': 'extends: [.kilo-chart.yaml]' });
    expect((await kiloChart(cwd, ['lint'])).stderr).toContain('error: b.yaml:1:11: .kilo-chart.yaml extends itself');
  });
});

describe('the schema for editors', async () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/kilo-chart.schema.json'), 'utf8'));
  const { check } = await compileSchema(schema, 'kilo-chart.schema.json');
  const accepts = (text: string) => check(readYaml(text, { name: 'a' }).documents[0]?.value ?? {}) === true;

  it.each([
    'chart: a\nplatform: b\nvalues: c\nset: [d=1]\nnamespace: e\nkubeVersion: "1.30"\nschemas: f\nstrict: true',
    'extends: [a, b]\noverrides: [{files: "*.yaml", chart: a, strict: false}]',
    'rules: {schema: "off", template: warning, kilo-cni: error}',
  ])('accepts what the reader accepts: %j', (text) => expect(accepts(text)).toBe(true));

  // Names of rules and files that do not exist are only for the reader.
  it.each(WRONG.slice(0, 3).map(([text]) => text))('refuses what the reader refuses: %j', (text) =>
    expect(accepts(text)).toBe(false),
  );
});

describe('--list-rules', () => {
  it('lists every rule, as text and as JSON', async () => {
    const { stdout } = await kiloChart(makeDirectory({}), ['lint', '--list-rules']);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual([...RULES.keys()]);
    const json = await kiloChart(makeDirectory({}), ['lint', '--list-rules', '--format', 'json']);
    const page = expect.stringMatching(/\/docs\/rules\/chart\.md$/);
    expect(JSON.parse(json.stdout)[0]).toMatchObject({ id: 'chart', severity: 'error', page });
  });
});

describe('what fails a run', () => {
  const cwd = makeDirectory({ 'a.yaml': ROLLING });

  it.each<[args: string[], status: number]>([
    [['--max-warnings', '1'], 0],
    [['--max-warnings', '0'], 1],
    [['--max-warnings', 'x'], 2],
    [['--update-baseline'], 2],
    [['--baseline', 'gone.json'], 2],
    [['--config', 'gone.yaml'], 2],
    [['--schemas', 'gone'], 2],
    [['--output-file', 'gone/a.json'], 2],
  ])('with %j the exit code is %i', async (args, status) => {
    expect((await kiloChart(cwd, ['lint', 'a.yaml', ...args])).status).toBe(status);
  });

  it('--output-file takes the report, and standard output a line', async () => {
    const { stdout, status } = await kiloChart(cwd, [
      'lint',
      'a.yaml',
      '--format',
      'sarif',
      '--output-file',
      'r.sarif',
    ]);
    expect({ stdout, status }).toEqual({ stdout: '0 errors, 1 warning in 1 file: r.sarif\n', status: 0 });
    expect(JSON.parse(readFileSync(join(cwd, 'r.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  it('a baseline accepts what is there, whatever its line, and not what is new', async () => {
    const files = { 'a.yaml': ROLLING, 'moved.yaml': `# more\n${ROLLING}` };
    const directory = makeDirectory(files);
    const lintWith = (...args: string[]) => kiloChart(directory, ['lint', '--strict', '--baseline', 'b.json', ...args]);
    expect((await lintWith('--update-baseline', 'a.yaml')).stdout).toBe('1 accepted: b.json\n');
    const before = readFileSync(join(directory, 'b.json'), 'utf8');
    expect(await lintWith('a.yaml')).toMatchObject({
      status: 0,
      stdout: 'no problems in 1 file\n1 problem accepted by the baseline\n',
    });
    expect(await lintWith('moved.yaml')).toMatchObject({ status: 1, stdout: expect.stringContaining('is gone') });
    expect((await lintWith('--update-baseline', 'a.yaml')).status).toBe(0);
    expect(readFileSync(join(directory, 'b.json'), 'utf8')).toBe(before);
  });
});
