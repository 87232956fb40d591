import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { printManifests } from '../../src/manifests/index.ts';
import { readyBuiltInChart } from '../../src/release/built-in.ts';
import { renderRelease } from '../../src/release/index.ts';
import { TWINS } from '../../tools/record/twin-chart.js';

const root = new URL('../..', import.meta.url).pathname;
const { chart } = TWINS.stateful;
const ARGS = [
  '--include-crds',
  '-n',
  'shop',
  '--set',
  'backup.enabled=true,monitoring.enabled=true,monitoring.rules[0].expr=up,settings.ä=1,settings.z=2,settings.Z=3',
];

async function render(args: readonly string[], env: Record<string, string> = {}, cwd = root): Promise<string> {
  let stdout = '';
  let stderr = '';
  const status = await run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    stdin: async () => '',
    env,
    cwd,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout + stderr;
}

const scratch = mkdtempSync(join(tmpdir(), 'kilo-chart-same-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('100 runs print the same to the byte', { timeout: 60_000 }, async () => {
  const args = ['template', 'x', chart, ...ARGS];
  const first = await render(args);
  for (let i = 1; i < 100; i++) expect(await render(args)).toBe(first);
});

test('100 renders of the built-in chart in one process are the same to the byte', { timeout: 60_000 }, async () => {
  const ready = await readyBuiltInChart();
  const print = async () => {
    const request = {
      set: ['peerValidation.enabled=true,wireguardExporter.enabled=true'],
      setLiteral: ['kdaemon.podLabels.a={{Release.Name}}'],
    };
    const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };
    const { manifests, problems } = await renderRelease(ready, { name: 'x', namespace: 'network' }, request, io);
    return printManifests(manifests) + JSON.stringify(problems);
  };
  const first = await print();
  expect(first.length).toBeGreaterThan(1000);
  for (let i = 1; i < 100; i++) expect(await print()).toBe(first);
});

test('the working directory and the order of files change nothing', async () => {
  const first = await render(['template', 'x', chart, ...ARGS, '--no-hooks']);
  const copy = join(scratch, 'copy');
  // Written in the opposite order, so that a file system that keeps it lists the files so.
  for (const path of (readdirSync(chart, { recursive: true }) as string[]).sort().reverse())
    cpSync(join(chart, path), join(copy, path), { recursive: true });
  const args = ['template', 'x', './copy', ...ARGS, '--no-hooks'];
  expect((await render(args, {}, scratch)).replaceAll(/(?:\.\/)?\bcopy\b/g, chart)).toBe(first);
});

test('locale, time zone and the rest of the environment change nothing', () => {
  const program = join(root, 'bin/kilo-chart.cjs');
  const print = (env: Record<string, string>) =>
    execFileSync(process.execPath, [program, 'template', 'x', chart, ...ARGS], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const first = print({});
  expect(first.length).toBeGreaterThan(1000);
  for (const LC_ALL of ['C', 'tr_TR.UTF-8', 'sv_SE.UTF-8', 'ja_JP.eucJP'])
    expect(print({ LC_ALL, LANG: LC_ALL, TZ: 'Asia/Kathmandu', TERM: 'xterm', FORCE_COLOR: '1', HOME: '/' })).toEqual(
      first,
    );
});
