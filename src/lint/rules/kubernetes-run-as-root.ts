import { flag, map, maps, number } from '../kubernetes/read.ts';
import type { ObjectRule } from '../rule.ts';

export const runAsRoot: ObjectRule = {
  id: 'kubernetes-run-as-root',
  severity: 'warning',
  summary: 'A container that must not run as root, but whose user is root: the node refuses to start it',
  visit: {
    'core.v1.PodSpec': (node, report) => {
      const pod = map(node, 'securityContext');
      for (const field of ['initContainers', 'containers']) {
        for (const [index, container] of maps(node, field)) {
          const own = map(container, 'securityContext');
          const nonRoot = flag(own, 'runAsNonRoot') ?? flag(pod, 'runAsNonRoot');
          const user = number(own, 'runAsUser') ?? number(pod, 'runAsUser');
          if (nonRoot === true && user === 0)
            report(
              own && 'runAsNonRoot' in own
                ? [field, index, 'securityContext', 'runAsNonRoot']
                : ['securityContext', 'runAsNonRoot'],
              'the container must not run as root (runAsNonRoot), and its user is root (runAsUser: 0)',
              'leave one of the two out',
            );
        }
      }
    },
  },
};
