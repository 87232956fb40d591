import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeTree } from '../../tools/record/ask-tree.ts';
import { makeTwin, readCases, TWINS, type TwinCase, type TwinName } from '../../tools/record/twin-chart.ts';
import { readStream, runCase } from './compare.ts';

// Charts of Go templates, rendered here. goldens/ holds what Helm prints for them, and twins.test.ts compares the
// Handlebars charts with the same goldens.
const CHARTS = new URL('.', import.meta.url).pathname;
const helm = process.env.HELM;

/** Flags whose output is laid out in another way than Helm's (docs/helm-differences.md): its objects are compared. */
const LAID_OUT = new Set(['-s', '--show-only', '--include-crds']);

describe.each(Object.keys(TWINS) as TwinName[])('the Go twin of %s, rendered here', (name) => {
  const twin = makeTwin(name);
  afterAll(twin.remove);

  test.each(readCases(name))('when the case is $name, then it prints what Helm prints', async (one) => {
    const ran = await runCase(twin.folder, one);
    const golden = join(CHARTS, 'goldens', name, `${one.name}.${ran.failed ? 'error' : 'yaml'}`);
    const expected = readFileSync(golden, 'utf8');
    if (ran.failed) return;
    if (one.outputDir || one.args?.some((arg) => LAID_OUT.has(arg)))
      expect(readStream(ran.text)).toEqual(readStream(expected));
    else expect(ran.text).toBe(expected);
  });
});

const FLAGS: readonly TwinCase[] = [
  { name: 'nothing' },
  { name: '--include-crds', args: ['--include-crds'] },
  { name: '--no-hooks', args: ['--no-hooks'] },
  { name: '--skip-tests', args: ['--skip-tests'] },
  { name: '--is-upgrade', args: ['--is-upgrade', '--kube-version', '1.29', '--api-versions', 'example.com/v1'] },
  { name: '--set', args: ['--set', 'global.region=south,replicaCount=3', '-n', 'other'] },
  { name: '-f', values: { global: { region: 'west' }, nameOverride: 'x', tags: { extras: true } } },
];

describe.skipIf(!helm)('a chart of Go templates, and Helm', () => {
  const parent = mkdtempSync(join(tmpdir(), 'kilo-chart-go-'));
  afterAll(() => rmSync(parent, { recursive: true }));
  const charts = [makeTree(parent), ...['small', 'middle', 'large'].map((size) => join(CHARTS, 'sizes', size))];

  const cases = charts
    .flatMap((chart) => FLAGS.map((one) => [chart.split('/').at(-1), one.name, chart, one] as const))
    // Its definitions have no apiVersion, which is refused here.
    .filter(([name, flags]) => !(name === 'shop' && flags === '--include-crds'));

  test.each(cases)(
    'when %s is rendered with %s, then it prints what Helm prints',
    async (_name, _flags, chart, one) => {
      const args = ['template', 'my-release', chart, ...(one.args ?? []), ...(one.values ? ['-f', '-'] : [])];
      const input = JSON.stringify(one.values ?? {});
      const expected = execFileSync(helm as string, args, { input, encoding: 'utf8', maxBuffer: 2 ** 26 });
      const ran = await runCase(chart, one);
      expect(ran.failed, ran.stderr).toBe(false);
      if (one.name === '--include-crds') expect(readStream(ran.text)).toEqual(readStream(expected));
      else expect(ran.text).toBe(expected);
    },
  );
});
