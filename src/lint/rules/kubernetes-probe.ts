import type { ValueMap } from '../../yaml/value.ts';
import { has, map, maps, number } from '../kubernetes/read.ts';
import type { ObjectRule, Place, Report } from '../rule.ts';

export const probe: ObjectRule = {
  id: 'kubernetes-probe',
  severity: 'error',
  summary: 'A probe or a lifecycle hook that a container cannot have',
  visit: {
    'core.v1.Container': (node, report) => {
      for (const field of ['livenessProbe', 'startupProbe']) {
        const given = map(node, field);
        const threshold = number(given, 'successThreshold') ?? 0;
        if (threshold !== 0 && threshold !== 1)
          report([field, 'successThreshold'], `successThreshold of a ${field} must be 1`);
      }
      if (has(map(node, 'readinessProbe') ?? ({} as ValueMap), 'terminationGracePeriodSeconds'))
        report(
          ['readinessProbe', 'terminationGracePeriodSeconds'],
          'a readinessProbe does not end a container, so terminationGracePeriodSeconds is not allowed',
        );
    },
    'core.v1.PodSpec': (node, report, place) => {
      for (const [index, container] of maps(node, 'initContainers')) {
        if (container.restartPolicy === 'Always') continue;
        for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'])
          if (has(container, field))
            report(
              ['initContainers', index, field],
              `an init container has no ${field}`,
              'set restartPolicy: Always, which makes a sidecar of it',
            );
      }
      checkSleep(node, report, place);
    },
  },
};

/** A hook that sleeps must be done before the pod is killed. */
function checkSleep(node: ValueMap, report: Report, { minor }: Place): void {
  const given = number(node, 'terminationGracePeriodSeconds') ?? 30;
  // Less than nothing is taken for a second.
  const grace = given < 0 ? 1 : given;
  // Before version 1.33, a hook cannot sleep for no time.
  const least = minor < 33 ? 1 : 0;
  for (const kind of ['initContainers', 'containers']) {
    for (const [index, container] of maps(node, kind)) {
      for (const hook of ['postStart', 'preStop']) {
        const sleep = map(map(map(container, 'lifecycle'), hook), 'sleep');
        const seconds = number(sleep, 'seconds') ?? 0;
        if (sleep && (seconds < least || seconds > grace))
          report(
            [kind, index, 'lifecycle', hook, 'sleep', 'seconds'],
            `a hook can sleep ${least} to ${grace} seconds, the terminationGracePeriodSeconds`,
          );
      }
    }
  }
}
