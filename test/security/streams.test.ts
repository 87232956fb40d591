import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postRender } from '../../src/cli/output/post-render.ts';
import { isBuilt, ROOT } from '../package/built.ts';

const PROGRAM = join(ROOT, 'bin/kilo-chart.cjs');
const CHART_YAML = 'apiVersion: v2\nname: web\nversion: 1.2.3\n';
const CONFIG_MAP =
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a{{ . }}\ndata:\n  a: {{ repeat 10000000 "a" }}\n';
/** About 10 MB for each object. */
const printing = (objects: number): string => `{{ range until ${objects} }}---\n${CONFIG_MAP}{{ end }}`;

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'kilo-chart-streams-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function chartOf(name: string, templates: Readonly<Record<string, string>>): string {
  const folder = join(scratch, name);
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), CHART_YAML);
  for (const [path, text] of Object.entries(templates)) writeFileSync(join(folder, 'templates', path), text);
  return folder;
}

const start = (args: readonly string[], cwd = scratch): ChildProcess =>
  spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, KILO_CHART_CACHE: '' },
  });

const ended = (child: ChildProcess): Promise<{ code: number | null; signal: string | null; stderr: string }> => {
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stderr })));
};

/** All files below a directory, with their sizes. */
const filesOf = (directory: string): string[] =>
  existsSync(directory)
    ? readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort()
    : [];

