import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';

const cwd = mkdtempSync(join(tmpdir(), 'kilo-chart-lint-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const GOOD =
  'kdaemon:\n  containerSecurityContext: {runAsUser: 0, privileged: true}\n' +
  '  podSecurityContext: {enabled: false}\n  tolerations: [{operator: Exists}]\n';
for (const [name, text] of Object.entries({
  'good.yaml': GOOD,
  'bad.yaml': `${GOOD}  arg: []\n`,
  'warned.yaml': `${GOOD}image: {tag: latest}\n`,
  'a,b.yaml': `${GOOD}  arg: []\n`,
}))
  writeFileSync(join(cwd, name), text);

async function kiloChart(args: readonly string[], more: { stdin?: string; isTTY?: boolean; env?: object } = {}) {
  let [stdout, stderr] = ['', ''];
  const { isTTY = false } = more;
  const status = await run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text), isTTY },
    stdin: async () => more.stdin ?? '',
    env: { ...more.env },
    cwd,
  });
  return { status, stdout, stderr };
}

describe('kilo-chart lint', () => {
  it.each<[name: string, args: string[], status: number]>([
    ['a file without problems', ['good.yaml'], 0],
    ['a file with warnings', ['warned.yaml'], 0],
    ['a file with warnings and --strict', ['warned.yaml', '--strict'], 1],
    ['a file with errors', ['bad.yaml'], 1],
    ['one file of several with errors', ['good.yaml', 'bad.yaml'], 1],
    ['no files, and a flag that is wrong', ['-f', 'good.yaml', '--set', 'kdaemon.arg=a'], 1],
    ['no files, and nothing wrong', ['-f', 'good.yaml'], 0],
    ['a file that is not there', ['gone.yaml', 'good.yaml'], 2],
    ['a flag that is not there', ['--bogus'], 2],
    ['a format that is not there', ['--format', 'html'], 2],
    ['a chart that is not there', ['--chart', 'gone'], 2],
    ['a platform that is not there', ['--platform', 'k4s'], 2],
    ['an invalid name', ['--release-name', 'A_B'], 2],
  ])('when it is given %s, then the exit code shows it', async (_, args, status) => {
    expect((await kiloChart(['lint', ...args])).status).toBe(status);
  });

  it('writes only the report to standard output, and nothing to standard error', async () => {
    const { stdout, stderr } = await kiloChart(['lint', 'bad.yaml', 'warned.yaml', 'good.yaml']);
    expect(stderr).toBe('');
    expect(stdout).toBe(
      [
        'error: bad.yaml:5:3: unknown key `kdaemon.arg` [schema]',
        '  5 |   arg: []',
        '    |   ^',
        '  hint: did you mean `kdaemon.args`?',
        '',
        'warning: warned.yaml:5:9: the image docker.io/squat/kilo:latest can change between two starts of a pod [kilo-rolling-tag]',
        '  5 | image: {tag: latest}',
        '    |         ^',
        '  at image.tag',
        '  hint: set image.tag to a version, such as 0.7.0, or image.digest',
        '',
        '1 error, 1 warning in 3 files',
        '',
      ].join('\n'),
    );
  });

  it('reports that a file is clean, and nothing with --quiet', async () => {
    expect((await kiloChart(['lint', 'good.yaml'])).stdout).toBe('no problems in 1 file\n');
    expect((await kiloChart(['lint', '--quiet', 'good.yaml', 'warned.yaml'])).stdout).toBe('');
    expect((await kiloChart(['lint', '--quiet', '--strict', 'warned.yaml'])).stdout).toContain('kilo-rolling-tag');
  });

  it('reads standard input, and a file with a comma in its name', async () => {
    const { status, stdout } = await kiloChart(['lint', '-', '--format', 'json'], { stdin: `${GOOD}  arg: []\n` });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).problems[0]).toMatchObject({ rule: 'schema', file: '-', line: 5, column: 3 });
    expect((await kiloChart(['lint', 'a,b.yaml'])).stdout).toContain('a,b.yaml:5:3');
  });

  it('uses the words of template', async () => {
    const { stderr } = await kiloChart(['template', '-f', 'bad.yaml']);
    const { stdout } = await kiloChart(['lint', 'bad.yaml']);
    const [first] = stderr.split('\n').filter((line) => line.startsWith('error: '));
    expect(stdout).toContain(first);
  });

  it('takes a platform as the base of every file', async () => {
    writeFileSync(join(cwd, 'empty.yaml'), '');
    expect((await kiloChart(['lint', '--platform', 'k3s', '-n', 'kube-system', 'empty.yaml'])).stdout).toBe(
      'no problems in 1 file\n',
    );
  });

  it("names a chart's files as they are found from the working directory, as those of the user", async () => {
    const files = {
      'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'values.yaml': 'a: 1\na: 2\n',
      'templates/a.yaml.hbs': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A}\ndata: {}\ndata: {}\n',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, 'charts/web', path)), { recursive: true });
      writeFileSync(join(cwd, 'charts/web', path), text);
    }
    writeFileSync(join(cwd, 'values.yaml'), 'b: 1\nb: 2\n');
    const { stdout } = await kiloChart(['lint', '--chart', './charts/web', '--format', 'github', 'values.yaml']);
    const places = [...stdout.matchAll(/^::\w+ (.*?)::/gm)].map(([, place]) => place);
    expect(places).toEqual([
      'file=charts/web/templates/a.yaml.hbs,line=3,col=12,title=kubernetes-name',
      'file=charts/web/templates/a.yaml.hbs,line=5,title=yaml-duplicate-key',
      'file=charts/web/values.yaml,line=2,col=1,title=yaml-duplicate-key',
      'file=values.yaml,line=2,col=1,title=yaml-duplicate-key',
    ]);
  });
});
