import type { ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { merge } from '../fields.ts';
import { groupVersion } from '../formats.ts';
import { dnsLabel, pathSegment, qualifiedName } from '../names.ts';
import { parseQuantity } from '../quantity.ts';
import { has, map, maps, number, text } from '../read.ts';
import { visitConstraints } from './constraint.ts';

/** The source of each type of metric, and the amounts that its target can have. */
const METRICS: Readonly<
  Record<string, { readonly field: string; readonly amounts: readonly string[]; readonly isOne: boolean }>
> = {
  Resource: { field: 'resource', amounts: ['averageUtilization', 'averageValue'], isOne: true },
  ContainerResource: { field: 'containerResource', amounts: ['averageUtilization', 'averageValue'], isOne: true },
  Pods: { field: 'pods', amounts: ['averageValue'], isOne: false },
  Object: { field: 'object', amounts: ['value', 'averageValue'], isOne: false },
  External: { field: 'external', amounts: ['value', 'averageValue'], isOne: true },
};
const FIELDS = Object.values(METRICS).map(({ field }) => field);

const checkMetric: Visit = (metric, report) => {
  const type = text(metric, 'type') ?? '';
  const known = Object.hasOwn(METRICS, type) ? METRICS[type] : undefined;
  if (!known) return;
  for (const field of FIELDS)
    if (field !== known.field && has(metric, field))
      report([field], `a metric of the type ${type} has only the field ${known.field}`);
  const source = map(metric, known.field);
  const target = map(source, 'target');
  if (!source) return;
  const inside: Report = (below, message, hint) => report([known.field, ...below], message, hint);
  const name = text(map(source, 'metric'), 'name');
  if (name && pathSegment(name))
    inside(['metric', 'name'], `${quote(name)} cannot be the name of a metric: it ${pathSegment(name)}`);
  const container = text(source, 'container');
  if (container && dnsLabel(container))
    inside(['container'], `${quote(container)} cannot be the name of a container: it ${dnsLabel(container)}`);
  const resource = text(source, 'name');
  if (resource && type.endsWith('Resource')) {
    const fault =
      qualifiedName(resource) ??
      (resource.includes('/') || /^(?:cpu|memory|ephemeral-storage|hugepages-.*)$/.test(resource)
        ? undefined
        : 'is not a resource of a container');
    if (fault && type === 'ContainerResource') inside(['name'], `${quote(resource)} cannot be a resource: it ${fault}`);
  }
  if (!target) return;
  const given = known.amounts.filter((field) => has(target, field));
  if (given.length === 0) inside(['target'], `the target of this metric needs ${known.amounts.join(' or ')}`);
  if (given.length > 1 && known.isOne)
    inside(['target', given[1] as string], `the target of this metric takes ${known.amounts.join(' or ')}, not both`);
};

const checkTarget: Visit = (target, report) => {
  for (const field of ['value', 'averageValue']) {
    const amount = has(target, field) ? parseQuantity(target[field]) : undefined;
    if (amount !== undefined && amount <= 0n) report([field], `${field} must be more than 0`);
  }
};

const checkReference: Visit = (reference, report) => {
  for (const field of ['kind', 'name']) {
    const value = text(reference, field);
    if (value && pathSegment(value))
      report([field], `${quote(value)} cannot be the ${field} of an object: it ${pathSegment(value)}`);
  }
};

/** What is scaled needs its group: only core kinds have none. */
const checkTargetVersion: Visit = (spec, report, { minor }) => {
  // Versions before 1.34 do not look at it.
  if (minor < 34) return;
  const target = map(spec, 'scaleTargetRef');
  const version = text(target, 'apiVersion') ?? '';
  const fault = version === '' ? undefined : groupVersion(version);
  if (fault) report(['scaleTargetRef', 'apiVersion'], `${quote(version)} cannot be an apiVersion: it ${fault}`);
  if (target && version === '') report(['scaleTargetRef'], 'the target needs an apiVersion such as apps/v1');
  else if (target && text(target, 'kind') !== 'ReplicationController' && version === 'v1')
    report(
      ['scaleTargetRef', 'apiVersion'],
      'only a ReplicationController is scaled in v1',
      'write apiVersion: apps/v1',
    );
};

const isLess = (spec: ValueMap): boolean =>
  has(spec, 'minReplicas') && (number(spec, 'maxReplicas') ?? 0) < (number(spec, 'minReplicas') ?? 1);

/** Whether there is a metric that does not come from the pods. */
const scalesFromZero = (spec: ValueMap): boolean =>
  maps(spec, 'metrics').some(([, metric]) => ['Object', 'External'].includes(text(metric, 'type') ?? ''));

const constraints = visitConstraints({
  'autoscaling.v1.HorizontalPodAutoscalerSpec': [
    { when: (spec) => (number(spec, 'maxReplicas') ?? 0) < 1, message: 'maxReplicas must be 1 or more' },
    { field: 'maxReplicas', when: isLess, message: 'maxReplicas is less than minReplicas' },
    {
      when: (spec) => has(spec, 'minReplicas') && (number(spec, 'minReplicas') ?? 1) < 1,
      message: 'minReplicas must be 1 or more',
    },
    {
      when: (spec) =>
        has(spec, 'targetCPUUtilizationPercentage') && (number(spec, 'targetCPUUtilizationPercentage') ?? 1) < 1,
      message: 'targetCPUUtilizationPercentage must be 1 or more',
    },
  ],
  'autoscaling.v1.HorizontalPodAutoscaler': [
    { when: (node) => !has(node, 'spec'), message: 'a HorizontalPodAutoscaler needs the field "spec"' },
  ],
  'autoscaling.v2.HPAScalingRules': [
    {
      field: 'selectPolicy',
      when: (rules) => !['Max', 'Min', 'Disabled'].includes(text(rules, 'selectPolicy') ?? ''),
      message: 'selectPolicy must be Max, Min or Disabled',
    },
    {
      field: 'stabilizationWindowSeconds',
      when: (rules) =>
        (number(rules, 'stabilizationWindowSeconds') ?? 0) < 0 ||
        (number(rules, 'stabilizationWindowSeconds') ?? 0) > 3600,
      message: 'stabilizationWindowSeconds must be 0 to 3600',
    },
    {
      field: 'tolerance',
      when: (rules) => (parseQuantity(rules.tolerance) ?? 0n) < 0n,
      message: 'tolerance must be 0 or more',
    },
    { when: (rules) => rules.selectPolicy === '', message: 'selectPolicy must be Max, Min or Disabled' },
    {
      when: (rules) => Array.isArray(rules.policies) && rules.policies.length === 0,
      message: 'the rules of a behavior need policies, or leave them out',
    },
  ],
  'autoscaling.v2.HorizontalPodAutoscalerSpec': [
    {
      when: (spec, { minor }) =>
        has(spec, 'minReplicas') && number(spec, 'minReplicas') === 0 && (minor < 37 || !scalesFromZero(spec)),
      message:
        'minReplicas must be 1 or more; from Kubernetes 1.37 on it can be 0 with a metric of the type Object or External',
    },
  ],
  'autoscaling.v2.ObjectMetricSource': [
    {
      field: 'describedObject',
      when: (source, { minor }) =>
        minor >= 34 && (text(map(source, 'describedObject'), 'apiVersion') ?? '').split('/').length > 2,
      message: 'the apiVersion of a describedObject has one "/" at most',
    },
  ],
  'autoscaling.v2.HPAScalingPolicy': [
    {
      field: 'type',
      when: (policy) => !['Pods', 'Percent'].includes(text(policy, 'type') ?? ''),
      message: 'the type of a policy must be Pods or Percent',
    },
    {
      when: (policy) => has(policy, 'value') && (number(policy, 'value') ?? 1) < 1,
      message: 'the value of a policy must be 1 or more',
    },
    {
      when: (policy) =>
        has(policy, 'periodSeconds') &&
        ((number(policy, 'periodSeconds') ?? 1) < 1 || (number(policy, 'periodSeconds') ?? 1) > 1800),
      message: 'periodSeconds must be 1 to 1800',
    },
  ],
});

export const autoscalingVisits = merge(constraints, {
  'autoscaling.v2.MetricSpec': checkMetric,
  'autoscaling.v2.MetricTarget': checkTarget,
  'autoscaling.v1.CrossVersionObjectReference': checkReference,
  'autoscaling.v1.HorizontalPodAutoscalerSpec': checkTargetVersion,
  'autoscaling.v2.HorizontalPodAutoscalerSpec': checkTargetVersion,
});
