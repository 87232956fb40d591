import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DeploymentFacts, KubernetesObject } from '../../tools/extract/facts.ts';
import { deploymentFacts } from '../../tools/extract/pod-facts.ts';
import { render, template } from '../kilo/render.ts';
import { DIFFERENCES, OWN_SCRIPT } from './differences.ts';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const rows = (JSON.parse(read('facts.json')) as { platforms: Record<string, DeploymentFacts> }).platforms;

/** With this name and namespace the chart's full name is kilo's own. */
const RELEASE = { name: 'kilo', namespace: 'kube-system' } as const;

/** The chart's names for what upstream calls otherwise. */
const NAMES: Readonly<Record<string, string>> = { 'kilo-kube-system': 'kilo', 'kilo-nkml': 'nkml' };

const upstreamName = (name: string) => NAMES[name] ?? name;

function renamed<T>(map: Record<string, T> | undefined): Record<string, T> | undefined {
  return map && Object.fromEntries(Object.entries(map).map(([name, value]) => [upstreamName(name), value]));
}

/** What a platform deploys, in a form that two of them can be compared in: names are upstream's, flags are sorted. */
function comparable(facts: DeploymentFacts): DeploymentFacts {
  const { pods, configMaps, clusterRoles, objects } = structuredClone(facts);
  for (const { containers, initContainers } of Object.values(pods ?? {})) {
    for (const container of Object.values({ ...containers, ...initContainers })) {
      // Flags of the same name keep their order; no two of them are in one of these command lines.
      if (container.argv[0] !== '/bin/sh')
        container.argv = [container.argv[0] ?? '', ...container.argv.slice(1).sort()];
    }
  }
  return {
    ...(pods ? { pods: renamed(pods) ?? {} } : {}),
    ...(configMaps && Object.keys(configMaps).length > 0 ? { configMaps } : {}),
    ...(clusterRoles ? { clusterRoles: renamed(clusterRoles) ?? {} } : {}),
    objects: objects.map((object) => object.replace(/[^/]*$/, upstreamName)).sort(),
  };
}

/** The chart's own scripts are in the facts as checksums, which a reader cannot interpret. */
function withoutSums(facts: DeploymentFacts): DeploymentFacts {
  for (const { initContainers } of Object.values(facts.pods ?? {})) {
    for (const { argv } of Object.values(initContainers ?? {})) {
      if (argv[2]?.startsWith('sha256:')) argv[2] = OWN_SCRIPT;
    }
  }
  return facts;
}

function expected(name: string): DeploymentFacts {
  const facts = structuredClone(rows[name] as DeploymentFacts);
  for (const { platforms, apply } of DIFFERENCES) {
    if (!platforms || platforms.test(name)) apply(facts);
  }
  return comparable(facts);
}

describe("the platforms against kilo's manifests", () => {
  it('there is a file for each manifest, and no other', () => {
    const files = readdirSync(new URL('../../platforms', import.meta.url));
    expect(files.sort()).toEqual(
      Object.keys(rows)
        .map((name) => `${name}.yaml`)
        .sort(),
    );
  });

  it.each(Object.keys(rows))('%s deploys what its manifest deploys, but for the listed differences', async (name) => {
    const objects = (await render({}, { ...RELEASE, platform: name })) as unknown as KubernetesObject[];
    expect(withoutSums(comparable(deploymentFacts(objects)))).toEqual(expected(name));
  });

  it.each(Object.keys(rows))('%s says nothing on stderr but how to get the CRD', async (name) => {
    const { stderr, stdout } = await template({}, [RELEASE.name, '-n', RELEASE.namespace, '--platform', name]);
    expect(stderr.match(/^(warning|error): .*/gm)).toEqual([expect.stringContaining('peers.kilo.squat.ai')]);
    const ofFile = await template({}, [RELEASE.name, '-n', RELEASE.namespace, '-f', `platforms/${name}.yaml`]);
    expect(ofFile.stdout).toBe(stdout);
  });

  it.each(DIFFERENCES)('the difference "$what" still changes each platform that it names', ({ platforms, apply }) => {
    for (const [name, row] of Object.entries(rows)) {
      if (platforms && !platforms.test(name)) continue;
      const facts = structuredClone(row);
      apply(facts);
      expect(facts, name).not.toEqual(row);
    }
  });
});
