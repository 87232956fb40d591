import { newMap } from '../../yaml/value.ts';
import type { Missing } from '../kubernetes/fault.ts';
import { has, list, map, text } from '../kubernetes/read.ts';
import type { ObjectRule, StructureRule, Visit } from '../rule.ts';
import { nameOfType } from '../words.ts';

/** What the API server requires besides what its OpenAPI calls required. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  'core.v1.Container': ['image'],
  'core.v1.SecretVolumeSource': ['secretName'],
  'core.v1.ConfigMapVolumeSource': ['name'],
  'core.v1.SecretProjection': ['name'],
  'core.v1.ConfigMapProjection': ['name'],
  'core.v1.SecretEnvSource': ['name'],
  'core.v1.ConfigMapEnvSource': ['name'],
  'core.v1.SecretKeySelector': ['name'],
  'core.v1.ConfigMapKeySelector': ['name'],
  'core.v1.ExecAction': ['command'],
  'core.v1.PodDNSConfigOption': ['name'],
  'core.v1.EphemeralVolumeSource': ['volumeClaimTemplate'],
  'core.v1.PersistentVolumeClaimSpec': ['accessModes', 'resources'],
  'core.v1.Pod': ['spec'],
  'core.v1.PodTemplateSpec': ['spec'],
  'core.v1.Service': ['spec'],
  'core.v1.PersistentVolumeClaim': ['spec'],
  'apps.v1.DaemonSet': ['spec'],
  'apps.v1.Deployment': ['spec'],
  'apps.v1.ReplicaSet': ['spec'],
  'apps.v1.StatefulSet': ['spec'],
  'batch.v1.CronJob': ['spec'],
  'batch.v1.Job': ['spec'],
  'batch.v1.JobTemplateSpec': ['spec'],
  'autoscaling.v2.HorizontalPodAutoscaler': ['spec'],
  'networking.v1.Ingress': ['spec'],
  'networking.v1.HTTPIngressRuleValue': ['paths'],
  'networking.v1.IngressServiceBackend': ['port'],
  'flowcontrol.v1.FlowSchema': ['spec'],
  'flowcontrol.v1.PriorityLevelConfiguration': ['spec'],
  'flowcontrol.v1.LimitedPriorityLevelConfiguration': ['limitResponse'],
  'admissionregistration.v1.NamedRuleWithOperations': ['apiGroups', 'apiVersions', 'operations', 'resources'],
  'admissionregistration.v1.RuleWithOperations': ['apiGroups', 'apiVersions', 'operations', 'resources'],
};

/** What OpenAPI calls required, and the API server's validation does not. */
const NOT_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'batch.v1.PodFailurePolicy': ['rules'],
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': ['status'],
  'core.v1.Event': ['involvedObject'],
  'discovery.v1.EndpointSlice': ['endpoints'],
  'apiextensions.v1.CustomResourceDefinitionVersion': ['served', 'storage'],
  'discovery.v1.ForZone': ['name'],
  'discovery.v1.ForNode': ['name'],
  'resource.v1.DeviceClass': ['spec'],
  'resource.v1.ResourceClaim': ['spec'],
  'storage.v1.CSIDriver': ['spec'],
  'storage.v1.CSINode': ['spec'],
  'storage.v1.CSINodeSpec': ['drivers'],
  'apps.v1.ControllerRevision': ['revision'],
  'apps.v1.StatefulSetSpec': ['serviceName'],
  'networking.v1.NetworkPolicySpec': ['podSelector'],
  'resource.v1.ResourceClaimTemplate': ['spec'],
  'resource.v1.ResourceClaimTemplateSpec': ['spec'],
  'storage.v1.TokenRequest': ['audience'],
};

/** Whether a missing field is required in this place. */
function isAskedFor({ field, type, path }: Missing): boolean {
  if (NOT_REQUIRED[type]?.includes(field)) return false;
  // The selector of a metric is not validated.
  if (type === 'meta.v1.LabelSelectorRequirement' && path.includes('metric')) return false;
  // A conversion without a webhook may have an empty one.
  if (type === 'apiextensions.v1.WebhookConversion') return false;
  // Owners are those of an object, and not of what it makes.
  if (type === 'meta.v1.OwnerReference') return path[0] === 'metadata';
  // An empty source counts as missing.
  return !(type === 'core.v1.TypedLocalObjectReference' && path.at(-1) === 'dataSource');
}

const missing = (type: string, field: string) => `${nameOfType(type)} needs the field ${JSON.stringify(field)}`;

const visitWanted = (type: string, fields: readonly string[]): Visit => {
  return (node, report) => {
    for (const field of fields) {
      const value = node[field];
      if (!has(node, field) || value === '' || (Array.isArray(value) && value.length === 0))
        report([], missing(type, field));
    }
  };
};

export const required: StructureRule<'required'> & ObjectRule = {
  id: 'kubernetes-required',
  severity: 'error',
  summary: 'A field is missing, or empty, that the API server demands',
  fault: 'required',
  explain: (fault) => (isAskedFor(fault) ? { message: missing(fault.type, fault.field) } : undefined),
  visit: {
    ...Object.fromEntries(Object.entries(WANTED).map(([type, fields]) => [type, visitWanted(type, fields)])),
    'core.v1.PodSpec': (node, report) => {
      if (has(node, 'containers') && list(node, 'containers').length === 0)
        report(['containers'], 'a pod needs at least one container');
    },
    'core.v1.ServiceSpec': (node, report) => {
      const headless = text(node, 'clusterIP') === 'None' || text(node, 'type') === 'ExternalName';
      if (!headless && list(node, 'ports').length === 0) report([], missing('core.v1.ServiceSpec', 'ports'));
      if (text(node, 'type') === 'ExternalName' && !text(node, 'externalName'))
        report([], missing('core.v1.ServiceSpec', 'externalName'));
    },
    'core.v1.VolumeResourceRequirements': (node, report) => {
      if (!has(map(node, 'requests') ?? newMap(), 'storage'))
        report([], 'a claim needs the amount of storage that it requests', 'write requests: {storage: 1Gi}');
    },
    'networking.v1.HTTPIngressPath': (node, report) => {
      if (!text(node, 'path') && text(node, 'pathType') !== 'ImplementationSpecific')
        report([], missing('networking.v1.HTTPIngressPath', 'path'));
    },
    'autoscaling.v2.MetricSpec': (node, report) => {
      const type = text(node, 'type') ?? '';
      const field = type.charAt(0).toLowerCase() + type.slice(1);
      if (type !== '' && !has(node, field)) report([], `a metric of the type ${type} needs the field "${field}"`);
    },
    'networking.v1.IngressSpec': (node, report) => {
      if (node.ingressClassName === '') report(['ingressClassName'], 'ingressClassName is empty', 'leave it out');
      if (list(node, 'rules').length === 0 && !has(node, 'defaultBackend'))
        report([], 'an IngressSpec needs rules or a defaultBackend');
    },
    'rbac.v1.PolicyRule': (node, report) => {
      if (Array.isArray(node.verbs) && node.verbs.length === 0)
        report(['verbs'], missing('rbac.v1.PolicyRule', 'verbs'));
      if (list(node, 'nonResourceURLs').length > 0) return;
      for (const field of ['apiGroups', 'resources'])
        if (list(node, field).length === 0) report([], missing('rbac.v1.PolicyRule', field));
    },
  },
};
