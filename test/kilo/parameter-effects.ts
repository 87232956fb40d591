import { GONE } from './differences.ts';

/** The effect of one parameter on the release: only `changes`. */
export interface Effect {
  readonly leaf: string;
  readonly value: unknown;
  /** Values that must be set besides it for it to have an effect, by their names; they are set before and after. */
  readonly beside?: Readonly<Record<string, unknown>>;
  /** By kind and JSON pointer: the value there afterwards. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Says what the row is about, where a leaf has several. */
  readonly note?: string;
}

const KINDS = ['ServiceAccount', 'ConfigMap', 'ClusterRole', 'ClusterRoleBinding', 'DaemonSet'] as const;
const POD = 'DaemonSet/spec/template/spec';
const KILO = `${POD}/containers/0`;
const INSTALL = `${POD}/initContainers/0`;
const CHECKSUM = 'DaemonSet/spec/template/metadata/annotations/checksum~1configuration';

/** A SHA-256 sum. Which one is not said: the chart may word its ConfigMap anew. */
const SUM = /^[0-9a-f]{64}$/;

/** The pointer in both containers that the chart makes. */
const inContainers = (field: string, value: unknown) => ({
  [`${INSTALL}/${field}`]: value,
  [`${KILO}/${field}`]: value,
});

const inMetadata = (field: string, value: unknown) =>
  Object.fromEntries(KINDS.map((kind) => [`${kind}/metadata/${field}`, value]));

/** What a name change does: `name` to the objects and what refers to them, cluster-wide ones with the namespace. */
const renamed = (name: string) => ({
  'ServiceAccount/metadata/name': name,
  'ConfigMap/metadata/name': name,
  'ClusterRole/metadata/name': `${name}-network`,
  'ClusterRoleBinding/metadata/name': `${name}-network`,
  'ClusterRoleBinding/roleRef/name': `${name}-network`,
  'ClusterRoleBinding/subjects/0/name': name,
  'DaemonSet/metadata/name': name,
  [`${POD}/serviceAccountName`]: name,
  [`${INSTALL}/env/1/valueFrom/configMapKeyRef/name`]: name,
});

const NAME_LABEL = 'app.kubernetes.io~1name';
const SELECTOR = {
  'app.kubernetes.io/name': 'kilo',
  'app.kubernetes.io/instance': 'my-release',
  'app.kubernetes.io/component': 'kdaemon',
};
const PODS = { labelSelector: { matchLabels: SELECTOR }, topologyKey: 'kubernetes.io/hostname' };
const CLAIM =
  'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec:\n  accessModes: [ReadWriteOnce]\n' +
  '  {{{include "common.storage.class" persistence=(dict "storageClass" "slow") global=Values.global}}}\n';
const NODE_LABEL = { 'kdaemon.nodeAffinityPreset.key': 'disk', 'kdaemon.nodeAffinityPreset.values': ['ssd', 'nvme'] };

