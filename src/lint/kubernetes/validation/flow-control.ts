import type { Path } from '../../../problem/path.ts';
import type { ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { merge } from '../fields.ts';
import { dnsLabel, type Format } from '../names.ts';
import { has, list, map, number, text } from '../read.ts';
import { isTrue, visitConstraints } from './constraint.ts';

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'proxy', 'update', 'watch', '*'];

/** The field that says who a subject is, by its kind. */
const SUBJECTS: Readonly<Record<string, string>> = { ServiceAccount: 'serviceAccount', User: 'user', Group: 'group' };

const checkSubject: Visit = (subject, report) => {
  const kind = text(subject, 'kind') ?? '';
  const own = Object.hasOwn(SUBJECTS, kind) ? SUBJECTS[kind] : undefined;
  if (own === undefined) return;
  if (!has(subject, own)) report([], `a subject of the kind ${kind} needs the field ${own}`);
  for (const field of Object.values(SUBJECTS))
    if (field !== own && has(subject, field)) report([field], `a subject of the kind ${kind} must not have ${field}`);
};

/** The strings of a list, each with its position: to the server, null is an empty one. */
const words = (rule: ValueMap, field: string): (readonly [number, string])[] =>
  list(rule, field).flatMap((item, index) => {
    const word = item ?? '';
    return typeof word === 'string' ? [[index, word] as const] : [];
  });

function checkWord(word: string, format: Format, what: string, report: Report, below: Path): void {
  const fault = format(word);
  if (fault !== undefined) report(below, `${quote(word)} cannot be ${what}: it ${fault}`);
}

/** Reports lists of a rule that are empty, or that have another item beside `*`. */
function checkLists(rule: ValueMap, fields: readonly string[], report: Report): void {
  for (const field of fields) {
    const items = list(rule, field);
    if (items.length === 0) report([], `a rule needs ${field}`);
    if (items.length > 1 && items.includes('*')) report([field], `"*" must be the only item of ${field}`);
  }
}

const urlPath: Format = (path) => {
  if (path === '/') return undefined;
  if (!path.startsWith('/')) return 'must begin with "/"';
  if (path.includes(' ')) return 'must not contain blanks';
  if (path.includes('//')) return 'must not contain "//"';
  return /\*/.test(path.replace(/\/\*$/, '')) ? 'must have "*" only as its last part' : undefined;
};

function checkVerbs(rule: ValueMap, report: Report): void {
  if (list(rule, 'verbs').includes('*')) return;
  for (const [index, verb] of words(rule, 'verbs'))
    if (!VERBS.includes(verb)) report(['verbs', index], `${quote(verb)} is not one of ${VERBS.join(', ')}`);
}

const checkResourceRule: Visit = (rule, report) => {
  checkLists(rule, ['verbs', 'apiGroups', 'resources'], report);
  checkVerbs(rule, report);
  const namespaces = words(rule, 'namespaces');
  if (namespaces.length === 0 && !isTrue(rule, 'clusterScope'))
    report([], 'a rule needs namespaces, or clusterScope: true', 'namespaces: ["*"] are all');
  const isAll = namespaces.some(([, namespace]) => namespace === '*');
  if (isAll && namespaces.length > 1) report(['namespaces'], '"*" must be the only item of namespaces');
  if (!isAll)
    for (const [index, namespace] of namespaces)
      checkWord(namespace, dnsLabel, 'a namespace', report, ['namespaces', index]);
};

const checkUrlRule: Visit = (rule, report) => {
  checkLists(rule, ['verbs', 'nonResourceURLs'], report);
  checkVerbs(rule, report);
  if (list(rule, 'nonResourceURLs').includes('*')) return;
  for (const [index, url] of words(rule, 'nonResourceURLs'))
    checkWord(url, urlPath, 'the path of a URL', report, ['nonResourceURLs', index]);
};

/** Bits of a hash that are needed to deal a hand of queues; a hash has 60. */
const entropy = (queues: number, hand: number): number =>
  Math.ceil(Array.from({ length: hand }, (_, index) => Math.log2(queues - index)).reduce((sum, bits) => sum + bits, 0));
const HASH_BITS = 60;

const constraints = visitConstraints({
  'flowcontrol.v1.PolicyRulesWithSubjects': [
    { when: (rule) => list(rule, 'subjects').length === 0, message: 'a rule needs subjects' },
    {
      when: (rule) => list(rule, 'resourceRules').length + list(rule, 'nonResourceRules').length === 0,
      message: 'a rule needs resourceRules or nonResourceRules',
    },
  ],
  'flowcontrol.v1.FlowSchemaSpec': [
    {
      field: 'matchingPrecedence',
      when: (spec, { object }) =>
        number(spec, 'matchingPrecedence') === 1 && text(map(object, 'metadata'), 'name') !== 'exempt',
      message: 'only the FlowSchema with the name "exempt" takes a matchingPrecedence of 1',
    },
  ],
  'flowcontrol.v1.PriorityLevelConfigurationSpec': [
    {
      field: 'type',
      when: (spec, { object }) =>
        (text(spec, 'type') === 'Exempt') !== (text(map(object, 'metadata'), 'name') === 'exempt'),
      message: 'the type Exempt is for the PriorityLevelConfiguration with the name "exempt"',
    },
    {
      field: 'exempt',
      when: (spec) => text(spec, 'type') === 'Limited',
      message: 'exempt is allowed only with the type Exempt',
    },
    {
      field: 'limited',
      when: (spec) => text(spec, 'type') === 'Exempt',
      message: 'limited is allowed only with the type Limited',
    },
    {
      when: (spec) => text(spec, 'type') === 'Limited' && !has(spec, 'limited'),
      message: 'the type Limited needs the field limited',
    },
  ],
  'flowcontrol.v1.LimitResponse': [
    {
      field: 'queuing',
      when: (response) => text(response, 'type') === 'Reject',
      message: 'queuing is allowed only with the type Queue',
    },
    {
      when: (response) => text(response, 'type') === 'Queue' && !has(response, 'queuing'),
      message: 'the type Queue needs the field queuing',
    },
  ],
  'flowcontrol.v1.QueuingConfiguration': [
    {
      field: 'handSize',
      // The server fills in 64 queues and a hand of 8 for 0, too.
      when: (queuing) => {
        const queues = number(queuing, 'queues') || 64;
        const hand = number(queuing, 'handSize') || 8;
        return hand > queues || (queues > 0 && hand > 0 && entropy(queues, hand) > HASH_BITS);
      },
      message: 'a hand of this size is too large for the number of queues',
    },
  ],
});

export const flowControlVisits = merge(constraints, {
  'flowcontrol.v1.Subject': checkSubject,
  'flowcontrol.v1.ResourcePolicyRule': checkResourceRule,
  'flowcontrol.v1.NonResourcePolicyRule': checkUrlRule,
});
