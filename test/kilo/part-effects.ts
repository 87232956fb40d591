import { GONE } from './differences.ts';
import type { Effect } from './parameter-effects.ts';
import { imageEffects, resourcesEffect, there } from './platform-effects.ts';

type Beside = Readonly<Record<string, unknown>>;

const ANNOTATED = (port: string) => ({
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': port,
  'prometheus.io/path': '/metrics',
});

/** What every pod of a part has, by the part's name in the values and the kind of its pods' owner. */
const placed = (name: string, workload: string, beside: Beside, more: Beside = {}): Effect[] => [
  {
    leaf: `${name}.podAnnotations`,
    value: { note: '{{Release.Name}}' },
    beside,
    changes: { [`${workload}/spec/template/metadata/annotations`]: { note: 'my-release' } },
  },
  {
    leaf: `${name}.priorityClassName`,
    value: 'high',
    beside,
    changes: {
      [`${workload}/spec/template/spec/priorityClassName`]: 'high',
      ...prefixed(more, '/priorityClassName', 'high'),
    },
  },
  {
    leaf: `${name}.nodeSelector`,
    value: { a: '{{Release.Name}}' },
    beside,
    changes: {
      [`${workload}/spec/template/spec/nodeSelector`]: { a: 'my-release' },
      ...prefixed(more, '/nodeSelector', { a: 'my-release' }),
    },
  },
  {
    leaf: `${name}.tolerations`,
    value: [{ operator: 'Exists', key: '{{Chart.Name}}' }],
    beside: { ...beside, [`${name}.tolerations`]: [] },
    changes: {
      [`${workload}/spec/template/spec/tolerations`]: [{ operator: 'Exists', key: 'kilo' }],
      ...prefixed(more, '/tolerations', [{ operator: 'Exists', key: 'kilo' }]),
    },
  },
];

/** The Job has the webhook's placement, and another name for each. */
const prefixed = (more: Beside, field: string, value: unknown): Beside =>
  Object.keys(more).length === 0 ? {} : { ...more, [`Job:certgen/spec/template/spec${field}`]: value };

const privileged = (name: string, container: string, beside: Beside): Effect[] => [
  {
    leaf: `${name}.containerSecurityContext.enabled`,
    value: false,
    beside,
    changes: { [`${container}/securityContext`]: GONE },
  },
  {
    leaf: `${name}.containerSecurityContext.privileged`,
    value: false,
    beside,
    changes: { [`${container}/securityContext/privileged`]: false },
  },
];

const LAPTOP = {
  name: 'laptop',
  publicKey: 'GY5aT1N9dTR/nJnT1N2f4ClZWVj0jOAld0r8ysWLyjg=',
  allowedIPs: ['10.5.0.1/32'],
};

const VALIDATION = { 'peerValidation.enabled': true };
const SERVER = 'Deployment:peer-validation/spec/template/spec';
const WEBHOOK = 'ValidatingWebhookConfiguration:peer-validation/webhooks/0';
const CERTGEN = 'Job:certgen/spec/template/spec';
/** A Job cannot be changed, and so has another name when its spec is another. */
const RENAMED = { 'Job:certgen/metadata/name': /^my-release-kilo-certgen-[0-9a-f]{8}$/ };

