import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { buildOracle } from '../../../../tools/record/build-oracle.ts';
import { fromBytes } from './byte-strings.ts';
import { valuesFile } from './data.ts';
import { disagreementOn } from './disagreement.ts';
import { TemplateOracle } from './oracle.ts';
import { template } from './templates.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 500);
const hasGo = spawnSync('go', ['version']).status === 0;

test.each([
  ['when bytes are UTF-8, then they are its characters', [0x68, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80], 'hé😀'],
  ['when a byte is not UTF-8, then it is a lone surrogate', [0x61, 0xff, 0xc3], 'a\udcff\udcc3'],
])('%s', (_, bytes, text) => {
  expect(fromBytes(Uint8Array.from(bytes))).toBe(text);
});

// HELM implies that Helm's own code can be built; CI sets it.
describe.skipIf(!process.env.HELM || !hasGo)('generated Go templates', () => {
  const oracle = new TemplateOracle(process.env.HELM && hasGo ? buildOracle('templates') : '');
  afterAll(() => oracle.stop());

  test(`when ${RUNS} templates are rendered by Helm's engine, then they print the same here, or fail in both`, async () => {
    await fc.assert(
      fc.asyncProperty(template, valuesFile, async (text, values) => {
        expect(await disagreementOn(oracle, text, values)).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  test.each([
    ['when output differs', '{{ printf "%d" 1.5 }}', 'printed'],
    ['when a template is wrong', '{{ if }}', 'error'],
  ])('%s, then the oracle answers', async (_, text, kind) => {
    const answer = await oracle.ask({ templates: { 'templates/a.yaml': text }, values: '', set: [], files: {} });
    expect(answer).toHaveProperty(kind);
  });
});
