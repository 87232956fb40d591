import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeTwin, readCases, TWINS, type TwinCase, type TwinName } from '../../tools/record/twin-chart.ts';
import { readStream, runCase } from './compare.ts';

// Charts of Go templates, rendered here. What Helm prints for them is in goldens/; it is asked itself where HELM names it.
const CHARTS = new URL('.', import.meta.url).pathname;
const helm = process.env.HELM;

describe.each(Object.keys(TWINS) as TwinName[])('the Go twin of %s, rendered here', (name) => {
  const twin = makeTwin(name);
  afterAll(twin.remove);

  test.each(readCases(name))('when the case is $name, then it prints what Helm prints', async (one) => {
    const ran = await runCase(twin.folder, one);
    const file = join(CHARTS, 'goldens', name, `${one.name}.${ran.failed ? 'error' : 'yaml'}`);
    const golden = readFileSync(file, 'utf8');
    if (!ran.failed) expect(ran.text).toBe(golden);
  });

  test.each(readCases(name).filter(({ outputDir }) => !outputDir))(
    'when the case is $name, then it prints the objects of the Handlebars chart',
    async (one) => {
      const [go, handlebars] = [await runCase(twin.folder, one), await runCase(TWINS[name].chart, one)];
      expect(go.failed).toBe(handlebars.failed);
      if (!go.failed) expect(readStream(go.text)).toEqual(readStream(handlebars.text));
    },
  );
});

/** Flags of `template` on a tree of charts and on charts of three sizes; each is a case of {@link FLAGS}. */
const OTHERS = ['tree/shop', 'sizes/small', 'sizes/middle', 'sizes/large'];
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
  test.each(OTHERS.flatMap((chart) => FLAGS.map((one) => [chart, one.name, one] as const)))(
    'when %s is rendered with %s, then it prints what Helm prints',
    async (chart, _, one) => {
      const directory = join(CHARTS, chart);
      const args = ['template', 'my-release', directory, ...(one.args ?? []), ...(one.values ? ['-f', '-'] : [])];
      const input = JSON.stringify(one.values ?? {});
      const expected = execFileSync(helm as string, args, { input, encoding: 'utf8', maxBuffer: 2 ** 26 });
      const ran = await runCase(directory, one);
      expect(ran.stderr).not.toContain('error');
      expect(ran.text).toBe(expected);
    },
  );
});
