import { describe, expect, it, test } from 'vitest';
import { leaves } from '../../tools/generate/chart-parameters.ts';
import { differences } from './differences.ts';
import { effects as daemonEffects } from './parameter-effects.ts';
import { partEffects } from './part-effects.ts';
import { platformEffects } from './platform-effects.ts';
import { render } from './render.ts';

const effects = [...daemonEffects, ...platformEffects, ...partEffects];

/** Values from names such as `a.b.c`. */
function nest(values: Readonly<Record<string, unknown>>): object {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const steps = name.split('.');
    const last = steps.pop() as string;
    let map = root;
    for (const step of steps) {
      map[step] ??= {};
      map = map[step] as Record<string, unknown>;
    }
    map[last] = value;
  }
  return root;
}

test('each parameter of the schema has a row', () => {
  const rows = new Set(effects.map(({ leaf }) => leaf));
  expect(leaves.filter(({ name }) => !rows.has(name)).map(({ name }) => name)).toEqual([]);
});

describe('a parameter changes what it describes, and nothing else', () => {
  it.each(effects.map((effect) => [`${effect.leaf}${effect.note ? `: ${effect.note}` : ''}`, effect] as const))(
    '%s',
    async (_, { leaf, value, beside = {}, changes }) => {
      const before = await render(nest(beside));
      const after = await render(nest({ ...beside, [leaf]: value }));
      const expected = Object.entries(changes).map(([pointer, to]) => [
        pointer,
        to instanceof RegExp ? expect.stringMatching(to) : to,
      ]);
      expect(differences(before, after)).toEqual(Object.fromEntries(expected));
    },
  );
});

/** The parameters that are evaluated as a template, and the YAML text that replaces a map or a list. */
const texts: readonly (readonly [name: string, text: string, value: unknown])[] = [
  ['commonLabels', 'team: {{Release.Name}}', { team: 'my-release' }],
  ['commonAnnotations', 'team: {{Release.Name}}', { team: 'my-release' }],
  [
    'extraDeploy',
    'kind: A\napiVersion: v1\nmetadata: {name: {{Release.Name}} }\n---\nkind: B\napiVersion: v1\nmetadata: {name: b}\n',
    [
      { kind: 'A', apiVersion: 'v1', metadata: { name: 'my-release' } },
      { kind: 'B', apiVersion: 'v1', metadata: { name: 'b' } },
    ],
  ],
  ['kdaemon.command', '- kg\n- {{Release.Name}}\n- --hostname=a', ['kg', 'my-release', '--hostname=a']],
  ['kdaemon.args', '[--a, {{Release.Name}}]', ['--a', 'my-release']],
  ['kdaemon.podAnnotations', 'a: {{Release.Name}}', { a: 'my-release' }],
  ['kdaemon.podLabels', 'a: {{Release.Name}}', { a: 'my-release' }],
  ['kdaemon.affinity', 'nodeAffinity: {a: {{Release.Name}} }', { nodeAffinity: { a: 'my-release' } }],
  ['kdaemon.nodeSelector', 'a: {{Release.Name}}', { a: 'my-release' }],
  ['kdaemon.tolerations', '[{operator: Exists}]', [{ operator: 'Exists' }]],
  ['kdaemon.extraEnvVars', 'A: {{Release.Name}}', { A: 'my-release' }],
  ['kdaemon.extraEnvVars', '- {name: A, value: {{Release.Name}} }', [{ name: 'A', value: 'my-release' }]],
  ['kdaemon.initContainers', '- {name: a, image: {{Release.Name}} }', [{ name: 'a', image: 'my-release' }]],
  ['kdaemon.sidecars', '- {name: a, image: {{Release.Name}} }', [{ name: 'a', image: 'my-release' }]],
  ['kdaemon.extraVolumeMounts', '- {name: a, mountPath: {{Release.Name}} }', [{ name: 'a', mountPath: 'my-release' }]],
  ['kdaemon.extraVolumes', '- {name: a, emptyDir: {}}', [{ name: 'a', emptyDir: {} }]],
  ['serviceAccount.annotations', 'a: {{Release.Name}}', { a: 'my-release' }],
  ['internalCIDRs', '[10.0.0.0/8]', ['10.0.0.0/8']],
  ['serviceCIDRs', '- 10.96.0.0/12', ['10.96.0.0/12']],
];

describe('where a map or a list is expected, a string of YAML works as well', () => {
  it.each(texts)('%s: %s', async (name, text, value) => {
    expect(await render(nest({ [name]: text }))).toEqual(await render(nest({ [name]: value })));
  });
});

describe('an empty value of either kind, or none, is the default', () => {
  const empty = [
    ...['kdaemon.sidecars', 'kdaemon.initContainers', 'kdaemon.extraVolumes', 'kdaemon.extraVolumeMounts'],
    ...['kdaemon.extraEnvVars', 'commonAnnotations'],
  ].flatMap((name) => [{}, [], null].map((value) => [name, value] as const));
  const none = leaves.filter((leaf) => leaf.default === null).map(({ name }) => [name, null] as const);

  it.each([...empty, ...none])('%s: %j', async (name, value) => {
    expect(differences(await render(), await render(nest({ [name]: value })))).toEqual({});
  });
});
