import { flag, maps, number, text } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';

export const duplicatePort: ObjectRule = {
  id: 'kubernetes-duplicate-port',
  severity: 'warning',
  summary:
    'A port that two containers of a pod listen at: they share one network, and on the host network the pod cannot be created',
  visit: {
    'core.v1.PodSpec': (node, report) => {
      const seen = new Set<string>();
      for (const [index, container] of maps(node, 'containers')) {
        for (const [position, port] of maps(container, 'ports')) {
          const containerPort = number(port, 'containerPort');
          // A port of the host that is taken twice is an error of another rule.
          if (containerPort === undefined || (number(port, 'hostPort') ?? 0) !== 0) continue;
          const key = `${text(port, 'protocol') || 'TCP'}/${text(port, 'hostIP') ?? ''}/${containerPort}`;
          if (seen.has(key))
            report(
              ['containers', index, 'ports', position, 'containerPort'],
              `two ports of the pod are ${containerPort}`,
              flag(node, 'hostNetwork') === true
                ? 'on the host network they are one port of the node, and the API server refuses the pods'
                : 'keep one of them',
            );
          seen.add(key);
        }
      }
    },
  },
};
