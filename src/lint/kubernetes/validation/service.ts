import { parseIp } from '../../../go/network.ts';
import type { ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { enumerate, quote } from '../../words.ts';
import { checkText, merge } from '../fields.ts';
import { ipAddress, qualifiedName } from '../names.ts';
import { has, list, map, maps, number, text, texts } from '../read.ts';
import { reservedRange } from './addresses.ts';
import { isFilled, textOr, visitConstraints } from './constraint.ts';

const typeOf = (spec: ValueMap): string => textOr(spec, 'type', 'ClusterIP');
const isNo =
  (...types: readonly string[]) =>
  (spec: ValueMap) =>
    !types.includes(typeOf(spec));
const isHeadless = (spec: ValueMap): boolean =>
  text(spec, 'clusterIP') === 'None' || (!text(spec, 'clusterIP') && list(spec, 'clusterIPs')[0] === 'None');
const isExternal = (spec: ValueMap): boolean => typeOf(spec) === 'ExternalName';

/** A Service can be reached from outside of the cluster, so that it has an external traffic policy. */
const isReachable = (spec: ValueMap): boolean =>
  ['LoadBalancer', 'NodePort'].includes(typeOf(spec)) ||
  (typeOf(spec) === 'ClusterIP' && list(spec, 'externalIPs').length > 0);

/** Words of fields that, once given, cannot be empty. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  internalTrafficPolicy: ['Cluster', 'Local'],
  ipFamilyPolicy: ['PreferDualStack', 'RequireDualStack', 'SingleStack'],
  trafficDistribution: ['PreferClose', 'PreferSameZone', 'PreferSameNode'],
};

/** Words that older minor versions do not have. */
const SINCE: Readonly<Record<string, number>> = { PreferSameZone: 34, PreferSameNode: 34 };

const ONLY_LOAD_BALANCER = 'is allowed only with type: LoadBalancer';

const constraints = visitConstraints({
  'core.v1.ServiceSpec': [
    {
      field: 'externalTrafficPolicy',
      when: (spec) => !isReachable(spec),
      message: 'externalTrafficPolicy goes with type: NodePort or LoadBalancer, or with externalIPs',
    },
    { field: 'loadBalancerClass', when: isNo('LoadBalancer'), message: `loadBalancerClass ${ONLY_LOAD_BALANCER}` },
    {
      field: 'loadBalancerSourceRanges',
      when: isNo('LoadBalancer'),
      message: `loadBalancerSourceRanges ${ONLY_LOAD_BALANCER}`,
    },
    {
      field: 'healthCheckNodePort',
      when: (spec) => typeOf(spec) !== 'LoadBalancer' || text(spec, 'externalTrafficPolicy') !== 'Local',
      message: 'healthCheckNodePort is allowed only with type: LoadBalancer and externalTrafficPolicy: Local',
    },
    {
      field: 'clusterIP',
      when: (spec) => isHeadless(spec) && ['NodePort', 'LoadBalancer'].includes(typeOf(spec)),
      message: 'a Service without an address (clusterIP: None) cannot be of the type NodePort or LoadBalancer',
    },
    { field: 'clusterIP', when: isExternal, message: 'a Service of the type ExternalName has no clusterIP' },
    { field: 'clusterIPs', when: isExternal, message: 'a Service of the type ExternalName has no clusterIPs' },
    { field: 'ipFamilies', when: isExternal, message: 'a Service of the type ExternalName has no ipFamilies' },
    { field: 'ipFamilyPolicy', when: isExternal, message: 'a Service of the type ExternalName has no ipFamilyPolicy' },
    {
      field: 'clusterIPs',
      when: (spec) => !isFilled(spec, 'clusterIP') && !isExternal(spec),
      message: 'clusterIPs needs clusterIP, which is its first item',
    },
    {
      field: 'ipFamilyPolicy',
      when: (spec) =>
        text(spec, 'ipFamilyPolicy') === 'SingleStack' &&
        (list(spec, 'ipFamilies').length > 1 || list(spec, 'clusterIPs').length > 1),
      message: 'ipFamilyPolicy: SingleStack takes one IP family',
      hint: 'write PreferDualStack or RequireDualStack',
    },
  ],
});

const checkSpec: Visit = (spec, report, { minor }) => {
  checkPorts(spec, report);
  checkAddresses(spec, minor, report);
  const allocate = spec.allocateLoadBalancerNodePorts;
  if (typeof allocate === 'boolean' && typeOf(spec) !== 'LoadBalancer')
    report(['allocateLoadBalancerNodePorts'], `allocateLoadBalancerNodePorts ${ONLY_LOAD_BALANCER}`);
  for (const [field, all] of Object.entries(WORDS)) {
    const word = text(spec, field);
    const words = all.filter((one) => minor >= (SINCE[one] ?? 0));
    if (word !== undefined && !words.includes(word)) report([field], `${field} must be ${enumerate(words, 'or')}`);
  }
  list(spec, 'ipFamilies').forEach((item, index) => {
    if (item === '' || item === null) report(['ipFamilies', index], 'an IP family must be IPv4 or IPv6');
  });
  const balancer = text(spec, 'loadBalancerClass');
  if (balancer !== undefined && typeOf(spec) === 'LoadBalancer') {
    const fault = qualifiedName(balancer);
    if (fault) report(['loadBalancerClass'], `${quote(balancer)} cannot be a class of load balancers: it ${fault}`);
  } else if (balancer === '' && typeOf(spec) !== 'LoadBalancer')
    report(['loadBalancerClass'], `loadBalancerClass ${ONLY_LOAD_BALANCER}`);
  if (isExternal(spec) && text(spec, 'externalName'))
    checkText(
      (text(spec, 'externalName') ?? '').replace(/\.$/, ''),
      externalName,
      'the name that a Service stands for',
      report,
      ['externalName'],
    );
};

/** Only where it is used: Services of other types may have any value. */
const externalName = (host: string): string | undefined =>
  host.length > 253
    ? `has ${host.length} characters; at most 253 are allowed`
    : /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(host)
      ? undefined
      : 'must consist of lower-case letters, digits, "-" and ".", with a letter or digit at both ends';

function checkPorts(spec: ValueMap, report: Report): void {
  const nodePorts = new Set<number>();
  for (const [index, port] of maps(spec, 'ports')) {
    const nodePort = number(port, 'nodePort') ?? 0;
    if (nodePort !== 0 && typeOf(spec) === 'ClusterIP')
      report(['ports', index, 'nodePort'], 'a nodePort goes with type: NodePort or LoadBalancer', 'set type: NodePort');
    if (nodePort !== 0 && nodePorts.has(nodePort))
      report(['ports', index, 'nodePort'], `two ports have the nodePort ${nodePort}`);
    nodePorts.add(nodePort);
    const protocol = text(port, 'appProtocol');
    const fault = protocol === undefined ? undefined : qualifiedName(protocol);
    if (fault) report(['ports', index, 'appProtocol'], `${quote(protocol ?? '')} cannot be a protocol: it ${fault}`);
  }
}

const familyOf = (address: string): string | undefined => {
  const bytes = parseIp(address);
  return bytes && (bytes.length === 4 ? 'IPv4' : 'IPv6');
};

function checkAddresses(spec: ValueMap, minor: number, report: Report): void {
  const first = text(spec, 'clusterIP');
  if (isExternal(spec)) return;
  const fault = first && first !== 'None' ? ipAddress(first, minor) : undefined;
  // Another rule checks the items of clusterIPs.
  if (fault && !list(spec, 'clusterIPs').includes(first as string))
    report(['clusterIP'], `${quote(first as string)} is neither an address of a Service nor None: it ${fault}`);
  const addresses = texts(spec, 'clusterIPs');
  const [head] = addresses;
  if (first && head && head[1] !== first)
    report(['clusterIPs', 0], `the first of clusterIPs must be the clusterIP, which is ${quote(first)}`);
  if (list(spec, 'clusterIPs').length > 2) report(['clusterIPs'], 'a Service can have at most two addresses');
  const families = new Set<string>();
  const hasNone = addresses.some(([, address]) => address === 'None');
  if (hasNone && addresses.length > 1) report(['clusterIPs'], 'None must be the only item of clusterIPs');
  for (const [index, address] of hasNone ? [] : addresses) {
    const family = familyOf(address);
    if (family && families.has(family)) report(['clusterIPs', index], `two addresses are of the family ${family}`);
    if (family) families.add(family);
  }
  const named = texts(spec, 'ipFamilies');
  const seen = new Set<string>();
  for (const [index, family] of named) {
    if (seen.has(family)) report(['ipFamilies', index], `${family} is given twice`);
    seen.add(family);
    const address = addresses[index]?.[1] ?? (index === 0 ? first : undefined);
    const own = address === undefined ? undefined : familyOf(address);
    if (own && own !== family && ['IPv4', 'IPv6'].includes(family))
      report(['ipFamilies', index], `${family} is not the family of the address ${quote(address ?? '')}`);
  }
  if (list(spec, 'ipFamilies').length > 2) report(['ipFamilies'], 'a Service can have at most two IP families');
  const several = ['ipFamilies', 'clusterIPs'].find((field) => list(spec, field).length > 1);
  if (several !== undefined && !has(spec, 'ipFamilyPolicy'))
    report([several], 'two IP families need an ipFamilyPolicy', 'add ipFamilyPolicy: PreferDualStack');
  for (const [index, address] of texts(spec, 'externalIPs')) {
    const range = reservedRange(address);
    if (range) report(['externalIPs', index], `${address} is ${range}, which no Service can be reached at`);
  }
}

const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

export const serviceVisits = merge(constraints, {
  'core.v1.Service': (service, report) => {
    const spec = map(service, 'spec');
    const annotations = map(map(service, 'metadata'), 'annotations');
    if (
      spec &&
      annotations &&
      RANGES in annotations &&
      !isFilled(spec, 'loadBalancerSourceRanges') &&
      typeOf(spec) !== 'LoadBalancer'
    )
      report(['metadata', 'annotations', RANGES], `${RANGES} ${ONLY_LOAD_BALANCER}`);
  },
  'core.v1.ServiceSpec': checkSpec,
});
