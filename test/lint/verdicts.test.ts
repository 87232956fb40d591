import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Checker } from '../../src/lint/kubernetes/check.ts';
import { loadSchemas } from '../../src/lint/kubernetes/openapi.ts';
import { objectRules } from '../../src/lint/rules/index.ts';
import { connect } from './server/ask.ts';
import { casesOf } from './server/set.ts';
import { askAll, byKind, compare, describe as describeAgreement, readVerdicts } from './server/verdicts.ts';

const { server, objects } = readVerdicts();
const schemas = await loadSchemas('v1.34');
const cases = casesOf(schemas);

describe('of the systematic set of wrong objects', { timeout: 120_000 }, () => {
  const checker = new Checker(schemas, objectRules);
  const agreements = cases.map((one) => compare(checker, one, objects[one.name] ?? {}));

  it('none that the API server takes has an error', () => {
    expect(agreements.flatMap(({ falsely }) => falsely)).toEqual([]);
  });

  it.each(byKind(agreements).map((row) => [row.kind, row] as const))(
    'at least 90 % of each %s that the API server refuses are found',
    (_, { refused, found }) => {
      expect(refused).toBeGreaterThan(0);
      expect(found / refused).toBeGreaterThanOrEqual(0.9);
    },
  );

  it('the objects that are changed are right before they are', () => {
    for (const { name, object } of cases)
      expect(
        checker.check(object).filter(({ rule }) => rule.severity === 'error'),
        name,
      ).toEqual([]);
  });

  it('the page of the documentation has the figures', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/lint-agreement.md'), 'utf8');
    expect(describeAgreement(server, agreements)).toBe(page);
  });
});

describe.skipIf(!process.env.KUBECONFIG)('the API server', { timeout: 600_000 }, () => {
  it('has the recorded verdicts for the set', async () => {
    const live = connect(process.env.KUBECONFIG as string, schemas);
    const differences: string[] = [];
    for (const one of cases) {
      const recorded = objects[one.name] ?? {};
      for (const [place, letters] of Object.entries(await askAll(live, one)))
        if (letters !== recorded[place])
          differences.push(`${one.name} ${place}: ${letters}, and recorded is ${recorded[place]}`);
    }
    live.close();
    expect(differences).toEqual([]);
  });
});
