import { checkText } from '../kubernetes/fields.ts';
import { dnsName, labelValue } from '../kubernetes/names.ts';
import { has, list, map, maps, number, text, texts } from '../kubernetes/read.ts';
import type { ObjectRule, Report, Visit } from '../rule.ts';
import { enumerate, quote } from '../words.ts';

const weighted: Visit = (node, report) => {
  const weight = number(node, 'weight');
  if (weight !== undefined && (weight < 1 || weight > 100)) report(['weight'], 'a weight must be 1 to 100');
};

export const affinity: ObjectRule = {
  id: 'kubernetes-affinity',
  severity: 'error',
  summary: 'An affinity, or a spread constraint, that the API server refuses',
  visit: {
    'core.v1.NodeSelector': (node, report, { minor }) => {
      if (has(node, 'nodeSelectorTerms') && list(node, 'nodeSelectorTerms').length === 0)
        report(['nodeSelectorTerms'], 'a required node affinity needs at least one term');
      // This does not apply to preferred terms, and to none before version 1.33.
      if (minor < 33) return;
      for (const [index, term] of maps(node, 'nodeSelectorTerms'))
        for (const [position, requirement] of maps(term, 'matchExpressions'))
          for (const [place, value] of texts(requirement, 'values')) {
            const below = ['nodeSelectorTerms', index, 'matchExpressions', position, 'values', place];
            checkText(value, labelValue, 'the value of a label', report, below);
          }
    },
    'core.v1.NodeSelectorTerm': (node, report) => {
      for (const [index, requirement] of maps(node, 'matchExpressions'))
        checkExpression(requirement, report, ['matchExpressions', index]);
      for (const [index, requirement] of maps(node, 'matchFields'))
        checkFieldExpression(requirement, report, ['matchFields', index]);
    },
    'core.v1.PreferredSchedulingTerm': weighted,
    'core.v1.WeightedPodAffinityTerm': weighted,
    'core.v1.PodAffinityTerm': (node, report) => {
      checkLabelKeys(node, report);
    },
    'core.v1.TopologySpreadConstraint': (node, report) => {
      const skew = number(node, 'maxSkew');
      if (skew !== undefined && skew < 1) report(['maxSkew'], 'maxSkew must be 1 or more');
      const domains = number(node, 'minDomains');
      if (domains !== undefined && domains < 1) report(['minDomains'], 'minDomains must be 1 or more');
      if (domains !== undefined && text(node, 'whenUnsatisfiable') === 'ScheduleAnyway')
        report(['minDomains'], 'minDomains is allowed only with whenUnsatisfiable: DoNotSchedule');
      checkLabelKeys(node, report);
    },
  },
};

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

function checkExpression(node: Parameters<Visit>[0], report: Report, below: (string | number)[]): void {
  const operator = text(node, 'operator') ?? '';
  const count = list(node, 'values').length;
  if (operator === 'In' || operator === 'NotIn') {
    if (count === 0) report([...below, 'values'], `the operator ${operator} needs values`);
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (count > 0)
      report([...below, 'values'], `the operator ${operator} takes no values`, 'leave values out, or write In');
  } else if (OPERATORS.includes(operator) && count !== 1) {
    report([...below, 'values'], `the operator ${operator} takes one value`);
  }
}

function checkFieldExpression(node: Parameters<Visit>[0], report: Report, below: (string | number)[]): void {
  const key = text(node, 'key');
  if (key && key !== 'metadata.name')
    report([...below, 'key'], `${quote(key)} is not a field that can be matched: metadata.name is the only one`);
  const operator = text(node, 'operator') ?? '';
  if (operator !== '' && operator !== 'In' && operator !== 'NotIn' && OPERATORS.includes(operator))
    report([...below, 'operator'], `fields are matched by ${enumerate(['In', 'NotIn'], 'or')}`);
  if (list(node, 'values').length !== 1) report([...below, 'values'], 'a field is matched with one value');
  list(node, 'values').forEach((value, index) => {
    // Go reads null as an empty string.
    if (value === '' || value === null) report([...below, 'values', index], 'the name of a node is empty');
    else if (typeof value === 'string')
      checkText(value, dnsName, 'the name of a node', report, [...below, 'values', index]);
  });
}

/** matchLabelKeys and mismatchLabelKeys add to a selector, each key once. */
function checkLabelKeys(node: Parameters<Visit>[0], report: Report): void {
  const selector = map(node, 'labelSelector');
  const other = new Set(texts(node, 'mismatchLabelKeys').map(([, key]) => key));
  const used = new Set([
    ...Object.keys(map(selector, 'matchLabels') ?? {}),
    ...maps(selector, 'matchExpressions').map(([, expression]) => text(expression, 'key')),
  ]);
  for (const field of ['matchLabelKeys', 'mismatchLabelKeys']) {
    const keys = texts(node, field);
    const [first] = keys;
    if (first && !has(node, 'labelSelector')) report([field], `${field} needs a labelSelector`);
    for (const [index, key] of keys) {
      if (field === 'matchLabelKeys' && other.has(key))
        report([field, index], `${quote(key)} is in mismatchLabelKeys, too`);
      if (field === 'matchLabelKeys' && used.has(key))
        report([field, index], `${quote(key)} is in the labelSelector, too`);
    }
  }
}
