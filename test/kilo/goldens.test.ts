import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { leaves } from '../../tools/generate/chart-parameters.ts';
import { expectGolden } from './golden.ts';
import { at, RELEASE, readObjects, runCli } from './render.ts';

const ALL = 'test/kilo/all-parameters.yaml';

const cases: readonly (readonly [name: string, flags: readonly string[]])[] = [
  ['default', []],
  ['seed-example', ['--set', 'kdaemon.args={--mesh-granularity=full,--subnet=10.5.0.0/16}']],
  ['all-parameters', ['-f', ALL]],
];

describe('the whole output', () => {
  it.each(cases)('%s', async (name, flags) => {
    const { code, stdout, stderr } = await runCli(['template', ...RELEASE, ...flags]);
    expect(code, stderr).toBe(0);
    expectGolden(new URL(`goldens/${name}.yaml`, import.meta.url), stdout);
    expectGolden(new URL(`goldens/${name}.stderr`, import.meta.url), stderr);
    for (const line of stdout.split('\n').slice(0, -1)) expect(line).toMatch(/\S$/);
    expect(emptyFields(readObjects(stdout))).toEqual([]);
  });
});

test('all-parameters.yaml sets every parameter to something that is not its default', () => {
  const values: unknown = parse(readFileSync(new URL('all-parameters.yaml', import.meta.url), 'utf8'));
  // These could only take away what the others act on.
  const kept = [
    'serviceAccount.create',
    'rbac.create',
    'kdaemon.podSecurityContext.enabled',
    'kdaemon.containerSecurityContext.enabled',
    'cni.enabled',
    'userspace.containerSecurityContext.enabled',
    'nkml.enabled',
    'peerValidation.podSecurityContext.enabled',
    'peerValidation.containerSecurityContext.enabled',
    'peerValidation.existingSecret',
    'peerValidation.certgen.podSecurityContext.enabled',
    'wireguardExporter.containerSecurityContext.enabled',
    'kubeRouter.containerSecurityContext.enabled',
    'kubeRouter.serviceAccount.create',
  ];
  for (const leaf of leaves) {
    const value = at(values, `/${leaf.name.replaceAll('.', '/')}`);
    expect(value, leaf.name).toBeDefined();
    if (!kept.includes(leaf.name)) expect(value, leaf.name).not.toEqual(leaf.default);
  }
});

/** Where there is null, an empty map or an empty list, but for the volume that is empty. */
function emptyFields(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  return entries.length === 0 && !path.endsWith('/emptyDir')
    ? [path]
    : entries.flatMap(([key, item]) => emptyFields(item, `${path}/${key}`));
}
