import { beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../kilo/render.ts';
import { establish } from './definitions.ts';
import { apply, dryRun, get, hasCluster, inNamespace, kubectl, marked } from './kubectl.ts';

const TIMEOUT = 120_000;

async function manifests(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(['template', ...args]);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

const cases: readonly (readonly [name: string, flags: readonly string[]])[] = [
  ['the default values', []],
  ["the seed's example", ['--set', 'kdaemon.args={--mesh-granularity=full,--subnet=10.5.0.0/16}']],
  // PodMonitors have a separate test: they need the definitions of another project.
  ['every parameter at once', ['-f', 'test/kilo/all-parameters.yaml', '--set', 'metrics.podMonitor.enabled=false']],
];

describe.skipIf(!hasCluster)('a real API server', { timeout: TIMEOUT }, () => {
  beforeAll(() => establish(), TIMEOUT);

  it.each(cases)('takes %s, strictly, and applying twice changes nothing', async (_, flags) => {
    await inNamespace(async (namespace) => {
      const stream = await manifests(['my-release', '-n', namespace, ...flags, ...marked(namespace)]);
      const count = stream.split('\n# Source: ').length - 1;
      expect((await dryRun(stream)).trim().split('\n')).toHaveLength(count);

      const first = (await apply(stream)).trim().split('\n');
      expect(first).toHaveLength(count);
      // The namespace is there already.
      for (const line of first) expect(line).toMatch(/^namespace\/.* configured$| created$/);
      for (const line of (await apply(stream)).trim().split('\n')) expect(line).toMatch(/ unchanged$/);

      const { code, stdout, stderr } = await kubectl(['diff', '-f', '-'], stream);
      expect(code, stdout + stderr).toBe(0);
    });
  });

  it('holds two releases at the same time', async () => {
    await inNamespace(async (namespace) => {
      const one = await manifests(['one', '-n', namespace, ...marked(namespace)]);
      const two = await manifests(['two', '-n', namespace, ...marked(namespace)]);
      for (const stream of [one, two]) await apply(stream);
      for (const stream of [one, two]) expect(await apply(stream)).not.toMatch(/configured|created/);
      const names = [...(await get(one)), ...(await get(two))].map(({ kind, metadata }) => `${kind}/${metadata.name}`);
      expect(new Set(names).size).toBe(10);
    });
  });

  it('holds one release name in two namespaces, each with its own rights', async () => {
    await inNamespace((first) =>
      inNamespace(async (second) => {
        const streams = await Promise.all(
          [first, second].map((namespace) => manifests(['mesh', '-n', namespace, ...marked(namespace)])),
        );
        for (const stream of streams) await apply(stream);
        for (const stream of streams) expect(await apply(stream)).not.toMatch(/configured|created/);
        const bindings = await Promise.all(
          streams.map(async (stream) => (await get(stream)).find(({ kind }) => kind === 'ClusterRoleBinding')),
        );
        expect(
          bindings.map(
            (binding) => (binding as unknown as { subjects: { namespace: string }[] }).subjects[0]?.namespace,
          ),
        ).toEqual([first, second]);
      }),
    );
  });

  it('goes from one version of the values to the next, and back', async () => {
    await inNamespace(async (namespace) => {
      const before = await manifests(['my-release', '-n', namespace, ...marked(namespace)]);
      const flags = [
        '--set',
        'kdaemon.args={--a},image.debug=true,kdaemon.configuration=x',
        '--set-string',
        'commonAnnotations.a=b',
      ];
      const after = await manifests(['my-release', '-n', namespace, ...marked(namespace), ...flags]);
      await apply(before);
      const original = await get(before);
      expect(await apply(after)).toMatch(/daemonset.*configured/);
      await apply(before);
      const specs = (objects: typeof original) =>
        objects.map(({ kind, spec, data, rules }) => ({ kind, spec, data, rules }));
      expect(specs(await get(before))).toEqual(specs(original));
    });
  });
});
