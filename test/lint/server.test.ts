import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checker } from '../../src/lint/kubernetes/check.ts';
import { loadSchemas, type Schemas } from '../../src/lint/kubernetes/openapi.ts';
import { objectRules } from '../../src/lint/rules/index.ts';
import type { ValueMap } from '../../src/yaml/value.ts';
import { mutate, toValue } from './mutate.ts';
import { OBJECTS } from './objects.ts';

/** Of all mutations, every how many is asked for. */
const EVERY = Number(process.env.LINT_MUTATIONS_EVERY ?? 1);

/** What lint does not check. */
const LEFT_OUT: readonly RegExp[] = [
  // The manifests stage refuses an object without a name before lint sees it.
  /^\S+ metadata (?:delete|null|\{\})$/,
  /^\S+ metadata\.name (?:delete|null|"")$/,
  // The request below names the namespace once more.
  /^\S+ metadata\.namespace /,
  // A byte string as a list of numbers, and rules of rare kinds.
  /^LimitRange spec\.limits\.0\.(?:type|default\.cpu) /,
];

const PLURALS: Readonly<Record<string, string>> = {
  Ingress: 'ingresses',
  NetworkPolicy: 'networkpolicies',
  PriorityClass: 'priorityclasses',
  StorageClass: 'storageclasses',
};

describe.skipIf(!process.env.KUBECONFIG)('objects with something changed', { timeout: 600_000 }, () => {
  let proxy: ChildProcess;
  let address = '';
  let schemas: Schemas;
  let checker: Checker;

  beforeAll(async () => {
    schemas = await loadSchemas('v1.34');
    checker = new Checker(schemas, objectRules);
    proxy = spawn('kubectl', ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    address = await new Promise((resolve) => {
      proxy.stdout?.on('data', (chunk) => {
        const [, found] = /Starting to serve on (\S+)/.exec(String(chunk)) ?? [];
        if (found) resolve(`http://${found}`);
      });
    });
  });
  afterAll(() => {
    proxy?.kill();
  });

  async function ask(object: ValueMap): Promise<string | undefined> {
    const [apiVersion, kind] = [String(object.apiVersion), String(object.kind)];
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const space = schemas.kind(apiVersion, kind)?.cluster ? '' : '/namespaces/default';
    const url = `${address}${root}${space}/${PLURALS[kind] ?? `${kind.toLowerCase()}s`}?dryRun=All&fieldValidation=Strict`;
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(object) });
    const answer = (await response.json()) as { message?: string };
    return response.ok ? undefined : (answer.message ?? 'refused');
  }

  const errorsOf = (object: ValueMap): string[] =>
    checker
      .check(object)
      .filter(({ rule }) => rule.severity === 'error' && rule.id.startsWith('kubernetes'))
      .map(({ rule, path, message }) => `${rule.id} ${path.join('.')}: ${message}`);

  it.each(OBJECTS.map((object) => [object.kind, toValue(object) as ValueMap] as const))(
    'of the kind %s are refused by lint where the API server refuses them',
    async (kind, object) => {
      expect(await ask(object)).toBeUndefined();
      expect(errorsOf(object)).toEqual([]);
      const mutations = [...mutate(object)]
        .map(([name, mutation]) => [`${kind} ${name}`, mutation] as const)
        .filter(([name]) => !LEFT_OUT.some((pattern) => pattern.test(name)))
        .filter((_, index) => index % EVERY === 0);
      const disagreements: string[] = [];
      const queue = mutations.values();
      const worker = async () => {
        for (const [name, mutation] of queue) {
          const refused = await ask(mutation);
          const found = errorsOf(mutation);
          if ((refused === undefined) !== (found.length === 0))
            disagreements.push(`${name}: the server says ${refused ?? 'nothing'}, lint ${found[0] ?? 'nothing'}`);
        }
      };
      await Promise.all([worker(), worker(), worker(), worker()]);
      expect(disagreements.sort()).toEqual([]);
    },
  );
});
