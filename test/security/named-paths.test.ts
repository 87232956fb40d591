import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFiles } from '../../src/cli/output/output-dir.ts';
import { kiloChart, makeDirectory } from '../cli/program.ts';

const SECRET = 'hunter2';
const CHART = 'apiVersion: v2\nname: web\nversion: 1.2.3\n';
const CRD =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: as.x.io}\nspec: {group: x.io, names: {kind: A, plural: as}, scope: Namespaced, versions: []}\n';

/** A place with what a path can lead to, each named after it. `secret` is outside of `work`. */
function prepare(content: string): string {
  const root = makeDirectory({
    secret: content,
    'work/web/Chart.yaml': CHART,
    'work/web/templates/a.yaml': '',
    'work/file': content,
    'work/directory/file': content,
    'work/v.yaml': '{}\n',
  });
  const work = join(root, 'work');
  symlinkSync('file', join(work, 'link'));
  symlinkSync('nothing', join(work, 'dangling'));
  symlinkSync('loop', join(work, 'loop'));
  spawnSync('mkfifo', [join(work, 'pipe')]);
  return work;
}

/** A path that a user names, and whether it is read. A pipe would be waited for, so it is tried elsewhere. */
const NAMED: readonly (readonly [path: string, error: RegExp | undefined])[] = [
  ['file', undefined],
  ['./directory/../file', undefined],
  ['../secret', undefined],
  ['ABSOLUTE', undefined],
  ['link', undefined],
  ['dangling', /no such file/],
  ['loop', /too many (?:levels of )?symbolic links/],
  ['directory', /illegal operation on a directory|is a directory|EISDIR|not a file|cannot be read/],
  ['file/below', /not a directory|ENOTDIR|no such file/],
  ['/dev/zero', /too large|at most|more than \d+ bytes|EFBIG/],
  ['nothing', /no such file|does not exist/],
];

/** Where a user names a path: what is in the file, and the command. */
const FLAGS: readonly (readonly [flag: string, content: string, args: (path: string) => readonly string[]])[] = [
  ['-f', 'a: 1\n', (path) => ['template', 'x', 'web', '-f', path]],
  ['--set-file', 'a', (path) => ['template', 'x', 'web', '--set-file', `a=${path}`]],
  ['FILE of lint', '{}\n', (path) => ['lint', '--chart', 'web', path]],
  ['--config', 'strict: true\n', (path) => ['lint', '--chart', 'web', 'v.yaml', '--config', path]],
  ['--baseline', '{"version": 1, "accepted": []}', (path) => ['lint', '--chart', 'web', '--baseline', path]],
];

describe.each(FLAGS)('when %s names a path', (flag, content, argsOf) => {
  it.each(NAMED)('that is %s, then it is read, or one error says why not', async (path, error) => {
    const work = prepare(content);
    const { status, stdout, stderr } = await kiloChart(work, argsOf(path.replace('ABSOLUTE', join(work, 'file'))));
    const printed = stdout + stderr;
    expect(printed).not.toContain('has a bug');
    if (error === undefined) {
      expect(printed).not.toMatch(/error: /);
      expect(status).toBe(0);
    } else {
      expect(printed.match(/error: /g)).toHaveLength(1);
      expect(printed).toMatch(
        flag === '--config' && /nothing|dangling|loop|below/.test(path) ? /there is no such file/ : error,
      );
      expect(status).toBeGreaterThan(0);
    }
  });
});

/** What a directory of `--schemas` may hold. */
const SCHEMAS: readonly (readonly [title: string, make: (directory: string) => void, error: RegExp | undefined])[] = [
  ['a definition', (at) => writeFileSync(join(at, 'a.yaml'), CRD), undefined],
  ['a directory of that name', (at) => mkdirSync(join(at, 'a.yaml')), undefined],
  [
    'a link to a file in it',
    (at) => {
      writeFileSync(join(at, 'a'), CRD);
      symlinkSync('a', join(at, 'b.yaml'));
    },
    undefined,
  ],
  ['a link that leads out of it', (at) => symlinkSync('../../secret', join(at, 'a.yaml')), /a\.yaml leads out of it/],
  ['a link with an absolute name', (at) => symlinkSync('/etc/passwd', join(at, 'a.yaml')), /a\.yaml leads out of it/],
  ['a link to a device', (at) => symlinkSync('/dev/zero', join(at, 'a.json')), /a\.json leads out of it/],
  ['a dangling link', (at) => symlinkSync('nothing', join(at, 'a.yaml')), /no such file/],
  ['a loop', (at) => symlinkSync('a.yaml', join(at, 'a.yaml')), /too many levels of symbolic links|symbolic links/],
  ['a pipe', (at) => void spawnSync('mkfifo', [join(at, 'a.yaml')]), /a\.yaml is not a file/],
];

