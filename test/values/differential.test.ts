import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toJson } from '../../src/yaml/json.ts';
import { ExactNumber, isMap, newMap, type Value } from '../../src/yaml/value.ts';
import { type Answer, compute, type Input } from './case.ts';
import { CASES } from './generate.ts';
import { type Oracle, openOracle } from './oracle.ts';
import { TAGS } from './tagged.ts';

/**
 * The same input to Helm's own code and to this program. A failure is shrunk by fast-check: its input belongs into
 * conformance/found.json, where `tools/record/values.ts` adds Helm's answer.
 *
 * VALUES_RUNS sets the number of cases of each kind; without it, there are 1500, or 15 where each takes a process.
 */

/** What the README's table of differences names. */
const LISTED: readonly ((ours: Answer, helms: Answer, input: Input) => boolean)[] = [
  // A lone `!` as an item of a list in brackets: Go takes the comma for the tag's name.
  (ours, helms, { disk = {} }) =>
    ours.syntax === true && helms.values !== undefined && Object.values(disk).some((text) => /!,/.test(String(text))),
  // What JSON cannot hold is refused even in an entry that a second one of its name replaces.
  (ours, helms) =>
    helms.values !== undefined && /^(?:NaN and infinity|a key is missing|a number of this size)/.test(ours.error ?? ''),
];

describe.skipIf(!process.env.HELM)('beside Helm', () => {
  let oracle: Oracle;
  const hits = new Map([...TAGS].map((tag) => [tag, 0]));

  beforeAll(() => {
    oracle = openOracle(process.env.HELM ?? '');
  }, 600_000);
  afterAll(() => oracle.stop());

  it.each(Object.entries(CASES))(
    'when there is %s, then the answer is Helm’s',
    async (_, arbitrary) => {
      const property = fc.asyncProperty(arbitrary, async ({ value: input, tags }) => {
        for (const tag of tags) hits.set(tag, (hits.get(tag) ?? 0) + 1);
        const [ours, helms] = [await compute(input), await oracle.ask(input)];
        if (LISTED.some((listed) => listed(ours, helms, input))) return;
        expect(simplify(ours, helms)).toStrictEqual(simplify(helms, ours));
      });
      await fc.assert(property, { numRuns: Number(process.env.VALUES_RUNS ?? oracle.speed * 15) });
    },
    600_000,
  );

  it('has tried every production of the grammar and every kind of scalar', () => {
    const counts = [...hits].sort(([a], [b]) => (a < b ? -1 : 1));
    console.log(counts.map(([tag, count]) => `${tag.padEnd(28)}${count}`).join('\n'));
    // Without Go there are too few cases to hit everything.
    if (oracle.speed > 1) expect(counts.filter(([, count]) => count === 0)).toEqual([]);
  });
});

/** Numbers of files are doubles in Helm, and keep their digits here; of what is no YAML, each has its own words. */
function simplify(answer: Answer, other: Answer): unknown {
  if (answer.values === undefined) return { error: answer.syntax || other.syntax ? 'syntax' : answer.error };
  return { values: toJson(asDoubles(answer.values)), warnings: answer.warnings?.map(forgetNumbers) };
}

function asDoubles(value: Value): Value {
  if (value instanceof ExactNumber) return Number(value);
  if (Array.isArray(value)) return value.map(asDoubles);
  if (!isMap(value)) return value;
  return newMap(Object.entries(value).map(([key, item]) => [key, asDoubles(item)]));
}

const forgetNumbers = (warning: string): string => warning.replace(/\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/g, '#');
