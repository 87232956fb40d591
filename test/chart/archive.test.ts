import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readArchive } from '../../src/chart/archive.ts';
import { loadArchive, loadChart, readChart } from '../../src/chart/index.ts';
import { decode } from '../../src/chart/raw-file.ts';
import { type Problem, ProblemError } from '../../src/problem/problem.ts';
import { type Entry, packChart, writeTar } from '../../tools/record/write-archive.ts';
import { CHART_YAML, writeChart } from './write-chart.ts';

const CHART: Entry = { name: 'web/Chart.yaml', data: CHART_YAML };
const pack = (...entries: Entry[]): Buffer => gzipSync(writeTar(entries));
const MIB = 1024 * 1024;

async function problemsOf(bytes: Uint8Array): Promise<readonly Problem[]> {
  try {
    await loadArchive(bytes, 'web.tgz');
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  throw new Error('the archive is read');
}

const paxRecord = (text: string): string => {
  const length = text.length + 3;
  return `${length + String(length).length - 1} ${text}\n`;
};

describe('an archive', () => {
  test('is the chart that was packed, as its directory is', async () => {
    const folder = writeChart({
      'values.yaml': '\ufeffa: 1\r\n',
      'templates/sub/a.yaml.hbs': 'a: 1',
      'crds/a.yaml': '',
      logo: new Uint8Array([0x89, 0xff, 0]),
      'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
    });
    const file = join(folder, '..', `${folder.slice(folder.lastIndexOf('/') + 1)}.tgz`);
    writeFileSync(file, packChart(folder, 'web'));
    const [packed, unpacked] = [await loadChart(file, 'web'), await loadChart(folder, 'web')];
    expect(packed).toEqual(unpacked);
    expect(packed.values.text).toBe('a: 1\r\n');
    expect(packed.files.find(({ path }) => path === 'logo')?.text).toBe('\udc89\udcff\0');
    expect(packed.dependencies).toMatchObject([{ name: 'db', folder: 'web/charts/db' }]);
  });

  test('of the tar that this machine has is read, too, with long names and directories', () => {
    const path = `files/${'d'.repeat(90)}/${'f'.repeat(120)}`;
    const folder = writeChart({ [path]: 'x', 'ä.txt': 'y' });
    for (const format of ['gnu', 'pax']) {
      const bytes = execFileSync('tar', ['-cz', `--format=${format}`, '--transform=s,^\\.,web,', '-C', folder, '.']);
      const files = readArchive(bytes, 'web.tgz').map(({ path, data }) => [path, decode(data)]);
      expect(files.sort()).toEqual([
        ['Chart.yaml', CHART_YAML],
        [path, 'x'],
        ['ä.txt', 'y'],
      ]);
    }
  });

  test('may have names with backslashes, entries that lead nowhere and directories in its base directory', () => {
    const bytes = pack(
      { name: 'web/', flag: '5' },
      { name: 'pax_global_header', flag: 'g', data: paxRecord('comment=x') },
      { name: 'web\\templates\\a.yaml', data: 'a' },
      { name: './web/../web/./b', data: 'b' },
    );
    expect(readArchive(bytes, 'a').map(({ path }) => path)).toEqual(['templates/a.yaml', 'web/b']);
  });

  test('may hold a file twice, which is one file', () => {
    const twice = { name: 'web/templates/a.yaml', data: 'a' };
    const files = readArchive(pack(CHART, twice, twice, { ...twice, name: 'web/./templates/a.yaml' }), 'a');
    expect(files.map(({ path }) => path)).toEqual(['Chart.yaml', 'templates/a.yaml']);
  });

  test('may be in the charts/ of an archive, with another in its own', async () => {
    const db = { name: 'db/Chart.yaml', data: 'apiVersion: v2\nname: db\nversion: 1.0.0\n' };
    const inner = pack({ name: 'log/Chart.yaml', data: 'apiVersion: v2\nname: log\nversion: 1.0.0\n' });
    const outer = pack(db, { name: 'db/charts/log-1.0.0.tgz', data: inner });
    const chart = await loadArchive(pack(CHART, { name: 'web/charts/db-1.0.0.tgz', data: outer }), 'web.tgz');
    const [{ name, dependencies } = { name: '', dependencies: [] }] = chart.dependencies;
    expect([name, dependencies[0]?.name, dependencies[0]?.folder]).toEqual([
      'db',
      'log',
      'web.tgz/charts/db-1.0.0.tgz/charts/log-1.0.0.tgz',
    ]);
  });

  test('does not heed .helmignore: what was packed is in the chart', async () => {
    const chart = await loadArchive(
      pack(CHART, { name: 'web/.helmignore', data: '*.md' }, { name: 'web/a.md' }),
      'web',
    );
    expect(chart.files.map(({ path }) => path)).toEqual(['.helmignore', 'a.md']);
  });

  test('of a library is read where it is not to be rendered', async () => {
    const bytes = pack({ ...CHART, data: `${CHART_YAML}type: library\n` });
    const file = join(writeChart(), 'lib.tgz');
    writeFileSync(file, bytes);
    expect((await readChart(file, 'lib.tgz', 'dependency')).metadata.type).toBe('library');
    expect((await problemsOf(bytes))[0]?.message).toBe('library charts are not installable');
  });
});

const HOSTILE: readonly (readonly [title: string, bytes: () => Uint8Array, message: RegExp])[] = [
  ['is not gzipped', () => Buffer.from('apiVersion: v2'), /does not appear to be a gzipped archive/],
  ['is empty', () => Buffer.alloc(0), /does not appear to be a gzipped archive/],
  ['is gzip and nothing more', () => Buffer.from([0x1f, 0x8b, 8, 0]), /it ends too early/],
  ['is gzip of something else', () => gzipSync('x'.repeat(2000)), /not octal|damaged/],
  ['has no files', () => pack(), /it contains no files/],
  ['ends in the middle of the compressed data', () => pack(CHART).subarray(0, 60), /it ends too early/],
  [
    'ends within a file',
    () => gzipSync(writeTar([{ ...CHART, size: 10_000 }]).subarray(0, 2000)),
    /ends within a file/,
  ],
  [
    'has a damaged header',
    () => {
      const tar = writeTar([CHART]);
      tar[5] = 0x41;
      return gzipSync(tar);
    },
    /a header is damaged/,
  ],
  ['leads out of its directory', () => pack(CHART, { name: 'web/../../etc/passwd' }), /leads out of the chart/],
  ['leads out with backslashes', () => pack(CHART, { name: 'web\\..\\..\\x' }), /leads out of the chart/],
  ['has an absolute name', () => pack(CHART, { name: 'web//etc/passwd' }), /leads out of the chart/],
  ['has the name of a drive', () => pack(CHART, { name: 'web/c:/x' }), /leads out of the chart/],
  ['has a name that begins with dots', () => pack(CHART, { name: 'web/..x' }), /leads out of the chart/],
  ['has a file outside of its directory', () => pack(CHART, { name: 'README.md' }), /outside of the chart's directory/],
  ['has no directory', () => pack({ ...CHART, name: 'Chart.yaml' }), /its Chart.yaml is not in a directory/],
  [
    'has a symbolic link',
    () => pack(CHART, { name: 'web/values.yaml', flag: '2', target: '/etc/passwd' }),
    /web\/values.yaml is a link to \/etc\/passwd/,
  ],
  ['has a hard link', () => pack(CHART, { name: 'web/a', flag: '1', target: 'web/Chart.yaml' }), /a is a link to/],
  ['has a device', () => pack(CHART, { name: 'web/null', flag: '3' }), /neither a file nor a directory/],
  [
    'has two different files of one name',
    () => pack(CHART, { name: 'web/a' }, { name: 'web/./a', data: 'x' }),
    /a is in it twice, with different contents/,
  ],
  ['has no Chart.yaml', () => pack({ name: 'web/values.yaml' }), /is not a chart: it has no Chart.yaml/],
  [
    'has a file of more than 5 MiB',
    () => pack(CHART, { name: 'web/a', data: Buffer.alloc(5 * MIB + 1) }),
    /a has 5242881 bytes; at most 5242880 are allowed/,
  ],
  [
    'has more than 100 MiB in all',
    () => pack(...Array.from({ length: 21 }, (_, i) => ({ name: `web/${i}`, data: Buffer.alloc(5 * MIB) }))),
    /larger than the 104857600 bytes/,
  ],
  ['is a bomb', () => gzipSync(Buffer.alloc(400 * MIB)), /larger than the 104857600 bytes|no files/],
  [
    'has too many files',
    () => pack(CHART, ...Array.from({ length: 20_001 }, (_, i) => ({ name: `web/${i}` }))),
    /it holds too many files/,
  ],
  [
    'has a bomb in its charts/',
    () => pack(CHART, { name: 'web/charts/a.tgz', data: gzipSync(Buffer.alloc(400 * MIB)) }),
    /is not a sound archive: .*larger than/,
  ],
  [
    'has a size that no number holds',
    () => pack(CHART, { name: 'x', flag: 'x', data: paxRecord(`size=${'9'.repeat(40)}`) }),
    /a size that is not a number/,
  ],
  [
    'has a broken PAX header',
    () => pack(CHART, { name: 'x', flag: 'x', data: '999 a=b\n' }),
    /a PAX header is damaged/,
  ],
];

describe('what is wrong with an archive', () => {
  test.each(HOSTILE)('when it %s, then one problem reports it', async (_, bytes, message) => {
    const problems = await problemsOf(bytes());
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.hint).toBeTruthy();
  });

  test('when archives are nested beyond all measure, then it ends', async () => {
    let inner = pack({ name: 'a/Chart.yaml', data: 'apiVersion: v2\nname: a\nversion: 1.0.0\n' });
    for (let i = 0; i < 70; i++)
      inner = pack(
        { name: 'a/Chart.yaml', data: 'apiVersion: v2\nname: a\nversion: 1.0.0\n' },
        { name: 'a/charts/a.tgz', data: inner },
      );
    expect((await problemsOf(inner))[0]?.message).toContain('nested deeper than the 64 levels');
  });
});
