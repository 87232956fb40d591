import { suggest } from '../../problem/suggest.ts';
import type { ValueMap } from '../../yaml/value.ts';
import { dig, merge } from '../kubernetes/fields.ts';
import { number, text } from '../kubernetes/read.ts';
import type { ObjectRule, Report, StructureRule, Visit } from '../rule.ts';
import { enumerate } from '../words.ts';

function words(value: string, allowed: readonly string[]) {
  const near = suggest(value, allowed) ?? allowed.find((word) => word.toLowerCase() === value.toLowerCase());
  return {
    message: `${JSON.stringify(value)} is not one of ${enumerate(allowed)}`,
    ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
  };
}

/**
 * Words that OpenAPI does not list, or not in all versions, although the API server takes no others. In the order of
 * OpenAPI both say the same, which is reported once.
 */
const MORE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'meta.v1.LabelSelectorRequirement': { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
  'networking.v1.NetworkPolicySpec': { policyTypes: ['Egress', 'Ingress'] },
  'core.v1.PersistentVolumeClaimSpec': {
    accessModes: ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'],
  },
  'autoscaling.v2.MetricSpec': { type: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'] },
  'autoscaling.v2.MetricTarget': { type: ['Utilization', 'Value', 'AverageValue'] },
  'admissionregistration.v1.RuleWithOperations': {
    operations: ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'],
    scope: ['*', 'Cluster', 'Namespaced'],
  },
  'admissionregistration.v1.NamedRuleWithOperations': { scope: ['*', 'Cluster', 'Namespaced'] },
  'rbac.v1.Subject': { kind: ['User', 'Group', 'ServiceAccount'] },
  'rbac.v1.RoleRef': { kind: ['ClusterRole', 'Role'], apiGroup: ['rbac.authorization.k8s.io'] },
  'admissionregistration.v1.ValidatingWebhook': { sideEffects: ['None', 'NoneOnDryRun'] },
  'admissionregistration.v1.MutatingWebhook': { sideEffects: ['None', 'NoneOnDryRun'] },
  'flowcontrol.v1.FlowDistinguisherMethod': { type: ['ByNamespace', 'ByUser'] },
  'flowcontrol.v1.LimitResponse': { type: ['Queue', 'Reject'] },
  'flowcontrol.v1.PriorityLevelConfigurationSpec': { type: ['Exempt', 'Limited'] },
  'flowcontrol.v1.Subject': { kind: ['Group', 'ServiceAccount', 'User'] },
};

/** Fields that have no default, so that an empty word is a wrong one. */
const NOT_EMPTY: Readonly<Record<string, readonly string[]>> = {
  'core.v1.SecurityContext': ['procMount'],
  'core.v1.VolumeMount': ['mountPropagation'],
  'core.v1.PodSecurityContext': ['fsGroupChangePolicy'],
  'core.v1.TopologySpreadConstraint': ['nodeAffinityPolicy', 'nodeTaintsPolicy'],
  'networking.v1.NetworkPolicyPort': ['protocol'],
  'policy.v1.PodDisruptionBudgetSpec': ['unhealthyPodEvictionPolicy'],
  'scheduling.v1.PriorityClass': ['preemptionPolicy'],
  'storage.v1.StorageClass': ['volumeBindingMode'],
  'admissionregistration.v1.ValidatingWebhook': ['failurePolicy', 'matchPolicy'],
  'admissionregistration.v1.MutatingWebhook': ['failurePolicy', 'matchPolicy'],
  'admissionregistration.v1.RuleWithOperations': ['scope'],
  'admissionregistration.v1.NamedRuleWithOperations': ['scope'],
  'admissionregistration.v1.MatchResources': ['matchPolicy'],
  'admissionregistration.v1.ValidatingAdmissionPolicySpec': ['failurePolicy'],
  'admissionregistration.v1.MutatingAdmissionPolicySpec': ['failurePolicy'],
};

function check(report: Report, field: string, value: unknown, allowed: readonly string[]): void {
  if (typeof value === 'string' && value !== '' && !allowed.includes(value)) {
    const { message, hint } = words(value, allowed);
    report([field], message, hint);
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      // Go reads null as an empty string.
      const word = item === null ? '' : item;
      if (typeof word === 'string' && !allowed.includes(word)) {
        const { message, hint } = words(word, allowed);
        report([field, index], message, hint);
      }
    });
  }
}

export const enumeration: StructureRule<'enum'> & ObjectRule = {
  id: 'kubernetes-enum',
  severity: 'error',
  summary: 'A word that the field does not allow',
  fault: 'enum',
  explain: ({ value, words: allowed }) => words(value, allowed),
  visit: merge(
    Object.fromEntries(
      Object.entries(MORE).map(([type, fields]): [string, Visit] => [
        type,
        (node, report) => {
          for (const [field, allowed] of Object.entries(fields)) check(report, field, node[field], allowed);
        },
      ]),
    ),
    Object.fromEntries(
      Object.entries(NOT_EMPTY).map(([type, fields]): [string, Visit] => [
        type,
        (node, report) => {
          for (const field of fields)
            if (node[field] === '') report([field], `${field} must not be empty`, 'leave it out');
        },
      ]),
    ),
    {
      'rbac.v1.Subject': (node, report) => {
        const group = text(node, 'apiGroup');
        const wanted = text(node, 'kind') === 'ServiceAccount' ? '' : 'rbac.authorization.k8s.io';
        if (group && group !== wanted)
          report(['apiGroup'], `the apiGroup of a ${text(node, 'kind')} must be ${JSON.stringify(wanted)}`);
      },
      'batch.v1.JobSpec': (node, report) => {
        const spec = dig(node, 'template', 'spec');
        if (spec && (text(spec, 'restartPolicy') || 'Always') === 'Always')
          report(
            ['template', 'spec', 'restartPolicy'],
            'the pods of a Job are restarted Never or OnFailure, not Always',
          );
      },
      'apps.v1.DaemonSetSpec': onlyAlways,
      'apps.v1.DeploymentSpec': onlyAlways,
      'apps.v1.ReplicaSetSpec': onlyAlways,
      'apps.v1.StatefulSetSpec': onlyAlways,
    },
  ),
};

function onlyAlways(node: ValueMap, report: Report): void {
  const spec = dig(node, 'template', 'spec');
  const policy = text(spec, 'restartPolicy');
  const at = ['template', 'spec'];
  if (policy && policy !== 'Always') report([...at, 'restartPolicy'], `these pods are restarted Always, not ${policy}`);
  if (number(spec, 'activeDeadlineSeconds') !== undefined)
    report([...at, 'activeDeadlineSeconds'], 'these pods run without end: activeDeadlineSeconds is not allowed');
}
