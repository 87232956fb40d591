import { maps, text } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';
import { quote } from '../words.ts';

export const duplicateEnv: ObjectRule = {
  id: 'kubernetes-duplicate-env',
  severity: 'warning',
  summary: 'An environment variable that a container is given twice: the last one wins, and kubectl apply may lose one',
  visit: {
    'core.v1.Container': (node, report) => {
      const seen = new Set<string>();
      for (const [index, variable] of maps(node, 'env')) {
        const name = text(variable, 'name');
        if (!name) continue;
        if (seen.has(name))
          report(
            ['env', index, 'name'],
            `the environment variable ${quote(name)} is set twice`,
            'kubectl apply merges the list by name, and a later change can remove both: keep one',
          );
        seen.add(name);
      }
    },
  },
};
