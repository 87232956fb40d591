import { expect } from 'vitest';
import { GONE } from './differences.ts';
import type { Effect } from './parameter-effects.ts';

/** An object that exists now: other rows check its content. */
export const there = (kind: string): unknown => expect.objectContaining({ kind });

/** What the fields of an image do to the containers that run it. */
export function imageEffects(
  name: string,
  [registry, repository, tag]: readonly [string, string, string],
  containers: readonly string[],
  beside: Readonly<Record<string, unknown>>,
  pod: string,
  /** What else follows from a change to a container. */
  more: Readonly<Record<string, unknown>> = {},
): Effect[] {
  const digest = `sha256:${'0'.repeat(64)}`;
  const everywhere = (field: string, value: unknown) => ({
    ...Object.fromEntries(containers.map((container) => [`${pod}/${container}/${field}`, value])),
    ...more,
  });
  return [
    {
      leaf: `${name}.registry`,
      value: 'quay.io',
      beside,
      changes: everywhere('image', `quay.io/${repository}:${tag}`),
    },
    {
      leaf: `${name}.registry`,
      note: 'yields to global.imageRegistry',
      value: 'quay.io',
      beside: { ...beside, 'global.imageRegistry': 'registry.example' },
      changes: {},
    },
    { leaf: `${name}.repository`, value: 'me/it', beside, changes: everywhere('image', `${registry}/me/it:${tag}`) },
    { leaf: `${name}.tag`, value: '9', beside, changes: everywhere('image', `${registry}/${repository}:9`) },
    {
      leaf: `${name}.digest`,
      value: digest,
      beside,
      changes: everywhere('image', `${registry}/${repository}@${digest}`),
    },
    { leaf: `${name}.pullPolicy`, value: 'Always', beside, changes: everywhere('imagePullPolicy', 'Always') },
    {
      leaf: `${name}.pullSecrets`,
      value: ['b', 'a'],
      beside: { ...beside, 'global.imagePullSecrets': ['a'] },
      changes: { [`${pod}/imagePullSecrets/1`]: { name: 'b' }, ...more },
    },
  ];
}

/** What the fields of `resources` do to a container. */
export const resourcesEffect = (
  leaf: string,
  pointers: readonly string[],
  beside: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
): Effect => ({
  leaf,
  value: { limits: { cpu: 1 }, requests: { memory: '1Mi' } },
  beside,
  changes: {
    ...Object.fromEntries(
      pointers.map((pointer) => [pointer, { limits: { cpu: '1' }, requests: { memory: '1Mi' } }] as const),
    ),
    ...more,
  },
});

