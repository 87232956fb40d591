import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/command.ts';
import { run } from '../../src/cli/run.ts';
import { kiloChart, makeDirectory } from './program.ts';

const shown = COMMANDS.filter(({ hidden }) => !hidden).map(({ name }) => name);
const CHART = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'web/templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  'web/templates/b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n',
};

describe.each(shown)('the help of %s', (name) => {
  it('shows examples, of commands that exist', async () => {
    const { stdout } = await kiloChart('/', [name, '--help']);
    const [, examples = ''] = /^Examples?:\n((?: {2}.*\n)+)/m.exec(stdout) ?? [];
    expect(examples).toMatch(new RegExp(`\\b(?:kilo-chart ${name}|kustomize)\\b`));
    for (const [, word] of examples.matchAll(/kilo-chart ([\w-]+)/g)) expect(shown).toContain(word);
  });

  it('has --quiet and --verbose', async () => {
    const { stdout } = await kiloChart('/', [name, '--help']);
    expect(stdout).toMatch(/^ +--quiet /m);
    expect(stdout).toMatch(/^ +--verbose /m);
  });
});

describe('--quiet', () => {
  it.each<[string, string[], stdout: boolean]>([
    ['a warning', ['template', 'x'], true],
    ['the list of written files', ['template', 'x', './web', '--output-dir', 'out'], false],
    ['what a chart was written to', ['create', 'new'], false],
    ['where an archive is', ['package', 'web'], false],
    ['what to run next', ['init'], false],
    ['which files a peer is in', ['peer', 'add', 'phone'], false],
    ['that nothing is wrong', ['lint', 'web/Chart.yaml', '--chart', 'web'], false],
  ])('leaves out %s', async (_, args, prints) => {
    const loud = await kiloChart(makeDirectory(CHART), args);
    expect(`${loud.stderr}${prints ? '' : loud.stdout}`).not.toBe('');
    const quiet = await kiloChart(makeDirectory(CHART), [...args, '--quiet']);
    expect({ ...quiet, stdout: quiet.stdout !== '' }).toEqual({ status: 0, stdout: prints, stderr: '' });
  });

  it('leaves errors in, and may come before the command', async () => {
    const { status, stderr } = await kiloChart('/', ['--quiet', 'values', '--set', 'image.tag={']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: /);
  });

  it('is refused with --verbose', async () => {
    expect((await kiloChart('/', ['version', '--quiet', '--verbose'])).stderr).toContain('exclude each other');
  });
});

describe('--verbose', () => {
  const FILES = { ...CHART, 'my.yaml': 'a: 1\n', 'web/values.schema.json': '{}' };

  it('reports on standard error what is read and done, each line with the time', async () => {
    const directory = makeDirectory(FILES);
    const plain = await kiloChart(directory, ['template', 'x', './web', '-f', 'my.yaml']);
    const { stdout, stderr } = await kiloChart(directory, ['template', 'x', './web', '-f', 'my.yaml', '--verbose']);
    expect(stdout).toBe(plain.stdout);
    const lines = stderr.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^\[ *\d+ ms\] /);
    expect(lines.map((line) => line.replace(/^.*?\] /, '').replace(/^(kilo-chart).*/, '$1'))).toEqual([
      'kilo-chart',
      'chart: web 1.0.0, ./web: 2 templates, a schema, 0 charts in it',
      'file: my.yaml, 5 bytes',
      'rendering the templates',
      'reading what the templates printed',
      'release: x, 2 objects of 2 templates',
      'exit code 0',
    ]);
  });

  it.each<[string[], RegExp]>([
    [
      ['lint', '--platform', 'k3s', '-n', 'kube-system'],
      /platform: platforms\/k3s\.yaml[\s\S]*schemas: Kubernetes v1\./,
    ],
    [['values', '--platform', 'k3s'], /chart: kilo .* built in/],
    [['diff', 'my.yaml', 'my.yaml', '--chart', 'web'], /my\.yaml: rendering the templates/],
    [['show', 'nothing', 'web'], /exit code 1/],
    [['explain', 'usage'], /exit code 0/],
  ])('when it is %j, then it says so', async (args, said) => {
    expect((await kiloChart(makeDirectory(FILES), [...args, '--verbose'])).stderr).toMatch(said);
  });
});

describe('a summary', () => {
  it.each<[string, string[], string]>([
    ['--output-dir', ['template', 'x', './web', '--output-dir', 'out'], 'wrote 2 files to out\n'],
    ['package', ['package', 'web', 'web', '-d', 'out'], 'wrote 2 archives to out\n'],
    ['create', ['create', 'new'], 'wrote the chart new to new: 8 files\n'],
    ['init', ['init', '--peer', 'phone,laptop'], 'wrote 3 files: values.yaml, phone.conf, laptop.conf\n'],
    ['peer add', ['peer', 'add', 'phone'], 'wrote 2 files: phone.conf, values.yaml\n'],
  ])('of several files ends what %s prints', async (_, args, line) => {
    const { status, stderr } = await kiloChart(makeDirectory(CHART), args);
    expect(status).toBe(0);
    expect(stderr).toContain(line);
  });
});

describe('a download that takes long', () => {
  /** Answers when the program has said that it waits; where it is not to say so, after longer than it would take. */
  let answer = (): void => {};
  const server = createServer((_, response) => {
    answer = () => void response.end('image: {tag: 0.7.0}\n');
    setTimeout(answer, 3000).unref();
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/my.yaml`;
  });
  afterAll(() => void server.close());

  async function stderrOf(isTTY: boolean, flags: readonly string[] = []): Promise<string> {
    let written = '';
    const status = await run(['values', '-f', `${url}?signature=abc`, ...flags], {
      stdout: { write: () => {} },
      stderr: {
        isTTY,
        write: (text) => {
          written += text;
          if (text.includes('fetching')) answer();
        },
      },
      stdin: async () => '',
      env: {},
      cwd: '/',
    });
    expect(status).toBe(0);
    return written;
  }

  it('is shown on a terminal while it lasts, and nowhere else', async () => {
    expect(await stderrOf(true)).toContain(`\rfetching ${url}\x1b[K`);
    expect(await stderrOf(true)).toMatch(/\r\x1b\[K$/);
    expect(await stderrOf(false)).toBe('');
    expect(await stderrOf(true, ['--quiet'])).toBe('');
  });

  it('is reported with --verbose, without what is secret in its URL', async () => {
    const written = await stderrOf(false, ['--verbose']);
    expect(written).toContain(`fetched ${url}: 20 bytes`);
    expect(written).not.toContain('abc');
  });
});
