import { isMap, newMap, type ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { merge } from '../fields.ts';
import { dnsLabel, dnsName, noWayUp } from '../names.ts';
import { flag, has, list, map, maps, number, text, texts } from '../read.ts';
import { type Constraint, isFilled, isTrue, reportRepeats, textOr, visitConstraints } from './constraint.ts';
import { checkHugePages, checkOverhead, checkPodResources } from './pod-resources.ts';

const RECURSIVE = ['Disabled', 'Enabled', 'IfPossible'];

/** What a pod for Windows cannot have, in its spec and in security contexts. */
const NOT_FOR_WINDOWS = {
  spec: ['hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace', 'resources'],
  pod: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'fsGroup',
    'fsGroupChangePolicy',
    'sysctls',
    'runAsUser',
    'runAsGroup',
    'supplementalGroups',
    'supplementalGroupsPolicy',
  ],
  container: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'capabilities',
    'readOnlyRootFilesystem',
    'privileged',
    'allowPrivilegeEscalation',
    'procMount',
    'runAsUser',
    'runAsGroup',
  ],
} as const;

const osOf = (spec: ValueMap): string => text(map(spec, 'os'), 'name') ?? '';
const CONTAINERS = ['initContainers', 'containers'] as const;

const constraints = visitConstraints({
  'core.v1.PodSpec': [
    {
      field: 'nodeName',
      when: (spec) => isFilled(spec, 'schedulingGates'),
      message: 'a pod with schedulingGates has no node yet',
    },
    {
      field: 'ephemeralContainers',
      when: () => true,
      message: 'ephemeral containers cannot be created with a pod',
      hint: 'kubectl debug adds them',
    },
  ],
  'core.v1.PodOS': [
    {
      field: 'name',
      when: (os) => !['linux', 'windows'].includes(text(os, 'name') ?? ''),
      message: 'the os of a pod must be linux or windows',
    },
  ],
  'core.v1.PodResourceClaim': [
    {
      when: (claim) => has(claim, 'resourceClaimName') === has(claim, 'resourceClaimTemplateName'),
      message: 'a resource claim needs one of resourceClaimName and resourceClaimTemplateName',
    },
  ],
  'core.v1.ContainerResizePolicy': [
    {
      field: 'resourceName',
      when: (policy) => !['cpu', 'memory'].includes(text(policy, 'resourceName') ?? ''),
      message: 'cpu and memory can be resized, nothing else',
    },
    {
      field: 'restartPolicy',
      when: (policy) => !['NotRequired', 'RestartContainer'].includes(text(policy, 'restartPolicy') ?? ''),
      message: 'the restartPolicy of a resizePolicy must be NotRequired or RestartContainer',
    },
  ],
  'core.v1.FCVolumeSource': [
    {
      when: (fc) => isFilled(fc, 'targetWWNs') === isFilled(fc, 'wwids'),
      message: 'a fibre channel volume needs one of targetWWNs and wwids',
    },
    {
      when: (fc) => isFilled(fc, 'targetWWNs') && !isFilled(fc, 'wwids') && !has(fc, 'lun'),
      message: 'targetWWNs needs a lun',
    },
    {
      field: 'lun',
      when: (fc) => isFilled(fc, 'targetWWNs') && ((number(fc, 'lun') ?? 0) < 0 || (number(fc, 'lun') ?? 0) > 255),
      message: 'lun must be 0 to 255',
    },
  ],
  'core.v1.ISCSIVolumeSource': iscsi(),
  'core.v1.ISCSIPersistentVolumeSource': iscsi(),
  'core.v1.FlockerVolumeSource': [
    {
      when: (volume) => isFilled(volume, 'datasetName') === isFilled(volume, 'datasetUUID'),
      message: 'a flocker volume needs one of datasetName and datasetUUID',
    },
    {
      field: 'datasetName',
      when: (volume) => (text(volume, 'datasetName') ?? '').includes('/'),
      message: 'datasetName must not contain "/"',
    },
  ],
  'core.v1.AzureDiskVolumeSource': [
    {
      field: 'diskURI',
      when: (disk) => text(disk, 'kind') === 'Managed' && !/^\/subscriptions\//i.test(text(disk, 'diskURI') ?? ''),
      message: 'the diskURI of a managed disk must begin with /subscriptions/',
    },
    {
      field: 'diskURI',
      when: (disk) => textOr(disk, 'kind', 'Shared') !== 'Managed' && !/^https:\/\//i.test(text(disk, 'diskURI') ?? ''),
      message: 'the diskURI of this disk must begin with https://',
    },
  ],
  'core.v1.CSIVolumeSource': [
    {
      field: 'nodePublishSecretRef',
      when: (csi) => isMap(csi.nodePublishSecretRef) && !isFilled(csi.nodePublishSecretRef, 'name'),
      message: 'nodePublishSecretRef needs the name of a Secret',
    },
  ],
  'core.v1.GitRepoVolumeSource': [
    {
      field: 'directory',
      when: (repo) => /^\/|(^|\/)\.\.(\/|$)/.test(text(repo, 'directory') ?? ''),
      message: 'directory must be a path in the volume, without ".."',
    },
  ],
  'core.v1.VolumeDevice': [
    {
      field: 'devicePath',
      when: (device) => noWayUp(text(device, 'devicePath') ?? '') !== undefined,
      message: 'devicePath must not contain ".."',
    },
  ],
  'core.v1.VolumeMount': [
    {
      when: (mount) => !RECURSIVE.includes(text(mount, 'recursiveReadOnly') ?? 'Disabled'),
      message: `recursiveReadOnly must be ${RECURSIVE.join(', ')}`,
    },
  ],
  'core.v1.PodSecurityContext': [
    {
      when: (context) => !['Merge', 'Strict'].includes(text(context, 'supplementalGroupsPolicy') ?? 'Merge'),
      message: 'supplementalGroupsPolicy must be Merge or Strict',
    },
    {
      when: (context) => !['MountOption', 'Recursive'].includes(text(context, 'seLinuxChangePolicy') ?? 'Recursive'),
      message: 'seLinuxChangePolicy must be MountOption or Recursive',
    },
  ],
  'core.v1.ScopedResourceSelectorRequirement': [
    {
      when: (node) => ['In', 'NotIn'].includes(text(node, 'operator') ?? '') && !isFilled(node, 'values'),
      message: 'the operators In and NotIn need values',
    },
    {
      field: 'values',
      when: (node) => ['Exists', 'DoesNotExist'].includes(text(node, 'operator') ?? ''),
      message: 'the operators Exists and DoesNotExist take no values',
    },
    {
      field: 'operator',
      when: (node) =>
        text(node, 'operator') !== 'Exists' &&
        ['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'].includes(
          text(node, 'scopeName') ?? '',
        ),
      message: 'this scope allows only the operator Exists',
    },
  ],
});

