/** A pod with every part that people use. */
const pod = () => ({
  serviceAccountName: 'kilo',
  hostNetwork: true,
  schedulerName: 'x',
  dnsPolicy: 'ClusterFirstWithHostNet',
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 40,
  priorityClassName: 'system-node-critical',
  imagePullSecrets: [{ name: 'a' }],
  dnsConfig: { nameservers: ['1.2.3.4'], searches: ['a.b'], options: [{ name: 'ndots', value: '2' }] },
  hostAliases: [{ ip: '1.2.3.4', hostnames: ['a.b'] }],
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [
    { operator: 'Exists' },
    { key: 'a/b', operator: 'Equal', value: 'x', effect: 'NoExecute', tolerationSeconds: 5 },
  ],
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { a: 'b' } },
      minDomains: 2,
      nodeAffinityPolicy: 'Honor',
      matchLabelKeys: ['k'],
    },
  ],
  readinessGates: [{ conditionType: 'a.b/c' }],
  securityContext: {
    fsGroup: 1001,
    runAsUser: 0,
    runAsGroup: 3,
    runAsNonRoot: false,
    supplementalGroups: [4],
    sysctls: [{ name: 'kernel.shm_rmid_forced', value: '1' }],
    seccompProfile: { type: 'RuntimeDefault' },
    fsGroupChangePolicy: 'Always',
    seLinuxOptions: { level: 's0' },
    appArmorProfile: { type: 'Localhost', localhostProfile: 'x' },
  },
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }],
            matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }],
          },
        ],
      },
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 5, preference: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } },
      ],
    },
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          topologyKey: 'z',
          labelSelector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'q', operator: 'In', values: ['v'] }] },
          namespaces: ['n'],
          namespaceSelector: {},
        },
      ],
    },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 1,
          podAffinityTerm: { topologyKey: 'z', labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: ['c'] },
        },
      ],
    },
  },
  volumes: [
    { name: 'e', emptyDir: { sizeLimit: '1Gi', medium: 'Memory' } },
    { name: 'h', hostPath: { path: '/x', type: 'Directory' } },
    {
      name: 'c',
      configMap: { name: 'cm', defaultMode: 420, items: [{ key: 'k', path: 'p', mode: 420 }], optional: true },
    },
    { name: 's', secret: { secretName: 'x', items: [{ key: 'k', path: 'p/q' }] } },
    { name: 'p', persistentVolumeClaim: { claimName: 'c', readOnly: true } },
    {
      name: 'd',
      downwardAPI: {
        items: [
          { path: 'l', fieldRef: { fieldPath: 'metadata.labels' } },
          { path: 'm', resourceFieldRef: { containerName: 'kilo', resource: 'limits.cpu', divisor: '1m' } },
        ],
      },
    },
    {
      name: 'j',
      projected: {
        sources: [
          { serviceAccountToken: { path: 't', expirationSeconds: 3600, audience: 'a' } },
          { configMap: { name: 'x' } },
          { secret: { name: 'y' } },
          { downwardAPI: { items: [{ path: 'n', fieldRef: { fieldPath: 'metadata.name' } }] } },
        ],
      },
    },
    { name: 'n', nfs: { server: 's', path: '/x' } },
    { name: 'csi', csi: { driver: 'd.io', volumeAttributes: { a: 'b' } } },
    {
      name: 'eph',
      ephemeral: {
        volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
      },
    },
    { name: 'isc', iscsi: { targetPortal: '1.2.3.4', iqn: 'iqn.2001-04.com.example:storage', lun: 1 } },
  ],
  initContainers: [
    { name: 'i', image: 'busybox', command: ['sh'], volumeMounts: [{ name: 'e', mountPath: '/e' }] },
    { name: 'side', image: 'x', restartPolicy: 'Always', livenessProbe: { exec: { command: ['x'] } } },
  ],
  containers: [
    {
      name: 'kilo',
      image: 'squat/kilo:1',
      imagePullPolicy: 'IfNotPresent',
      command: ['/x'],
      args: ['--a'],
      workingDir: '/x',
      stdin: true,
      tty: true,
      terminationMessagePath: '/dev/x',
      terminationMessagePolicy: 'File',
      env: [
        { name: 'A', value: 'b' },
        { name: 'N', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } },
        { name: 'C', valueFrom: { configMapKeyRef: { name: 'c', key: 'k', optional: true } } },
        { name: 'S', valueFrom: { secretKeyRef: { name: 'c', key: 'k' } } },
        { name: 'R', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
        { name: 'L', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } },
      ],
      envFrom: [{ configMapRef: { name: 'c' }, prefix: 'P_' }, { secretRef: { name: 's', optional: true } }],
      ports: [{ name: 'metrics', containerPort: 1107, hostPort: 1107, protocol: 'TCP', hostIP: '1.2.3.4' }],
      resources: {
        limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1Gi', 'example.com/gpu': '1' },
        requests: { cpu: '100m', memory: '64Mi', 'example.com/gpu': '1' },
      },
      securityContext: {
        privileged: true,
        runAsUser: 0,
        runAsGroup: 0,
        runAsNonRoot: false,
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: true,
        capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] },
        procMount: 'Default',
        seccompProfile: { type: 'Localhost', localhostProfile: 'a/b' },
      },
      livenessProbe: {
        httpGet: { path: '/h', port: 'metrics', scheme: 'HTTP', httpHeaders: [{ name: 'X-A', value: 'b' }], host: 'x' },
        initialDelaySeconds: 1,
        timeoutSeconds: 1,
        periodSeconds: 1,
        successThreshold: 1,
        failureThreshold: 1,
        terminationGracePeriodSeconds: 3,
      },
      readinessProbe: { tcpSocket: { port: 80 } },
      startupProbe: { grpc: { port: 80, service: 'x' } },
      lifecycle: { postStart: { exec: { command: ['x'] } }, preStop: { sleep: { seconds: 3 } } },
      volumeMounts: [
        { name: 'e', mountPath: '/e', readOnly: true, subPath: 'a', mountPropagation: 'HostToContainer' },
        { name: 'h', mountPath: '/h', subPathExpr: '$(A)' },
      ],
    },
  ],
});
const meta = (name: string) => ({
  name,
  namespace: 'default',
  labels: { a: 'b' },
  annotations: { 'x/y': 'z' },
});
const cmeta = (name: string) => ({ name, labels: { a: 'b' } });
/** Objects of the kinds that people install with a chart, each accepted by the API server. */
export const OBJECTS = [
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: meta('ds'),
    spec: {
      selector: { matchLabels: { a: 'b' } },
      minReadySeconds: 1,
      revisionHistoryLimit: 2,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      template: { metadata: { labels: { a: 'b', c: 'd' }, annotations: { q: 'r' } }, spec: pod() },
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta('dp'),
    spec: {
      replicas: 1,
      selector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: 1 } },
      progressDeadlineSeconds: 600,
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: meta('ss'),
    spec: {
      replicas: 1,
      serviceName: 's',
      selector: { matchLabels: { a: 'b' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
      podManagementPolicy: 'Parallel',
      template: {
        metadata: { labels: { a: 'b' } },
        spec: {
          containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: 'data', mountPath: '/d' }] }],
          volumes: [{ name: 'data', emptyDir: {} }],
        },
      },
    },
  },
  { apiVersion: 'v1', kind: 'Pod', metadata: meta('po'), spec: { containers: [{ name: 'c', image: 'i' }] } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta('svc'),
    spec: {
      type: 'ClusterIP',
      selector: { a: 'b' },
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } },
      ports: [
        { name: 'a', port: 80, targetPort: 'metrics', protocol: 'TCP' },
        { name: 'b', port: 81, targetPort: 8080 },
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: meta('cm'),
    data: { a: 'b' },
    binaryData: { c: 'aGk=' },
    immutable: true,
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: meta('sec'),
    type: 'Opaque',
    data: { a: 'aGk=' },
    stringData: { b: 'c' },
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: meta('sa'),
    automountServiceAccountToken: true,
    imagePullSecrets: [{ name: 'a' }],
    secrets: [{ name: 'b' }],
  },
  { apiVersion: 'v1', kind: 'Namespace', metadata: cmeta('nsx') },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: cmeta('cr'),
    rules: [
      { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
      { nonResourceURLs: ['/x'], verbs: ['get'] },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: cmeta('crb'),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cr' },
    subjects: [
      { kind: 'ServiceAccount', name: 'x', namespace: 'default' },
      { kind: 'User', name: 'u', apiGroup: 'rbac.authorization.k8s.io' },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: meta('ro'),
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], resourceNames: ['x'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: meta('rb'),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'ro' },
    subjects: [{ kind: 'Group', name: 'g', apiGroup: 'rbac.authorization.k8s.io' }],
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: meta('np'),
    spec: {
      podSelector: { matchLabels: { a: 'b' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
          ports: [{ port: 80, protocol: 'TCP', endPort: 90 }],
        },
      ],
      egress: [{ to: [{ namespaceSelector: {} }] }],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: meta('ing'),
    spec: {
      ingressClassName: 'x',
      rules: [
        {
          host: 'a.b',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } }],
          },
        },
      ],
      tls: [{ hosts: ['a.b'], secretName: 's' }],
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: meta('job'),
    spec: {
      backoffLimit: 3,
      ttlSecondsAfterFinished: 5,
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i' }] } },
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: meta('cj'),
    spec: {
      schedule: '* * * * *',
      concurrencyPolicy: 'Forbid',
      suspend: false,
      jobTemplate: {
        spec: { template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'c', image: 'i' }] } } },
      },
    },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: meta('pdb'),
    spec: { minAvailable: 1, selector: { matchLabels: { a: 'b' } } },
  },
  {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: cmeta('pc'),
    value: 100,
    preemptionPolicy: 'Never',
    globalDefault: false,
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: meta('pvc'),
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'x', resources: { requests: { storage: '1Gi' } } },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: meta('hpa'),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' },
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
      ],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: cmeta('vwc'),
    webhooks: [
      {
        name: 'a.b.c',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        timeoutSeconds: 5,
        matchPolicy: 'Exact',
        clientConfig: { service: { name: 's', namespace: 'n', path: '/p', port: 443 } },
        rules: [{ apiGroups: ['x'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['y'], scope: 'Cluster' }],
      },
    ],
  },
  { apiVersion: 'v1', kind: 'ResourceQuota', metadata: meta('rq'), spec: { hard: { cpu: '1', pods: '3' } } },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: meta('lr'),
    spec: { limits: [{ type: 'Container', default: { cpu: '1' }, max: { cpu: '2' } }] },
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: cmeta('sc'),
    provisioner: 'x/y',
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'Immediate',
    parameters: { a: 'b' },
  },
];
