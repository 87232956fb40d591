import { isMap, type Value, type ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { dig, merge } from '../fields.ts';
import { dnsLabel, labelValue, qualifiedName } from '../names.ts';
import { has, list, map, maps, number, text, texts } from '../read.ts';
import { isFilled, reportRepeats, textOr, visitConstraints } from './constraint.ts';
import { domainPath } from './network.ts';
import { checkOverhead } from './pod-resources.ts';
import { timeZoneFault } from './time-zone.ts';

const MOST_PARALLEL = 100_000;
const isIndexed = (spec: ValueMap): boolean => text(spec, 'completionMode') === 'Indexed';

const constraints = visitConstraints({
  'batch.v1.JobSpec': [
    {
      field: 'parallelism',
      when: (spec) => isIndexed(spec) && (number(spec, 'parallelism') ?? 0) > MOST_PARALLEL,
      message: 'parallelism must be at most 100000 with completionMode: Indexed',
    },
    {
      field: 'maxFailedIndexes',
      when: (spec) =>
        (number(spec, 'maxFailedIndexes') ?? 0) > (number(spec, 'completions') ?? Number.POSITIVE_INFINITY),
      message: 'maxFailedIndexes must be at most the number of completions',
    },
    {
      field: 'maxFailedIndexes',
      when: (spec) => (number(spec, 'maxFailedIndexes') ?? 0) > MOST_PARALLEL,
      message: 'maxFailedIndexes must be at most 100000',
    },
    {
      field: 'successPolicy',
      when: (spec) => !isIndexed(spec),
      message: 'a successPolicy is allowed only with completionMode: Indexed',
    },
    {
      field: 'podFailurePolicy',
      when: (spec) => textOr(dig(spec, 'template', 'spec'), 'restartPolicy', 'Never') !== 'Never',
      message: 'a podFailurePolicy needs pods with restartPolicy: Never',
    },
    {
      field: 'podReplacementPolicy',
      when: (spec) => has(spec, 'podFailurePolicy') && text(spec, 'podReplacementPolicy') === 'TerminatingOrFailed',
      message: 'with a podFailurePolicy, podReplacementPolicy must be Failed',
    },
    {
      field: 'managedBy',
      when: (spec) =>
        domainPath(text(spec, 'managedBy') ?? '') !== undefined || (text(spec, 'managedBy') ?? '').length > 63,
      message: 'managedBy must be a domain and a path, such as example.com/controller, of at most 63 characters',
    },
  ],
  'batch.v1.PodFailurePolicyRule': [
    {
      when: (rule) => !has(rule, 'onExitCodes') && !isFilled(rule, 'onPodConditions'),
      message: 'a rule needs onExitCodes or onPodConditions',
    },
    {
      field: 'onPodConditions',
      when: (rule) => has(rule, 'onExitCodes'),
      message: 'a rule takes onExitCodes or onPodConditions, not both',
    },
  ],
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': [
    {
      field: 'status',
      when: (pattern) => !['True', 'False', 'Unknown'].includes(text(pattern, 'status') ?? 'True'),
      message: 'the status of a condition must be True, False or Unknown',
    },
    {
      field: 'type',
      when: (pattern) => qualifiedName(text(pattern, 'type') ?? '') !== undefined,
      message: 'this cannot be the type of a condition',
    },
  ],
  'batch.v1.SuccessPolicyRule': [
    {
      when: (rule) => !has(rule, 'succeededIndexes') && !has(rule, 'succeededCount'),
      message: 'a rule needs succeededIndexes or succeededCount',
    },
  ],
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': ['whenDeleted', 'whenScaled'].map((field) => ({
    field,
    when: (policy: ValueMap) => !['Retain', 'Delete'].includes(text(policy, field) ?? ''),
    message: `${field} must be Retain or Delete`,
  })),
  'core.v1.ReplicationController': [
    { when: (node) => !has(node, 'spec'), message: 'a ReplicationController needs the field "spec"' },
  ],
  'core.v1.PodTemplate': [
    { when: (node) => !has(node, 'template'), message: 'a PodTemplate needs the field "template"' },
  ],
  'apps.v1.StatefulSetUpdateStrategy': [
    {
      field: 'type',
      when: (strategy) => text(strategy, 'type') === 'Recreate',
      message: 'the type must be RollingUpdate or OnDelete: a StatefulSet cannot recreate all its pods at once',
    },
    {
      field: 'rollingUpdate',
      when: (strategy) => text(strategy, 'type') === 'OnDelete',
      message: 'rollingUpdate is allowed only with type: RollingUpdate',
    },
  ],
});

