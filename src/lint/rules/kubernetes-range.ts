import type { Value, ValueMap } from '../../yaml/value.ts';
import { merge } from '../kubernetes/fields.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import { has, list, map, number, text } from '../kubernetes/read.ts';
import type { ObjectRule, Report, Visit } from '../rule.ts';

type Range = readonly [least: number, most: number];

const ANY = Number.POSITIVE_INFINITY;
const MODE: Range = [0, 0o777];
const COUNT: Range = [0, ANY];
const PERCENT: Range = [0, 100];
const INT32 = 2 ** 31 - 1;

/** Numbers by type: the least and the most. */
const RANGES: Readonly<Record<string, Readonly<Record<string, Range>>>> = {
  'core.v1.Probe': {
    initialDelaySeconds: COUNT,
    timeoutSeconds: COUNT,
    periodSeconds: COUNT,
    successThreshold: COUNT,
    failureThreshold: COUNT,
    terminationGracePeriodSeconds: [1, ANY],
  },
  'core.v1.PodSpec': {
    activeDeadlineSeconds: [1, INT32],
    terminationGracePeriodSeconds: [Number.NEGATIVE_INFINITY, ANY],
  },
  'core.v1.SecretVolumeSource': { defaultMode: MODE },
  'core.v1.ConfigMapVolumeSource': { defaultMode: MODE },
  'core.v1.DownwardAPIVolumeSource': { defaultMode: MODE },
  'core.v1.ProjectedVolumeSource': { defaultMode: MODE },
  'core.v1.KeyToPath': { mode: MODE },
  'core.v1.DownwardAPIVolumeFile': { mode: MODE },
  'core.v1.ServiceAccountTokenProjection': { expirationSeconds: [600, 2 ** 32] },
  'core.v1.ISCSIVolumeSource': { lun: [0, 255] },
  'core.v1.AWSElasticBlockStoreVolumeSource': { partition: [0, 255] },
  'core.v1.GCEPersistentDiskVolumeSource': { partition: [0, 255] },
  'apps.v1.DaemonSetSpec': { minReadySeconds: COUNT, revisionHistoryLimit: COUNT },
  'apps.v1.DeploymentSpec': {
    minReadySeconds: COUNT,
    revisionHistoryLimit: COUNT,
    replicas: COUNT,
    progressDeadlineSeconds: COUNT,
  },
  'apps.v1.ReplicaSetSpec': { minReadySeconds: COUNT, replicas: COUNT },
  'apps.v1.StatefulSetSpec': { minReadySeconds: COUNT, replicas: COUNT },
  'apps.v1.StatefulSetOrdinals': { start: COUNT },
  'batch.v1.JobSpec': {
    parallelism: COUNT,
    completions: COUNT,
    activeDeadlineSeconds: COUNT,
    backoffLimit: COUNT,
    ttlSecondsAfterFinished: COUNT,
  },
  'batch.v1.CronJobSpec': {
    startingDeadlineSeconds: COUNT,
    successfulJobsHistoryLimit: COUNT,
    failedJobsHistoryLimit: COUNT,
  },
  'apps.v1.RollingUpdateStatefulSetStrategy': { partition: COUNT },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': { minReplicas: COUNT, maxReplicas: [1, ANY] },
  'autoscaling.v2.MetricTarget': { averageUtilization: [1, ANY] },
  'core.v1.ClientIPConfig': { timeoutSeconds: [1, 86400] },
  'admissionregistration.v1.ValidatingWebhook': { timeoutSeconds: [1, 30] },
  'admissionregistration.v1.MutatingWebhook': { timeoutSeconds: [1, 30] },
  'flowcontrol.v1.ExemptPriorityLevelConfiguration': { lendablePercent: PERCENT, nominalConcurrencyShares: COUNT },
  'flowcontrol.v1.FlowSchemaSpec': { matchingPrecedence: [0, 10_000] },
  'flowcontrol.v1.LimitedPriorityLevelConfiguration': {
    borrowingLimitPercent: COUNT,
    lendablePercent: PERCENT,
    nominalConcurrencyShares: COUNT,
  },
  'flowcontrol.v1.QueuingConfiguration': { handSize: COUNT, queueLengthLimit: COUNT, queues: [0, 10_000_000] },
  'scheduling.v1.PriorityClass': { value: [Number.NEGATIVE_INFINITY, 1_000_000_000] },
};

const visitRanges =
  (fields: Readonly<Record<string, Range>>): Visit =>
  (node, report) => {
    for (const field in fields) {
      const value = number(node, field);
      const [least, most] = fields[field] as Range;
      if (value === undefined || (value >= least && value <= most)) continue;
      const octal = most === 0o777;
      report(
        [field],
        most === ANY
          ? `${field} must be ${least} or more, not ${value}`
          : octal
            ? `${value} is not a file mode: file modes are 0 to 0777, which is 511`
            : `${field} must be ${least} to ${most}, not ${value}`,
        octal && /^[0-7]{3,4}$/.test(String(value)) ? `write 0${value}: a number in octal begins with 0` : undefined,
      );
    }
  };