describe.skipIf(!isBuilt())('standard output', () => {
  it('when the reader is slow, then it gets everything', async () => {
    const child = start(['template', 'x', chartOf('slow', { 'a.yaml': printing(1) })]);
    let size = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      child.stdout?.pause();
      setTimeout(() => child.stdout?.resume(), 1);
    });
    expect((await ended(child)).code).toBe(0);
    expect(size).toBeGreaterThan(10_000_000);
  });

  it('when the reader closes the pipe, then the run ends quietly with the exit code of Helm', async () => {
    const chart = chartOf('closed', { 'a.yaml': printing(2) });
    const child = start(['template', 'x', chart]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, signal, stderr } = await ended(child);
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
  });

  it('when 200 MB are printed, then memory stays below 1 GiB', () => {
    const probe = join(scratch, 'probe.cjs');
    writeFileSync(
      probe,
      "process.on('exit', () => require('fs').writeFileSync(process.env.PROBE, String(process.resourceUsage().maxRSS)))",
    );
    const chart = chartOf(
      'large',
      Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}.yaml`, printing(5)])),
    );
    const result = join(scratch, 'probed');
    const { status, stdout } = spawnSync(
      '/bin/sh',
      ['-c', '"$@" | (sleep 1; wc -c)', '-', process.execPath, '--require', probe, PROGRAM, 'template', 'x', chart],
      { encoding: 'utf8', env: { PATH: process.env.PATH, PROBE: result, KILO_CHART_CACHE: '' } },
    );
    expect(status).toBe(0);
    expect(Number(stdout)).toBeGreaterThan(195_000_000);
    expect(Number(readFileSync(result, 'utf8'))).toBeLessThan(1024 * 1024);
  });
});

/** Ways to end a run while it writes. */
const ENDS = [
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGTERM'],
  ['kill -9', 'SIGKILL'],
] as const;

describe.skipIf(!isBuilt())('files', () => {
  const texts = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [
      `${i}.yaml`,
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a${i}\ndata:\n  a: {{ repeat 3000 "abcdefgh" }}\n`,
    ]),
  );

  it.each(ENDS)('when %s comes at any time, then each file of --output-dir is whole', async (_, signal) => {
    const chart = chartOf('signals', texts);
    const whole = join(scratch, 'whole');
    rmSync(whole, { recursive: true, force: true });
    const first = performance.now();
    await ended(start(['template', 'x', chart, '--output-dir', whole]));
    const time = performance.now() - first;
    const expected = filesOf(whole);
    expect(expected).toHaveLength(30);
    for (let step = 0; step < 3; step++) {
      const out = join(scratch, `out-${signal}-${step}`);
      const child = start(['template', 'x', chart, '--output-dir', out]);
      setTimeout(() => child.kill(signal), time * (0.5 + step / 5));
      const { code } = await ended(child);
      const found = filesOf(out);
      // Nothing but SIGKILL leaves what was written aside.
      const files = signal === 'SIGKILL' ? found.filter((name) => !/^(?:new|old)-\d+$/.test(name)) : found;
      if (signal !== 'SIGKILL') expect([0, 30]).toContain(files.length);
      if (code === 0) expect(files).toEqual(expected);
      for (const name of files) {
        const path = join(out, 'web/templates', name);
        expect(readFileSync(path).equals(readFileSync(join(whole, 'web/templates', name)))).toBe(true);
      }
      rmSync(out, { recursive: true, force: true });
    }
  });

  it.each<readonly [string, (chart: string, to: string) => readonly string[]]>([
    ['template --output-dir', (chart, to) => ['template', 'x', chart, '--output-dir', to]],
    [
      'lint --output-file',
      (chart, to) => ['lint', '--chart', chart, '--format', 'json', '--output-file', join(to, 'report.json')],
    ],
    ['package', (chart, to) => ['package', chart, '-d', to]],
  ])('when the disk is full during %s, then an error says so, and no file is left', (name, argsOf) => {
    const bad = Array.from(
      { length: 300 },
      (_, i) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a${i}}\ndat: 1\n`,
    ).join('');
    const chart = chartOf(`full-${name.replace(/\W/g, '')}`, { 'a.yaml': bad });
    // What cannot be packed into the few blocks that a file may have.
    writeFileSync(join(chart, 'random.txt'), Array.from({ length: 20_000 }, () => Math.random()).join());
    const to = join(scratch, `to-${name.replace(/\W/g, '')}`);
    mkdirSync(to);
    const { status, stderr } = spawnSync(
      '/bin/sh',
      ['-c', 'trap "" XFSZ; ulimit -f 16; exec "$@"', '-', process.execPath, PROGRAM, ...argsOf(chart, to)],
      { encoding: 'utf8', env: { PATH: process.env.PATH, KILO_CHART_CACHE: '' } },
    );
    expect(stderr).toMatch(/file too large|File too large|EFBIG/i);
    expect(stderr).not.toContain('    at ');
    expect(status).not.toBe(0);
    expect(filesOf(to)).toEqual([]);
  });
});

describe.skipIf(!isBuilt())('inputs without an end', () => {
  const template = (...args: string[]) => {
    const chart = chartOf('empty', { 'a.yaml': '' });
    return spawnSync(process.execPath, [PROGRAM, 'template', 'x', chart, ...args], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { PATH: process.env.PATH, KILO_CHART_CACHE: '' },
    });
  };

  it.each([
    ['-f', ['-f', '/dev/zero'], /open \/dev\/zero: file too large/],
    ['--set-file', ['--set-file', 'a=/dev/zero'], /open \/dev\/zero: file too large/],
  ])('when %s names /dev/zero, then an error says so', (_, args, message) => {
    const { status, stderr } = template(...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });

  it('when a chart is /dev/zero, then an error says so', () => {
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'template', 'x', '/dev/zero'], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/cannot be read: .*bytes/);
  });

  it.each([
    ['-f -', ['-f', '-']],
    ['a chart on standard input', []],
  ])('when standard input has no end for %s, then an error says so', (_, args) => {
    const chart = args.length > 0 ? chartOf('empty', { 'a.yaml': '' }) : '-';
    const { status, stdout } = spawnSync(
      '/bin/sh',
      ['-c', 'cat /dev/zero | "$@" 2>&1', '-', process.execPath, PROGRAM, 'template', 'x', chart, ...args],
      { encoding: 'utf8', timeout: 60_000 },
    );
    expect(status).toBe(1);
    expect(stdout).toMatch(/standard input has more than \d+ bytes/);
  });

  it('when a file of 100 MB is named, then one error says so', () => {
    const file = join(scratch, 'large.yaml');
    writeFileSync(file, new Uint8Array(100_000_000));
    const { status, stderr } = template('-f', file);
    expect(status).toBe(1);
    expect(stderr.match(/error:/g)).toHaveLength(1);
    expect(stderr).toMatch(/large\.yaml: file too large/);
  });

  it('when a URL never ends, then an error says so', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    const server = createServer((_, response) => {
      const send = (): void => {
        while (response.write(chunk)) if (response.destroyed) return;
        response.once('drain', send);
      };
      send();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const child = start(['template', 'x', chartOf('empty', { 'a.yaml': '' }), '-f', `http://127.0.0.1:${port}/v.yaml`]);
    const { code, stderr } = await ended(child);
    server.closeAllConnections();
    server.close();
    expect(code).toBe(1);
    expect(stderr).toContain('it is larger than the 33554432 bytes that are read');
  });
});

describe('a post-renderer', () => {
  const io = (): Parameters<typeof postRender>[3] => ({ cwd: scratch, env: process.env, stderr: { write: () => {} } });
  const script = (text: string): string => {
    const path = join(scratch, 'post.sh');
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it.each([
    ['prints without end', 'yes', /printed more than 1000000 bytes/],
    ['prints errors without end', 'yes >&2', /printed more than 1000000 bytes/],
    ['hangs', 'sleep 1000', /took longer than 2 seconds/],
    ['leaves a program that hangs', 'sleep 1000 & exit 0', /took longer than 2 seconds/],
  ])('when it %s, then an error says so', async (_, text, message) => {
    const bounds = { time: 2000, output: 1_000_000 };
    await expect(postRender(script(text), [], 'a: b\n', io(), bounds)).rejects.toThrow(message);
  });
});
