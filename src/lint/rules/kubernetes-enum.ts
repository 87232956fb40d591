import { suggest } from '../../suggest.ts';
import { number, text } from '../kubernetes/read.ts';
import type { ObjectRule, Report, StructureRule } from '../rule.ts';
import { enumerate } from '../words.ts';

function words(value: string, allowed: readonly string[]) {
  const near = suggest(value, allowed) ?? allowed.find((word) => word.toLowerCase() === value.toLowerCase());
  return {
    message: `${JSON.stringify(value)} is none of ${enumerate(allowed)}`,
    ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
  };
}

/** Words that OpenAPI does not list although the API server takes no others. */
const MORE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'core.v1.Container': { restartPolicy: ['Always', 'Never', 'OnFailure'] },
  'meta.v1.LabelSelectorRequirement': { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
  'networking.v1.NetworkPolicySpec': { policyTypes: ['Ingress', 'Egress'] },
  'core.v1.PersistentVolumeClaimSpec': {
    accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
  },
  'rbac.v1.Subject': { kind: ['User', 'Group', 'ServiceAccount'] },
  'rbac.v1.RoleRef': { kind: ['ClusterRole', 'Role'], apiGroup: ['rbac.authorization.k8s.io'] },
  'admissionregistration.v1.ValidatingWebhook': { sideEffects: ['None', 'NoneOnDryRun'] },
  'admissionregistration.v1.MutatingWebhook': { sideEffects: ['None', 'NoneOnDryRun'] },
};

function check(report: Report, field: string, value: unknown, allowed: readonly string[]): void {
  if (typeof value === 'string' && value !== '' && !allowed.includes(value)) {
    const { message, hint } = words(value, allowed);
    report([field], message, hint);
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      if (typeof item === 'string' && !allowed.includes(item)) {
        const { message, hint } = words(item, allowed);
        report([field, index], message, hint);
      }
    });
  }
}

export const enumeration: StructureRule<'enum'> & ObjectRule = {
  id: 'kubernetes-enum',
  severity: 'error',
  summary: 'A word that is none of those the field takes',
  fault: 'enum',
  explain: ({ value, words: allowed }) => words(value, allowed),
  visit: {
    ...Object.fromEntries(
      Object.entries(MORE).map(([type, fields]) => [
        type,
        (node, report) => {
          for (const [field, allowed] of Object.entries(fields)) check(report, field, node[field], allowed);
        },
      ]),
    ),
    'batch.v1.JobSpec': (node, report) => {
      // What a Job's pod does after it ended is the Job's business.
      const template = node.template;
      const spec = typeof template === 'object' && template !== null && 'spec' in template ? template.spec : undefined;
      if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return;
      const policy = text(spec as never, 'restartPolicy') || 'Always';
      if (policy === 'Always')
        report(['template', 'spec', 'restartPolicy'], 'the pods of a Job are restarted Never or OnFailure, not Always');
    },
    'apps.v1.DaemonSetSpec': onlyAlways,
    'apps.v1.DeploymentSpec': onlyAlways,
    'apps.v1.ReplicaSetSpec': onlyAlways,
    'apps.v1.StatefulSetSpec': onlyAlways,
  },
};

function onlyAlways(node: Parameters<ObjectRule['visit'][string]>[0], report: Report): void {
  const template = node.template as { spec?: Record<string, never> } | null | undefined;
  const spec = template?.spec;
  if (typeof spec !== 'object' || spec === null) return;
  const policy = text(spec, 'restartPolicy');
  if (policy && policy !== 'Always')
    report(['template', 'spec', 'restartPolicy'], `these pods are restarted Always, not ${policy}`);
  if (number(spec, 'activeDeadlineSeconds') !== undefined)
    report(
      ['template', 'spec', 'activeDeadlineSeconds'],
      'these pods run on and on: they have no activeDeadlineSeconds',
    );
}