/** The checks for Jobs, whether they are created themselves or by a CronJob. */
const checkJob: Visit = (spec, report, place) => {
  for (const field of ['completionMode', 'managedBy', 'podReplacementPolicy'])
    if (spec[field] === '') report([field], `${field} is empty`, 'leave it out');
  for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'])
    if ((number(spec, field) ?? 0) < 0) report([field], `${field} must be 0 or more`);
  if (!isIndexed(spec)) {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'])
      if (has(spec, field)) report([field], `${field} is allowed only with completionMode: Indexed`);
  } else if (has(spec, 'maxFailedIndexes') && !has(spec, 'backoffLimitPerIndex'))
    report(['maxFailedIndexes'], 'maxFailedIndexes needs backoffLimitPerIndex');
  const isOfCronJob = place.path.includes('jobTemplate');
  if (
    isIndexed(spec) &&
    !has(spec, 'completions') &&
    !has(spec, 'successPolicy') &&
    (isOfCronJob || has(spec, 'parallelism'))
  )
    report(['completionMode'], 'completionMode: Indexed needs completions');
  const isManual = spec.manualSelector === true;
  if (isOfCronJob) {
    if (isManual) report(['manualSelector'], 'the Jobs of a CronJob have selectors of their own');
    if (has(spec, 'selector'))
      report(['selector'], 'the Jobs of a CronJob have selectors of their own', 'leave selector out');
  } else if (isManual) checkManualSelector(spec, report);
  else if (isFilled(map(spec, 'selector'), 'matchLabels') || isFilled(map(spec, 'selector'), 'matchExpressions'))
    report(['selector'], 'a Job makes a selector of its own, unless manualSelector is true', 'leave selector out');
  if (!isManual)
    for (const key of [
      'job-name',
      'controller-uid',
      'batch.kubernetes.io/job-name',
      'batch.kubernetes.io/controller-uid',
    ]) {
      const labels = dig(spec, 'template', 'metadata', 'labels');
      if (labels && key in labels && !isOfCronJob)
        report(['template', 'metadata', 'labels', key], `the label ${key} is the Job's own to set`);
    }
  checkFailurePolicy(spec, report);
  checkSuccessPolicy(spec, report);
};

function checkManualSelector(spec: ValueMap, report: Report): void {
  const wanted = dig(spec, 'selector', 'matchLabels');
  const labels = dig(spec, 'template', 'metadata', 'labels');
  if (!has(spec, 'selector')) report([], 'manualSelector: true needs a selector');
  for (const key in wanted)
    if (wanted[key] !== labels?.[key])
      report(
        ['selector', 'matchLabels', key],
        `the selector wants the label ${quote(key)}, which the pods do not have`,
      );
}

function checkFailurePolicy(spec: ValueMap, report: Report): void {
  const policy = map(spec, 'podFailurePolicy');
  const names = new Set(
    ['containers', 'initContainers'].flatMap((field) =>
      maps(dig(spec, 'template', 'spec'), field).map(([, one]) => text(one, 'name')),
    ),
  );
  if (list(policy, 'rules').length > 20) report(['podFailurePolicy', 'rules'], 'at most 20 rules are allowed');
  for (const [index, rule] of maps(policy, 'rules')) {
    const inside: Report = (below, message, hint) =>
      report(['podFailurePolicy', 'rules', index, ...below], message, hint);
    if (text(rule, 'action') === 'FailIndex' && !has(spec, 'backoffLimitPerIndex'))
      inside(['action'], 'FailIndex needs backoffLimitPerIndex');
    const codes = map(rule, 'onExitCodes');
    const name = text(codes, 'containerName');
    if (name !== undefined && !names.has(name))
      inside(['onExitCodes', 'containerName'], `the pod has no container ${quote(name)}`);
    if (!codes) continue;
    const values = list(codes, 'values');
    if (values.length === 0) inside(['onExitCodes'], 'onExitCodes needs values');
    if (values.length > 255) inside(['onExitCodes', 'values'], 'at most 255 values are allowed');
    values.forEach((value, position) => {
      if ((value === 0 || value === null) && text(codes, 'operator') === 'In')
        inside(['onExitCodes', 'values', position], 'the exit code 0 is not a failure, so In must not contain it');
      const before = values[position - 1];
      if (typeof value === 'number' && typeof before === 'number' && value <= before)
        inside(['onExitCodes', 'values', position], 'exit codes must be in ascending order, each once');
    });
  }
}

function checkSuccessPolicy(spec: ValueMap, report: Report): void {
  const policy = map(spec, 'successPolicy');
  if (!policy) return;
  if (list(policy, 'rules').length === 0) report(['successPolicy'], 'a successPolicy needs rules');
  if (list(policy, 'rules').length > 20) report(['successPolicy', 'rules'], 'at most 20 rules are allowed');
  const completions = number(spec, 'completions') ?? Number.POSITIVE_INFINITY;
  for (const [index, rule] of maps(policy, 'rules')) {
    const inside: Report = (below, message) => report(['successPolicy', 'rules', index, ...below], message);
    const indexes = text(rule, 'succeededIndexes');
    const counted = indexes === undefined ? undefined : countIndexes(indexes, completions);
    if (typeof counted === 'string') inside(['succeededIndexes'], counted);
    const count = number(rule, 'succeededCount') ?? 0;
    if (count < 0) inside(['succeededCount'], 'succeededCount must be 0 or more');
    if (count > completions) inside(['succeededCount'], 'succeededCount must be at most the number of completions');
    if (typeof counted === 'number' && count > counted)
      inside(['succeededCount'], `succeededCount must be at most the number of succeededIndexes, which is ${counted}`);
  }
}

