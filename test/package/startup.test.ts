import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBuilt, ROOT } from './built.ts';

const CHUNKS = join(ROOT, 'dist/chunks');
const PRELOAD = join(ROOT, 'test/package/loaded.cjs');

/** Modules of Node that load many others; where Node needs one itself, it is there from the start. */
const LARGE: ReadonlySet<string> = new Set(
  'child_process crypto dns fs/promises http http2 https net readline stream tls tty v8 worker_threads zlib'.split(' '),
);

/** What a run loads: files of the package, and modules of Node beyond those of an empty program. */
function loadedBy(...args: string[]): { readonly files: string[]; readonly node: string[] } {
  const { output } = spawnSync(process.execPath, ['--require', PRELOAD, join(ROOT, 'bin/kilo-chart.cjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const { files, node } = JSON.parse(output[3] as string);
  return { files: files.map((file: string) => relative(ROOT, file)), node };
}

/** Time is noise; what takes the time can be counted. */
describe.skipIf(!isBuilt())('a usual run', () => {
  it('loads three files, and none of the modules of Node that take long', () => {
    const { files, node } = loadedBy('template', 'kilo', '-n', 'kube-system', '--set', 'image.tag=0.7.0');
    expect(files.sort()).toEqual(['bin/kilo-chart.cjs', 'dist/chunks/built-in.js', 'dist/chunks/core.js']);
    expect(node.filter((name) => LARGE.has(name))).toEqual([]);
  });

  it('loads three files for a chart in Go templates, too', () => {
    const { files } = loadedBy('template', 'release', join(ROOT, 'test/charts/sizes/large'));
    expect(files.sort()).toEqual(['bin/kilo-chart.cjs', 'dist/chunks/core.js', 'dist/chunks/go.js']);
  });

  it.each([
    [
      ['template', 'kilo', '--set-literal', 'kdaemon.podAnnotations.x={{Release.Name}}'],
      'templates-handlebars-compile.js',
    ],
    [['template', 'kilo', '--set', 'image.tag={a}'], 'built-in-check.js'],
    [['template', 'kilo', '--set', 'image.tag={a}'], 'schema-explain.js'],
    [['template', 'kilo', '--kube-version', '1.30'], 'go.js'],
    [['template', 'kilo', '--include-crds'], 'built-in-texts.js'],
    [['lint', '--quiet', join(ROOT, 'values.yaml')], 'lint.js'],
    [['show', 'values'], 'show.js'],
  ])('when it is %j, then it loads %s, too', (args, chunk) => {
    expect(loadedBy(...args).files).toContain(`dist/chunks/${chunk}`);
  });
});

describe.skipIf(!isBuilt())('the bytes shipped', () => {
  const sizeOf = (name: string): number => statSync(join(CHUNKS, name)).size;

  // Of these, a run of a chart in Go templates reads only the first, and go.script.
  it('are at most 470 kB for what every run of the built-in chart reads', () => {
    expect(sizeOf('core.script') + sizeOf('built-in.script')).toBeLessThan(470_000);
  });

  it('are at most 440 kB for what every run of a chart in Go templates reads', () => {
    expect(sizeOf('core.script') + sizeOf('go.script')).toBeLessThan(440_000);
  });

  it('are at most 2.05 MB for all code', () => {
    const code = readdirSync(CHUNKS).filter((name) => /\.(?:js|script)$/.test(name));
    expect(code.reduce((sum, name) => sum + sizeOf(name), 0)).toBeLessThan(2_050_000);
  });

  it('import nothing from a script, which only modules can', () => {
    for (const name of readdirSync(CHUNKS).filter((one) => one.endsWith('.script')))
      expect(readFileSync(join(CHUNKS, name), 'latin1'), name).not.toMatch(/\bimport\(/);
  });

  it('are ASCII, which is read sooner than other text', () => {
    expect(/[^\0-\x7f]/.test(readFileSync(join(CHUNKS, 'core.script'), 'latin1'))).toBe(false);
  });

  it('name no directory of the machine that built them', () => {
    for (const name of readdirSync(CHUNKS)) expect(readFileSync(join(CHUNKS, name)).includes(ROOT)).toBe(false);
  });

  it('come with the licence of every package in them', () => {
    const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY.txt'), 'utf8');
    for (const name of ['ajv', 'commander', 'handlebars', 'js-yaml'])
      expect(notices).toContain(`\n${name} `.trimStart());
  });
});
