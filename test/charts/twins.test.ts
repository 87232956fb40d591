import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeTwin, readCases, runHelm, TWINS, type TwinName } from '../../tools/record/twin-chart.ts';
import { readStream, runCase } from './compare.ts';

const GOLDENS = new URL('goldens/', import.meta.url).pathname;
const helm = process.env.HELM;

function golden(name: string, file: string): { failed: boolean; text: string } {
  const failed = existsSync(join(GOLDENS, name, `${file}.error`));
  return { failed, text: readFileSync(join(GOLDENS, name, `${file}.${failed ? 'error' : 'yaml'}`), 'utf8') };
}

describe.each(Object.keys(TWINS) as TwinName[])('the chart %s prints what Helm prints for its Go twin', (name) => {
  const { chart } = TWINS[name];

  test.each(readCases(name))('$name', async (one) => {
    const expected = golden(name, one.name);
    const ran = await runCase(chart, one);
    expect({ failed: ran.failed, stderr: ran.stderr }).toEqual({ failed: expected.failed, stderr: ran.stderr });
    if (!expected.failed) expect(readStream(ran.text)).toEqual(readStream(expected.text));
  });

  describe.skipIf(!helm)('and the goldens are what this Helm prints', () => {
    const twin = makeTwin(name);
    afterAll(twin.remove);
    test.each(readCases(name))('$name', (one) => {
      expect(runHelm(helm as string, twin.folder, one)).toEqual(golden(name, one.name));
    });
  });
});

test.skipIf(!helm)('the goldens name the version of Helm that is used', () => {
  const version = execFileSync(helm as string, ['version', '--template', '{{.Version}}\n'], { encoding: 'utf8' });
  expect(readFileSync(join(GOLDENS, 'HELM'), 'utf8')).toBe(version);
});
