import { OBJECTS } from '../objects.ts';
import { POLICIES } from './policies.ts';

/**
 * Objects that the API server takes as they are, of more kinds and with more of their fields than those of
 * ../objects.ts.
 */

const pod = { containers: [{ name: 'c', image: 'i' }] };
const labels = { a: 'b' };
const template = { metadata: { labels }, spec: pod };
const selector = { matchLabels: labels };

const BARE_POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'bare' },
  spec: {
    os: { name: 'linux' },
    hostname: 'h',
    subdomain: 's',
    restartPolicy: 'OnFailure',
    activeDeadlineSeconds: 5,
    enableServiceLinks: true,
    automountServiceAccountToken: false,
    shareProcessNamespace: true,
    setHostnameAsFQDN: true,
    hostUsers: true,
    resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
    resourceClaims: [{ name: 'rc', resourceClaimName: 'x' }],
    schedulingGates: [{ name: 'a.b/c' }],
    dnsPolicy: 'None',
    dnsConfig: { nameservers: ['1.2.3.4', 'fd00::1'], searches: ['a.b', 'c.d.'], options: [{ name: 'ndots' }] },
    hostAliases: [{ ip: 'fd00::1', hostnames: ['a.b', 'c'] }],
    securityContext: {
      supplementalGroupsPolicy: 'Merge',
      seLinuxChangePolicy: 'Recursive',
      seccompProfile: { type: 'Localhost', localhostProfile: 'x/y' },
    },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: selector },
    ],
    initContainers: [
      { name: 'i1', image: 'i', resizePolicy: [] },
      {
        name: 'i2',
        image: 'i',
        restartPolicy: 'Always',
        resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
      },
    ],
    containers: [
      {
        name: 'c',
        image: 'i',
        resources: {
          limits: { cpu: '1', memory: '1Gi', 'hugepages-2Mi': '4Mi' },
          requests: { cpu: '0.5' },
          claims: [{ name: 'rc' }],
        },
        volumeDevices: [{ name: 'pv', devicePath: '/dev/x' }],
        volumeMounts: [{ name: 'img', mountPath: '/img', readOnly: true, recursiveReadOnly: 'Enabled' }],
        livenessProbe: { exec: { command: ['a'] } },
        lifecycle: { postStart: { httpGet: { port: 80 } }, preStop: { sleep: { seconds: 1 } } },
        securityContext: {
          appArmorProfile: { type: 'RuntimeDefault' },
          capabilities: { drop: ['ALL'] },
          seLinuxOptions: { user: 'u' },
        },
        env: [{ name: 'F', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
      },
      { name: 'd', image: 'i', ports: [{ containerPort: 1 }, { containerPort: 1, protocol: 'UDP' }] },
    ],
    volumes: [
      { name: 'pv', persistentVolumeClaim: { claimName: 'c' } },
      { name: 'img', emptyDir: {} },
      { name: 'fc', fc: { targetWWNs: ['a'], lun: 1 } },
      { name: 'huge', emptyDir: { medium: 'HugePages' } },
      {
        name: 'ephemeral',
        ephemeral: {
          volumeClaimTemplate: {
            metadata: { labels },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1' } } },
          },
        },
      },
    ],
  },
};

const service = (name: string, spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec });
const job = (name: string, spec: object) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name },
  spec: { template: { spec: { restartPolicy: 'Never', ...pod } }, ...spec },
});