describe('when a directory of --schemas holds', () => {
  it.each(SCHEMAS)('%s, then nothing outside of it is read', async (_, make, error) => {
    const work = prepare(`${SECRET}: [`);
    mkdirSync(join(work, 'schemas'));
    make(join(work, 'schemas'));
    const { status, stdout, stderr } = await kiloChart(work, ['lint', '--chart', 'web', '--schemas', 'schemas']);
    const printed = stdout + stderr;
    expect(printed).not.toContain(SECRET);
    if (error === undefined) expect({ status, printed }).toMatchObject({ status: 0 });
    else expect(printed).toMatch(error);
  });
});

/** What a configuration names, or what is in its place: nothing is waited for, and no device is read. */
const CONFIGURATIONS: readonly (readonly [title: string, make: (work: string) => void, error: RegExp])[] = [
  ...['extends', 'values', 'schemas', 'chart'].flatMap((field) =>
    ['pipe', '/dev/zero', '/dev/stdin', 'dangling', 'loop', 'nothing'].map(
      (path) =>
        [
          `${field}: ${path}`,
          (work: string) =>
            writeFileSync(
              join(work, '.kilo-chart.yaml'),
              `${field}: ${/chart|extends/.test(field) ? path : `[${path}]`}\n`,
            ),
          /is neither a file nor a directory|does not exist|cannot be read|symbolic links/,
        ] as const,
    ),
  ),
  ['a pipe', (work) => void spawnSync('mkfifo', [join(work, '.kilo-chart.yaml')]), /it is not a file/],
  ['a directory', (work) => mkdirSync(join(work, '.kilo-chart.yaml')), /it is not a file/],
  ['a link to a device', (work) => symlinkSync('/dev/zero', join(work, '.kilo-chart.yaml')), /it is not a file/],
];

describe('when .kilo-chart.yaml is, or names', () => {
  it.each(CONFIGURATIONS)('%s, then an error says so', async (_, make, error) => {
    const work = prepare('');
    make(work);
    const { status, stderr } = await kiloChart(work, ['lint', 'v.yaml']);
    expect(stderr).toMatch(error);
    expect(status).toBe(2);
  });
});

describe('when .helmignore of a chart is', () => {
  it.each<readonly [string, (at: string) => void]>([
    ['a pipe', (at) => void spawnSync('mkfifo', [at])],
    ['a link to a device', (at) => symlinkSync('/dev/zero', at)],
    ['a directory', (at) => mkdirSync(at)],
  ])('%s, then an error says so', async (_, make) => {
    const work = prepare('');
    make(join(work, 'web/.helmignore'));
    const { status, stderr } = await kiloChart(work, ['template', 'x', 'web']);
    expect(stderr).toMatch(/\.helmignore: cannot be read: it is not a file/);
    expect(status).toBe(1);
  });
});

/** Where a report is written. */
const OUTPUTS: readonly (readonly [path: string, error: RegExp | undefined, changed: string | undefined])[] = [
  ['new', undefined, 'new'],
  ['file', undefined, 'file'],
  ['link', undefined, 'file'],
  ['dangling', undefined, 'dangling'],
  ['../secret', undefined, '../secret'],
  ['/dev/null', undefined, undefined],
  ['/dev/full', /no space left/, undefined],
  ['directory', /cannot be written: .*directory/, undefined],
  ['nothing/new', /cannot be written: no such file or directory/, undefined],
  ['file/new', /cannot be written: not a directory/, undefined],
  ['loop', /cannot be written: .*symbolic links/, undefined],
];

