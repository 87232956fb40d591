import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { isBuilt } from '../package/built.ts';
import { blocksOf, ROOT } from './pages.ts';

/** Built by .ci/run from the module proxy. */
const { KUSTOMIZE = '' } = process.env;
const [generator, kustomization] = blocksOf('docs/gitops.md', 'yml').map(({ text }) => text);

const kinds = (text: string) => parseAllDocuments(text).flatMap((document) => document.toJS()?.kind ?? []);

describe.skipIf(!isBuilt())('docs/gitops.md', () => {
  let directory: string;
  const env = (more: Record<string, string>) => ({
    PATH: `${directory}${delimiter}${process.env.PATH}`,
    HOME: directory,
    ...more,
  });
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kilo-chart-gitops-'));
    writeFileSync(join(directory, 'kilo-chart'), `#!/bin/sh\nexec node '${ROOT}/bin/kilo-chart.cjs' "$@"\n`);
    chmodSync(join(directory, 'kilo-chart'), 0o755);
    writeFileSync(join(directory, 'kilo.yaml'), generator ?? '');
    writeFileSync(join(directory, 'kustomization.yaml'), kustomization ?? '');
    writeFileSync(join(directory, 'kilo-chart.yaml'), 'image:\n  tag: 0.7.0\n');
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  const krm = (spec: object) =>
    spawnSync(join(directory, 'kilo-chart'), ['krm'], {
      encoding: 'utf8',
      env: env({}),
      input: JSON.stringify({
        apiVersion: 'config.kubernetes.io/v1',
        kind: 'ResourceList',
        items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } }],
        functionConfig: { spec },
      }),
    });

  it('has a function that keeps what is there and adds a release', () => {
    const { status, stdout, stderr } = krm({ name: 'mesh', namespace: 'kube-system', platform: 'k3s' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { kind, items } = parse(stdout);
    expect(kind).toBe('ResourceList');
    expect(items[0].metadata.name).toBe('mine');
    expect(items.map((item: { kind: string }) => item.kind)).toContain('DaemonSet');
  });

  it.each<[string, object, string]>([
    ['a field that it does not have', { nme: 'x' }, 'spec has no field "nme"'],
    ['a value of another type', { set: 'a=b' }, 'spec.set is not of the type'],
    ['values that are wrong', { values: { image: { tag: ['a'] } } }, 'image.tag'],
  ])('has a function that refuses %s', (_, spec, message) => {
    const { status, stdout, stderr } = krm(spec);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.skipIf(!existsSync(KUSTOMIZE))('has a generator that kustomize runs', () => {
    const { status, stdout, stderr } = spawnSync(KUSTOMIZE, ['build', '--enable-alpha-plugins', '--enable-exec', '.'], {
      cwd: directory,
      encoding: 'utf8',
      env: env({}),
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(kinds(stdout)).toContain('DaemonSet');
    expect(stdout.match(/example\.org\/owner: network/g)?.length).toBe(kinds(stdout).length);
  });

  it('has a plugin whose command prints an application', () => {
    const { spec } = parse(readFileSync(join(ROOT, 'docs/argocd/plugin.yaml'), 'utf8'));
    const [command, ...args] = [...spec.generate.command, ...spec.generate.args] as [string, ...string[]];
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: directory,
      encoding: 'utf8',
      env: env({
        ARGOCD_APP_NAME: 'mesh',
        ARGOCD_APP_NAMESPACE: 'kube-system',
        ARGOCD_ENV_PLATFORM: 'k3s',
        KUBE_VERSION: '1.34.0',
        KUBE_API_VERSIONS: 'v1,apps/v1',
      }),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(kinds(stdout)).toEqual(expect.arrayContaining(['CustomResourceDefinition', 'DaemonSet']));
    expect(stdout).toContain('name: mesh-kilo');
  });
});
