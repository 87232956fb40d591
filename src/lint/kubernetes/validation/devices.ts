import type { Path } from '../../../problem/path.ts';
import { isMap, newMap, type ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { deviceEnvironment } from '../cel/environments.ts';
import { merge } from '../fields.ts';
import { dnsLabel, dnsName, labelValue, qualifiedName } from '../names.ts';
import { has, list, map, maps, number, text } from '../read.ts';
import { isFilled, reportRepeatedTexts, reportRepeats, visitConstraints } from './constraint.ts';
import { checkClaimTemplate } from './pod.ts';
import { checkExpression } from './policies.ts';

/** The most items of each list of a claim. */
const MOST: Readonly<Record<string, number>> = {
  requests: 32,
  constraints: 32,
  config: 32,
  selectors: 32,
  firstAvailable: 8,
  tolerations: 16,
};

export const driverFault = (name: string): string | undefined =>
  name.length > 63 ? 'has more than 63 characters' : dnsName(name.toLowerCase());

/** One device that is requested. */
const checkRequest: Visit = (request, report, { minor }) => {
  const name = text(request, 'deviceClassName');
  if (name && dnsName(name)) report(['deviceClassName'], `${quote(name)} cannot be a DeviceClass: it ${dnsName(name)}`);
  const mode = text(request, 'allocationMode') || 'ExactCount';
  const isAll = mode === 'All';
  // From 1.35 on, the schema lists the modes.
  if (minor < 35 && !isAll && mode !== 'ExactCount')
    report(['allocationMode'], 'allocationMode must be All or ExactCount');
  if (isAll && isFilled(request, 'count')) report(['count'], 'count is not allowed with allocationMode: All');
  if (!isAll && (number(request, 'count') ?? 0) < 0) report(['count'], 'count must be more than 0');
  checkSizes(request, ['selectors', 'tolerations'], report);
};

function checkSizes(node: ValueMap, fields: readonly string[], report: Report): void {
  for (const field of fields) {
    const size = list(node, field).length;
    if (size > (MOST[field] ?? 0)) report([field], `${field} has ${size} items; at most ${MOST[field]} are allowed`);
  }
}

/** The names that constraints and configurations can refer to. */
const referencesOf = (claim: ValueMap): ReadonlySet<string> =>
  new Set(
    maps(claim, 'requests').flatMap(([, request]) => {
      const name = text(request, 'name') ?? '';
      return [name, ...maps(request, 'firstAvailable').map(([, sub]) => `${name}/${text(sub, 'name') ?? ''}`)];
    }),
  );

const checkClaim: Visit = (claim, report) => {
  checkSizes(claim, ['requests', 'constraints', 'config'], report);
  checkNames(claim, 'requests', [], report);
  for (const [index, request] of maps(claim, 'requests')) {
    const below = ['requests', index];
    checkNames(request, 'firstAvailable', below, report);
    checkSizes(request, ['firstAvailable'], (path, message) => report([...below, ...path], message));
    if (has(request, 'exactly') === isFilled(request, 'firstAvailable'))
      report(below, 'a request needs one of exactly and firstAvailable');
  }
  const known = referencesOf(claim);
  for (const field of ['constraints', 'config'])
    list(claim, field).forEach((item, index) => {
      const node = isMap(item) ? item : newMap();
      const inside: Report = (path, message) => report([field, index, ...path], message);
      reportRepeatedTexts(node, 'requests', 'the request', inside);
      list(node, 'requests').forEach((name, position) => {
        if (!known.has(String(name ?? '')))
          inside(['requests', position], `the claim has no request ${quote(String(name ?? ''))}`);
      });
      if (field === 'config') checkConfiguration(node, inside);
      else checkConstraint(node, inside);
    });
};

/** Names of requests are labels, and unique among those beside them. */
function checkNames(node: ValueMap, field: string, below: Path, report: Report): void {
  for (const [index, request] of maps(node, field)) {
    const name = text(request, 'name');
    if (name && dnsLabel(name))
      report([...below, field, index, 'name'], `${quote(name)} cannot be the name of a request: it ${dnsLabel(name)}`);
  }
  const words = (name: string): string => `two requests have the name ${quote(name)}`;
  reportRepeats(node, field, (request) => text(request, 'name'), words, report, below);
}

function checkConstraint(constraint: ValueMap, report: Report): void {
  const given = ['matchAttribute', 'distinctAttribute'].filter((field) => has(constraint, field));
  if (given.length === 0) report([], 'a constraint needs one of matchAttribute and distinctAttribute');
  for (const field of given)
    if (!(text(constraint, field) ?? '').includes('/'))
      report([field], `${field} must be a domain, "/" and a name, such as gpu.example.com/numa`);
}

function checkConfiguration(node: ValueMap, report: Report): void {
  const opaque = map(node, 'opaque');
  if (!opaque) {
    report([], 'a configuration needs the field "opaque"');
    return;
  }
  const driver = text(opaque, 'driver');
  if (driver && driverFault(driver))
    report(['opaque', 'driver'], `${quote(driver)} cannot be a driver: it ${driverFault(driver)}`);
  if (has(opaque, 'parameters') && !isMap(opaque.parameters))
    report(['opaque', 'parameters'], 'the parameters of a driver must be a map');
}

/** A resource of a device class: it has a domain, which is not Kubernetes'. */
const isExtended = (name: string): boolean =>
  name.includes('/') &&
  qualifiedName(name) === undefined &&
  qualifiedName(`requests.${name}`) === undefined &&
  !/^(?:requests\.|[^/]*kubernetes\.io\/)/.test(name);

const constraints = visitConstraints({
  'resource.v1.DeviceClassSpec': [
    {
      when: (spec) => has(spec, 'extendedResourceName') && !isExtended(text(spec, 'extendedResourceName') ?? ''),
      message: 'extendedResourceName must be a domain, "/" and a name, such as example.com/gpu',
    },
  ],
  'resource.v1.DeviceSelector': [
    { when: (selector) => !has(selector, 'cel'), message: 'a selector needs the field "cel"' },
  ],
  'resource.v1.CELDeviceSelector': [
    {
      field: 'expression',
      when: (cel) => Buffer.byteLength(text(cel, 'expression') ?? '') > 10 * 1024,
      message: 'an expression has at most 10240 bytes',
    },
  ],
  'resource.v1.DeviceToleration': [
    {
      field: 'key',
      when: (toleration) => qualifiedName(text(toleration, 'key') ?? '') !== undefined,
      message: 'this cannot be the key of a taint',
    },
    {
      field: 'value',
      when: (toleration) =>
        text(toleration, 'operator') === 'Exists' || labelValue(text(toleration, 'value') ?? '') !== undefined,
      message: 'value must be that of a label, and is not allowed with operator: Exists',
    },
  ],
});

export const deviceVisits = merge(constraints, {
  'resource.v1.CELDeviceSelector': (selector, report, { minor }) =>
    checkExpression(selector, 'expression', deviceEnvironment(minor), ['bool', 'any'], report),
  'resource.v1.ResourceClaimTemplateSpec': checkClaimTemplate,
  'resource.v1.DeviceClaim': checkClaim,
  'resource.v1.ExactDeviceRequest': checkRequest,
  'resource.v1.DeviceSubRequest': checkRequest,
  'resource.v1.DeviceClassSpec': (spec, report) => {
    checkSizes(spec, ['selectors', 'config'], report);
    list(spec, 'config').forEach((item, index) => {
      checkConfiguration(isMap(item) ? item : newMap(), (path, message) => report(['config', index, ...path], message));
    });
  },
});
