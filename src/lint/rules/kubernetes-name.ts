import { cronSchedule } from '../kubernetes/cron.ts';
import { checkText, merge, visitFormats } from '../kubernetes/fields.ts';
import { driverName, iscsiName, urlPath, webhookName } from '../kubernetes/formats.ts';
import {
  absolutePath,
  canonicalIp,
  cidr,
  configKey,
  dnsLabel,
  dnsLabelOfServices,
  dnsName,
  type Format,
  httpHeader,
  ipAddress,
  localPath,
  nameOfService,
  noWayUp,
  pathSegment,
  qualifiedName,
  searchDomain,
  sysctl,
  volumePath,
} from '../kubernetes/names.ts';
import { has, text } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';

/** Kinds whose names are not DNS names. */
const NAMES: Readonly<Record<string, Format>> = {
  Namespace: dnsLabel,
  Service: nameOfService,
  // Its pods are labelled with their names.
  StatefulSet: (name) => (name.length > 63 ? `has ${name.length} characters; at most 63 are allowed` : dnsName(name)),
  CertificateSigningRequest: pathSegment,
  IPAddress: canonicalIp,
  PodDisruptionBudget: pathSegment,
  ClusterRole: pathSegment,
  ClusterRoleBinding: pathSegment,
  Role: pathSegment,
  RoleBinding: pathSegment,
  // A Job made of it gets a number of eleven characters.
  CronJob: (name) => (name.length > 52 ? `has ${name.length} characters; at most 52 are allowed` : dnsName(name)),
  // Its pods are labelled with it.
  Job: (name) => (name.length > 63 ? `has ${name.length} characters; at most 63 are allowed` : dnsName(name)),
};

