import { describe, expect, it } from 'vitest';
import { HOSTILE, TEMPLATE_LIKE } from '../chart/hostile-strings.ts';
import { at, ofKind, template } from '../chart/render.ts';
import { apply, get, hasCluster, inNamespace } from './kubectl.ts';

const POD = '/spec/template/spec';

/** Everything that is only a string to the API server, with one string in it, and where it comes back. */
const places: readonly (readonly [kind: string, pointer: string])[] = [
  ['DaemonSet', '/metadata/annotations/a'],
  ['ConfigMap', '/metadata/annotations/a'],
  ['ServiceAccount', '/metadata/annotations/b'],
  ['DaemonSet', '/spec/template/metadata/annotations/a'],
  ['DaemonSet', `${POD}/containers/0/command/1`],
  ['DaemonSet', `${POD}/containers/0/args/0`],
  ['DaemonSet', `${POD}/containers/0/args/1`],
  ['DaemonSet', `${POD}/containers/0/env/1/value`],
  ['DaemonSet', `${POD}/containers/0/securityContext/seLinuxOptions/level`],
  ['DaemonSet', `${POD}/securityContext/seLinuxOptions/level`],
  ['DaemonSet', `${POD}/initContainers/1/args/0`],
  ['DaemonSet', `${POD}/containers/1/args/0`],
  [
    'DaemonSet',
    `${POD}/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values/0`,
  ],
  ['Secret', '/data/a'],
];

const container = (name: string, text: string) => ({ name, image: 'a', args: [text] });

const valuesOf = (text: string, marker: string): object => ({
  commonLabels: { 'kilo-chart/test': marker },
  commonAnnotations: { a: text },
  serviceAccount: { annotations: { b: text } },
  kdaemon: {
    command: ['kg', text, '--hostname=a'],
    args: [text],
    extraFlags: [text],
    podAnnotations: { a: text },
    extraEnvVars: { A: text },
    podSecurityContext: { seLinuxOptions: { level: text } },
    containerSecurityContext: { seLinuxOptions: { level: text } },
    initContainers: [container('b', text)],
    sidecars: [container('c', text)],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: [text] }] }],
        },
      },
    },
  },
  extraDeploy: [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: '{{Release.Namespace}}' },
      stringData: { a: text },
    },
  ],
});

describe.skipIf(!hasCluster)('a real API server has every string as it was given', { timeout: 600_000 }, () => {
  it('in every place', async () => {
    await inNamespace(async (namespace) => {
      const wrong: string[] = [];
      for (const [name, text] of Object.entries(HOSTILE)) {
        const { code, stdout, stderr } = await template(valuesOf(text, namespace), ['a', '-n', namespace]);
        expect(code, stderr).toBe(0);
        await apply(stdout);
        const objects = await get(stdout);
        for (const [kind, pointer] of places) {
          const found = at(ofKind(objects, kind), pointer);
          const read = kind === 'Secret' ? Buffer.from(String(found), 'base64').toString() : found;
          if (read !== text) wrong.push(`${name}: ${kind}${pointer}: ${JSON.stringify(read)}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  });

  it('in the CNI configuration', async () => {
    await inNamespace(async (namespace) => {
      for (const text of Object.values({ ...HOSTILE, ...TEMPLATE_LIKE })) {
        const { stdout } = await template({ kdaemon: { configuration: text } }, ['a', '-n', namespace]);
        const [configMap = ''] = stdout.split(/^---\n/m).filter((document) => document.includes('kind: ConfigMap'));
        await apply(configMap);
        expect(at((await get(configMap))[0], '/data/cni-conf.json')).toBe(text);
      }
    });
  });
});
