import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzzer.ts';
import { attempt, TARGETS } from './targets.ts';

/** Any number by the command: `npm run fuzz:targets -- all SECONDS`. */
const INPUTS = 300;

/** What was found, and is not to come back. */
const FOUND: Readonly<Record<string, readonly string[]>> = {};

describe.each(Object.entries(TARGETS))('the target %s', (name, target) => {
  it(`survives ${INPUTS} inputs`, async () => {
    const { findings } = await fuzz(target, { seed: 16, goOn: (inputs) => inputs < INPUTS });
    expect(findings).toEqual([]);
  });

  it('survives what was found', async () => {
    for (const input of FOUND[name] ?? []) await attempt(() => target.run(input));
  });
});
