import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/schema/formats.ts';
import { buildOracle } from '../../tools/record/build-oracle.ts';
import { formatPairs, type Pair, pair, verdictOf } from './generate.ts';
import recorded from './recorded.json' with { type: 'json' };

describe('the verdict that Helm gave', () => {
  it.each(recorded)('when there is $name, then it is $helm', async ({ schema, values, helm }) => {
    expect((await verdictOf(schema, values)).verdict).toBe(helm);
  });
});

/** One process of Helm's own check answers all pairs of a batch. */
function askHelm(program: string, pairs: readonly Pair[]): string[] {
  const input = pairs.map((one) => `${JSON.stringify(one)}\n`).join('');
  const { stdout } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).verdict);
}

/** SCHEMA_RUNS sets the number of generated pairs; without it, there are 2000. SEED asks for others. */
const RUNS = Number(process.env.SCHEMA_RUNS ?? 2000);
const SEED = Number(process.env.SEED ?? 20_261_123);

describe.skipIf(!process.env.HELM)('beside Helm', () => {
  let program: string;

  beforeAll(() => {
    program = buildOracle('schema');
  }, 600_000);

  async function compare(pairs: readonly Pair[]): Promise<void> {
    const helms = askHelm(program, pairs);
    const different = [];
    const counts = new Map<string, number>();
    for (const [index, one] of pairs.entries()) {
      const helm = helms[index] ?? 'none';
      counts.set(helm, (counts.get(helm) ?? 0) + 1);
      const { verdict, error } = await verdictOf(one.schema, one.values);
      if (verdict !== helm) different.push({ ...one, helm, verdict, error });
    }
    different.sort((a, b) => a.schema.length - b.schema.length);
    expect(different.slice(0, 3)).toEqual([]);
    for (const verdict of ['valid', 'invalid', 'refused'])
      expect(counts.get(verdict) ?? 0).toBeGreaterThan(pairs.length / 20);
  }

  it(`when schemas of every draft are generated, then the verdicts are Helm’s (seed ${SEED})`, async () => {
    await compare(fc.sample(pair, { numRuns: RUNS, seed: SEED }));
  }, 600_000);

  it('when a string is near to a format, then the verdict is Helm’s', async () => {
    const pairs = formatPairs(Object.keys(FORMATS), { numRuns: RUNS * 2, seed: SEED });
    const helms = askHelm(program, pairs);
    const different = [];
    for (const [index, one] of pairs.entries()) {
      const { verdict } = await verdictOf(one.schema, one.values);
      if (verdict !== helms[index]) different.push({ ...one, helm: helms[index] });
    }
    expect(different.slice(0, 10)).toEqual([]);
  }, 600_000);
});