export const name: ObjectRule = {
  id: 'kubernetes-name',
  severity: 'error',
  summary: 'A name, a key or a path that Kubernetes does not take: its characters, or its length',
  visit: merge(
    {
      'meta.v1.ObjectMeta': (node, report, { object, path, minor }) => {
        if (path.length !== 1) return;
        const kind = text(object, 'kind') ?? '';
        const own = text(node, 'name');
        const isOldEvent = kind === 'Event' && text(object, 'apiVersion') === 'v1';
        const format = isOldEvent ? pathSegment : (NAMES[kind] ?? dnsName);
        if (own) checkText(own, (text) => format(text, minor), `the name of a ${kind}`, report, ['name']);
        else if (has(node, 'generateName'))
          report(['generateName'], 'kubectl apply needs a name, and cannot make one from generateName', 'write name');
        const namespace = text(node, 'namespace');
        if (namespace) checkText(namespace, dnsLabel, 'a namespace', report, ['namespace']);
      },
    },
    visitFormats({
      'core.v1.Container': { name: [dnsLabel, 'the name of a container'] },
      'core.v1.Volume': { name: [dnsLabel, 'the name of a volume'] },
      'core.v1.PodSpec': {
        serviceAccountName: [dnsName, 'the name of a service account'],
        nodeName: [dnsName, 'the name of a node'],
        priorityClassName: [dnsName, 'the name of a priority class'],
        runtimeClassName: [dnsName, 'the name of a runtime class'],
        hostname: [dnsLabel, 'a host name'],
        subdomain: [dnsLabel, 'a subdomain'],
      },
      'core.v1.ConfigMapEnvSource': { name: [dnsName, 'the name of a ConfigMap'] },
      'core.v1.SecretEnvSource': { name: [dnsName, 'the name of a Secret'] },
      'core.v1.ConfigMapKeySelector': {
        name: [dnsName, 'the name of a ConfigMap'],
        key: [configKey, 'a key of a ConfigMap'],
      },
      'core.v1.SecretKeySelector': { name: [dnsName, 'the name of a Secret'], key: [configKey, 'a key of a Secret'] },
      'core.v1.HostPathVolumeSource': { path: [noWayUp, 'the path of a hostPath'] },
      'core.v1.KeyToPath': { path: [volumePath, 'a path in a volume'] },
      'core.v1.DownwardAPIVolumeFile': { path: [volumePath, 'a path in a volume'] },
      'core.v1.ServiceAccountTokenProjection': { path: [volumePath, 'a path in a volume'] },
      'core.v1.NFSVolumeSource': { path: [absolutePath, 'the path of an NFS volume'] },
      'core.v1.VolumeMount': {
        subPath: [localPath, 'a subPath'],
        subPathExpr: [localPath, 'a subPathExpr'],
      },
      'flowcontrol.v1.PriorityLevelConfigurationReference': { name: [dnsName, 'the name of a priority level'] },
      'flowcontrol.v1.ServiceAccountSubject': {
        name: [(text) => (text === '*' ? undefined : dnsName(text)), 'the name of a service account'],
        namespace: [dnsLabel, 'a namespace'],
      },
      'core.v1.HTTPHeader': { name: [httpHeader, 'the name of an HTTP header'] },
      'core.v1.Sysctl': { name: [sysctl, 'the name of a sysctl'] },
      'core.v1.HostAlias': { ip: [ipAddress, 'the address of a host alias'], hostnames: [dnsName, 'a host name'] },
      'core.v1.PodDNSConfig': {
        nameservers: [ipAddress, 'the address of a name server'],
        searches: [searchDomain, 'a search domain'],
      },
      'core.v1.PodReadinessGate': { conditionType: [qualifiedName, 'the type of a condition'] },
      'core.v1.PodSchedulingGate': { name: [qualifiedName, 'the name of a scheduling gate'] },
      'core.v1.PodAffinityTerm': { namespaces: [dnsLabel, 'a namespace'] },
      'core.v1.ServiceSpec': {
        clusterIPs: [(ip, minor) => (ip === 'None' ? undefined : ipAddress(ip, minor)), 'an address of a Service'],
        externalIPs: [ipAddress, 'an address of a Service'],
        loadBalancerSourceRanges: [(range, minor) => cidr(range.trim(), minor), 'a range of addresses'],
      },
      'networking.v1.IPBlock': { cidr: [cidr, 'a network'], except: [cidr, 'a network'] },
      'networking.v1.IngressRule': {
        host: [(host) => dnsName(host.replace(/^\*\./, '')), 'the host of a rule'],
      },
      'admissionregistration.v1.ValidatingWebhook': { name: [webhookName, 'the name of a webhook'] },
      'admissionregistration.v1.MutatingWebhook': { name: [webhookName, 'the name of a webhook'] },
      'core.v1.CSIVolumeSource': { driver: [driverName, 'the name of a CSI driver'] },
      'core.v1.ISCSIVolumeSource': { iqn: [iscsiName, 'the name of an iSCSI target'] },
      'core.v1.PersistentVolumeClaimSpec': { storageClassName: [dnsName, 'the name of a storage class'] },
      'apps.v1.StatefulSetSpec': { serviceName: [dnsLabel, 'the name of a Service'] },
      'batch.v1.CronJobSpec': { schedule: [cronSchedule, 'a schedule'] },
      'autoscaling.v2.CrossVersionObjectReference': {
        kind: [pathSegment, 'a kind'],
        name: [pathSegment, 'the name of an object'],
      },
      'networking.v1.IngressClassParametersReference': {
        kind: [pathSegment, 'a kind'],
        name: [pathSegment, 'the name of an object'],
        namespace: [dnsLabel, 'a namespace'],
      },
      'networking.v1.IngressSpec': { ingressClassName: [dnsName, 'the name of an ingress class'] },
      'networking.v1.IngressServiceBackend': { name: [dnsLabelOfServices, 'the name of a Service'] },
      'networking.v1.IngressTLS': {
        hosts: [(host) => dnsName(host.replace(/^\*\./, '')), 'a host'],
        secretName: [dnsName, 'the name of a Secret'],
      },
      'networking.v1.HTTPIngressPath': { path: [absolutePath, 'the path of a rule'] },
      'storage.v1.StorageClass': { provisioner: [(name) => qualifiedName(name.toLowerCase()), 'a provisioner'] },
      'admissionregistration.v1.ServiceReference': { path: [urlPath, 'the path of a webhook'] },
      'rbac.v1.RoleRef': { name: [pathSegment, 'the name of a role'] },
    }),
    {
      'rbac.v1.Subject': (node, report) => {
        const own = text(node, 'name');
        if (text(node, 'kind') === 'ServiceAccount' && own)
          checkText(own, dnsName, 'the name of a service account', report, ['name']);
      },
      'core.v1.ConfigMap': (node, report) => {
        for (const field of ['data', 'binaryData'])
          for (const key of keysOf(node[field])) checkKey(key, 'a ConfigMap', report, [field, key]);
      },
      'core.v1.Secret': (node, report) => {
        for (const field of ['data', 'stringData'])
          for (const key of keysOf(node[field])) checkKey(key, 'a Secret', report, [field, key]);
      },
    },
  ),
};

const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];

function checkKey(key: string, what: string, report: Parameters<typeof checkText>[3], below: string[]): void {
  const fault = key === '' ? 'is empty' : configKey(key);
  if (fault) report(below, `${JSON.stringify(key)} cannot be a key of ${what}: it ${fault}`);
}