const validation: readonly Effect[] = [
  {
    leaf: 'peerValidation.enabled',
    value: true,
    changes: {
      'Deployment:peer-validation': there('Deployment'),
      'Service:peer-validation': there('Service'),
      'ValidatingWebhookConfiguration:peer-validation': there('ValidatingWebhookConfiguration'),
      'ServiceAccount:certgen': there('ServiceAccount'),
      'Job:certgen': there('Job'),
      'ClusterRole:certgen': there('ClusterRole'),
      'ClusterRoleBinding:certgen': there('ClusterRoleBinding'),
      'Role:certgen': there('Role'),
      'RoleBinding:certgen': there('RoleBinding'),
    },
  },
  {
    leaf: 'clusterDomain',
    note: 'in the certificate',
    value: 'mesh.example',
    beside: VALIDATION,
    changes: {
      [`${CERTGEN}/initContainers/0/args/3`]:
        '--host=my-release-kilo-peer-validation.network.svc,my-release-kilo-peer-validation.network.svc.mesh.example',
      ...RENAMED,
    },
  },
  {
    leaf: 'rbac.create',
    note: 'for the certificate',
    value: false,
    beside: VALIDATION,
    changes: {
      ClusterRole: GONE,
      ClusterRoleBinding: GONE,
      'ClusterRole:certgen': GONE,
      'ClusterRoleBinding:certgen': GONE,
      'Role:certgen': GONE,
      'RoleBinding:certgen': GONE,
    },
  },
  {
    leaf: 'peerValidation.replicaCount',
    value: 3,
    beside: VALIDATION,
    changes: { 'Deployment:peer-validation/spec/replicas': 3 },
  },
  {
    leaf: 'peerValidation.failurePolicy',
    value: 'Ignore',
    beside: VALIDATION,
    changes: { [`${WEBHOOK}/failurePolicy`]: 'Ignore' },
  },
  {
    leaf: 'peerValidation.timeoutSeconds',
    value: 1,
    beside: VALIDATION,
    changes: { [`${WEBHOOK}/timeoutSeconds`]: 1 },
  },
  {
    leaf: 'peerValidation.extraArgs',
    value: ['--log-level={{"warn"}}'],
    beside: { ...VALIDATION, 'image.debug': true },
    changes: { [`${SERVER}/containers/0/command/7`]: '--log-level=warn' },
  },
  ...placed('peerValidation', 'Deployment:peer-validation', VALIDATION, RENAMED),
  {
    leaf: 'peerValidation.podSecurityContext.enabled',
    value: false,
    beside: VALIDATION,
    changes: { [`${SERVER}/securityContext`]: GONE },
  },
  {
    leaf: 'peerValidation.podSecurityContext.runAsNonRoot',
    value: false,
    beside: VALIDATION,
    changes: { [`${SERVER}/securityContext/runAsNonRoot`]: false },
  },
  {
    leaf: 'peerValidation.podSecurityContext.runAsUser',
    value: 1,
    beside: VALIDATION,
    changes: { [`${SERVER}/securityContext/runAsUser`]: 1 },
  },
  {
    leaf: 'peerValidation.containerSecurityContext.enabled',
    value: false,
    beside: { ...VALIDATION, 'peerValidation.containerSecurityContext.readOnlyRootFilesystem': true },
    changes: { [`${SERVER}/containers/0/securityContext`]: GONE },
  },
  {
    leaf: 'peerValidation.affinity',
    value: { nodeAffinity: { a: '{{Release.Name}}' } },
    beside: VALIDATION,
    changes: { [`${SERVER}/affinity`]: { nodeAffinity: { a: 'my-release' } } },
  },
  resourcesEffect('peerValidation.resources', [`${SERVER}/containers/0/resources`], VALIDATION),
  {
    leaf: 'peerValidation.existingSecret',
    value: '{{Release.Name}}-tls',
    beside: VALIDATION,
    changes: {
      [`${SERVER}/volumes/0/secret/secretName`]: 'my-release-tls',
      ...Object.fromEntries(
        ['ServiceAccount', 'Job', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].map((kind) => [
          `${kind}:certgen`,
          GONE,
        ]),
      ),
    },
  },
  {
    leaf: 'peerValidation.caBundle',
    value: 'LS0t',
    beside: VALIDATION,
    changes: { [`${WEBHOOK}/clientConfig/caBundle`]: 'LS0t' },
  },
  ...imageEffects(
    'peerValidation.certgen.image',
    ['registry.k8s.io', 'ingress-nginx/kube-webhook-certgen', 'v1.6.9'],
    ['initContainers/0', 'containers/0'],
    VALIDATION,
    CERTGEN,
    RENAMED,
  ),
  {
    leaf: 'peerValidation.certgen.backoffLimit',
    value: 0,
    beside: VALIDATION,
    changes: { 'Job:certgen/spec/backoffLimit': 0, ...RENAMED },
  },
  {
    leaf: 'peerValidation.certgen.podSecurityContext.enabled',
    value: false,
    beside: VALIDATION,
    changes: { [`${CERTGEN}/securityContext`]: GONE, ...RENAMED },
  },
  {
    leaf: 'peerValidation.certgen.podSecurityContext.runAsNonRoot',
    value: false,
    beside: VALIDATION,
    changes: { [`${CERTGEN}/securityContext/runAsNonRoot`]: false, ...RENAMED },
  },
  resourcesEffect(
    'peerValidation.certgen.resources',
    [`${CERTGEN}/initContainers/0/resources`, `${CERTGEN}/containers/0/resources`],
    VALIDATION,
    RENAMED,
  ),
];

const MONITOR = { 'metrics.podMonitor.enabled': true };
const ENDPOINT = 'PodMonitor/spec/podMetricsEndpoints/0';
const RBAC = { 'metrics.rbac.create': true };
const EXPORTER = { 'wireguardExporter.enabled': true };
const EXPORTER_POD = 'DaemonSet:wireguard-exporter/spec/template/spec';
const KILO = 'DaemonSet/spec/template/spec/containers/0';

