import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { executable, inProcess, runCase } from '../run-case.ts';
import { isBuilt, ROOT } from './built.ts';

const CASES = join(ROOT, 'test/cases');

/** The package has its templates and its schema compiled ahead; the sources compile them in each run. */
describe.skipIf(!isBuilt())('the package and its sources', () => {
  it.concurrent.each(readdirSync(CASES).sort())('do the same in the case %s', async (name) => {
    const folder = join(CASES, name);
    const compiledAhead = await runCase(folder, executable(join(ROOT, 'bin/kilo-chart.cjs')));
    expect(compiledAhead).toEqual(await runCase(folder, inProcess));
  });
});