export const range: ObjectRule = {
  id: 'kubernetes-range',
  severity: 'error',
  summary: 'A number outside of what the field takes, or fields that do not go together',
  visit: merge(Object.fromEntries(Object.entries(RANGES).map(([type, fields]) => [type, visitRanges(fields)])), {
    'apps.v1.RollingUpdateDaemonSet': (node, report) => {
      checkRollout(node, report, 1);
      if (typeof node.maxSurge === 'string' && Number(node.maxSurge.slice(0, -1)) > 100)
        report(['maxSurge'], `${node.maxSurge} is more than 100%`);
      // A DaemonSet either takes pods away first, or adds them first.
      const none = (value: Value | undefined) => value === 0 || value === '0%';
      if (has(node, 'maxSurge') && !none(node.maxSurge) && !none(node.maxUnavailable))
        report(['maxSurge'], 'maxSurge is allowed only with maxUnavailable: 0');
    },
    // Unlike that of a Deployment, it must be more than 0 by itself.
    'apps.v1.RollingUpdateStatefulSetStrategy': (node, report) => {
      const value = node.maxUnavailable;
      if (value === undefined || value === null) return;
      if (value === 0 || value === '0%') report(['maxUnavailable'], 'maxUnavailable must be more than 0');
      else checkRollout(node, report, 1);
    },
    'apps.v1.RollingUpdateDeployment': (node, report) => checkRollout(node, report, 1),
    'apps.v1.DeploymentStrategy': recreate,
    'apps.v1.DaemonSetUpdateStrategy': (node, report) => {
      if (text(node, 'type') === 'RollingUpdate' && has(node, 'rollingUpdate') && !map(node, 'rollingUpdate')) return;
      recreate(node, report);
    },
    'core.v1.PodSpec': (node, report) => {
      const config = map(node, 'dnsConfig');
      const servers = list(config, 'nameservers').length;
      if (text(node, 'dnsPolicy') === 'None' && servers === 0)
        report(['dnsPolicy'], 'dnsPolicy: None needs a dnsConfig with nameservers');
      if (servers > 3)
        report(['dnsConfig', 'nameservers'], `${servers} name servers are too many: at most 3 are allowed`);
    },
    'apps.v1.DeploymentSpec': (node, report) => {
      // The server fills in 600.
      const deadline = number(node, 'progressDeadlineSeconds') ?? 600;
      if (deadline <= (number(node, 'minReadySeconds') ?? 0))
        report(['progressDeadlineSeconds'], 'progressDeadlineSeconds must be more than minReadySeconds');
    },
    'autoscaling.v2.HorizontalPodAutoscalerSpec': (node, report) => {
      const [least, most] = [number(node, 'minReplicas'), number(node, 'maxReplicas')];
      if (least !== undefined && most !== undefined && most < least)
        report(['maxReplicas'], `maxReplicas (${most}) is less than minReplicas (${least})`);
    },
    'policy.v1.PodDisruptionBudgetSpec': (node, report) => {
      for (const field of ['minAvailable', 'maxUnavailable']) {
        const value = node[field];
        if (typeof value === 'string' && Number(value.slice(0, -1)) > 100)
          report([field], `${value} is more than 100%`);
        if (typeof value === 'string' && !/^\d+%$/.test(value))
          report([field], `${JSON.stringify(value)} is neither a number nor a percentage such as 10%`);
        if (typeof value === 'number' && value < 0) report([field], `${field} must be 0 or more, not ${value}`);
      }
      if (has(node, 'minAvailable') && has(node, 'maxUnavailable'))
        report(['maxUnavailable'], 'minAvailable and maxUnavailable exclude each other');
    },
    'core.v1.VolumeResourceRequirements': (node, report) => {
      const storage = map(node, 'requests')?.storage;
      const amount = storage === undefined ? undefined : parseQuantity(storage ?? 0);
      if (amount !== undefined && amount <= 0n) report(['requests', 'storage'], 'a claim must request more than 0');
    },
    'core.v1.Volume': (node, report) => {
      const limit = map(node, 'emptyDir')?.sizeLimit;
      const amount = limit === undefined ? undefined : parseQuantity(limit);
      if (amount !== undefined && amount < 0n) report(['emptyDir', 'sizeLimit'], `${String(limit)} is negative`);
    },
  }),
};

/** An update that may neither remove a pod nor add one never begins. */
function checkRollout(node: ValueMap, report: Report, standard: number): void {
  const amounts = ['maxUnavailable', 'maxSurge'].map((field, index) => {
    const value = node[field];
    if (value === undefined || value === null) return index === 0 ? standard : 0;
    if (typeof value === 'string') {
      if (!/^\d+%$/.test(value)) {
        report([field], `${JSON.stringify(value)} is neither a number nor a percentage such as 10%`);
        return standard;
      }
      if (field === 'maxUnavailable' && Number(value.slice(0, -1)) > 100) report([field], `${value} is more than 100%`);
      return Number(value.slice(0, -1));
    }
    if (typeof value === 'number' && value < 0) report([field], `${field} must be 0 or more, not ${value}`);
    return typeof value === 'number' ? value : standard;
  });
  if (amounts[0] === 0 && amounts[1] === 0 && has(node, 'maxUnavailable'))
    report(['maxUnavailable'], 'maxUnavailable and maxSurge are both 0: an update never begins');
}

function recreate(node: ValueMap, report: Report): void {
  const type = text(node, 'type');
  if (type === 'Recreate' && has(node, 'rollingUpdate'))
    report(['rollingUpdate'], `rollingUpdate goes with type: RollingUpdate, not ${type}`);
}
