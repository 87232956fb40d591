import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checker } from '../../../src/lint/kubernetes/check.ts';
import { loadSchemas } from '../../../src/lint/kubernetes/openapi.ts';
import { objectRules } from '../../../src/lint/rules/index.ts';
import { connect } from './ask.ts';
import { casesOf } from './set.ts';
import {
  type Agreement,
  askAll,
  type Comparison,
  compare,
  describe,
  minorOf,
  readVerdicts,
  VERSIONS,
  writeVerdicts,
} from './verdicts.ts';

/**
 * Asks the API server of a kubeconfig for the whole set of its version, and writes down what it says.
 *
 * @param root of the repository
 * @returns the tables of the shares, of all versions, and what lint and this server do not agree about
 */
export async function recordVerdicts(root: string, kubeconfig: string): Promise<string> {
  const unknown = connect(kubeconfig, await loadSchemas());
  const version = await unknown.version();
  unknown.close();
  const minor = minorOf(version);
  if (!VERSIONS.some((known) => known === minor))
    throw new Error(`no verdicts of ${minor} are recorded, but of ${VERSIONS.join(', ')}`);
  const schemas = await loadSchemas(minor);
  const server = connect(kubeconfig, schemas);
  const objects: Record<string, Record<string, string>> = {};
  try {
    for (const one of casesOf(schemas)) objects[one.name] = await askAll(server, one);
  } finally {
    server.close();
  }
  writeVerdicts(minor, { server: version, objects });
  const comparisons: Comparison[] = [];
  for (const each of VERSIONS) comparisons.push(await compareVersion(each));
  const page = describe(comparisons);
  writeFileSync(join(root, 'docs/lint-agreement.md'), page);
  const own = comparisons.find((one) => one.server === version)?.agreements ?? [];
  return [page, ...(process.env.VERBOSE ? own.flatMap(disagreements) : [])].join('\n');
}

async function compareVersion(version: string): Promise<Comparison> {
  const { server, objects } = readVerdicts(version);
  const schemas = await loadSchemas(version);
  const checker = new Checker(schemas, objectRules);
  return { server, agreements: casesOf(schemas).map((one) => compare(checker, one, objects[one.name] ?? {})) };
}

const disagreements = ({ missed, falsely }: Agreement): string[] => [
  ...missed.map((name) => `missed: ${name}`),
  ...falsely.map((name) => `falsely: ${name}`),
];
