import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOracle } from '../../tools/record/build-oracle.ts';
import { type TreeInput, treeInput } from './generate-tree.ts';
import { computeTreeInput, isSame, readTreeAnswer, type TreeAnswer } from './tree-oracle.ts';

/**
 * Random trees of charts: the results of this program and of Helm's own code (test/oracle-go). TREE_RUNS
 * sets the number of trees; without it, there are 1000.
 */
const hasGo = spawnSync('go', ['version']).status === 0;

/** Helm goes through its maps at random, and some answers depend on it: of so many, one has to be ours. */
const TRIES = 8;

describe.skipIf(!process.env.HELM || !hasGo)('a random tree of charts', () => {
  let child: ChildProcess;
  let lines: AsyncIterator<string>;

  beforeAll(() => {
    child = spawn(buildOracle('values'), { stdio: ['pipe', 'pipe', 'inherit'] });
    if (!child.stdout) throw new Error('the oracle has no output');
    lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }, 600_000);
  afterAll(() => child.stdin?.end());

  async function ask(input: TreeInput): Promise<TreeAnswer> {
    child.stdin?.write(`${JSON.stringify(input)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`the oracle died of ${JSON.stringify(input)}`);
    return readTreeAnswer(value);
  }

  it('when it is resolved, then values, charts, sharing and warnings are Helm’s', async () => {
    const seen = { errors: 0, random: 0, charts: 0, shared: 0, warnings: 0 };
    const property = fc.asyncProperty(treeInput, async (input) => {
      const ours = await computeTreeInput(input);
      const answers: TreeAnswer[] = [];
      for (let tries = 0; tries < TRIES; tries++) {
        const helms = await ask(input);
        if (tries === 0) count(seen, helms);
        if (isSame(ours, helms)) return;
        answers.push(helms);
      }
      const [first = {}] = answers;
      // What is not the same twice in Helm cannot be the same here.
      if (answers.some((answer) => !isSame(answer, first))) seen.random++;
      else expect(ours).toEqual(first);
    });
    await fc.assert(property, { numRuns: Number(process.env.TREE_RUNS ?? 1000) });
    console.log(JSON.stringify(seen));
    expect(seen.random).toBeLessThan(Number(process.env.TREE_RUNS ?? 1000) / 50);
  }, 600_000);
});

function count(seen: { errors: number; charts: number; shared: number; warnings: number }, answer: TreeAnswer): void {
  if (answer.error !== undefined) seen.errors++;
  seen.charts += (answer.charts ?? []).length;
  if ((answer.shared ?? []).length > 0) seen.shared++;
  if ((answer.warnings ?? []).length > 0) seen.warnings++;
}