function iscsi(): Constraint[] {
  return [
    {
      field: 'lun',
      when: (volume: ValueMap) => (number(volume, 'lun') ?? 0) < 0 || (number(volume, 'lun') ?? 0) > 255,
      message: 'lun must be 0 to 255',
    },
    {
      field: 'initiatorName',
      when: (volume: ValueMap) =>
        !/^(iqn\.\d{4}-\d\d\.([a-z0-9]([-_.a-z0-9]*[a-z0-9])?)(:[^,;*&$|\s]+)?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]{32})$/.test(
          text(volume, 'initiatorName') ?? '',
        ),
      message: 'the initiatorName is not an iqn, eui or naa name',
    },
    { when: (volume: ValueMap) => volume.initiatorName === '', message: 'initiatorName is empty' },
    {
      when: (volume: ValueMap) =>
        (isTrue(volume, 'chapAuthDiscovery') || isTrue(volume, 'chapAuthSession')) && !has(volume, 'secretRef'),
      message: 'CHAP needs a secretRef',
    },
  ];
}

const checkSpec: Visit = (spec, report, { minor }) => {
  checkContainers(spec, report, minor);
  checkClaims(spec, report);
  checkOs(spec, report);
  checkDns(spec, report);
  checkPodResources(spec, report);
  checkOverhead(spec.overhead, report, ['overhead']);
  const runtime = spec.runtimeClassName;
  if (runtime === '') report(['runtimeClassName'], 'runtimeClassName is empty', 'leave it out');
  if (spec.preemptionPolicy === '') report(['preemptionPolicy'], 'preemptionPolicy is empty', 'leave it out');
  const account = text(spec, 'serviceAccount');
  if (account && !isFilled(spec, 'serviceAccountName') && dnsName(account))
    report(['serviceAccount'], `${quote(account)} cannot be the name of a service account: it ${dnsName(account)}`);
};