/** How many indexes `0-3,5` are, or what is wrong with it. */
function countIndexes(text: string, completions: number): number | string {
  if (text === '') return 0;
  let last = -1;
  let count = 0;
  for (const part of text.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) return `${quote(part)} is neither an index nor a range of them such as 0-3`;
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (from <= last || (match[2] !== undefined && to <= from)) return 'indexes must be in ascending order';
    if (to >= completions) return `the index ${to} is not below the number of completions`;
    last = to;
    count += to - from + 1;
  }
  return count;
}

const checkCronJob: Visit = (spec, report) => {
  const zone = text(spec, 'timeZone');
  const fault = zone === undefined ? undefined : timeZoneFault(zone);
  if (fault) report(['timeZone'], `${quote(zone ?? '')} is not a time zone: ${fault}`);
};

/** The older form of a ReplicaSet, with a selector that is a map of labels. */
const checkController: Visit = (spec, report) => {
  const selector = map(spec, 'selector');
  const labels = dig(spec, 'template', 'metadata', 'labels');
  for (const key in selector)
    if (selector[key] !== labels?.[key])
      report(['selector', key], `the selector wants the label ${quote(key)}, which the pods do not have`);
  if (!has(spec, 'template')) report([], 'a ReplicationController needs the field "template"');
  const pod = dig(spec, 'template', 'spec');
  if (textOr(pod, 'restartPolicy', 'Always') !== 'Always')
    report(['template', 'spec', 'restartPolicy'], 'these pods are restarted Always');
  if (pod && has(pod, 'activeDeadlineSeconds'))
    report(
      ['template', 'spec', 'activeDeadlineSeconds'],
      'these pods run without end: activeDeadlineSeconds is not allowed',
    );
  for (const field of ['replicas', 'minReadySeconds'])
    if ((number(spec, field) ?? 0) < 0) report([field], `${field} must be 0 or more`);
};

const checkRuntimeClass: Visit = (node, report) => {
  const handler = text(node, 'handler');
  if (handler && dnsLabel(handler))
    report(['handler'], `${quote(handler)} cannot be a handler: it ${dnsLabel(handler)}`);
  checkOverhead(map(node, 'overhead')?.podFixed, report, ['overhead', 'podFixed']);
  checkSelector(map(node, 'scheduling')?.nodeSelector, report, ['scheduling', 'nodeSelector']);
  reportRepeats(
    map(node, 'scheduling'),
    'tolerations',
    (toleration) =>
      JSON.stringify(
        ['key', 'operator', 'value', 'effect', 'tolerationSeconds'].map((field) => toleration[field] ?? null),
      ),
    () => 'a toleration is given twice',
    report,
    ['scheduling'],
  );
};

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];
/** Objects of the core group have stricter rules for finalizers than others. */
const checkMeta: Visit = (metadata, report, { object, path }) => {
  if (path.length !== 1) return;
  const isOfPod = text(object, 'apiVersion') === 'v1' && !['Namespace'].includes(text(object, 'kind') ?? '');
  const finalizers = list(metadata, 'finalizers');
  finalizers.forEach((item, index) => {
    const name = item ?? '';
    const fault = typeof name === 'string' ? qualifiedName(name) : undefined;
    if (fault) report(['finalizers', index], `${quote(String(name))} cannot be a finalizer: it ${fault}`);
    else if (typeof name === 'string' && isOfPod && !name.includes('/') && !STANDARD_FINALIZERS.includes(name))
      report(['finalizers', index], `${quote(name)} is not a finalizer: it needs a domain and "/" before it`);
  });
  const words = texts(metadata, 'finalizers').map(([, name]) => name);
  if (words.includes('orphan') && words.includes('foregroundDeletion'))
    report(['finalizers'], 'the finalizers orphan and foregroundDeletion exclude each other');
  const owners = maps(metadata, 'ownerReferences').filter(([, owner]) => owner.controller === true);
  const [, second] = owners;
  if (second) report(['ownerReferences', second[0], 'controller'], 'an object has one owner that controls it');
};

function checkSelector(labels: Value | undefined, report: Report, below: string[]): void {
  if (!isMap(labels)) return;
  for (const key in labels) {
    const value = labels[key];
    const fault = qualifiedName(key) ?? (typeof value === 'string' ? labelValue(value) : undefined);
    if (fault) report([...below, key], `this cannot be a label of a node: it ${fault}`);
  }
}

export const workloadVisits = merge(constraints, {
  'batch.v1.JobSpec': checkJob,
  'batch.v1.CronJobSpec': checkCronJob,
  'core.v1.ReplicationControllerSpec': checkController,
  'node.v1.RuntimeClass': checkRuntimeClass,
  'meta.v1.ObjectMeta': checkMeta,
});
