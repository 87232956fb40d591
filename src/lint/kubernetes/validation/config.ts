import type { ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { merge } from '../fields.ts';
import { qualifiedName } from '../names.ts';
import { isWhole, parseQuantity } from '../quantity.ts';
import { list, map, maps, text, texts } from '../read.ts';
import { textOr, visitConstraints } from './constraint.ts';

const MOST = 1024 * 1024;

/** The keys that a Secret of a type must have: each, or one of several. */
const SECRET_KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'kubernetes.io/tls': [['tls.crt'], ['tls.key']],
  'kubernetes.io/dockerconfigjson': [['.dockerconfigjson']],
  'kubernetes.io/dockercfg': [['.dockercfg']],
  'kubernetes.io/basic-auth': [['username', 'password']],
  'kubernetes.io/ssh-auth': [['ssh-privatekey']],
};
const JSON_KEYS = ['.dockerconfigjson', '.dockercfg'];
const ACCOUNT = 'kubernetes.io/service-account.name';

const checkSecret: Visit = (secret, report) => {
  const data = map(secret, 'data');
  const strings = map(secret, 'stringData');
  const type = textOr(secret, 'type', 'Opaque');
  for (const keys of Object.hasOwn(SECRET_KEYS, type) ? (SECRET_KEYS[type] ?? []) : [])
    if (!keys.some((key) => (data && key in data) || (strings && key in strings)))
      report(['type'], `a Secret of the type ${type} needs the key ${keys.map(quote).join(' or ')}`);
  for (const key of JSON_KEYS) {
    if (!SECRET_KEYS[type]?.some((keys) => keys.includes(key))) continue;
    const content = contentOf(data, strings, key);
    if (content !== undefined && !isJsonMap(content))
      report([strings && key in strings ? 'stringData' : 'data', key], `${key} must be JSON: a map of registries`);
  }
  if (type === 'kubernetes.io/service-account-token' && !text(map(map(secret, 'metadata'), 'annotations'), ACCOUNT))
    report(['type'], `a token of a service account needs the annotation ${ACCOUNT}`);
  let size = 0;
  for (const key in data) if (!strings || !(key in strings)) size += decodedLength(data[key]);
  for (const key in strings) size += lengthOf(strings[key]);
  if (size > MOST) report([data ? 'data' : 'stringData'], `the Secret has ${size} bytes; at most ${MOST} are allowed`);
};

const lengthOf = (value: unknown): number => (typeof value === 'string' ? Buffer.byteLength(value) : 0);
const decodedLength = (value: unknown): number => (typeof value === 'string' ? Buffer.byteLength(value, 'base64') : 0);