const MORE = [
  BARE_POD,
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'ss2' },
    spec: {
      serviceName: 's',
      replicas: 1,
      minReadySeconds: 1,
      revisionHistoryLimit: 1,
      ordinals: { start: 1 },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' },
      selector,
      updateStrategy: { type: 'OnDelete' },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'c',
              image: 'i',
              volumeMounts: [{ name: 'data', mountPath: '/d' }],
              volumeDevices: [{ name: 'raw', devicePath: '/dev/r' }],
            },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
        {
          metadata: { name: 'raw' },
          spec: { accessModes: ['ReadWriteOnce'], volumeMode: 'Block', resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'rs' },
    spec: { replicas: 1, minReadySeconds: 0, selector, template },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'dp2' },
    spec: {
      strategy: { type: 'Recreate' },
      paused: true,
      minReadySeconds: 1,
      revisionHistoryLimit: 1,
      selector,
      template,
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'ds2' },
    spec: { updateStrategy: { type: 'OnDelete' }, selector, template },
  },
  job('job2', {
    completionMode: 'Indexed',
    completions: 3,
    parallelism: 2,
    backoffLimitPerIndex: 1,
    maxFailedIndexes: 2,
    suspend: true,
    podReplacementPolicy: 'Failed',
    activeDeadlineSeconds: 5,
    managedBy: 'example.com/a',
    successPolicy: { rules: [{ succeededIndexes: '0-1', succeededCount: 1 }] },
    podFailurePolicy: {
      rules: [
        { action: 'FailJob', onExitCodes: { containerName: 'c', operator: 'In', values: [1, 2] } },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] },
      ],
    },
  }),
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'cj2' },
    spec: {
      schedule: '@every .5h',
      timeZone: 'Europe/Berlin',
      startingDeadlineSeconds: 3,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: { metadata: { labels }, spec: { template: { spec: { restartPolicy: 'OnFailure', ...pod } } } },
    },
  },
  service('np', {
    type: 'NodePort',
    externalTrafficPolicy: 'Local',
    internalTrafficPolicy: 'Cluster',
    selector: labels,
    ports: [{ port: 80, nodePort: 30080, appProtocol: 'http' }],
  }),
  service('lb', {
    type: 'LoadBalancer',
    loadBalancerClass: 'a.b/c',
    allocateLoadBalancerNodePorts: false,
    loadBalancerSourceRanges: ['10.0.0.0/8'],
    externalTrafficPolicy: 'Cluster',
    externalIPs: ['1.2.3.4'],
    loadBalancerIP: '1.2.3.4',
    trafficDistribution: 'PreferClose',
    ports: [{ port: 80 }],
  }),
  service('en', { type: 'ExternalName', externalName: 'a.b' }),
  service('hl', {
    clusterIP: 'None',
    clusterIPs: ['None'],
    publishNotReadyAddresses: true,
    ipFamilyPolicy: 'SingleStack',
    ipFamilies: ['IPv4'],
    selector: labels,
    ports: [{ port: 80, targetPort: 'x' }],
  }),
  service('ip', { clusterIP: '10.0.0.77', clusterIPs: ['10.0.0.77'], ports: [{ port: 80 }] }),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'ing2' },
    spec: {
      defaultBackend: { resource: { apiGroup: 'a.b', kind: 'K', name: 'n' } },
      rules: [
        {
          host: '*.a.b',
          http: {
            paths: [
              { path: '/x', pathType: 'Exact', backend: { service: { name: 's', port: { name: 'web' } } } },
              { pathType: 'ImplementationSpecific', backend: { service: { name: 's', port: { number: 1 } } } },
            ],
          },
        },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'ic' },
    spec: {
      controller: 'a.b/c',
      parameters: { apiGroup: 'a.b', kind: 'K', name: 'n', scope: 'Namespace', namespace: 'ns' },
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'np2' },
    spec: {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        { to: [{ ipBlock: { cidr: 'fd00::/8', except: ['fd00:1::/32'] } }], ports: [{ port: 'web', protocol: 'UDP' }] },
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pv' },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: 's',
      volumeMode: 'Filesystem',
      mountOptions: ['ro'],
      claimRef: { namespace: 'default', name: 'c' },
      nodeAffinity: {
        required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }] },
      },
      local: { path: '/x', fsType: 'ext4' },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pv2' },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOncePod'],
      csi: { driver: 'd.io', volumeHandle: 'h', fsType: 'ext4', nodeStageSecretRef: { name: 'n', namespace: 'ns' } },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pv3' },
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteMany'], nfs: { server: 's', path: '/p' } },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pv4' },
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteMany'], hostPath: { path: '/p', type: 'Directory' } },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'pvc2' },
    spec: {
      accessModes: ['ReadWriteMany'],
      volumeMode: 'Block',
      volumeName: 'v',
      selector,
      dataSource: { kind: 'PersistentVolumeClaim', name: 'x' },
      resources: { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } },
    },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'hpa2' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' },
      maxReplicas: 3,
      metrics: [
        {
          type: 'ContainerResource',
          containerResource: { name: 'cpu', container: 'c', target: { type: 'Utilization', averageUtilization: 50 } },
        },
        {
          type: 'Pods',
          pods: { metric: { name: 'm', selector }, target: { type: 'AverageValue', averageValue: '1' } },
        },
        {
          type: 'Object',
          object: {
            metric: { name: 'm' },
            describedObject: { kind: 'K', name: 'n' },
            target: { type: 'Value', value: '1' },
          },
        },
        { type: 'External', external: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '1' } } },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Max',
          policies: [{ type: 'Pods', value: 4, periodSeconds: 60 }],
        },
        scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] },
      },
    },
  },
  {
    apiVersion: 'autoscaling/v1',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'hpa1' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' },
      minReplicas: 1,
      maxReplicas: 3,
      targetCPUUtilizationPercentage: 50,
    },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'pdb2' },
    spec: {
      maxUnavailable: '10%',
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
    },
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'cr2' },
    aggregationRule: { clusterRoleSelectors: [selector] },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'tls' },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': 'aGk=', 'tls.key': 'aGk=' },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'docker' },
    type: 'kubernetes.io/dockerconfigjson',
    immutable: true,
    data: { '.dockerconfigjson': 'e30=' },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'basic' },
    type: 'kubernetes.io/basic-auth',
    stringData: { username: 'a', password: 'b' },
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'sc2' },
    provisioner: 'a.b/c',
    allowVolumeExpansion: true,
    mountOptions: ['ro'],
    volumeBindingMode: 'WaitForFirstConsumer',
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'z', values: ['a', 'b'] }] }],
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIDriver',
    metadata: { name: 'd.io' },
    spec: {
      attachRequired: true,
      podInfoOnMount: true,
      fsGroupPolicy: 'File',
      volumeLifecycleModes: ['Persistent', 'Ephemeral'],
      tokenRequests: [{ audience: 'a', expirationSeconds: 3600 }],
      storageCapacity: true,
      requiresRepublish: true,
      seLinuxMount: true,
    },
  },
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'peers.kilo.example.com' },
    spec: {
      group: 'kilo.example.com',
      scope: 'Namespaced',
      names: {
        plural: 'peers',
        singular: 'peer',
        kind: 'Peer',
        listKind: 'PeerList',
        shortNames: ['pr'],
        categories: ['all'],
      },
      conversion: { strategy: 'None' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: {
            status: {},
            scale: {
              specReplicasPath: '.spec.replicas',
              statusReplicasPath: '.status.replicas',
              labelSelectorPath: '.status.selector',
            },
          },
          additionalPrinterColumns: [
            { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp', priority: 1, description: 'd' },
          ],
          schema: {
            openAPIV3Schema: {
              type: 'object',
              description: 'd',
              required: ['spec'],
              properties: {
                spec: {
                  type: 'object',
                  properties: {
                    replicas: { type: 'integer', format: 'int32', minimum: 0, maximum: 5 },
                    list: {
                      type: 'array',
                      items: { type: 'string', pattern: '^a', maxLength: 3 },
                      minItems: 1,
                      'x-kubernetes-list-type': 'set',
                    },
                    map: { type: 'object', additionalProperties: { type: 'string' } },
                    port: { 'x-kubernetes-int-or-string': true },
                    any: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                    word: { type: 'string', enum: ['a', 'b'], default: 'a', nullable: true },
                  },
                },
                status: { type: 'object', properties: { replicas: { type: 'integer' }, selector: { type: 'string' } } },
              },
            },
          },
        },
        {
          name: 'v1alpha1',
          served: false,
          storage: false,
          deprecated: true,
          deprecationWarning: 'w',
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'mwc' },
    webhooks: [
      {
        name: 'a.b.c',
        admissionReviewVersions: ['v1', 'v1beta1'],
        sideEffects: 'NoneOnDryRun',
        reinvocationPolicy: 'Never',
        failurePolicy: 'Ignore',
        clientConfig: { url: 'https://a.b/c', caBundle: '' },
        namespaceSelector: selector,
        objectSelector: {},
        matchConditions: [{ name: 'm', expression: 'true' }],
        rules: [
          {
            apiGroups: ['*'],
            apiVersions: ['*'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['pods', 'pods/status'],
            scope: '*',
          },
        ],
      },
    ],
  },
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'rq2' },
    spec: {
      hard: { pods: '3' },
      scopes: ['BestEffort'],
      scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['a'] }] },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'lr2' },
    spec: {
      limits: [
        {
          type: 'Container',
          min: { cpu: '1' },
          max: { cpu: '4' },
          default: { cpu: '3' },
          defaultRequest: { cpu: '2' },
          maxLimitRequestRatio: { cpu: '2' },
        },
        { type: 'PersistentVolumeClaim', min: { storage: '1Gi' } },
        { type: 'Pod', max: { memory: '1Gi' } },
      ],
    },
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'es', labels: { 'kubernetes.io/service-name': 's' } },
    addressType: 'IPv4',
    endpoints: [
      {
        addresses: ['10.1.2.3'],
        conditions: { ready: true },
        hostname: 'h',
        nodeName: 'n',
        zone: 'z',
        hints: { forZones: [{ name: 'z' }] },
        targetRef: { kind: 'Pod', name: 'p' },
      },
    ],
    ports: [{ name: 'a', port: 80, protocol: 'TCP', appProtocol: 'http' }],
  },
  {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'ep' },
    subsets: [
      {
        addresses: [{ ip: '10.1.2.3', hostname: 'h', nodeName: 'n' }],
        notReadyAddresses: [{ ip: '10.1.2.4' }],
        ports: [{ name: 'a', port: 80, protocol: 'TCP', appProtocol: 'http' }],
      },
    ],
  },
  {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'le' },
    spec: {
      holderIdentity: 'a',
      leaseDurationSeconds: 15,
      leaseTransitions: 1,
      acquireTime: '2024-01-01T00:00:00.000000Z',
      renewTime: '2024-01-01T00:00:00.000000Z',
    },
  },
  {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'rtc' },
    handler: 'h',
    overhead: { podFixed: { cpu: '1' } },
    scheduling: { nodeSelector: labels, tolerations: [{ operator: 'Exists' }] },
  },
  {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'rc' },
    spec: { replicas: 1, selector: labels, template },
  },
  { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'pt' }, template },
  {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: 'v1.a.b' },
    spec: {
      group: 'a.b',
      version: 'v1',
      groupPriorityMinimum: 100,
      versionPriority: 100,
      insecureSkipTLSVerify: true,
      service: { name: 's', namespace: 'n', port: 443 },
    },
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
    kind: 'FlowSchema',
    metadata: { name: 'fs' },
    spec: {
      priorityLevelConfiguration: { name: 'x' },
      matchingPrecedence: 1000,
      distinguisherMethod: { type: 'ByUser' },
      rules: [
        {
          subjects: [
            { kind: 'ServiceAccount', serviceAccount: { name: 'a', namespace: 'b' } },
            { kind: 'Group', group: { name: 'g' } },
            { kind: 'User', user: { name: 'u' } },
          ],
          resourceRules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'], namespaces: ['*'] }],
          nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['/healthz'] }],
        },
      ],
    },
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
    kind: 'PriorityLevelConfiguration',
    metadata: { name: 'plc' },
    spec: {
      type: 'Limited',
      limited: {
        nominalConcurrencyShares: 20,
        lendablePercent: 5,
        borrowingLimitPercent: 5,
        limitResponse: { type: 'Queue', queuing: { queues: 64, handSize: 6, queueLengthLimit: 50 } },
      },
    },
  },
];

