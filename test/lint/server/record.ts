import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checker } from '../../../src/lint/kubernetes/check.ts';
import { loadSchemas } from '../../../src/lint/kubernetes/openapi.ts';
import { objectRules } from '../../../src/lint/rules/index.ts';
import { connect } from './ask.ts';
import { casesOf } from './set.ts';
import { askAll, compare, describe, type Verdicts } from './verdicts.ts';

/**
 * Asks the API server of a kubeconfig for the whole set, and writes down what it says.
 *
 * @param root of the repository
 * @returns the table of the shares, by kind
 */
export async function recordVerdicts(root: string, kubeconfig: string): Promise<string> {
  const schemas = await loadSchemas('v1.34');
  const server = connect(kubeconfig, schemas);
  try {
    const checker = new Checker(schemas, objectRules);
    const objects: Record<string, Record<string, string>> = {};
    const agreements = [];
    for (const one of casesOf(schemas)) {
      const places = await askAll(server, one);
      objects[one.name] = places;
      agreements.push(compare(checker, one, places));
    }
    const verdicts: Verdicts = { server: await server.version(), objects };
    writeFileSync(join(root, 'test/lint/server/verdicts.json'), `${JSON.stringify(verdicts, undefined, 1)}\n`);
    const page = describe(verdicts.server, agreements);
    writeFileSync(join(root, 'docs/lint-agreement.md'), page);
    const wrong = agreements.flatMap(({ missed, falsely }) => [
      ...missed.map((name) => `missed: ${name}`),
      ...falsely.map((name) => `falsely: ${name}`),
    ]);
    return [page, ...(process.env.VERBOSE ? wrong : [])].join('\n');
  } finally {
    server.close();
  }
}
