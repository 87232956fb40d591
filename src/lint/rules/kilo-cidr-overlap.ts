import { overlap, parseCidr } from '../../go/network.ts';
import type { Path } from '../../problem/path.ts';
import type { ValueMap } from '../../yaml/value.ts';
import { type Argument, isDynamic, lastOf, readCommandLine, splitList } from '../kilo/command-line.ts';
import { DEFAULT_SUBNET } from '../kilo/flags.ts';
import { map, maps, text } from '../kubernetes/read.ts';
import type { ObjectRule, ReleaseRule } from '../rule.ts';

/** WireGuard's addresses, which Services and pods must not have. */
export const cidrOverlap: ObjectRule & ReleaseRule = {
  id: 'kilo-cidr-overlap',
  severity: 'error',
  summary: 'The subnet of the mesh overlaps the network of the Services or of the pods',
  visit: {
    'core.v1.Container': (node, report) => {
      const args = readCommandLine(node);
      if (!args) return;
      const subnet = subnetOf(args);
      for (const argument of args) {
        if (argument.name !== 'service-cidr' || argument.value === undefined) continue;
        for (const network of splitList(argument.value)) {
          if (subnet && overlaps(subnet.network, network))
            report(
              subnet.path ?? argument.path,
              `the subnet of the mesh, ${subnet.network}, overlaps the Services' network ${network}`,
              'choose another --subnet',
            );
        }
      }
    },
  },
  /** The pods' networks are in the CNI configuration, which is another object. */
  checkRelease(objects, report) {
    const daemons = objects.flatMap(({ object, index }) =>
      containersOf(object).flatMap(({ container, path }) => {
        const args = readCommandLine(container);
        const subnet = args && subnetOf(args);
        return subnet ? [{ index, subnet, path: subnet.path && [...path, ...subnet.path] }] : [];
      }),
    );
    let compared = 0;
    for (const { object, index } of objects) {
      if (text(object, 'kind') !== 'ConfigMap') continue;
      for (const network of new Set(findSubnets(object))) {
        for (const daemon of daemons) {
          const { subnet, path } = daemon;
          if (++compared > MOST_COMPARED) return;
          if (!overlaps(subnet.network, network)) continue;
          const message = `the subnet of the mesh, ${subnet.network}, overlaps the pods' network ${network}`;
          if (path) report(daemon.index, path, message, 'choose another --subnet');
          else report(index, ['data'], message, 'choose another network, or another --subnet');
        }
      }
    }
  },
};

/** How many pairs of a daemon and a network are compared: a release has one daemon and one or two networks. */
const MOST_COMPARED = 10_000;

function subnetOf(args: readonly Argument[]): { network: string; path?: Path } | undefined {
  const given = lastOf(args, 'subnet');
  if (!given) return { network: DEFAULT_SUBNET };
  return given.value === undefined || isDynamic(given.value)
    ? undefined
    : { network: given.value, path: given.valuePath };
}

function overlaps(a: string, b: string): boolean {
  const [left, right] = [parseCidr(a), parseCidr(b)];
  return left !== undefined && right !== undefined && overlap(left, right);
}

/** The subnets in the CNI configurations of a ConfigMap. */
function findSubnets(object: ValueMap): string[] {
  const data = object.data;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
  return Object.values(data as ValueMap).flatMap((value) =>
    typeof value === 'string' && value.includes('"plugins"')
      ? [...value.matchAll(/"subnet"\s*:\s*"([^"]*)"/g)].map(([, subnet = '']) => subnet)
      : [],
  );
}

function containersOf(object: ValueMap): { container: ValueMap; path: Path }[] {
  const pod = map(map(map(object, 'spec'), 'template'), 'spec');
  return maps(pod, 'containers').map(([index, container]) => ({
    container,
    path: ['spec', 'template', 'spec', 'containers', index],
  }));
}