const metrics: readonly Effect[] = [
  {
    leaf: 'metrics.port',
    value: 1108,
    changes: { [`${KILO}/command/2`]: '--listen=:1108', [`${KILO}/ports/0/containerPort`]: 1108 },
  },
  {
    leaf: 'metrics.annotations',
    value: true,
    beside: { 'metrics.port': 1108, 'kdaemon.podAnnotations': { 'prometheus.io/path': '/mine' } },
    changes: {
      'DaemonSet/spec/template/metadata/annotations/prometheus.io~1scrape': 'true',
      'DaemonSet/spec/template/metadata/annotations/prometheus.io~1port': '1108',
    },
  },
  {
    leaf: 'metrics.annotations',
    note: 'on the other parts',
    value: true,
    beside: { ...EXPORTER, ...VALIDATION, 'kdaemon.podAnnotations': ANNOTATED('1107') },
    changes: {
      'DaemonSet:wireguard-exporter/spec/template/metadata/annotations': ANNOTATED('9586'),
      'Deployment:peer-validation/spec/template/metadata/annotations': ANNOTATED('1107'),
    },
  },
  { leaf: 'metrics.podMonitor.enabled', value: true, changes: { PodMonitor: there('PodMonitor') } },
  {
    leaf: 'metrics.podMonitor.enabled',
    note: 'with the exporter',
    value: true,
    beside: EXPORTER,
    changes: { PodMonitor: there('PodMonitor'), 'PodMonitor:wireguard-exporter': there('PodMonitor') },
  },
  {
    leaf: 'metrics.podMonitor.namespace',
    value: 'monitoring',
    beside: MONITOR,
    changes: { 'PodMonitor/metadata/namespace': 'monitoring' },
  },
  { leaf: 'metrics.podMonitor.interval', value: '1m', beside: MONITOR, changes: { [`${ENDPOINT}/interval`]: '1m' } },
  {
    leaf: 'metrics.podMonitor.scrapeTimeout',
    value: '5s',
    beside: MONITOR,
    changes: { [`${ENDPOINT}/scrapeTimeout`]: '5s' },
  },
  {
    leaf: 'metrics.podMonitor.labels',
    value: { release: '{{Release.Name}}' },
    beside: MONITOR,
    changes: { 'PodMonitor/metadata/labels/release': 'my-release' },
  },
  {
    leaf: 'metrics.podMonitor.annotations',
    value: { note: '{{Release.Name}}' },
    beside: MONITOR,
    changes: { 'PodMonitor/metadata/annotations': { note: 'my-release' } },
  },
  ...['relabelings', 'metricRelabelings'].map((name) => ({
    leaf: `metrics.podMonitor.${name}`,
    value: [{ action: 'labeldrop', regex: '{{Chart.Name}}' }],
    beside: MONITOR,
    changes: { [`${ENDPOINT}/${name}`]: [{ action: 'labeldrop', regex: 'kilo' }] },
  })),
  {
    leaf: 'metrics.rbac.create',
    value: true,
    changes: { 'Role:metrics': there('Role'), 'RoleBinding:metrics': there('RoleBinding') },
  },
  {
    leaf: 'metrics.rbac.serviceAccount.name',
    value: 'prometheus',
    beside: RBAC,
    changes: { 'RoleBinding:metrics/subjects/0/name': 'prometheus' },
  },
  {
    leaf: 'metrics.rbac.serviceAccount.namespace',
    value: 'prometheus',
    beside: RBAC,
    changes: { 'RoleBinding:metrics/subjects/0/namespace': 'prometheus' },
  },
  {
    leaf: 'wireguardExporter.enabled',
    value: true,
    changes: { 'DaemonSet:wireguard-exporter': there('DaemonSet') },
  },
  ...imageEffects(
    'wireguardExporter.image',
    ['docker.io', 'mindflavor/prometheus-wireguard-exporter', '3.6.6'],
    ['containers/0'],
    EXPORTER,
    EXPORTER_POD,
  ),
  {
    leaf: 'wireguardExporter.port',
    value: 9587,
    beside: EXPORTER,
    changes: {
      [`${EXPORTER_POD}/containers/0/args/5`]: '9587',
      [`${EXPORTER_POD}/containers/0/ports/0/containerPort`]: 9587,
    },
  },
  {
    leaf: 'wireguardExporter.hostNetwork',
    value: false,
    beside: EXPORTER,
    changes: { [`${EXPORTER_POD}/hostNetwork`]: GONE },
  },
  {
    leaf: 'wireguardExporter.extraArgs',
    value: ['-v', '{{"true"}}'],
    beside: EXPORTER,
    changes: { [`${EXPORTER_POD}/containers/0/args/6`]: '-v', [`${EXPORTER_POD}/containers/0/args/7`]: 'true' },
  },
  ...placed('wireguardExporter', 'DaemonSet:wireguard-exporter', EXPORTER),
  ...privileged('wireguardExporter', `${EXPORTER_POD}/containers/0`, EXPORTER),
  {
    leaf: 'wireguardExporter.updateStrategy',
    value: { type: 'OnDelete' },
    beside: EXPORTER,
    changes: { 'DaemonSet:wireguard-exporter/spec/updateStrategy': { type: 'OnDelete' } },
  },
  resourcesEffect('wireguardExporter.resources', [`${EXPORTER_POD}/containers/0/resources`], EXPORTER),
];

