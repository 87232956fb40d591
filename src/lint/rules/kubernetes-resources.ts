import { suggest } from '../../problem/suggest.ts';
import { isMap, type ValueMap } from '../../yaml/value.ts';
import { qualifiedName } from '../kubernetes/names.ts';
import { isWhole, parseQuantity } from '../kubernetes/quantity.ts';
import { map, maps, text } from '../kubernetes/read.ts';
import type { ObjectRule, Report } from '../rule.ts';
import { quote } from '../words.ts';

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];
const isHuge = (name: string): boolean => name.startsWith('hugepages-');
/** Kubernetes' own resources may be promised more than once; devices and huge pages may not. */
const canOvercommit = (name: string): boolean =>
  (!name.includes('/') || /^([^/]*\.)?kubernetes\.io\//.test(name)) && !isHuge(name);

export const resources: ObjectRule = {
  id: 'kubernetes-resources',
  severity: 'error',
  summary: 'Resources that a container cannot have: their names, negative amounts, or a request above its limit',
  visit: {
    'core.v1.Container': (node, report) => {
      const given = map(node, 'resources');
      if (given) checkResources(given, report);
    },
    'core.v1.PodSpec': (node, report) => {
      const claims = new Set(maps(node, 'resourceClaims').map(([, claim]) => text(claim, 'name')));
      for (const field of ['initContainers', 'containers'])
        for (const [index, container] of maps(node, field))
          for (const [position, claim] of maps(map(container, 'resources'), 'claims')) {
            const name = text(claim, 'name');
            if (name && !claims.has(name))
              report([field, index, 'resources', 'claims', position], `the pod has no resource claim ${quote(name)}`);
          }
    },
  },
};

function checkResources(given: ValueMap, report: Report): void {
  const limits = map(given, 'limits');
  const requests = map(given, 'requests');
  for (const [field, amounts] of Object.entries({ limits, requests })) {
    for (const name in amounts) checkAmount(name, amounts[name], report, ['resources', field, name]);
  }
  for (const name in requests) {
    const request = parseQuantity(requests[name] ?? 0);
    const limit = limits && name in limits ? parseQuantity(limits[name] ?? 0) : undefined;
    const below = ['resources', 'requests', name];
    if (request === undefined) continue;
    if (limit === undefined) {
      if (!canOvercommit(name) && !(limits && name in limits))
        report(below, `${name} cannot be shared, so that its limit must be given too`);
    } else if (request !== limit && !canOvercommit(name)) {
      report(below, `${name} cannot be shared, so that its request and its limit must be equal`);
    } else if (request > limit) {
      report(below, `more ${name} is requested (${requests[name]}) than the limit allows (${limits?.[name]})`);
    }
  }
  const all = [...Object.keys(limits ?? {}), ...Object.keys(requests ?? {})];
  if (all.some(isHuge) && !all.includes('cpu') && !all.includes('memory'))
    report(['resources'], 'huge pages require cpu or memory');
}

function checkAmount(name: string, value: unknown, report: Report, below: string[]): void {
  const fault = qualifiedName(name);
  if (fault) report(below, `${quote(name)} is not a resource: it ${fault}`);
  else if (!name.includes('/') && !STANDARD.includes(name) && !isHuge(name)) {
    const near = suggest(name, STANDARD);
    report(below, `${quote(name)} is not a resource of a container`, near && `did you mean ${near}?`);
  } else if (name.includes('/') && !/^([^/]*\.)?kubernetes\.io\//.test(name) && name.startsWith('requests.')) {
    report(below, `${quote(name)} is not a resource of a container`);
  }
  if (isMap(value) || Array.isArray(value)) return;
  const amount = parseQuantity(value as never);
  if (amount === undefined) return;
  if (amount < 0n) report(below, `${value} is negative`);
  else if (!canOvercommit(name) && !isHuge(name) && !isWhole(amount)) report(below, `${name} must be a whole number`);
}
