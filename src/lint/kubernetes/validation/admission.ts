import type { ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { merge } from '../fields.ts';
import { dnsLabelOfServices, dnsName } from '../names.ts';
import { has, list, map, number, text, texts } from '../read.ts';
import { isFilled, visitConstraints } from './constraint.ts';
import { checkConditions } from './policies.ts';

/** Why the API server would not call a URL. */
export function urlFault(url: string): string | undefined {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return 'must be https://host, with an optional path';
  }
  if (parsed.protocol !== 'https:') return 'must begin with https://';
  if (parsed.host === '') return 'needs a host';
  if (parsed.username !== '' || /^https:\/\/[^/]*@/.test(url)) return 'must not contain a user';
  if (url.includes('#')) return 'has no "#"';
  return url.includes('?') ? 'has no "?"' : undefined;
}

const checkClient: Visit = (client, report) => {
  const url = text(client, 'url');
  if (url !== undefined) {
    const fault = url === '' ? 'is empty' : urlFault(url);
    if (fault && !(url === '' && has(client, 'service')))
      report(['url'], `${quote(url)} cannot be the URL of a webhook: it ${fault}`);
    if (url === '' && has(client, 'service')) report(['url'], 'a webhook has a url or a service, not both');
  }
};

const checkHook: Visit = (hook, report, { minor }) => {
  checkConditions(hook, minor, report);
  const policy = text(hook, 'reinvocationPolicy');
  if (policy !== undefined && !['Never', 'IfNeeded'].includes(policy))
    report(['reinvocationPolicy'], 'reinvocationPolicy must be Never or IfNeeded');
  const seconds = number(hook, 'timeoutSeconds');
  if (seconds === 0) report(['timeoutSeconds'], 'timeoutSeconds must be 1 to 30');
};

/** Lists in which a star means everything, and must be the only item. */
const STARRED = ['apiGroups', 'apiVersions', 'operations'] as const;

const checkRule: Visit = (rule, report) => {
  for (const field of STARRED)
    if (list(rule, field).length > 1 && list(rule, field).includes('*'))
      report([field], `"*" stands alone among ${field}`);
  checkResources(rule, report);
};

function checkResources(rule: ValueMap, report: Report): void {
  const names = texts(rule, 'resources').map(([, name]) => name);
  if (names.length < 2) return;
  if (names.includes('*/*')) {
    report(['resources'], '"*/*" must be the only item of resources');
    return;
  }
  const whole = new Set<string>();
  const parts = new Set<string>();
  for (const [index, name] of texts(rule, 'resources')) {
    const [resource = '', sub] = name.split('/');
    if (sub === '*') whole.add(resource);
    if (resource === '*' && sub !== undefined) parts.add(sub);
    if (sub === undefined) continue;
    const at = ['resources', index];
    if (sub !== '*' && whole.has(resource)) report(at, `${quote(`${resource}/*`)} covers ${quote(name)}`);
    if (resource !== '*' && parts.has(sub)) report(at, `${quote(`*/${sub}`)} covers ${quote(name)}`);
  }
  const bare = names.filter((name) => !name.includes('/'));
  if (bare.includes('*') && bare.length > 1)
    report(['resources'], '"*" must be the only resource without a subresource');
}

const checkService: Visit = (spec, report, { object }) => {
  const service = map(spec, 'service');
  if (service) {
    for (const field of ['name', 'namespace'])
      if (!isFilled(service, field)) report(['service'], `the service needs its ${field}`);
    const port = number(service, 'port') ?? 443;
    if (port < 1 || port > 65535) report(['service', 'port'], `${port} is not a port: ports are 1 to 65535`);
  }
  const isUnchecked = spec.insecureSkipTLSVerify === true;
  if (isUnchecked && isFilled(spec, 'caBundle'))
    report(['insecureSkipTLSVerify'], 'insecureSkipTLSVerify and caBundle exclude each other');
  if (isUnchecked && !service) report(['insecureSkipTLSVerify'], 'insecureSkipTLSVerify needs a service');
  if (!service && isFilled(spec, 'caBundle')) report(['caBundle'], 'a caBundle needs a service');
  const [group, version] = [text(spec, 'group') ?? '', text(spec, 'version') ?? ''];
  if (group === '' && version !== 'v1') report([], 'an APIService needs a group');
  if (group && dnsName(group)) report(['group'], `${quote(group)} cannot be a group: it ${dnsName(group)}`);
  if (version && dnsLabelOfServices(version))
    report(['version'], `${quote(version)} cannot be a version: it ${dnsLabelOfServices(version)}`);
  if (version === '') report([], 'an APIService needs a version');
  for (const [field, most] of [
    ['groupPriorityMinimum', 20000],
    ['versionPriority', 1000],
  ] as const) {
    const value = number(spec, field) ?? 0;
    if (has(spec, field) && (value < 1 || value > most)) report([field], `${field} is 1 to ${most}`);
  }
  const name = text(map(object, 'metadata'), 'name');
  if (name !== undefined && name !== `${version}.${group}`)
    report([], `an APIService is called by its version and its group: ${version}.${group}`);
};

const constraints = visitConstraints({
  'apiregistration.v1.APIService': [
    { when: (node) => !has(node, 'spec'), message: 'an APIService needs the field "spec"' },
  ],
  'coordination.v1.LeaseSpec': [
    {
      when: (spec) => has(spec, 'leaseDurationSeconds') && (number(spec, 'leaseDurationSeconds') ?? 1) < 1,
      message: 'leaseDurationSeconds must be 1 or more',
    },
    {
      field: 'leaseTransitions',
      when: (spec) => (number(spec, 'leaseTransitions') ?? 0) < 0,
      message: 'leaseTransitions must be 0 or more',
    },
    ...['acquireTime', 'renewTime'].map((field) => ({
      field,
      when: (spec: ValueMap) => !/\.\d{6}(?:Z|[+-]\d\d:\d\d)$/.test(text(spec, field) ?? ''),
      message: `${field} has six digits after its seconds, as in 2006-01-02T15:04:05.000000Z`,
    })),
  ],
  'scheduling.v1.PriorityClass': [
    {
      field: 'metadata',
      when: (node) =>
        /^system-/.test(text(map(node, 'metadata'), 'name') ?? '') &&
        !['system-node-critical', 'system-cluster-critical'].includes(text(map(node, 'metadata'), 'name') ?? ''),
      message: 'names that begin with "system-" are Kubernetes\' own',
    },
  ],
});

export const admissionVisits = merge(constraints, {
  'admissionregistration.v1.WebhookClientConfig': checkClient,
  'admissionregistration.v1.ValidatingWebhook': checkHook,
  'admissionregistration.v1.MutatingWebhook': checkHook,
  'admissionregistration.v1.NamedRuleWithOperations': checkRule,
  'admissionregistration.v1.RuleWithOperations': checkRule,
  'apiregistration.v1.APIServiceSpec': checkService,
});