describe('when lint writes its report', () => {
  it.each(OUTPUTS)(
    'into %s, then that very file is written, or one error says why not',
    async (path, error, changed) => {
      const work = prepare('before');
      const args = ['lint', '--chart', 'web', '--format', 'json', '--output-file', path];
      const { status, stdout, stderr } = await kiloChart(work, args);
      if (error) expect(stderr).toMatch(error);
      else expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).not.toContain('{');
      for (const name of ['file', '../secret', 'directory/file'])
        expect(readFileSync(join(work, name), 'utf8') === 'before').toBe(name !== changed);
      if (changed !== undefined) JSON.parse(readFileSync(join(work, changed), 'utf8'));
    },
  );

  it('into -, then it is printed, and no file of that name is made', async () => {
    const work = prepare('');
    const { stdout } = await kiloChart(work, ['lint', '--chart', 'web', '--format', 'json', '--output-file', '-']);
    JSON.parse(stdout);
    expect(statSync(join(work, '-'), { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('when a post-renderer is', () => {
  it.each([
    ['./directory', /cannot be run/],
    ['./file', /cannot be run/],
    ['./dangling', /there is no such executable/],
    ['./loop', /cannot be run/],
    ['/dev/zero', /cannot be run/],
    ['nothing', /there is no such executable/],
  ])('%s, then one error says so', async (path, error) => {
    const work = prepare('');
    const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
    writeFileSync(join(work, 'web/templates/a.yaml'), object);
    const { status, stderr } = await kiloChart(work, ['template', 'x', 'web', '--post-renderer', path]);
    expect(stderr).toMatch(error);
    expect(stderr.match(/error: /g)).toHaveLength(1);
    expect(status).toBe(1);
  });
});

/** What somebody else does between the check of the paths of --output-dir and the moving of the files. */
const RACES: readonly (readonly [title: string, race: (out: string) => void])[] = [
  [
    'a directory becomes a link',
    (out) => {
      rmSync(join(out, 'a'), { recursive: true });
      symlinkSync('../other', join(out, 'a'));
    },
  ],
  ['a new directory becomes a link', (out) => symlinkSync('../other', join(out, 'b'))],
  ['a file becomes a link', (out) => symlinkSync('../../other/file', join(out, 'a/x'))],
];

describe('when files are written to a directory, and meanwhile', () => {
  it.each(RACES)('%s, then nothing outside of it is changed', (_, race) => {
    const root = makeDirectory({ 'out/a/y': '', 'other/file': 'before' });
    const files = ['a/x', 'b/x'].map((path) => ({ path, text: 'new' }));
    let isDone = false;
    const meanwhile = () => {
      if (!isDone) race(join(root, 'out'));
      isDone = true;
    };
    expect(() => writeFiles('out', root, files, meanwhile)).toThrow(/is a symbolic link/);
    expect(readFileSync(join(root, 'other/file'), 'utf8')).toBe('before');
    expect(statSync(join(root, 'other/x'), { throwIfNoEntry: false })).toBeUndefined();
  });
});

function replaceBy(file: string, make: () => unknown): void {
  rmSync(file);
  make();
}

describe('when a file changes between two readings of it', () => {
  /** A setting that is wrong is looked up in the configuration again. */
  it.each<readonly [string, (file: string) => void]>([
    ['it vanishes', (file) => rmSync(file)],
    ['it grows', (file) => appendFileSync(file, `#${' '.repeat(1000)}`)],
    ['it is emptied', (file) => truncateSync(file)],
    ['it becomes a device', (file) => replaceBy(file, () => symlinkSync('/dev/zero', file))],
    ['it becomes a pipe', (file) => replaceBy(file, () => spawnSync('mkfifo', [file]))],
  ])('%s, then the run ends with the same problem', async (_, change) => {
    const { placeInConfig } = await import('../../src/cli/config/place.ts');
    const work = prepare('');
    const config = join(work, 'c.yaml');
    writeFileSync(config, 'platform: nowhere\n');
    change(config);
    const problem = { code: 'usage', severity: 'error', message: 'there is no platform "nowhere"' } as const;
    const placed = placeInConfig(problem, { settings: { platform: 'nowhere' }, config }, {} as never, work);
    expect(placed).toMatchObject({ message: problem.message, where: { file: config } });
  });
});
