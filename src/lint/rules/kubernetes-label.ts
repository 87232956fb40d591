import type { Path } from '../../problem/path.ts';
import { isMap, type Value, type ValueMap } from '../../yaml/value.ts';
import { checkText } from '../kubernetes/fields.ts';
import { labelValue, qualifiedName } from '../kubernetes/names.ts';
import { list, maps, text, texts } from '../kubernetes/read.ts';
import { isValidated } from '../kubernetes/unvalidated.ts';
import type { ObjectRule, Report } from '../rule.ts';
import { quote } from '../words.ts';

export const label: ObjectRule = {
  id: 'kubernetes-label',
  severity: 'error',
  summary: 'A key or a value that a label cannot have, in labels and in what selects by them',
  visit: {
    'meta.v1.ObjectMeta': (node, report, { path }) => {
      if (isValidated(path)) checkLabels(node.labels, report, ['labels']);
    },
    'meta.v1.LabelSelector': (node, report, { path }) => {
      if (isValidated(path)) checkLabels(node.matchLabels, report, ['matchLabels']);
    },
    'meta.v1.LabelSelectorRequirement': (node, report, { path }) => {
      if (isValidated(path)) checkRequirement(node, report);
    },
    'core.v1.PodSpec': (node, report) => checkLabels(node.nodeSelector, report, ['nodeSelector']),
    'core.v1.ServiceSpec': (node, report) => checkLabels(node.selector, report, ['selector']),
    'core.v1.NodeSelectorTerm': (node, report) => {
      for (const [index, requirement] of maps(node, 'matchExpressions')) {
        const key = text(requirement, 'key');
        if (key) checkText(key, qualifiedName, 'the key of a label', report, ['matchExpressions', index, 'key']);
      }
    },
    'core.v1.Toleration': (node, report) => {
      const key = text(node, 'key');
      if (key) checkText(key, qualifiedName, 'the key of a taint', report, ['key']);
      const value = text(node, 'value');
      if (value && text(node, 'operator') !== 'Exists')
        checkText(value, labelValue, 'the value of a taint', report, ['value']);
    },
    'core.v1.PodAffinityTerm': (node, report) => {
      const key = text(node, 'topologyKey');
      if (key) checkText(key, qualifiedName, 'the key of a label', report, ['topologyKey']);
      checkKeys(node, report);
    },
    'core.v1.TopologySpreadConstraint': (node, report) => checkKeys(node, report),
  },
};

function checkKeys(node: ValueMap, report: Report): void {
  for (const field of ['matchLabelKeys', 'mismatchLabelKeys'])
    list(node, field).forEach((item, index) => {
      const key = typeof item === 'string' ? item : item === null ? '' : undefined;
      const fault = key === undefined ? undefined : qualifiedName(key);
      if (fault) report([field, index], `${quote(String(key))} cannot be the key of a label: it ${fault}`);
    });
}

function checkRequirement(node: ValueMap, report: Report): void {
  const key = text(node, 'key');
  if (key) checkText(key, qualifiedName, 'the key of a label', report, ['key']);
  for (const [index, value] of texts(node, 'values'))
    checkText(value, labelValue, 'the value of a label', report, ['values', index]);
  const operator = text(node, 'operator');
  const count = list(node, 'values').length;
  if ((operator === 'In' || operator === 'NotIn') && count === 0)
    report(['values'], `the operator ${operator} needs values`);
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0)
    report(['values'], `the operator ${operator} takes no values`, 'leave values out, or write In');
}

function checkLabels(labels: Value | undefined, report: Report, below: Path): void {
  if (!isMap(labels)) return;
  for (const key in labels) {
    const fault = qualifiedName(key);
    if (fault) report([...below, key], `${quote(key)} cannot be the key of a label: it ${fault}`);
    const value = labels[key];
    if (typeof value === 'string') checkText(value, labelValue, 'the value of a label', report, [...below, key]);
  }
}
