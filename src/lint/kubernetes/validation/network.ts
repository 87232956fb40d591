import { parseCidr, parseIp } from '../../../go/network.ts';
import { isMap, type ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { merge } from '../fields.ts';
import { canonicalCidr, dnsLabel, dnsName, ipAddress, labelValue, pathSegment, qualifiedName } from '../names.ts';
import { has, list, map, maps, number, text, texts } from '../read.ts';
import { familyOf, isWithin, reservedRange } from './addresses.ts';
import { isFilled, reportRepeats, textOr, visitConstraints } from './constraint.ts';

const constraints = visitConstraints({
  'networking.v1.IPAddress': [
    { when: (node, { minor }) => minor < 36 && !has(node, 'spec'), message: 'an IPAddress needs the field "spec"' },
  ],
  'networking.v1.IngressRule': [
    {
      field: 'host',
      when: (rule) => parseIp(text(rule, 'host') ?? '') !== undefined,
      message: 'the host of a rule must be a DNS name, not an IP address',
    },
    {
      field: 'host',
      when: (rule) => /^\*/.test(text(rule, 'host') ?? '') && !/^\*\.[^*]+$/.test(text(rule, 'host') ?? ''),
      message: 'a wildcard must be the whole first part of a host, as in *.example.com',
    },
  ],
  'networking.v1.IngressClassSpec': [
    { when: (spec) => !isFilled(spec, 'controller'), message: 'an IngressClassSpec needs the field "controller"' },
    {
      field: 'controller',
      when: (spec) => domainPath(text(spec, 'controller') ?? '') !== undefined,
      message: 'a controller must be named by a domain and a path, as in example.com/ingress',
    },
    {
      field: 'controller',
      when: (spec) => (text(spec, 'controller') ?? '').length > 250,
      message: 'the name of a controller must have at most 250 characters',
    },
  ],
  'networking.v1.IngressClassParametersReference': [
    {
      field: 'namespace',
      when: (node) => textOr(node, 'scope', 'Cluster') === 'Cluster',
      message: 'a namespace is allowed only with scope: Namespace',
    },
    {
      when: (node) => text(node, 'scope') === 'Namespace' && !isFilled(node, 'namespace'),
      message: 'scope: Namespace needs a namespace',
    },
    {
      field: 'scope',
      when: (node) => !['Cluster', 'Namespace'].includes(text(node, 'scope') ?? ''),
      message: 'scope must be Cluster or Namespace',
    },
  ],
});

/** A domain, a slash and a path. */
export function domainPath(name: string): string | undefined {
  const slash = name.indexOf('/');
  if (slash < 0 || slash === name.length - 1) return 'must be a domain, "/" and a path';
  const fault = dnsName(name.slice(0, slash));
  if (fault) return `has a domain that ${fault}`;
  return /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(name.slice(slash + 1))
    ? undefined
    : 'has a path that no URL could have';
}

const checkIngressPath: Visit = (node, report) => {
  const path = text(node, 'path') ?? '';
  const type = text(node, 'pathType');
  if (type !== 'Exact' && type !== 'Prefix') return;
  const wrong =
    ['//', '/./', '/../', '%2f', '%2F'].find((part) => path.includes(part)) ??
    ['/..', '/.'].find((end) => path.endsWith(end));
  if (wrong) report(['path'], `a path of the type ${type} must not contain ${quote(wrong)}`);
};

const INGRESS_CLASS = 'kubernetes.io/ingress.class';

const checkBlock: Visit = (node, report) => {
  const outer = parseCidr(text(node, 'cidr') ?? '');
  if (!outer) return;
  for (const [index, item] of texts(node, 'except')) {
    const inner = parseCidr(item);
    if (inner && !isWithin(inner, outer))
      report(['except', index], `${item} does not lie within ${text(node, 'cidr')}, so that it cannot be excepted`);
  }
};

/** The checks of an address that Endpoints and EndpointSlice share. */
function checkAddress(address: string, report: Report, below: (string | number)[]): void {
  const range = reservedRange(address);
  if (range) report(below, `${address} is ${range}, which no endpoint has`);
}

function checkNames(node: ValueMap, mayBeEmpty: boolean, report: Report): void {
  const host = text(node, 'hostname');
  const hostFault = host === undefined || (host === '' && mayBeEmpty) ? undefined : dnsLabel(host);
  if (hostFault) report(['hostname'], `${quote(host ?? '')} cannot be a host name: it ${hostFault}`);
  const name = text(node, 'nodeName');
  const fault = name === undefined ? undefined : dnsName(name);
  if (fault) report(['nodeName'], `${quote(name ?? '')} cannot be the name of a node: it ${fault}`);
}

function checkPorts(node: ValueMap, needsPort: boolean, report: Report): void {
  const ports = maps(node, 'ports');
  for (const [index, port] of ports) {
    const name = text(port, 'name');
    const fault = name ? dnsLabel(name) : undefined;
    if (fault) report(['ports', index, 'name'], `${quote(name ?? '')} cannot be the name of a port: it ${fault}`);
    const value = number(port, 'port');
    if (needsPort && value !== undefined && (value < 1 || value > 65535))
      report(['ports', index, 'port'], `${value} is not a port: ports are 1 to 65535`);
    if (!needsPort && port.protocol === '') report(['ports', index, 'protocol'], 'protocol is empty', 'leave it out');
    const protocol = text(port, 'appProtocol');
    const wrong = protocol === undefined ? undefined : qualifiedName(protocol);
    if (wrong) report(['ports', index, 'appProtocol'], `${quote(protocol ?? '')} cannot be a protocol: it ${wrong}`);
    if (needsPort && ports.length > 1 && !name) report(['ports', index], 'of several ports, each needs a name');
  }
}

const checkSlice: Visit = (slice, report, { minor }) => {
  const type = text(slice, 'addressType') ?? '';
  checkPorts(slice, false, report);
  reportRepeats(
    slice,
    'ports',
    (port) => text(port, 'name') ?? '',
    (name) => `two ports are called ${quote(name)}`,
    report,
  );
  for (const [index, endpoint] of maps(slice, 'endpoints')) {
    const below = ['endpoints', index];
    const inside: Report = (path, message, hint) => report([...below, ...path], message, hint);
    checkNames(endpoint, false, inside);
    const count = list(endpoint, 'addresses').length;
    if (Array.isArray(endpoint.addresses) && count === 0) inside(['addresses'], 'an endpoint needs an address');
    if (count > 100) inside(['addresses'], 'an endpoint can have at most 100 addresses');
    list(endpoint, 'addresses').forEach((item, position) => {
      const address = item ?? '';
      if (typeof address !== 'string') return;
      const fault = addressFault(address, type, minor);
      if (fault) inside(['addresses', position], `${quote(address)} ${fault}`);
      else if (type !== 'FQDN') checkAddress(address, inside, ['addresses', position]);
    });
    for (const [field, what] of [
      ['forZones', 'zone'],
      ['forNodes', 'node'],
    ] as const) {
      const hints = map(endpoint, 'hints');
      for (const [position, item] of list(hints, field).entries()) {
        const name = isMap(item) ? text(item, 'name') : undefined;
        if (!name && field === 'forNodes' && minor >= 34) inside(['hints', field, position], 'a node needs its name');
        if (name && labelValue(name))
          inside(['hints', field, position, 'name'], `${quote(name)} cannot be a ${what}: it ${labelValue(name)}`);
      }
      reportRepeats(
        hints,
        field,
        (item) => text(item, 'name'),
        (name) => `the ${what} ${quote(name)} is given twice`,
        inside,
        ['hints'],
      );
    }
  }
};

function addressFault(address: string, type: string, minor: number): string | undefined {
  if (type === 'FQDN') {
    const fault = dnsName(address.replace(/\.$/, ''));
    return fault
      ? `cannot be a host name: it ${fault}`
      : address.includes('.')
        ? undefined
        : 'must have at least two parts';
  }
  if (type !== 'IPv4' && type !== 'IPv6') return undefined;
  return ipAddress(address, minor) ?? (familyOf(address) === type ? undefined : `is no ${type} address`);
}

const checkSubsets: Visit = (endpoints, report, { minor }) => {
  list(endpoints, 'subsets').forEach((item, index) => {
    const subset = isMap(item) ? item : ({} as ValueMap);
    const inside: Report = (path, message, hint) => report(['subsets', index, ...path], message, hint);
    if (list(subset, 'addresses').length + list(subset, 'notReadyAddresses').length === 0)
      inside([], 'a subset needs addresses or notReadyAddresses');
    checkPorts(subset, true, inside);
    for (const field of ['addresses', 'notReadyAddresses'])
      for (const [position, address] of maps(subset, field)) {
        const below: Report = (path, message, hint) => inside([field, position, ...path], message, hint);
        const ip = text(address, 'ip');
        const ipFault = ip ? ipAddress(ip, minor) : undefined;
        if (ipFault) below(['ip'], `${quote(ip ?? '')} ${ipFault}`);
        else if (ip) checkAddress(ip, below, ['ip']);
        checkNames(address, true, below);
      }
  });
};

const checkParent: Visit = (parent, report) => {
  if (text(parent, 'group')) checkGroup('group', parent, report);
  for (const field of ['resource', 'name', 'namespace']) {
    const own = text(parent, field);
    if (own && pathSegment(own)) report([field], `${quote(own)} cannot be a ${field}: it ${pathSegment(own)}`);
  }
};

function checkGroup(field: string, node: ValueMap, report: Report): void {
  const group = text(node, field);
  const fault = group === undefined ? undefined : dnsName(group);
  if (fault) report([field], `${quote(group ?? '')} cannot be a group: it ${fault}`);
}

/** Ranges of addresses for Services: one, or one of each family. */
const checkServiceRanges: Visit = (spec, report) => {
  const ranges = list(spec, 'cidrs');
  if (ranges.length === 0) report([], 'a ServiceCIDR needs cidrs');
  if (ranges.length > 2)
    report(['cidrs'], `${ranges.length} cidrs are too many: there is one for IPv4 and one for IPv6`);
  const families = new Set<number>();
  ranges.forEach((item, index) => {
    const range = item ?? '';
    if (typeof range !== 'string') return;
    const network = parseCidr(range);
    const fault = canonicalCidr(range);
    if (fault) report(['cidrs', index], `${quote(range)} ${fault}`);
    if (!network) return;
    if (families.has(network.address.length))
      report(['cidrs', index], `${quote(range)} is of the same family as the other`);
    else families.add(network.address.length);
  });
};

export const networkVisits = merge(constraints, {
  'networking.v1.HTTPIngressPath': checkIngressPath,
  'networking.v1.IPBlock': checkBlock,
  'networking.v1.ParentReference': checkParent,
  'networking.v1.ServiceCIDRSpec': checkServiceRanges,
  'networking.v1.IngressTLS': (node, report) => {
    for (const [index, host] of texts(node, 'hosts'))
      if (/^\*/.test(host) && !/^\*\.[^*]+$/.test(host))
        report(['hosts', index], `${quote(host)} is not a host: a wildcard must be its whole first part`);
  },
  'networking.v1.Ingress': (node, report) => {
    const old = text(map(map(node, 'metadata'), 'annotations'), INGRESS_CLASS);
    const name = text(map(node, 'spec'), 'ingressClassName');
    if (old !== undefined && name !== undefined && old !== name)
      report(
        ['spec', 'ingressClassName'],
        `the annotation ${INGRESS_CLASS} names another class: ${quote(old)}`,
        'leave the annotation out',
      );
  },
  'networking.v1.IngressBackend': (node, report) => {
    const resource = map(node, 'resource');
    if (!resource) return;
    for (const field of ['kind', 'name']) {
      const value = text(resource, field);
      if (value && pathSegment(value))
        report(['resource', field], `${quote(value)} cannot be the ${field} of an object: it ${pathSegment(value)}`);
    }
    checkGroup('apiGroup', resource, (below, message) => report(['resource', ...below], message));
  },
  'networking.v1.IngressClassParametersReference': (node, report) => checkGroup('apiGroup', node, report),
  'networking.v1.IngressClass': (node, report) => {
    if (!has(node, 'spec')) report([], 'an IngressClass needs the field "spec"');
  },
  'discovery.v1.EndpointSlice': checkSlice,
  'core.v1.Endpoints': checkSubsets,
});
