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
 * Asks the API server of a kubeconfig for the whole set of its version, writes down what it says, and compares lint with
 * the verdicts of all versions.
 *
 * @param root of the repository
 * @param kubeconfig without it, no server is asked
 * @returns the tables of the shares, and with VERBOSE the objects about which lint and a server do not agree
 */
export async function recordVerdicts(root: string, kubeconfig: string | undefined): Promise<string> {
  if (kubeconfig !== undefined) await ask(kubeconfig);
  const comparisons: Comparison[] = [];
  for (const version of VERSIONS) comparisons.push(await compareVersion(version));
  const page = describe(comparisons);
  writeFileSync(join(root, 'docs/lint-agreement.md'), page);
  return [page, ...(process.env.VERBOSE ? comparisons.flatMap(disagreements) : [])].join('\n');
}

async function ask(kubeconfig: string): Promise<void> {
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
}

async function compareVersion(version: string): Promise<Comparison> {
  const { server, objects } = readVerdicts(version);
  const schemas = await loadSchemas(version);
  const checker = new Checker(schemas, objectRules);
  return { server, agreements: casesOf(schemas).map((one) => compare(checker, one, objects[one.name] ?? {})) };
}

const disagreements = ({ server, agreements }: Comparison): string[] =>
  agreements.flatMap(({ missed, falsely }: Agreement) => [
    ...missed.map((name) => `${server} missed: ${name}`),
    ...falsely.map((name) => `${server} falsely: ${name}`),
  ]);