/** Before version 1.34, only init containers have a restartPolicy, which makes sidecars of them. */
function checkRestartPolicy(container: ValueMap, field: (typeof CONTAINERS)[number], report: Report): void {
  if (!has(container, 'restartPolicy')) return;
  if (field === 'containers')
    report(['restartPolicy'], 'before Kubernetes 1.34, only init containers have a restartPolicy');
  else if (container.restartPolicy !== 'Always')
    report(['restartPolicy'], 'before Kubernetes 1.34, the restartPolicy of an init container must be Always');
}

function checkContainers(spec: ValueMap, report: Report, minor: number): void {
  for (const field of CONTAINERS)
    for (const [index, container] of maps(spec, field)) {
      const inside: Report = (below, message, hint) => report([field, index, ...below], message, hint);
      if (minor < 34) checkRestartPolicy(container, field, inside);
      const image = text(container, 'image');
      if (image && image !== image.trim())
        inside(['image'], `${quote(image)} has blanks at an end, which no image has`);
      reportRepeats(
        container,
        'resizePolicy',
        (policy) => text(policy, 'resourceName'),
        (name) => `${name} has two policies`,
        inside,
      );
      for (const [position, policy] of maps(container, 'resizePolicy'))
        if (
          text(spec, 'restartPolicy') === 'Never' &&
          text(policy, 'restartPolicy') === 'RestartContainer' &&
          container.restartPolicy !== 'Always'
        )
          inside(
            ['resizePolicy', position, 'restartPolicy'],
            'containers that are never restarted (restartPolicy: Never) are not for a resize either',
          );
      const profile = text(map(map(container, 'securityContext'), 'appArmorProfile'), 'localhostProfile');
      if (profile && profile !== profile.trim())
        inside(
          ['securityContext', 'appArmorProfile', 'localhostProfile'],
          'the name of a profile has no blanks at its ends',
        );
      if (
        isTrue(map(map(container, 'securityContext'), 'windowsOptions'), 'hostProcess') &&
        flag(spec, 'hostNetwork') !== true
      )
        inside(['securityContext', 'windowsOptions', 'hostProcess'], 'a hostProcess container needs hostNetwork: true');
    }
  if (isTrue(map(map(spec, 'securityContext'), 'windowsOptions'), 'hostProcess') && flag(spec, 'hostNetwork') !== true)
    report(['securityContext', 'windowsOptions', 'hostProcess'], 'a hostProcess pod needs hostNetwork: true');
}

function checkClaims(spec: ValueMap, report: Report): void {
  reportRepeats(
    spec,
    'resourceClaims',
    (claim) => text(claim, 'name'),
    (name) => `two resource claims are called ${quote(name)}`,
    report,
  );
  for (const [index, claim] of maps(spec, 'resourceClaims')) {
    const name = text(claim, 'name');
    if (name && dnsLabel(name))
      report(
        ['resourceClaims', index, 'name'],
        `${quote(name)} cannot be the name of a resource claim: it ${dnsLabel(name)}`,
      );
    for (const field of ['resourceClaimName', 'resourceClaimTemplateName']) {
      const given = text(claim, field);
      if (given !== undefined && dnsName(given))
        report(
          ['resourceClaims', index, field],
          `${quote(given)} cannot be the name of a ResourceClaim: it ${dnsName(given)}`,
        );
    }
  }
  for (const field of CONTAINERS)
    for (const [index, container] of maps(spec, field)) {
      const resources = map(container, 'resources');
      const inside: Report = (below, message, hint) => report([field, index, 'resources', ...below], message, hint);
      const made = new Set<string>();
      const parts = new Set<string>();
      for (const [position, claim] of maps(resources, 'claims')) {
        const request = text(claim, 'request');
        if (request && dnsLabel(request))
          inside(['claims', position, 'request'], `${quote(request)} cannot be a request: it ${dnsLabel(request)}`);
        const name = text(claim, 'name') ?? '';
        // A claim as a whole covers each of its requests.
        const isRepeated = made.has(name) || made.has(`${name}/${request ?? ''}`) || (!request && parts.has(name));
        if (isRepeated) inside(['claims', position], `the claim ${quote(name)} is made twice`);
        made.add(request ? `${name}/${request}` : name);
        parts.add(name);
      }
      checkHugePages(resources, inside);
    }
}

