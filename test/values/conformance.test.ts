import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/yaml/json.ts';
import { type Answer, type Case, compute, parseCases } from './case.ts';

/**
 * What Helm answered, as data: it runs where there is no Helm. `tools/record/values.ts` asks again. A case with `here`
 * is answered otherwise on purpose, and `because` is the reason.
 */
const folder = new URL('conformance/', import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const { helm, cases } = parseCases(readFileSync(new URL(file, folder), 'utf8'));
  describe(`${file}, as Helm ${helm} answers`, () => {
    it.each(cases.map((recorded) => [recorded.name, recorded] as const))('%s', async (_, recorded) => {
      const answer = await compute(recorded);
      expect(simplify(answer, recorded)).toStrictEqual(expected(recorded));
    });
  });
}

/** What is compared: values as text, because that keeps digits and the order of keys out of it. */
function simplify({ values, error, syntax, warnings }: Answer, recorded: Case): unknown {
  if (values === undefined)
    return syntax && recorded.helm.error !== undefined ? { error: recorded.helm.error } : { error };
  return { values: toJson(values), warnings };
}

function expected({ helm, here }: Case): unknown {
  if (here !== undefined) return { values: here, warnings: [] };
  if (helm.values === undefined) return { error: helm.error };
  return { values: toJson(helm.values), warnings: helm.warnings ?? [] };
}
