import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checker } from '../../src/lint/kubernetes/check.ts';
import { loadSchemas, type Schemas } from '../../src/lint/kubernetes/openapi.ts';
import { objectRules } from '../../src/lint/rules/index.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';
import { OBJECTS } from './objects.ts';

/** Of all mutations, every how many is asked for; 1 asks for all of them, which takes minutes. */
const EVERY = Number(process.env.LINT_MUTATIONS_EVERY ?? 6);

/** What is not lint's to say. */
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
    schemas = await loadSchemas();
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

function toValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value !== 'object' || value === null) return value as Value;
  return newMap(Object.entries(value).map(([key, item]) => [key, toValue(item)] as const));
}

const TEXTS: Readonly<Record<string, (text: string) => string>> = {
  long: () => 'a'.repeat(64),
  longer: () => 'a'.repeat(260),
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  dash: (text) => `-${text}`,
};
const ANY: readonly Value[] = [null, '', 7, true, 'Foo_Bar', 'a b', [], newMap(), newMap([['zzz', 1]]), ['x']];
const INSTEAD_OF_TEXT: readonly Value[] = ['../x', '10%', '1.5Gi', 'other', 'ä', 'a/b', '/abs'];
const INSTEAD_OF_NUMBERS: readonly Value[] = [-1, 0, 70000, 1.5, 3e9, '5'];

/** Each place of an object, with each thing that can be wrong with it. */
function* mutate(object: ValueMap): Generator<readonly [name: string, object: ValueMap]> {
  for (const path of placesOf(object, [])) {
    if (path.length === 1 && (path[0] === 'apiVersion' || path[0] === 'kind')) continue;
    const name = path.join('.');
    const value = path.reduce<Value>((inner, step) => (inner as ValueMap)[step] as Value, object);
    yield [`${name} delete`, change(object, path, undefined)];
    const texts = typeof value === 'string' ? Object.values(TEXTS).map((edit) => edit(value)) : [];
    const more = typeof value === 'string' ? INSTEAD_OF_TEXT : typeof value === 'number' ? INSTEAD_OF_NUMBERS : [];
    for (const other of [...ANY, ...texts, ...more])
      yield [`${name} ${JSON.stringify(other)}`, change(object, path, other)];
    if (typeof value === 'boolean') yield [`${name} not`, change(object, path, !value)];
    if (Array.isArray(value) && value.length > 0)
      yield [`${name} twice`, change(object, path, [...value, value[0] as Value])];
    if (isMap(value)) {
      yield [`${name} more`, change(object, path, newMap([...Object.entries(value), ['zzz', 'a']]))];
      yield [`${name} odd`, change(object, path, newMap([...Object.entries(value), ['zZ / q', 'a']]))];
    }
  }
}

function* placesOf(value: Value, path: (string | number)[]): Generator<(string | number)[]> {
  const entries: [string | number, Value][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : isMap(value)
      ? Object.entries(value)
      : [];
  for (const [step, item] of entries) {
    yield [...path, step];
    yield* placesOf(item, [...path, step]);
  }
}

function change(object: ValueMap, path: readonly (string | number)[], value: Value | undefined): ValueMap {
  const root = toValue(object) as ValueMap;
  const container = path.slice(0, -1).reduce<Value>((inner, step) => (inner as ValueMap)[step] as Value, root);
  const last = path.at(-1) as string | number;
  if (value !== undefined) (container as ValueMap)[last] = value;
  else if (Array.isArray(container)) container.splice(last as number, 1);
  else delete (container as ValueMap)[last];
  return root;
}