const ROUTER = { 'kubeRouter.enabled': true };
const ROUTER_POD = 'DaemonSet:kube-router/spec/template/spec';

const router: readonly Effect[] = [
  {
    leaf: 'kubeRouter.enabled',
    value: true,
    changes: Object.fromEntries(
      ['DaemonSet', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'].map((kind) => [
        `${kind}:kube-router`,
        there(kind),
      ]),
    ),
  },
  ...imageEffects(
    'kubeRouter.image',
    ['docker.io', 'cloudnativelabs/kube-router', 'v2.11.1'],
    ['containers/0'],
    ROUTER,
    ROUTER_POD,
  ),
  {
    leaf: 'kubeRouter.extraArgs',
    value: ['--v={{"2"}}'],
    beside: ROUTER,
    changes: { [`${ROUTER_POD}/containers/0/args/3`]: '--v=2' },
  },
  ...placed('kubeRouter', 'DaemonSet:kube-router', ROUTER),
  ...privileged('kubeRouter', `${ROUTER_POD}/containers/0`, ROUTER),
  {
    leaf: 'kubeRouter.updateStrategy',
    value: { type: 'OnDelete' },
    beside: ROUTER,
    changes: { 'DaemonSet:kube-router/spec/updateStrategy': { type: 'OnDelete' } },
  },
  resourcesEffect('kubeRouter.resources', [`${ROUTER_POD}/containers/0/resources`], ROUTER),
  {
    leaf: 'kubeRouter.serviceAccount.create',
    value: false,
    beside: ROUTER,
    changes: {
      'ServiceAccount:kube-router': GONE,
      'ClusterRoleBinding:kube-router/subjects/0/name': 'default',
      [`${ROUTER_POD}/serviceAccountName`]: 'default',
    },
  },
  {
    leaf: 'kubeRouter.serviceAccount.name',
    value: 'router',
    beside: ROUTER,
    changes: {
      'ServiceAccount:kube-router/metadata/name': 'router',
      'ClusterRoleBinding:kube-router/subjects/0/name': 'router',
      [`${ROUTER_POD}/serviceAccountName`]: 'router',
    },
  },
];

const NAMESPACE = { 'namespace.create': true };

/** What the optional parts of the chart do, and what their parameters change. */
export const partEffects: readonly Effect[] = [
  ...validation,
  ...metrics,
  ...router,
  { leaf: 'namespace.create', value: true, changes: { 'Namespace:namespace': there('Namespace') } },
  {
    leaf: 'namespace.labels',
    value: { 'pod-security.kubernetes.io/warn': 'restricted', a: '{{Release.Name}}' },
    beside: NAMESPACE,
    changes: {
      'Namespace:namespace/metadata/labels/pod-security.kubernetes.io~1warn': 'restricted',
      'Namespace:namespace/metadata/labels/a': 'my-release',
    },
  },
  {
    leaf: 'namespace.annotations',
    value: { a: '{{Release.Name}}' },
    beside: NAMESPACE,
    changes: { 'Namespace:namespace/metadata/annotations': { a: 'my-release' } },
  },
  {
    leaf: 'peers',
    value: [{ ...LAPTOP, labels: { team: 'network' }, annotations: { note: '{{a}}' }, persistentKeepalive: 25 }],
    changes: {
      'Peer:peer': {
        apiVersion: 'kilo.squat.ai/v1alpha1',
        kind: 'Peer',
        metadata: {
          name: 'laptop',
          labels: {
            'app.kubernetes.io/name': 'kilo',
            'app.kubernetes.io/instance': 'my-release',
            'app.kubernetes.io/component': 'peer',
            'app.kubernetes.io/managed-by': 'Helm',
            'app.kubernetes.io/version': '0.7.0',
            'helm.sh/chart': 'kilo-0.1.0',
            team: 'network',
          },
          annotations: { note: '{{a}}' },
        },
        spec: {
          publicKey: LAPTOP.publicKey,
          allowedIPs: LAPTOP.allowedIPs,
          persistentKeepalive: 25,
        },
      },
    },
  },
];
