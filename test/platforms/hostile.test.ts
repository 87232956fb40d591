import { describe, expect, it } from 'vitest';
import { HOSTILE, TEMPLATE_LIKE } from '../kilo/hostile-strings.ts';
import { at, render } from '../kilo/render.ts';

const part = (text: string) => ({ enabled: true, extraArgs: [text], podAnnotations: { a: text } });
const tolerations = (text: string) => [{ key: text }];
const relabelings = (text: string) => [{ regex: text }];

/** Every place of the platforms and the optional parts that takes any string. */
const valuesOf = (text: string, evaluated = text) => ({
  cni: { binDir: `/${text}`, confDir: `/${text}` },
  kubeconfig: { source: 'k3s', k3s: { agentDir: `/${text}` } },
  kdaemon: { flags: { 'topology-label': text }, updateStrategy: { type: text } },
  userspace: { mode: 'auto', args: [evaluated] },
  nkml: { extraArgs: [evaluated], tolerations: tolerations(evaluated) },
  metrics: {
    podMonitor: {
      enabled: true,
      interval: text,
      scrapeTimeout: text,
      annotations: { a: evaluated },
      relabelings: relabelings(evaluated),
      metricRelabelings: relabelings(evaluated),
    },
  },
  wireguardExporter: { ...part(evaluated), tolerations: tolerations(evaluated), updateStrategy: { type: text } },
  kubeRouter: { ...part(evaluated), tolerations: tolerations(evaluated), updateStrategy: { type: text } },
  peerValidation: {
    ...part(evaluated),
    affinity: { nodeAffinity: { a: evaluated } },
    containerSecurityContext: { seLinuxOptions: { level: text } },
  },
  namespace: { create: true, annotations: { a: evaluated } },
  peers: [
    {
      name: 'a',
      publicKey: 'GY5aT1N9dTR/nJnT1N2f4ClZWVj0jOAld0r8ysWLyjg=',
      allowedIPs: [],
      annotations: { a: text },
    },
  ],
});

/** Where the strings come out: kind and part, then a pointer. */
const PLACES: readonly (readonly [object: string, pointer: string])[] = [
  ['DaemonSet kdaemon', '/spec/updateStrategy/type'],
  ['DaemonSet kdaemon-userspace', '/spec/template/spec/containers/0/args/0'],
  ['DaemonSet nkml', '/spec/template/spec/containers/0/args/3'],
  ['DaemonSet nkml', '/spec/template/spec/tolerations/0/key'],
  ['PodMonitor kdaemon', '/metadata/annotations/a'],
  ...['interval', 'scrapeTimeout', 'relabelings/0/regex', 'metricRelabelings/0/regex'].map(
    (field) => ['PodMonitor wireguard-exporter', `/spec/podMetricsEndpoints/0/${field}`] as const,
  ),
  ...['DaemonSet wireguard-exporter', 'DaemonSet kube-router'].flatMap((object) =>
    ['/spec/updateStrategy/type', '/spec/template/spec/tolerations/0/key', '/spec/template/metadata/annotations/a'].map(
      (pointer) => [object, pointer] as const,
    ),
  ),
  ['DaemonSet wireguard-exporter', '/spec/template/spec/containers/0/args/6'],
  ['DaemonSet kube-router', '/spec/template/spec/containers/0/args/3'],
  ['Deployment peer-validation', '/spec/template/spec/containers/0/command/6'],
  ['Deployment peer-validation', '/spec/template/metadata/annotations/a'],
  ['Deployment peer-validation', '/spec/template/spec/affinity/nodeAffinity/a'],
  ['Deployment peer-validation', '/spec/template/spec/containers/0/securityContext/seLinuxOptions/level'],
  ['Namespace namespace', '/metadata/annotations/a'],
  ['Peer peer', '/metadata/annotations/a'],
];

/** The same, with something in front of the string. */
const BEHIND: readonly (readonly [object: string, pointer: string, before: string])[] = [
  ['DaemonSet kdaemon', '/spec/template/spec/containers/0/command/4', '--topology-label='],
  ['DaemonSet kdaemon', '/spec/template/spec/volumes/0/hostPath/path', '/'],
  ['DaemonSet kdaemon', '/spec/template/spec/volumes/1/hostPath/path', '/'],
  ['DaemonSet kdaemon', '/spec/template/spec/volumes/6/hostPath/path', '/'],
];

async function read(values: object): Promise<string[]> {
  const objects = await render(values);
  return [...PLACES, ...BEHIND].map(([object, pointer, before = '']) => {
    const [kind, component] = object.split(' ');
    const found = objects.find(
      ({ kind: other, metadata }) => other === kind && metadata.labels?.['app.kubernetes.io/component'] === component,
    );
    const text = at(found, pointer);
    return typeof text === 'string' && text.startsWith(before)
      ? text.slice(before.length)
      : `${object}${pointer}: ${text}`;
  });
}

const all = (text: string) => [...PLACES, ...BEHIND].map(() => text);

describe('every string of the parts is read back as it was given', () => {
  it.each(Object.entries(HOSTILE))('%s', async (_, text) => {
    expect(await read(valuesOf(text))).toEqual(all(text));
  });

  it.each(Object.entries({ ...HOSTILE, ...TEMPLATE_LIKE }))('from a template: %s', async (_, text) => {
    expect(await read({ ...valuesOf(text, '{{Values.schedulerName}}'), schedulerName: text })).toEqual(all(text));
  });
});