function checkOs(spec: ValueMap, report: Report): void {
  const os = osOf(spec);
  const own = map(spec, 'securityContext');
  const contexts: readonly (readonly [ValueMap | undefined, readonly (string | number)[], readonly string[]])[] = [
    [own, ['securityContext'], NOT_FOR_WINDOWS.pod],
    ...CONTAINERS.flatMap((field) =>
      maps(spec, field).map(
        ([index, container]) =>
          [map(container, 'securityContext'), [field, index, 'securityContext'], NOT_FOR_WINDOWS.container] as const,
      ),
    ),
  ];
  if (os === 'linux')
    for (const [context, at] of contexts)
      if (context && has(context, 'windowsOptions'))
        report([...at, 'windowsOptions'], 'a pod for linux has no windowsOptions');
  if (os !== 'windows') return;
  for (const field of NOT_FOR_WINDOWS.spec)
    if (
      has(spec, field) &&
      (field === 'hostUsers' || field === 'shareProcessNamespace' || field === 'resources' || spec[field] === true)
    )
      report([field], `a pod for windows has no ${field}`);
  for (const [context, at, fields] of contexts)
    for (const field of fields)
      if (context && has(context, field)) report([...at, field], `a pod for windows has no ${field}`);
}

function checkDns(spec: ValueMap, report: Report): void {
  const config = map(spec, 'dnsConfig');
  const searches = texts(config, 'searches').map(([, domain]) => domain);
  if (list(config, 'searches').length > 32) report(['dnsConfig', 'searches'], 'at most 32 search domains are allowed');
  const length = searches.join(' ').length;
  if (length > 2048)
    report(
      ['dnsConfig', 'searches'],
      `the search domains have ${length} characters together; at most 2048 are allowed`,
    );
}

const SECCOMP = 'seccomp.security.alpha.kubernetes.io/';
const SECCOMP_PROFILE =
  /^(?:runtime\/default|docker\/default|unconfined|localhost\/(?!\/)(?!(?:.*\/)?\.\.(?:\/|$)).*)$/;

const checkTemplate: Visit = (template, report) => {
  const profile = text(map(map(map(template, 'spec'), 'securityContext'), 'appArmorProfile'), 'localhostProfile');
  if (profile && profile !== profile.trim())
    report(
      ['spec', 'securityContext', 'appArmorProfile', 'localhostProfile'],
      'the name of a profile has no blanks at its ends',
    );
  const annotations = map(map(template, 'metadata'), 'annotations') ?? newMap();
  for (const key in annotations) {
    const own = annotations[key];
    if (
      (key === `${SECCOMP}pod` || key.startsWith(`container.${SECCOMP}`)) &&
      typeof own === 'string' &&
      !SECCOMP_PROFILE.test(own)
    )
      report(
        ['metadata', 'annotations', key],
        `${quote(own)} is not a seccomp profile: profiles are runtime/default, localhost/PATH and unconfined`,
      );
  }
};

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

const MIRROR = 'kubernetes.io/config.mirror';

const checkPod: Visit = (pod, report, { minor }) => {
  const annotations = map(map(pod, 'metadata'), 'annotations') ?? newMap();
  if (MIRROR in annotations && !isFilled(map(pod, 'spec'), 'nodeName'))
    report(['metadata', 'annotations', MIRROR], 'a mirror of a static pod needs its nodeName');
  for (const key in annotations) {
    const profile = annotations[key];
    if (
      key.startsWith(APP_ARMOR) &&
      typeof profile === 'string' &&
      !/^(?:runtime\/default|unconfined|localhost\/.*)$|^$/.test(profile)
    )
      report(
        ['metadata', 'annotations', key],
        `${quote(profile)} is not an AppArmor profile: profiles are runtime/default, localhost/NAME and unconfined`,
      );
  }
  checkTemplate(pod, report, { object: pod, path: [], minor });
};

/** The metadata of a claim in a pod: of all of it, only labels and annotations can be given. */
const CLAIM_METADATA = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'finalizers',
  'managedFields',
  'ownerReferences',
];

/** A claim that is created for a pod has only labels and annotations. */
export const checkClaimTemplate: Visit = (template, report) => {
  const metadata = map(template, 'metadata');
  for (const field of CLAIM_METADATA) {
    const value = metadata?.[field];
    const isList = Array.isArray(value);
    if (
      metadata &&
      has(metadata, field) &&
      (isList || (value !== '' && value !== 0) || field === 'deletionGracePeriodSeconds')
    )
      report(['metadata', field], `the claim of a pod takes labels and annotations, and no ${field}`);
  }
};

export const podVisits = merge(constraints, {
  'core.v1.PodSpec': checkSpec,
  'core.v1.Pod': checkPod,
  'core.v1.PodTemplateSpec': checkTemplate,
  'core.v1.PersistentVolumeClaimTemplate': checkClaimTemplate,
});
