import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Checker } from '../../src/lint/kubernetes/check.ts';
import { loadSchemas } from '../../src/lint/kubernetes/openapi.ts';
import { objectRules } from '../../src/lint/rules/index.ts';
import { connect } from './server/ask.ts';
import { casesOf } from './server/set.ts';
import {
  askAll,
  byKind,
  compare,
  describe as describeAgreement,
  minorOf,
  readVerdicts,
  VERSIONS,
} from './server/verdicts.ts';

const versions = await Promise.all(
  VERSIONS.map(async (version) => {
    const schemas = await loadSchemas(version);
    const checker = new Checker(schemas, objectRules);
    const { server, objects } = readVerdicts(version);
    const cases = casesOf(schemas);
    return {
      version,
      server,
      checker,
      cases,
      agreements: cases.map((one) => compare(checker, one, objects[one.name] ?? {})),
    };
  }),
);

describe.each(versions)('of the systematic set of wrong objects for $version', ({ checker, cases, agreements }) => {
  it('none that the API server takes has an error', () => {
    expect(agreements.flatMap(({ falsely }) => falsely)).toEqual([]);
  });

  it.each(byKind(agreements).map((row) => [row.kind, row] as const))(
    'at least 95 % of each %s that the API server refuses are found',
    (_, { refused, found }) => {
      expect(refused).toBeGreaterThan(0);
      expect(found / refused).toBeGreaterThanOrEqual(0.95);
    },
  );

  it('the objects that are changed are right before they are', () => {
    for (const { name, object } of cases)
      expect(
        checker.check(object).filter(({ rule }) => rule.severity === 'error'),
        name,
      ).toEqual([]);
  });
});

it('the page of the documentation has the figures', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/lint-agreement.md'), 'utf8');
  expect(describeAgreement(versions)).toBe(page);
});

describe.skipIf(!process.env.KUBECONFIG)('the API server', { timeout: 600_000 }, () => {
  it('has the recorded verdicts for the set of its version', async () => {
    const file = process.env.KUBECONFIG as string;
    const version = minorOf(await connect(file, await loadSchemas()).version());
    const schemas = await loadSchemas(version);
    const live = connect(file, schemas);
    const { objects } = readVerdicts(version);
    const differences: string[] = [];
    for (const one of casesOf(schemas)) {
      const recorded = objects[one.name] ?? {};
      for (const [place, letters] of Object.entries(await askAll(live, one)))
        if (letters !== recorded[place])
          differences.push(`${one.name} ${place}: ${letters}, and recorded is ${recorded[place]}`);
    }
    live.close();
    expect(differences).toEqual([]);
  });
});