export const effects: readonly Effect[] = [
  {
    leaf: 'global.imageRegistry',
    value: 'registry.example:5000',
    changes: inContainers('image', 'registry.example:5000/squat/kilo:0.7.0'),
  },
  {
    leaf: 'global.imagePullSecrets',
    value: ['a', { name: 'b' }, 'a'],
    changes: { [`${POD}/imagePullSecrets`]: [{ name: 'a' }, { name: 'b' }] },
  },
  {
    leaf: 'global.storageClass',
    value: 'fast',
    beside: { extraDeploy: [CLAIM] },
    changes: { 'PersistentVolumeClaim/spec/storageClassName': 'fast' },
  },
  {
    leaf: 'nameOverride',
    value: 'mesh',
    changes: {
      ...renamed('my-release-mesh'),
      ...inMetadata(`labels/${NAME_LABEL}`, 'mesh'),
      [`DaemonSet/spec/selector/matchLabels/${NAME_LABEL}`]: 'mesh',
      [`DaemonSet/spec/template/metadata/labels/${NAME_LABEL}`]: 'mesh',
      [`${POD}/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/podAffinityTerm/labelSelector/matchLabels/${NAME_LABEL}`]:
        'mesh',
    },
  },
  { leaf: 'fullnameOverride', value: 'mesh', changes: renamed('mesh') },
  {
    leaf: 'clusterDomain',
    value: 'mesh.example',
    beside: {
      extraDeploy: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'alias' },
          spec: { externalName: '{{include "kilo.fqdn" "web"}}' },
        },
      ],
    },
    changes: { 'Service/spec/externalName': 'web.network.svc.mesh.example' },
  },
  {
    leaf: 'commonLabels',
    value: { team: '{{Release.Namespace}}', '{{Chart.Name}}.example/tier': '1' },
    changes: { ...inMetadata('labels/team', 'network'), ...inMetadata('labels/kilo.example~1tier', '1') },
  },
  {
    leaf: 'commonAnnotations',
    value: { note: 'from {{Release.Name}}', '{{Chart.Name}}.example/tier': '1' },
    changes: inMetadata('annotations', { note: 'from my-release', 'kilo.example/tier': '1' }),
  },
  { leaf: 'schedulerName', value: 'mine', changes: { [`${POD}/schedulerName`]: 'mine' } },
  {
    leaf: 'extraDeploy',
    value: [
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: '{{Release.Name}}-keys' }, stringData: { n: '1' } },
      'kind: Service\napiVersion: v1\nmetadata: {name: {{Release.Name}} }\n---\nkind: Endpoints\napiVersion: v1\nmetadata: {name: e}\n',
    ],
    changes: {
      Secret: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'my-release-keys' }, stringData: { n: '1' } },
      Service: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'my-release' } },
      Endpoints: { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'e' } },
    },
  },
  {
    leaf: 'image.registry',
    value: 'quay.io',
    changes: inContainers('image', 'quay.io/squat/kilo:0.7.0'),
  },
  { leaf: 'image.registry', note: 'empty', value: '', changes: inContainers('image', 'squat/kilo:0.7.0') },
  {
    leaf: 'image.repository',
    value: 'me/kilo',
    changes: inContainers('image', 'docker.io/me/kilo:0.7.0'),
  },
  { leaf: 'image.tag', value: '0.6.0', changes: inContainers('image', 'docker.io/squat/kilo:0.6.0') },
  {
    leaf: 'image.digest',
    value: `sha256:${'0'.repeat(64)}`,
    changes: inContainers('image', `docker.io/squat/kilo@sha256:${'0'.repeat(64)}`),
  },
  { leaf: 'image.pullPolicy', value: 'Always', changes: inContainers('imagePullPolicy', 'Always') },
  {
    leaf: 'image.pullSecrets',
    value: ['b', 'a'],
    beside: { 'global.imagePullSecrets': ['a'] },
    changes: { [`${POD}/imagePullSecrets/1`]: { name: 'b' } },
  },
  {
    leaf: 'image.debug',
    value: true,
    beside: { 'kdaemon.args': ['--a'], 'kdaemon.extraFlags': '--b' },
    changes: { [`${KILO}/args/0`]: '--log-level=debug', [`${KILO}/args/1`]: '--a', [`${KILO}/args/2`]: '--b' },
  },
  {
    leaf: 'kdaemon.command',
    value: ['/bin/kg', '--hostname={{Release.Name}}'],
    changes: { [`${KILO}/command/0`]: '/bin/kg', [`${KILO}/command/1`]: '--hostname=my-release' },
  },
  {
    leaf: 'kdaemon.args',
    value: ['--mesh-granularity=full', '--interface={{Chart.Name}}0'],
    changes: { [`${KILO}/args`]: ['--mesh-granularity=full', '--interface=kilo0'] },
  },
  {
    leaf: 'kdaemon.configuration',
    value: '{"plugins": []}',
    changes: { 'ConfigMap/data/cni-conf.json': '{"plugins": []}', [CHECKSUM]: SUM },
  },
  {
    leaf: 'kdaemon.configuration',
    note: 'a map',
    value: { plugins: [{ mtu: 1400, b: true, a: 'x' }] },
    changes: {
      'ConfigMap/data/cni-conf.json':
        '{\n  "plugins": [\n    {\n      "a": "x",\n      "b": true,\n      "mtu": 1400\n    }\n  ]\n}',
      [CHECKSUM]: SUM,
    },
  },
  {
    leaf: 'kdaemon.existingConfigmap',
    value: '{{Release.Name}}-cni',
    changes: {
      ConfigMap: GONE,
      'DaemonSet/spec/template/metadata/annotations': GONE,
      [`${INSTALL}/env/1/valueFrom/configMapKeyRef/name`]: 'my-release-cni',
    },
  },
  {
    leaf: 'kdaemon.podAnnotations',
    value: { note: '{{Values.image.tag}}', '{{Chart.Name}}.example/tier': '1' },
    changes: {
      'DaemonSet/spec/template/metadata/annotations/note': '0.7.0',
      'DaemonSet/spec/template/metadata/annotations/kilo.example~1tier': '1',
    },
  },
  {
    leaf: 'kdaemon.podLabels',
    value: { team: '{{Release.Namespace}}', '{{Chart.Name}}.example/tier': '1' },
    changes: {
      'DaemonSet/spec/template/metadata/labels/team': 'network',
      'DaemonSet/spec/template/metadata/labels/kilo.example~1tier': '1',
    },
  },
  {
    leaf: 'kdaemon.podAffinityPreset',
    value: 'hard',
    changes: { [`${POD}/affinity/podAffinity`]: { requiredDuringSchedulingIgnoredDuringExecution: [PODS] } },
  },
  {
    leaf: 'kdaemon.podAffinityPreset',
    note: 'ignored together with affinity',
    value: 'hard',
    beside: { 'kdaemon.affinity': { nodeAffinity: {} } },
    changes: {},
  },
  {
    leaf: 'kdaemon.podAntiAffinityPreset',
    value: 'hard',
    changes: {
      [`${POD}/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution`]: GONE,
      [`${POD}/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution`]: [PODS],
    },
  },
  { leaf: 'kdaemon.podAntiAffinityPreset', note: 'none', value: '', changes: { [`${POD}/affinity`]: GONE } },
  {
    leaf: 'kdaemon.nodeAffinityPreset.type',
    value: 'hard',
    beside: NODE_LABEL,
    changes: {
      [`${POD}/affinity/nodeAffinity`]: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd', 'nvme'] }] }],
        },
      },
    },
  },
  {
    leaf: 'kdaemon.nodeAffinityPreset.key',
    value: 'storage',
    beside: { ...NODE_LABEL, 'kdaemon.nodeAffinityPreset.type': 'soft' },
    changes: {
      [`${POD}/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/preference/matchExpressions/0/key`]:
        'storage',
    },
  },
  {
    leaf: 'kdaemon.nodeAffinityPreset.values',
    value: ['1'],
    beside: { ...NODE_LABEL, 'kdaemon.nodeAffinityPreset.type': 'hard' },
    changes: {
      [`${POD}/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values/0`]:
        '1',
      [`${POD}/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values/1`]:
        GONE,
    },
  },
  {
    leaf: 'kdaemon.affinity',
    value: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: '{{Chart.Name}}' }] } },
    changes: {
      [`${POD}/affinity/podAntiAffinity`]: GONE,
      [`${POD}/affinity/podAffinity`]: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kilo' }] },
    },
  },
  {
    leaf: 'kdaemon.nodeSelector',
    value: { '{{Chart.Name}}.example/mesh': '{{Release.Namespace}}' },
    changes: { [`${POD}/nodeSelector`]: { 'kilo.example/mesh': 'network' } },
  },
  {
    leaf: 'kdaemon.tolerations',
    value: [{ operator: 'Exists', key: '{{Chart.Name}}' }],
    changes: { [`${POD}/tolerations`]: [{ operator: 'Exists', key: 'kilo' }] },
  },
  { leaf: 'kdaemon.podSecurityContext.enabled', value: false, changes: { [`${POD}/securityContext`]: GONE } },
  { leaf: 'kdaemon.podSecurityContext.fsGroup', value: 0, changes: { [`${POD}/securityContext/fsGroup`]: 0 } },
  {
    leaf: 'kdaemon.podSecurityContext.sysctls',
    note: 'any field',
    value: [{ name: 'a', value: 'b' }],
    changes: { [`${POD}/securityContext/sysctls`]: [{ name: 'a', value: 'b' }] },
  },
  {
    leaf: 'kdaemon.containerSecurityContext.enabled',
    value: false,
    changes: inContainers('securityContext', GONE),
  },
  {
    leaf: 'kdaemon.containerSecurityContext.runAsUser',
    value: 0,
    changes: inContainers('securityContext/runAsUser', 0),
  },
  {
    leaf: 'kdaemon.containerSecurityContext.privileged',
    note: 'any field',
    value: true,
    changes: inContainers('securityContext/privileged', true),
  },
  {
    leaf: 'kdaemon.resources.limits',
    value: { memory: '128Mi', cpu: 1 },
    changes: inContainers('resources', { limits: { memory: '128Mi', cpu: '1' } }),
  },
  {
    leaf: 'kdaemon.resources.requests',
    value: { memory: '64Mi' },
    beside: { 'kdaemon.resources.limits': { memory: '128Mi' } },
    changes: inContainers('resources/requests', { memory: '64Mi' }),
  },
  {
    leaf: 'kdaemon.extraEnvVars',
    value: [{ name: 'A', value: '{{Release.Name}}' }],
    changes: { [`${KILO}/env/1`]: { name: 'A', value: 'my-release' } },
  },
  {
    leaf: 'kdaemon.extraEnvVars',
    note: 'a map',
    value: {
      A: '{{Release.Name}}',
      B: 1420,
      C: false,
      D: { valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
      E: '',
    },
    changes: {
      [`${KILO}/env/1`]: { name: 'A', value: 'my-release' },
      [`${KILO}/env/2`]: { name: 'B', value: '1420' },
      [`${KILO}/env/3`]: { name: 'C', value: 'false' },
      [`${KILO}/env/4`]: { name: 'D', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
      [`${KILO}/env/5`]: { name: 'E', value: '' },
    },
  },
  {
    leaf: 'kdaemon.extraEnvVarsCM',
    value: '{{Release.Name}}-env',
    changes: { [`${KILO}/envFrom`]: [{ configMapRef: { name: 'my-release-env' } }] },
  },
  {
    leaf: 'kdaemon.extraEnvVarsSecret',
    value: '{{Release.Name}}-env',
    beside: { 'kdaemon.extraEnvVarsCM': 'env' },
    changes: { [`${KILO}/envFrom/1`]: { secretRef: { name: 'my-release-env' } } },
  },
  {
    leaf: 'kdaemon.extraFlags',
    value: ['--b', '{{c}}'],
    beside: { 'kdaemon.args': ['--a'] },
    changes: { [`${KILO}/args/1`]: '--b', [`${KILO}/args/2`]: '{{c}}' },
  },
  {
    leaf: 'kdaemon.extraFlags',
    note: 'one text',
    value: '--b --c, d',
    changes: { [`${KILO}/args`]: ['--b --c, d'] },
  },
  {
    leaf: 'kdaemon.initContainers',
    value: [{ name: 'a', image: '{{Release.Name}}' }],
    changes: { [`${POD}/initContainers/1`]: { name: 'a', image: 'my-release' } },
  },
  {
    leaf: 'kdaemon.sidecars',
    value: [{ name: 'a', image: '{{Release.Name}}' }],
    changes: { [`${POD}/containers/1`]: { name: 'a', image: 'my-release' } },
  },
  {
    leaf: 'kdaemon.extraVolumeMounts',
    value: [{ name: 'a', mountPath: '/{{Release.Name}}' }],
    changes: { [`${KILO}/volumeMounts/4`]: { name: 'a', mountPath: '/my-release' } },
  },
  {
    leaf: 'kdaemon.extraVolumes',
    value: [{ name: 'a', secret: { secretName: '{{Release.Name}}' } }],
    changes: { [`${POD}/volumes/5`]: { name: 'a', secret: { secretName: 'my-release' } } },
  },
  {
    leaf: 'serviceAccount.create',
    value: false,
    changes: {
      ServiceAccount: GONE,
      'ClusterRoleBinding/subjects/0/name': 'default',
      [`${POD}/serviceAccountName`]: 'default',
    },
  },
  {
    leaf: 'serviceAccount.name',
    value: 'mesh',
    changes: {
      'ServiceAccount/metadata/name': 'mesh',
      'ClusterRoleBinding/subjects/0/name': 'mesh',
      [`${POD}/serviceAccountName`]: 'mesh',
    },
  },
  {
    leaf: 'serviceAccount.name',
    note: 'an existing account',
    value: 'mesh',
    beside: { 'serviceAccount.create': false },
    changes: { 'ClusterRoleBinding/subjects/0/name': 'mesh', [`${POD}/serviceAccountName`]: 'mesh' },
  },
  {
    leaf: 'serviceAccount.annotations',
    value: { note: '{{Release.Name}}' },
    beside: { commonAnnotations: { note: 'common', other: 'common' } },
    changes: { 'ServiceAccount/metadata/annotations/note': 'my-release' },
  },
  {
    leaf: 'rbac.create',
    value: false,
    changes: { ClusterRole: GONE, ClusterRoleBinding: GONE },
  },
];
