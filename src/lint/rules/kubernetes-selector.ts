import { newMap, type ValueMap } from '../../yaml/value.ts';
import { dig } from '../kubernetes/fields.ts';
import { map, maps, text, texts } from '../kubernetes/read.ts';
import type { ObjectRule, Visit } from '../rule.ts';
import { quote, show } from '../words.ts';

const WORKLOADS = ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'];

const matchTemplate: Visit = (node, report) => {
  const selector = map(node, 'selector');
  if (!selector) return;
  const wanted = map(selector, 'matchLabels') ?? newMap();
  const labels = dig(node, 'template', 'metadata', 'labels') ?? newMap();
  const expressions = maps(selector, 'matchExpressions');
  if (Object.keys(wanted).length === 0 && expressions.length === 0) {
    report(['selector'], 'an empty selector selects every pod, and is not allowed here');
    return;
  }
  for (const key in wanted) {
    if ((typeof wanted[key] === 'string' || wanted[key] === null) && (wanted[key] ?? '') !== labels[key])
      report(
        ['selector', 'matchLabels', key],
        `the selector wants the label ${quote(key)}, and the pods have ${of(labels, key)}`,
      );
  }
  for (const [index, expression] of expressions) {
    if (!matches(expression, labels))
      report(
        ['selector', 'matchExpressions', index],
        `the selector does not match the pods, which have ${of(labels, text(expression, 'key') ?? '')}`,
      );
  }
};

const of = (labels: ValueMap, key: string): string => {
  const value = labels[key];
  if (value === undefined) return 'no such label';
  return `${typeof value === 'string' ? quote(value) : show(value)} there`;
};

function matches(expression: ValueMap, labels: ValueMap): boolean {
  const value = labels[text(expression, 'key') ?? ''];
  const values = texts(expression, 'values').map(([, item]) => item);
  switch (text(expression, 'operator')) {
    case 'In':
      return typeof value === 'string' && values.includes(value);
    case 'NotIn':
      return typeof value !== 'string' || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
  }
}

export const selector: ObjectRule = {
  id: 'kubernetes-selector',
  severity: 'error',
  summary: 'A selector that does not match the labels of the pods it is to own',
  visit: Object.fromEntries(WORKLOADS.map((kind) => [`apps.v1.${kind}Spec`, matchTemplate])),
};
