import { has, text } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';

export const toleration: ObjectRule = {
  id: 'kubernetes-toleration',
  severity: 'error',
  summary: 'A toleration whose fields contradict each other',
  visit: {
    'core.v1.Toleration': (node, report) => {
      const operator = text(node, 'operator') || 'Equal';
      if (operator === 'Gt' || operator === 'Lt')
        report(
          ['operator'],
          `the operator ${operator} needs a feature that is off unless the cluster turns it on`,
          'write Equal or Exists',
        );
      if (!text(node, 'key') && operator !== 'Exists')
        report(
          [],
          'a toleration without a key tolerates every taint, and needs operator: Exists',
          'add operator: Exists',
        );
      if (has(node, 'tolerationSeconds') && text(node, 'effect') !== 'NoExecute')
        report(['tolerationSeconds'], 'tolerationSeconds is allowed only with effect: NoExecute');
      if (operator === 'Exists' && text(node, 'value'))
        report(['value'], 'a toleration with operator: Exists takes no value', 'leave value out, or write Equal');
    },
  },
};
