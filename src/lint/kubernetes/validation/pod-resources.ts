import { isMap, type ValueMap } from '../../../yaml/value.ts';
import type { Report } from '../../rule.ts';
import { quote } from '../../words.ts';
import { qualifiedName } from '../names.ts';
import { parseQuantity } from '../quantity.ts';
import { has, map, maps } from '../read.ts';

const PAGE = /^hugepages-(.+)$/;

/** Amounts of huge pages that are not a whole number of them. */
export function checkHugePages(resources: ValueMap | undefined, report: Report): void {
  for (const field of ['limits', 'requests']) {
    const amounts = map(resources, field);
    for (const name in amounts) {
      const [, size] = PAGE.exec(name) ?? [];
      if (size === undefined) continue;
      const page = parseQuantity(size);
      const amount = parseQuantity(amounts[name]);
      if (page === undefined || page <= 0n || (amount !== undefined && (amount < 0n || amount % page !== 0n)))
        report([field, name], `${String(amounts[name])} is not a multiple of a page of ${size}`);
    }
  }
}

/** What a pod as a whole can request, besides the requests of its containers. */
export function checkPodResources(spec: ValueMap, report: Report): void {
  const resources = map(spec, 'resources');
  if (!resources) return;
  if (has(resources, 'claims')) report(['resources', 'claims'], 'claims are made by containers, not by the pod');
  for (const field of ['limits', 'requests'])
    for (const name in map(resources, field)) {
      if (name !== 'cpu' && name !== 'memory' && !PAGE.test(name))
        report(
          ['resources', field, name],
          `${quote(name)} is not a resource of a pod as a whole: only cpu, memory and huge pages are`,
        );
      else if ((parseQuantity(map(resources, field)?.[name]) ?? 0n) < 0n)
        report(['resources', field, name], `${String(map(resources, field)?.[name])} is negative`);
    }
  checkHugePages(resources, (below, message) => report(['resources', ...below], message));
  const limits = map(resources, 'limits');
  const requests = map(resources, 'requests');
  for (const name in requests) {
    const [asked, most] = [parseQuantity(requests[name]), limits && parseQuantity(limits[name])];
    if (asked !== undefined && most !== undefined && (PAGE.test(name) ? asked !== most : asked > most))
      report(['resources', 'requests', name], `more ${name} is requested than the limit allows`);
    const needed = requestOf(spec, name);
    if (asked !== undefined && needed > asked)
      report(['resources', 'requests', name], `the containers together request more ${name} than the pod`);
  }
  for (const name in limits) {
    const most = parseQuantity(limits[name]);
    for (const [index, container] of maps(spec, 'containers')) {
      const own = parseQuantity(map(map(container, 'resources'), 'limits')?.[name]);
      if (own !== undefined && most !== undefined && own > most)
        report(['containers', index, 'resources', 'limits', name], `the limit of ${name} is above that of the pod`);
    }
  }
  const all = [...Object.keys(limits ?? {}), ...Object.keys(requests ?? {})];
  if (all.some((name) => PAGE.test(name)) && !all.includes('cpu') && !all.includes('memory'))
    report(['resources'], 'huge pages require cpu or memory');
}

/** What the containers of a pod request together; a limit is a request where none is made. */
function requestOf(spec: ValueMap, name: string): bigint {
  const of = (container: ValueMap): bigint => {
    const resources = map(container, 'resources');
    return parseQuantity(map(resources, 'requests')?.[name]) ?? parseQuantity(map(resources, 'limits')?.[name]) ?? 0n;
  };
  let sum = maps(spec, 'containers').reduce((total, [, container]) => total + of(container), 0n);
  let most = 0n;
  let sidecars = 0n;
  for (const [, container] of maps(spec, 'initContainers')) {
    if (container.restartPolicy === 'Always') {
      sum += of(container);
      sidecars += of(container);
    }
    const now = container.restartPolicy === 'Always' ? sidecars : sidecars + of(container);
    if (now > most) most = now;
  }
  return sum > most ? sum : most;
}

const CONTAINER_RESOURCE = /^(?:cpu|memory|ephemeral-storage|hugepages-.*)$/;

/** The overhead of a pod, besides its containers. */
export function checkOverhead(amounts: unknown, report: Report, below: (string | number)[]): void {
  if (!isMap(amounts as never)) return;
  const given = amounts as ValueMap;
  for (const name in given) {
    const fault = qualifiedName(name);
    if (fault) report([...below, name], `${quote(name)} is not a resource: it ${fault}`);
    else if (!name.includes('/') && !CONTAINER_RESOURCE.test(name))
      report([...below, name], `${quote(name)} is not a resource of a container`);
    if ((parseQuantity(given[name]) ?? 0n) < 0n) report([...below, name], `${String(given[name])} is negative`);
  }
}