/** A request for the name "a", made with openssl. */
const REQUEST =
  'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIR01HNENBUUF3RERFS01BZ0dBMVVFQXd3QllUQlpNQk1HQnlx' +
  'R1NNNDlBZ0VHQ0NxR1NNNDlBd0VIQTBJQQpCRVc0SmtXd2pGVG5BMjVONC9BOTdobkU1a3Q5bC8yWkkvWWJ4VUhyZ1J6ZkpNcDVS' +
  'Nng5NUVnT21CcmV4bXpBCm90dFYxcmZManZzYW1Fc2hRZ0pKeHBtZ0FEQUtCZ2dxaGtqT1BRUURBZ05JQURCRkFpQVFTbkNEUHJt' +
  'SFdaU3YKTngybTJQdGZvSm5mb0NqZ2dqRDVYRGNCS1hlWlZnSWhBUEQ4VU8vVWVPZ3dOTUUwTTdvTW1CaXAwM3F3eGRoRwpmcnY5' +
  'RkhoVUpHUDcKLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==';

/** Kinds that few charts have. */
const RARE = [
  {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceClaimTemplate',
    metadata: { name: 'rct' },
    spec: {
      metadata: { labels, annotations: { a: 'b' } },
      spec: {
        devices: {
          requests: [
            { name: 'gpu', exactly: { deviceClassName: 'gpu.example.com', count: 2, allocationMode: 'ExactCount' } },
            {
              name: 'any',
              firstAvailable: [
                { name: 'big', deviceClassName: 'big.example.com', selectors: [{ cel: { expression: 'true' } }] },
                { name: 'small', deviceClassName: 'small.example.com' },
              ],
            },
          ],
          constraints: [{ requests: ['gpu'], matchAttribute: 'gpu.example.com/numa' }],
          config: [{ requests: ['gpu'], opaque: { driver: 'gpu.example.com', parameters: { a: 1 } } }],
        },
      },
    },
  },
  {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'DeviceClass',
    metadata: { name: 'gpu.example.com' },
    spec: {
      selectors: [{ cel: { expression: 'device.driver == "gpu.example.com"' } }],
      config: [{ opaque: { driver: 'gpu.example.com', parameters: { a: 1 } } }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'ev' },
    involvedObject: { kind: 'Pod', name: 'p', namespace: 'default' },
    reason: 'Started',
    message: 'm',
    type: 'Normal',
    source: { component: 'c' },
    firstTimestamp: '2024-01-01T00:00:00Z',
    lastTimestamp: '2024-01-01T00:00:00Z',
    count: 1,
  },
  {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name: 'ev2' },
    eventTime: '2024-01-01T00:00:00.000000Z',
    reportingController: 'example.com/c',
    reportingInstance: 'c-1',
    action: 'Start',
    reason: 'Started',
    regarding: { kind: 'Pod', name: 'p', namespace: 'default' },
    note: 'n',
    type: 'Normal',
  },
  {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name: 'csr' },
    spec: { request: REQUEST, signerName: 'example.com/signer', expirationSeconds: 3600, usages: ['client auth'] },
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: { name: 'node-1' },
    spec: {
      drivers: [
        { name: 'csi.example.com', nodeID: 'n1', topologyKeys: ['example.com/zone'], allocatable: { count: 5 } },
      ],
    },
  },
];

/** The kinds that charts are made of, each by one or several objects that are right. */
export const ALL_OBJECTS: readonly object[] = [...OBJECTS, ...MORE, ...RARE, ...POLICIES];
