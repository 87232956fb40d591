import { isMap, type ValueMap } from '../../../yaml/value.ts';
import type { Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { dig, merge } from '../fields.ts';
import { dnsLabel, dnsName, noWayUp, qualifiedName } from '../names.ts';
import { parseQuantity } from '../quantity.ts';
import { has, list, map, maps, number, text, texts } from '../read.ts';
import { isFilled, reportRepeatedTexts, reportRepeats, visitConstraints } from './constraint.ts';

/** The sources that a PersistentVolume can have. */
const SOURCES = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'csi',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'glusterfs',
  'hostPath',
  'iscsi',
  'local',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];

const onePod = (spec: ValueMap): boolean =>
  list(spec, 'accessModes').includes('ReadWriteOncePod') && new Set(list(spec, 'accessModes')).size > 1;
const ONE_POD = {
  field: 'accessModes',
  when: onePod,
  message: 'ReadWriteOncePod excludes other access modes',
} as const;

const secretReference = (field: string) => ({
  field,
  when: (source: ValueMap) => {
    const reference = map(source, field);
    return reference !== undefined && !(isFilled(reference, 'name') && isFilled(reference, 'namespace'));
  },
  message: `${field} needs the name and the namespace of a Secret`,
});

const constraints = visitConstraints({
  'core.v1.PersistentVolumeSpec': [
    ONE_POD,
    { when: (spec) => !isFilled(spec, 'accessModes'), message: 'a PersistentVolumeSpec needs the field "accessModes"' },
    {
      when: (spec) => Object.keys(map(spec, 'capacity') ?? {}).length === 0,
      message: 'a PersistentVolumeSpec needs its capacity',
      hint: 'write capacity: {storage: 1Gi}',
    },
    {
      field: 'capacity',
      when: (spec) => Object.keys(map(spec, 'capacity') ?? {}).some((name) => name !== 'storage'),
      message: 'storage is the only capacity of a volume',
    },
    {
      field: 'capacity',
      when: (spec) => (parseQuantity(map(spec, 'capacity')?.storage) ?? 1n) <= 0n,
      message: 'the capacity of a volume must be more than 0',
    },
    { field: 'local', when: (spec) => !has(spec, 'nodeAffinity'), message: 'a local volume needs a nodeAffinity' },
    {
      field: 'nodeAffinity',
      when: (spec) => isMap(spec.nodeAffinity) && !has(spec.nodeAffinity, 'required'),
      message: 'the nodeAffinity of a volume needs the field "required"',
    },
    {
      field: 'storageClassName',
      when: (spec) => dnsName(text(spec, 'storageClassName') ?? '') !== undefined,
      message: 'this cannot be the name of a storage class',
    },
    {
      field: 'hostPath',
      when: (spec) =>
        text(spec, 'persistentVolumeReclaimPolicy') === 'Recycle' &&
        /^\/+$/.test(text(map(spec, 'hostPath'), 'path') ?? ''),
      message: 'the whole of a host cannot be recycled',
    },
    {
      field: 'volumeAttributesClassName',
      when: (spec) => !has(spec, 'csi') || dnsName(text(spec, 'volumeAttributesClassName') ?? '') !== undefined,
      message: 'volumeAttributesClassName goes with csi, and is a DNS name',
    },
  ],
  'core.v1.PersistentVolumeClaimSpec': [
    ONE_POD,
    {
      field: 'volumeAttributesClassName',
      when: (spec) => dnsName(text(spec, 'volumeAttributesClassName') ?? '') !== undefined,
      message: 'this cannot be the name of a VolumeAttributesClass',
    },
  ],
  'core.v1.LocalVolumeSource': [
    {
      field: 'path',
      when: (source) => noWayUp(text(source, 'path') ?? '') !== undefined,
      message: 'the path must not contain ".."',
    },
  ],
  'core.v1.CSIPersistentVolumeSource': [
    ...['controllerPublishSecretRef', 'controllerExpandSecretRef', 'nodePublishSecretRef', 'nodeExpandSecretRef'].map(
      secretReference,
    ),
    {
      field: 'driver',
      when: (source) =>
        (text(source, 'driver') ?? '').length > 63 ||
        dnsName((text(source, 'driver') ?? '').toLowerCase()) !== undefined,
      message: 'this cannot be the name of a CSI driver',
    },
  ],
  'core.v1.AzureFilePersistentVolumeSource': [
    { when: (source) => source.secretNamespace === '', message: 'secretNamespace is empty', hint: 'leave it out' },
  ],
  'core.v1.GlusterfsPersistentVolumeSource': [
    {
      when: (source) => source.endpointsNamespace === '',
      message: 'endpointsNamespace is empty',
      hint: 'leave it out',
    },
  ],
  'storage.v1.StorageClass': [
    {
      field: 'reclaimPolicy',
      when: (node) => !['Delete', 'Retain'].includes(text(node, 'reclaimPolicy') ?? 'Delete'),
      message: 'the reclaimPolicy of a class must be Delete or Retain',
    },
  ],
  'storage.v1.TokenRequest': [
    {
      when: (request) =>
        request.expirationSeconds !== undefined &&
        request.expirationSeconds !== null &&
        ((number(request, 'expirationSeconds') ?? 600) < 600 ||
          (number(request, 'expirationSeconds') ?? 600) > 2 ** 32),
      message: 'the lifetime of a token must be 600 to 4294967296 seconds',
    },
  ],
  'storage.v1.CSIDriverSpec': [
    {
      when: (spec, { minor }) => minor >= 35 && (number(spec, 'nodeAllocatableUpdatePeriodSeconds') ?? 10) < 10,
      message: 'nodeAllocatableUpdatePeriodSeconds must be 10 or more',
    },
  ],
  'storage.v1.CSIDriver': [
    {
      field: 'metadata',
      when: (node) => !/^[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?$/.test(text(map(node, 'metadata'), 'name') ?? ''),
      message: 'this cannot be the name of a CSI driver',
    },
  ],
});

const checkVolume: Visit = (spec, report, { path }) => {
  if (path.includes('inlineVolumeSpec')) return;
  const given = SOURCES.filter((source) => has(spec, source));
  const [, second] = given;
  if (given.length === 0) report([], 'a PersistentVolumeSpec needs a source such as csi, nfs, hostPath or local');
  if (second !== undefined) report([second], `a PersistentVolumeSpec takes one of ${given.join(' and ')}`);
  if (spec.volumeMode === '') report(['volumeMode'], 'volumeMode is empty', 'leave it out');
  if (spec.volumeAttributesClassName === '')
    report(['volumeAttributesClassName'], 'volumeAttributesClassName is empty', 'leave it out');
  list(spec, 'accessModes').forEach((item, index) => {
    if (item === '' || item === null) report(['accessModes', index], 'an access mode is empty');
  });
  for (const field of [
    'controllerPublishSecretRef',
    'controllerExpandSecretRef',
    'nodePublishSecretRef',
    'nodeExpandSecretRef',
  ]) {
    const name = text(dig(spec, 'csi', field), 'name');
    if (name && dnsName(name))
      report(['csi', field, 'name'], `${quote(name)} cannot be the name of a Secret: it ${dnsName(name)}`);
    const namespace = text(dig(spec, 'csi', field), 'namespace');
    if (namespace && dnsLabel(namespace))
      report(['csi', field, 'namespace'], `${quote(namespace)} cannot be a namespace: it ${dnsLabel(namespace)}`);
  }
};

/** Whether the server keeps a dataSource: of a claim itself, it drops others. */
const isKept = (source: ValueMap): boolean => {
  const [group, kind] = [text(source, 'apiGroup') ?? '', text(source, 'kind')];
  return group === '' ? kind === 'PersistentVolumeClaim' : group === SNAPSHOTS && kind === 'VolumeSnapshot';
};
const SNAPSHOTS = 'snapshot.storage.k8s.io';

const checkClaim: Visit = (spec, report, { object }) => {
  const isTemplate = object.kind !== 'PersistentVolumeClaim';
  if (spec.volumeMode === '') report(['volumeMode'], 'volumeMode is empty', 'leave it out');
  for (const field of ['dataSource', 'dataSourceRef'] as const) {
    const source = map(spec, field);
    if (!source || (field === 'dataSource' && !isTemplate && !isKept(source))) continue;
    if (field === 'dataSource')
      for (const part of ['kind', 'name'])
        if (!isFilled(source, part)) report([field], `the source of a claim needs its ${part}`);
    const group = text(source, 'apiGroup');
    if (group && dnsName(group)) report([field, 'apiGroup'], `${quote(group)} cannot be a group: it ${dnsName(group)}`);
    if (text(source, 'kind') && !group && text(source, 'kind') !== 'PersistentVolumeClaim')
      report([field, 'kind'], 'without an apiGroup, the source of a claim is a PersistentVolumeClaim', 'add apiGroup');
  }
  const [source, reference] = [map(spec, 'dataSource'), map(spec, 'dataSourceRef')];
  if (
    source &&
    reference &&
    !isFilled(reference, 'namespace') &&
    ['apiGroup', 'kind', 'name'].some((field) => (source[field] ?? '') !== (reference[field] ?? ''))
  )
    report(['dataSourceRef'], 'dataSource and dataSourceRef must be equal, or one of them left out');
};

const checkClass: Visit = (node, report) => {
  const parameters = map(node, 'parameters');
  let size = 0;
  for (const key in parameters) {
    if (key === '') report(['parameters', key], 'the key of a parameter is empty');
    const value = parameters[key];
    size += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  if (size > 256 * 1024) report(['parameters'], `the parameters have ${size} bytes; at most ${256 * 1024} are allowed`);
  const seen = new Set<string>();
  list(node, 'allowedTopologies').forEach((item, index) => {
    const term = isMap(item) ? item : ({} as ValueMap);
    const below = ['allowedTopologies', index];
    const expressions = maps(term, 'matchLabelExpressions');
    if (expressions.length === 0) report(below, 'a topology needs matchLabelExpressions');
    const key = JSON.stringify(
      expressions.map(([, one]) => [text(one, 'key'), texts(one, 'values').map(([, value]) => value)]),
    );
    if (seen.has(key)) report(below, 'a topology is given twice');
    seen.add(key);
    reportRepeats(
      term,
      'matchLabelExpressions',
      (one) => text(one, 'key'),
      (name) => `the label ${quote(name)} is given twice`,
      report,
      below,
    );
    for (const [position, one] of expressions) {
      const at = [...below, 'matchLabelExpressions', position];
      const name = text(one, 'key');
      if (name && qualifiedName(name))
        report([...at, 'key'], `${quote(name)} cannot be the key of a label: it ${qualifiedName(name)}`);
      if (list(one, 'values').length === 0) report([...at, 'values'], 'an expression needs values');
      reportRepeatedTexts(one, 'values', 'the value', (path, message) => report([...at, ...path], message));
    }
  });
};

const checkDriver: Visit = (spec, report) => {
  reportRepeats(
    spec,
    'tokenRequests',
    (request) => text(request, 'audience') ?? '',
    (audience) => `the audience ${quote(audience)} is given twice`,
    report,
  );
  const policy = text(spec, 'fsGroupPolicy');
  if (policy !== undefined && !['File', 'None', 'ReadWriteOnceWithFSType'].includes(policy))
    report(['fsGroupPolicy'], 'fsGroupPolicy must be File, None or ReadWriteOnceWithFSType');
  list(spec, 'volumeLifecycleModes').forEach((item, index) => {
    if (item === null || (typeof item === 'string' && !['Persistent', 'Ephemeral'].includes(item)))
      report(['volumeLifecycleModes', index], 'a mode of volumes must be Persistent or Ephemeral');
  });
};

export const storageVisits = merge(constraints, {
  'core.v1.PersistentVolumeSpec': checkVolume,
  'core.v1.PersistentVolume': (node, report) => {
    if (!has(node, 'spec')) report([], 'a PersistentVolume needs the field "spec"');
  },
  'core.v1.PersistentVolumeClaimSpec': checkClaim,
  'storage.v1.StorageClass': checkClass,
  'storage.v1.CSIDriverSpec': checkDriver,
});