const SPEC = 'DaemonSet/spec';
const POD = `${SPEC}/template/spec`;
const KILO = `${POD}/containers/0`;
const INIT = `${POD}/initContainers/0`;
const INSTALL = `${POD}/initContainers/1`;
const NODE_IP = { name: 'NODE_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } };
const FLAG = '--kubeconfig=/etc/kubernetes/kubeconfig';
const ALWAYS = { 'userspace.mode': 'always' };
const AUTO = { 'userspace.mode': 'auto' };
const WIREGUARD = 'containers/0';

/** A mount comes after kilo's own, before two others. */
const mounted = (mount: object) => ({
  [`${KILO}/volumeMounts/2`]: { name: 'kubeconfig', readOnly: true, ...mount },
  [`${KILO}/volumeMounts/3`]: { name: 'lib-modules', mountPath: '/lib/modules', readOnly: true },
  [`${KILO}/volumeMounts/4`]: { name: 'xtables-lock', mountPath: '/run/xtables.lock' },
});

/** The values that decide how kg runs on a platform. */
export const platformEffects: readonly Effect[] = [
  {
    leaf: 'kubeconfig.source',
    value: 'kubeProxy',
    changes: {
      [`${KILO}/command/2`]: FLAG,
      [`${KILO}/volumeMounts/2/name`]: 'kubeconfig',
      [`${KILO}/volumeMounts/2/mountPath`]: '/etc/kubernetes',
      [`${KILO}/volumeMounts/3/name`]: 'lib-modules',
      [`${KILO}/volumeMounts/3/mountPath`]: '/lib/modules',
      [`${KILO}/volumeMounts/3/readOnly`]: true,
      [`${KILO}/volumeMounts/4`]: mounted({})[`${KILO}/volumeMounts/4`],
      [`${POD}/volumes/5`]: {
        name: 'kubeconfig',
        configMap: { name: 'kube-proxy', items: [{ key: 'kubeconfig.conf', path: 'kubeconfig' }] },
      },
    },
  },
  {
    leaf: 'kubeconfig.source',
    note: 'k3s, together with another CNI',
    value: 'k3s',
    beside: { 'cni.enabled': false },
    changes: {
      [`${KILO}/command/2`]: FLAG,
      [`${KILO}/command/3`]: '--cni=false',
      [`${POD}/initContainers`]: [expect.objectContaining({ name: 'generate-kubeconfig' })],
      [`${KILO}/volumeMounts/1/name`]: 'kubeconfig',
      [`${KILO}/volumeMounts/1/mountPath`]: '/etc/kubernetes',
      [`${KILO}/volumeMounts/2/name`]: 'lib-modules',
      [`${KILO}/volumeMounts/2/mountPath`]: '/lib/modules',
      [`${KILO}/volumeMounts/2/readOnly`]: true,
      [`${KILO}/volumeMounts/3`]: { name: 'xtables-lock', mountPath: '/run/xtables.lock' },
      [`${POD}/volumes/3`]: { name: 'kubeconfig', emptyDir: {} },
      [`${POD}/volumes/4`]: { name: 'k3s-agent', hostPath: { path: '/var/lib/rancher/k3s/agent' } },
    },
  },
  {
    leaf: 'kubeconfig.k3s.agentDir',
    value: '/var/lib/rancher/rke2/agent',
    beside: { 'kubeconfig.source': 'k3s' },
    changes: { [`${POD}/volumes/6/hostPath/path`]: '/var/lib/rancher/rke2/agent' },
  },
  {
    leaf: 'kubeconfig.configMap.name',
    value: '{{Release.Name}}-api',
    beside: { 'kubeconfig.source': 'configMap', 'kubeconfig.configMap.name': 'a' },
    changes: { [`${POD}/volumes/5/configMap/name`]: 'my-release-api' },
  },
  {
    leaf: 'kubeconfig.configMap.key',
    value: 'conf',
    beside: { 'kubeconfig.source': 'configMap', 'kubeconfig.configMap.name': 'a' },
    changes: { [`${POD}/volumes/5/configMap/items`]: [{ key: 'conf', path: 'kubeconfig' }] },
  },
  {
    leaf: 'kubeconfig.configMap.namespace',
    note: 'is only for a warning',
    value: 'kube-system',
    beside: { 'kubeconfig.source': 'configMap', 'kubeconfig.configMap.name': 'a' },
    changes: {},
  },
  {
    leaf: 'kubeconfig.hostPath',
    value: '/etc/kilo/kubeconfig',
    beside: { 'kubeconfig.source': 'hostPath' },
    changes: { [`${POD}/volumes/5/hostPath/path`]: '/etc/kilo/kubeconfig' },
  },
  {
    leaf: 'cni.enabled',
    value: false,
    changes: {
      ConfigMap: GONE,
      'DaemonSet/spec/template/metadata/annotations': GONE,
      [`${POD}/initContainers`]: GONE,
      [`${KILO}/command/2`]: '--cni=false',
      [`${KILO}/volumeMounts/0/name`]: 'kilo-dir',
      [`${KILO}/volumeMounts/0/mountPath`]: '/var/lib/kilo',
      [`${KILO}/volumeMounts/1/name`]: 'lib-modules',
      [`${KILO}/volumeMounts/1/mountPath`]: '/lib/modules',
      [`${KILO}/volumeMounts/1/readOnly`]: true,
      [`${KILO}/volumeMounts/2/name`]: 'xtables-lock',
      [`${KILO}/volumeMounts/2/mountPath`]: '/run/xtables.lock',
      [`${KILO}/volumeMounts/2/readOnly`]: GONE,
      [`${KILO}/volumeMounts/3`]: GONE,
      [`${POD}/volumes/0/name`]: 'kilo-dir',
      [`${POD}/volumes/0/hostPath/path`]: '/var/lib/kilo',
      [`${POD}/volumes/1/name`]: 'lib-modules',
      [`${POD}/volumes/1/hostPath/path`]: '/lib/modules',
      [`${POD}/volumes/2/name`]: 'xtables-lock',
      [`${POD}/volumes/2/hostPath/path`]: '/run/xtables.lock',
      [`${POD}/volumes/2/hostPath/type`]: 'FileOrCreate',
      [`${POD}/volumes/3`]: GONE,
      [`${POD}/volumes/4`]: GONE,
    },
  },
  {
    leaf: 'cni.binDir',
    value: '/usr/libexec/cni',
    changes: { [`${POD}/volumes/0/hostPath/path`]: '/usr/libexec/cni' },
  },
  { leaf: 'cni.confDir', value: '/etc/cni', changes: { [`${POD}/volumes/1/hostPath/path`]: '/etc/cni' } },
  { leaf: 'compatibility', value: 'cilium', changes: { [`${KILO}/command/2`]: '--compatibility=cilium' } },
  {
    leaf: 'internalCIDRs',
    value: ['$(NODE_IP)/32', '{{"10.0.0.0/8"}}'],
    changes: {
      [`${KILO}/command/2`]: '--internal-cidr=$(NODE_IP)/32',
      [`${KILO}/command/3`]: '--internal-cidr=10.0.0.0/8',
      [`${KILO}/env/1`]: NODE_IP,
    },
  },
  {
    leaf: 'serviceCIDRs',
    value: ['10.96.0.0/12', '{{"fd00::/108"}}'],
    changes: {
      [`${KILO}/command/2`]: '--service-cidr=10.96.0.0/12',
      [`${KILO}/command/3`]: '--service-cidr=fd00::/108',
    },
  },
  { leaf: 'interface', value: 'mesh0', changes: { [`${KILO}/command/2`]: '--interface=mesh0' } },
  {
    leaf: 'interface',
    note: 'in userspace',
    value: 'mesh0',
    beside: ALWAYS,
    changes: { [`${POD}/containers/1/command/3`]: '--interface=mesh0', [`${KILO}/args/2`]: 'mesh0' },
  },
  {
    leaf: 'userspace.mode',
    value: 'auto',
    changes: {
      [`${POD}/nodeSelector`]: { 'nkml.squat.ai/wireguard': 'true' },
      [`${KILO}/command/2`]: '--interface=kilo0',
      'ClusterRole/rules/0/verbs/0': 'get',
      'ClusterRole/rules/0/verbs/1': 'list',
      'ClusterRole/rules/0/verbs/2': 'patch',
      'ClusterRole/rules/0/verbs/3': 'watch',
      'DaemonSet:kdaemon-userspace': there('DaemonSet'),
      'DaemonSet:nkml': there('DaemonSet'),
    },
  },
  {
    leaf: 'userspace.nodeLabel',
    value: 'example.com/wireguard',
    beside: { ...AUTO, 'kdaemon.nodeSelector': { a: 'b' } },
    changes: Object.fromEntries(
      (
        [
          ['DaemonSet', 'true'],
          ['DaemonSet:kdaemon-userspace', 'false'],
        ] as const
      ).flatMap(([kind, value]) => [
        [`${kind}/spec/template/spec/nodeSelector/nkml.squat.ai~1wireguard`, GONE],
        [`${kind}/spec/template/spec/nodeSelector/example.com~1wireguard`, value],
      ]),
    ),
  },
  ...imageEffects(
    'userspace.image',
    ['ghcr.io', 'masipcat/wireguard-go-docker', '0.0.20230223'],
    [WIREGUARD],
    ALWAYS,
    POD,
  ),
  {
    leaf: 'userspace.args',
    value: ['boringtun', '{{Values.interface}}'],
    beside: ALWAYS,
    changes: { [`${KILO}/args/0`]: 'boringtun', [`${KILO}/args/1`]: 'kilo0', [`${KILO}/args/2`]: GONE },
  },
  {
    leaf: 'userspace.containerSecurityContext.enabled',
    value: false,
    beside: ALWAYS,
    changes: { [`${KILO}/securityContext`]: GONE },
  },
  {
    leaf: 'userspace.containerSecurityContext.privileged',
    value: false,
    beside: ALWAYS,
    changes: { [`${KILO}/securityContext/privileged`]: false },
  },
  resourcesEffect('userspace.resources', [`${KILO}/resources`], ALWAYS),
  { leaf: 'nkml.enabled', value: false, beside: AUTO, changes: { 'DaemonSet:nkml': GONE } },
  ...imageEffects(
    'nkml.image',
    ['ghcr.io', 'leonnicolas/nkml', '0.1.2'],
    ['containers/0'],
    AUTO,
    'DaemonSet:nkml/spec/template/spec',
  ),
  {
    leaf: 'nkml.extraArgs',
    value: ['--log-level={{"debug"}}'],
    beside: AUTO,
    changes: { 'DaemonSet:nkml/spec/template/spec/containers/0/args/2': '--log-level=debug' },
  },
  {
    leaf: 'nkml.nodeSelector',
    value: { a: '{{Release.Name}}' },
    beside: AUTO,
    changes: { 'DaemonSet:nkml/spec/template/spec/nodeSelector': { a: 'my-release' } },
  },
  {
    leaf: 'nkml.tolerations',
    value: [{ operator: 'Exists', key: '{{Chart.Name}}' }],
    beside: { ...AUTO, 'kdaemon.tolerations': [{ operator: 'Exists', key: 'a' }] },
    changes: { 'DaemonSet:nkml/spec/template/spec/tolerations/0/key': 'kilo' },
  },
  {
    leaf: 'kdaemon.tolerations',
    note: 'are those of nkml, too',
    value: [{ operator: 'Exists' }],
    beside: AUTO,
    changes: Object.fromEntries(
      ['DaemonSet', 'DaemonSet:kdaemon-userspace', 'DaemonSet:nkml'].map((kind) => [
        `${kind}/spec/template/spec/tolerations`,
        [{ operator: 'Exists' }],
      ]),
    ),
  },
  resourcesEffect('nkml.resources', ['DaemonSet:nkml/spec/template/spec/containers/0/resources'], AUTO),
  {
    leaf: 'kdaemon.flags',
    value: { port: 51821, local: false, 'topology-label': 'a/b', mtu: 'auto', subnet: null },
    changes: {
      [`${KILO}/command/2`]: '--local=false',
      [`${KILO}/command/3`]: '--mtu=auto',
      [`${KILO}/command/4`]: '--port=51821',
      [`${KILO}/command/5`]: '--topology-label=a/b',
    },
  },
  {
    leaf: 'kdaemon.priorityClassName',
    value: 'system-node-critical',
    changes: { [`${POD}/priorityClassName`]: 'system-node-critical' },
  },
  {
    leaf: 'kdaemon.updateStrategy',
    value: { rollingUpdate: { maxUnavailable: '10%' } },
    changes: { [`${SPEC}/updateStrategy`]: { rollingUpdate: { maxUnavailable: '10%' } } },
  },
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => ({
    leaf: `kdaemon.${probe}`,
    value: { enabled: true, periodSeconds: 5, timeoutSeconds: null },
    changes: { [`${KILO}/${probe}`]: { httpGet: { path: '/health', port: 'metrics' }, periodSeconds: 5 } },
  })),
  {
    leaf: 'kdaemon.containerSecurityContext.privileged',
    note: 'of every init container',
    value: true,
    beside: { 'kubeconfig.source': 'k3s' },
    changes: {
      [`${KILO}/securityContext/privileged`]: true,
      [`${INIT}/securityContext/privileged`]: true,
      [`${INSTALL}/securityContext/privileged`]: true,
    },
  },
];
