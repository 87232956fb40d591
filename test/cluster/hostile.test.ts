import { describe, expect, it } from 'vitest';
import { HOSTILE, TEMPLATE_LIKE } from '../kilo/hostile-strings.ts';
import { at, type KubernetesObject, ofKind, release } from '../kilo/render.ts';
import { apply, get, hasCluster, inNamespace, marked } from './kubectl.ts';

const POD = '/spec/template/spec';
const STRINGS = Object.values(HOSTILE);

/** By keys that Kubernetes allows anywhere. */
const MAP = Object.fromEntries(STRINGS.map((text, index) => [`k${index}`, text]));

const container = (name: string) => ({ name, image: 'a', args: STRINGS });

/** Everything that is only a string to the API server, and may occur there more than once. */
const values = {
  commonAnnotations: MAP,
  serviceAccount: { annotations: MAP },
  kdaemon: {
    command: STRINGS,
    args: STRINGS,
    extraFlags: Object.values(TEMPLATE_LIKE),
    podAnnotations: MAP,
    extraEnvVars: MAP,
    initContainers: [container('b')],
    sidecars: [container('c')],
    extraVolumeMounts: [],
  },
  extraDeploy: [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', namespace: '{{Release.Namespace}}' },
      stringData: MAP,
    },
  ],
};

type Read = (objects: readonly KubernetesObject[]) => unknown;

const from =
  (kind: string, pointer: string): Read =>
  (objects) =>
    at(ofKind(objects, kind), pointer);

const places: readonly (readonly [place: string, read: Read, expected: unknown])[] = [
  ['command', from('DaemonSet', `${POD}/containers/0/command`), STRINGS],
  ['arguments', from('DaemonSet', `${POD}/containers/0/args`), [...STRINGS, ...Object.values(TEMPLATE_LIKE)]],
  ["a sidecar's arguments", from('DaemonSet', `${POD}/containers/1/args`), STRINGS],
  ["an init container's arguments", from('DaemonSet', `${POD}/initContainers/1/args`), STRINGS],
  [
    'environment',
    (objects) => {
      const variables = at(ofKind(objects, 'DaemonSet'), `${POD}/containers/0/env`) as {
        name: string;
        value: string;
      }[];
      return Object.fromEntries(variables.slice(1).map(({ name, value = '' }) => [name, value]));
    },
    MAP,
  ],
  [
    'a secret',
    (objects) => {
      const data = at(ofKind(objects, 'Secret'), '/data') as Record<string, string>;
      return Object.fromEntries(
        Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64').toString()]),
      );
    },
    MAP,
  ],
  ...['ServiceAccount', 'ConfigMap', 'ClusterRole', 'ClusterRoleBinding', 'DaemonSet'].map(
    (kind) =>
      [`annotations of the ${kind}`, from(kind, '/metadata/annotations'), expect.objectContaining(MAP)] as const,
  ),
  ['annotations of the pods', from('DaemonSet', '/spec/template/metadata/annotations'), expect.objectContaining(MAP)],
];

describe.skipIf(!hasCluster)('a real API server has every string as it was given', { timeout: 120_000 }, () => {
  it('in every place', async () => {
    await inNamespace(async (namespace) => {
      const flags = marked(namespace).slice(1);
      const { stdout, errors } = await release(values, { name: 'a', namespace, flags });
      expect(errors).toEqual([]);
      await apply(stdout);
      const objects = await get(stdout);
      for (const [place, read, expected] of places) expect(read(objects), place).toEqual(expected);
    });
  });

  it('in the CNI configuration', async () => {
    await inNamespace(async (namespace) => {
      const texts = Object.values({ ...HOSTILE, ...TEMPLATE_LIKE });
      const streams = await Promise.all(
        texts.map((text, index) => release({ kdaemon: { configuration: text } }, { name: `r${index}`, namespace })),
      );
      const documents = streams.flatMap(({ stdout }) => stdout.split(/^---\n/m));
      const configMaps = documents.filter((document) => document.includes('\nkind: ConfigMap\n')).join('---\n');
      await apply(configMaps);
      expect((await get(configMaps)).map((object) => at(object, '/data/cni-conf.json'))).toEqual(texts);
    });
  });
});