function contentOf(data: ValueMap | undefined, strings: ValueMap | undefined, key: string): string | undefined {
  const plain = text(strings, key);
  if (plain !== undefined) return plain;
  const encoded = text(data, key);
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

function isJsonMap(content: string): boolean {
  try {
    const value: unknown = JSON.parse(content);
    return value === null || (typeof value === 'object' && !Array.isArray(value));
  } catch {
    return false;
  }
}

const checkConfigMap: Visit = (node, report) => {
  const data = map(node, 'data');
  const binary = map(node, 'binaryData');
  let size = 0;
  for (const key in binary) {
    if (data && key in data) report(['binaryData', key], `the key ${quote(key)} is in data, too`);
    size += decodedLength(binary[key]);
  }
  for (const key in data) size += lengthOf(data[key]);
  if (size > MOST)
    report([data ? 'data' : 'binaryData'], `the ConfigMap has ${size} bytes; at most ${MOST} are allowed`);
};

/** Scopes that exclude each other, and what quotas they can be for. */
const OPPOSITES = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;
const POD_RESOURCES = ['pods', 'cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];
const SCOPED: Readonly<Record<string, readonly string[]>> = {
  BestEffort: ['pods'],
  NotBestEffort: POD_RESOURCES,
  Terminating: POD_RESOURCES,
  NotTerminating: POD_RESOURCES,
  PriorityClass: POD_RESOURCES,
  CrossNamespacePodAffinity: POD_RESOURCES,
};
const STANDARD =
  /^(?:cpu|memory|ephemeral-storage|requests\.(?:cpu|memory|storage|ephemeral-storage)|limits\.(?:cpu|memory|ephemeral-storage)|pods|resourcequotas|services|replicationcontrollers|secrets|persistentvolumeclaims|configmaps|services\.(?:nodeports|loadbalancers))$/;
const COUNTED =
  /^(?:pods|resourcequotas|services|replicationcontrollers|secrets|persistentvolumeclaims|configmaps|services\.(?:nodeports|loadbalancers))$|^count\/|^requests\.[^/]+\/./;

const checkQuota: Visit = (spec, report) => {
  const hard = map(spec, 'hard');
  for (const name in hard) {
    const amount = parseQuantity(hard[name]);
    if (amount !== undefined && COUNTED.test(name) && !isWhole(amount))
      report(['hard', name], `${name} are counted: ${String(hard[name])} is not a whole number`);
  }
  checkScopes(
    texts(spec, 'scopes').map(([, scope]) => scope),
    hard,
    report,
    ['scopes'],
  );
  list(spec, 'scopes').forEach((item, index) => {
    if (item === '' || item === null) report(['scopes', index], 'a scope is empty');
  });
  const named = maps(map(spec, 'scopeSelector'), 'matchExpressions').map(([, one]) => text(one, 'scopeName') ?? '');
  checkScopes(named, hard, report, ['scopeSelector']);
};

function checkScopes(scopes: readonly string[], hard: ValueMap | undefined, report: Report, below: string[]): void {
  for (const [one, other] of OPPOSITES)
    if (scopes.includes(one) && scopes.includes(other))
      report(below, `the scopes ${one} and ${other} exclude each other`);
  for (const scope of scopes) {
    const allowed = Object.hasOwn(SCOPED, scope) ? SCOPED[scope] : undefined;
    for (const name in allowed ? hard : undefined)
      if (STANDARD.test(name) && !allowed?.includes(name)) report(below, `the scope ${scope} is not for ${name}`);
  }
}

const AMOUNTS = ['default', 'defaultRequest', 'min', 'max', 'maxLimitRequestRatio'] as const;
const BILLION = 10n ** 9n;

const checkLimit: Visit = (item, report) => {
  const type = text(item, 'type') ?? '';
  const at = Object.fromEntries(AMOUNTS.map((field) => [field, map(item, field)]));
  const amount = (field: (typeof AMOUNTS)[number], name: string) =>
    at[field] && name in at[field] ? parseQuantity(at[field][name] ?? 0) : undefined;
  if (type && qualifiedName(type))
    report(['type'], `${quote(type)} is not a type of limits: it ${qualifiedName(type)}`);
  if (type === 'Pod')
    for (const field of ['default', 'defaultRequest'])
      if (Object.keys(map(item, field) ?? {}).length > 0)
        report([field], `the limits of a Pod as a whole have no ${field}`);
  if (
    type === 'PersistentVolumeClaim' &&
    amount('min', 'storage') === undefined &&
    amount('max', 'storage') === undefined
  )
    report([], 'the limits of claims need the min or the max of storage');
  const names = new Set(AMOUNTS.flatMap((field) => Object.keys(at[field] ?? {})));
  if (type === 'Pod')
    for (const field of ['min', 'max', 'maxLimitRequestRatio'])
      for (const name in map(item, field))
        if (!name.includes('/') && !/^(?:cpu|memory|ephemeral-storage|hugepages-.*)$/.test(name))
          report([field, name], `${quote(name)} is not a resource of a pod`);
  for (const name of names) {
    const [min, max, limit, request] = (['min', 'max', 'default', 'defaultRequest'] as const).map((field) =>
      amount(field, name),
    );
    const above = (a: bigint | undefined, b: bigint | undefined) => a !== undefined && b !== undefined && a > b;
    if (above(min, request)) report(['defaultRequest', name], `the defaultRequest of ${name} is below min`);
    if (above(min, limit)) report(['default', name], `the default of ${name} is below min`);
    if (above(request, limit)) report(['defaultRequest', name], `the defaultRequest of ${name} is above default`);
    const ratio = amount('maxLimitRequestRatio', name);
    if (ratio !== undefined && ratio < BILLION) report(['maxLimitRequestRatio', name], 'a ratio must be 1 or more');
    if (ratio !== undefined && min !== undefined && max !== undefined && min > 0n && ratio * min > max * BILLION)
      report(['maxLimitRequestRatio', name], 'the ratio is above that of max and min');
  }
};

const constraints = visitConstraints({
  'core.v1.NamespaceSpec': [
    {
      field: 'finalizers',
      when: (spec) =>
        list(spec, 'finalizers').some(
          (name) =>
            typeof name === 'string' &&
            (qualifiedName(name) !== undefined ||
              (!name.includes('/') && !['kubernetes', 'orphan', 'foregroundDeletion'].includes(name))),
        ),
      message: 'a finalizer is "kubernetes", or has a domain and "/" before its name',
    },
  ],
});

export const configVisits = merge(constraints, {
  'core.v1.Secret': checkSecret,
  'core.v1.ConfigMap': checkConfigMap,
  'core.v1.ResourceQuotaSpec': checkQuota,
  'core.v1.LimitRangeItem': checkLimit,
});
