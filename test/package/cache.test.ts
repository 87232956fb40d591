import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { isBuilt, ROOT } from './built.ts';

const CHUNKS = join(ROOT, 'dist/chunks');

function flip(good: Buffer, at: number): Buffer {
  const bad = Buffer.from(good);
  bad[at] = (bad[at] as number) ^ 1;
  return bad;
}

/** What V8 compiled of the program is kept for the user, outside of the package. */
describe.skipIf(!isBuilt())('what V8 compiled', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'kilo-chart-cache-'));
  afterAll(() => rmSync(scratch, { recursive: true }));
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(scratch, 'home-'));
  });

  const run = (env: Record<string, string>): string => {
    const args = [join(ROOT, 'bin/kilo-chart.cjs'), 'template', 'kilo', '-n', 'kube-system', '--platform', 'k3s'];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
    expect(status).toBe(0);
    return stdout;
  };
  const cached = (directory: string): string[] => readdirSync(directory).map((name) => join(directory, name));

  /** What V8 made: it is in the file twice, after the hash of the program. */
  const dataOf = (file: string): Buffer => {
    const kept = readFileSync(file);
    return kept.subarray(16, (kept.length + 16) / 2);
  };

  it('is no part of what is built', () => {
    expect(
      readdirSync(join(ROOT, 'dist'), { recursive: true }).filter((name) => String(name).endsWith('.cache')),
    ).toEqual([]);
  });

  it("when a run ends, then it is in the user's cache, and V8 takes it for this program's", () => {
    run({ HOME: home, XDG_CACHE_HOME: join(home, 'xdg') });
    const files = cached(join(home, 'xdg/kilo-chart')).sort();
    const scripts = ['built-in', 'core'];
    expect(files.map((file) => basename(file).replace(/-[0-9a-f]{16}-.*/, ''))).toEqual(scripts);
    for (const [index, script] of scripts.entries()) {
      const source = readFileSync(join(CHUNKS, `${script}.script`), 'latin1');
      const cachedData = dataOf(files[index] as string);
      expect(new Script(source, { filename: `kilo-chart/${script}.js`, cachedData }).cachedDataRejected).toBe(false);
      expect(statSync(files[index] as string).mode & 0o077).toBe(0);
    }
    expect(files.reduce((sum, file) => sum + dataOf(file).length, 0)).toBeLessThan(970_000);
  });

  it('when a chart is named, then runs of this kind have caches of their own, which they accept', () => {
    const args = [join(ROOT, 'bin/kilo-chart.cjs'), 'template', 'x', join(ROOT, 'test/charts/sizes/small')];
    const env = { KILO_CHART_CACHE: home };
    expect(spawnSync(process.execPath, args, { env }).status).toBe(0);
    const written = () => cached(home).map((file) => [basename(file), statSync(file).mtimeMs] as const);
    const first = written();
    expect(first.map(([name]) => name.replace(/-[0-9a-f]{16}-.*/, '')).sort()).toEqual(['core-chart', 'go-chart']);
    expect(spawnSync(process.execPath, args, { env }).status).toBe(0);
    expect(written()).toEqual(first);
    run(env);
    expect(written()).toEqual(expect.arrayContaining(first));
  });

  it('when it is corrupt, then the run prints the same, and replaces it', () => {
    const first = run({ KILO_CHART_CACHE: home });
    const [file = ''] = cached(home);
    const good = readFileSync(file);
    for (const broken of [Buffer.from('nonsense'), good.subarray(0, 1000), Buffer.alloc(0)]) {
      writeFileSync(file, broken);
      expect(run({ KILO_CHART_CACHE: home })).toBe(first);
      expect(Math.abs(readFileSync(file).length - good.length)).toBeLessThan(good.length / 10);
    }
  });

  it.each<readonly [string, (good: Buffer, file: string) => void]>([
    ['a byte of its data is another', (good, file) => writeFileSync(file, flip(good, 5000))],
    ['a byte of the second half is another', (good, file) => writeFileSync(file, flip(good, good.length - 5000))],
    ['it lacks a byte', (good, file) => writeFileSync(file, good.subarray(1))],
    ['it is of another program', (good, file) => writeFileSync(file, flip(good, 0))],
    ['it has no data', (good, file) => writeFileSync(file, good.subarray(0, 16))],
    ['others may write to it', (_, file) => chmodSync(file, 0o666)],
  ])('when %s, then V8 is not given it, and it is replaced', (_, change) => {
    const first = run({ KILO_CHART_CACHE: home });
    const [file = ''] = cached(home);
    change(readFileSync(file), file);
    const { ino } = statSync(file);
    expect(run({ KILO_CHART_CACHE: home })).toBe(first);
    expect(statSync(file).ino).not.toBe(ino);
    expect(statSync(file).mode & 0o077).toBe(0);
    const replaced = statSync(file).ino;
    run({ KILO_CHART_CACHE: home });
    expect(statSync(file).ino).toBe(replaced);
  });

  it('when there are caches of other programs, then they are removed, and nothing else', () => {
    writeFileSync(join(home, 'core-0123456789abcdef-1.2.3-x64.cache'), 'old');
    writeFileSync(join(home, 'notes.txt'), 'mine');
    run({ KILO_CHART_CACHE: home });
    expect(readdirSync(home).filter((name) => name.includes('0123456789abcdef'))).toEqual([]);
    expect(readdirSync(home)).toContain('notes.txt');
  });

  it.each<[title: string, env: (home: string) => Record<string, string>]>([
    ['there is no home', () => ({})],
    ['the cache is switched off', (home) => ({ HOME: home, KILO_CHART_CACHE: '' })],
    ['the place cannot be written', () => ({ KILO_CHART_CACHE: '/dev/null/kilo-chart' })],
  ])('when %s, then the run works without', (_, env) => {
    expect(run(env(home))).toContain('kind: DaemonSet');
    expect(readdirSync(home)).toEqual([]);
  });
});
