import { isMap, type Value } from '../../yaml/value.ts';
import { qualifiedName } from '../kubernetes/names.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import type { ObjectRule, Report } from '../rule.ts';
import { quote } from '../words.ts';

const COMPUTE = /^(?:cpu|memory|ephemeral-storage|storage|hugepages-.*)$/;
const COUNTED =
  /^(?:(?:requests|limits)\.(?:cpu|memory|ephemeral-storage|storage|hugepages-.*)|pods|services|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims|services\.(?:nodeports|loadbalancers))$/;

export const quota: ObjectRule = {
  id: 'kubernetes-quota',
  severity: 'error',
  summary: 'A quota or a limit range of something that cannot be limited, or of a negative amount',
  visit: {
    'core.v1.ResourceQuotaSpec': (node, report) =>
      checkAmounts(node.hard, (name) => COMPUTE.test(name) || COUNTED.test(name), report, ['hard']),
    'core.v1.LimitRangeItem': (node, report) => {
      for (const field of ['default', 'defaultRequest', 'max', 'maxLimitRequestRatio', 'min'])
        checkAmounts(node[field], (name) => COMPUTE.test(name), report, [field]);
      const type = node.type;
      if (
        typeof type === 'string' &&
        type !== '' &&
        !['Pod', 'Container', 'PersistentVolumeClaim'].includes(type) &&
        !type.includes('/') &&
        !qualifiedName(type)
      )
        report(['type'], `${quote(type)} is not one of Pod, Container and PersistentVolumeClaim`);
      for (const field of ['default', 'defaultRequest', 'min']) checkBelow(node[field], node.max, field, report);
    },
  },
};

function checkAmounts(amounts: Value | undefined, isKnown: (name: string) => boolean, report: Report, below: string[]) {
  if (!isMap(amounts)) return;
  for (const name in amounts) {
    const fault = qualifiedName(name);
    if (fault) report([...below, name], `${quote(name)} is not a resource: it ${fault}`);
    else if (!name.includes('/') && !isKnown(name))
      report([...below, name], `${quote(name)} is not a resource that can be limited`);
    if (below[0] === 'hard' && (parseQuantity(amounts[name]) ?? 0n) < 0n)
      report([...below, name], `${amounts[name]} is negative`);
  }
}

function checkBelow(amounts: Value | undefined, most: Value | undefined, field: string, report: Report): void {
  if (!isMap(amounts) || !isMap(most)) return;
  for (const name in amounts) {
    const amount = parseQuantity(amounts[name] ?? 0);
    const limit = name in most ? parseQuantity(most[name] ?? 0) : undefined;
    if (amount !== undefined && limit !== undefined && amount > limit)
      report([field, name], `${field} is above max: ${amounts[name]}`);
  }
}
