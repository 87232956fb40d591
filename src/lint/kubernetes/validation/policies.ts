import type { ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { enumerate, quote } from '../../words.ts';
import { type Compiled, compileCel, type Environment } from '../cel/check.ts';
import { admissionEnvironment, escapeName } from '../cel/environments.ts';
import { DYN, type Type, UNSURE } from '../cel/types.ts';
import { merge } from '../fields.ts';
import { dnsLabelOfServices, dnsName, pathSegment, qualifiedName } from '../names.ts';
import { has, list, map, maps, nameOf, text } from '../read.ts';
import { type Constraint, isFilled, reportRepeats, visitConstraints } from './constraint.ts';

/** Checks the conditions of a webhook or a policy. */
export function checkConditions(node: ValueMap, minor: number, report: Report): void {
  const conditions = list(node, 'matchConditions');
  if (conditions.length > 64) report(['matchConditions'], 'at most 64 matchConditions are allowed');
  reportRepeats(
    node,
    'matchConditions',
    (one) => text(one, 'name'),
    (name) => `two conditions are called ${quote(name)}`,
    report,
  );
  const environment = admissionEnvironment(minor, { params: has(node, 'paramKind') });
  for (const [index, one] of maps(node, 'matchConditions')) {
    const inside: Report = (below, message) => report(['matchConditions', index, ...below], message);
    const name = text(one, 'name');
    if (name && qualifiedName(name))
      inside(['name'], `${quote(name)} cannot be the name of a condition: it ${qualifiedName(name)}`);
    checkExpression(one, 'expression', environment, ['bool'], inside);
  }
}

/**
 * Reports what the compiler says against an expression.
 *
 * @returns what it made of it, where there is one
 */
export function checkExpression(
  node: ValueMap,
  field: string,
  environment: Environment,
  results: readonly string[],
  report: Report,
): Compiled | undefined {
  const expression = text(node, field);
  // Where an expression is required, another rule reports an empty one.
  if (expression === undefined || expression === '') return undefined;
  if (expression.trim() === '') {
    report([field], 'an expression is empty');
    return undefined;
  }
  const compiled = compileCel(expression, environment, results);
  if ('fault' in compiled) report([field], `the expression ${compiled.fault}`);
  return compiled;
}

/** @returns the types of a policy's variables */
function checkVariables(spec: ValueMap, minor: number, report: Report): Map<string, Type> {
  const types = new Map<string, Type>();
  const environment = admissionEnvironment(minor, { params: has(spec, 'paramKind') }, types);
  for (const [index, variable] of maps(spec, 'variables')) {
    const inside: Report = (below, message) => report(['variables', index, ...below], message);
    const name = text(variable, 'name') ?? '';
    if (name !== '' && (!/^[A-Za-z_]\w*$/.test(name) || escapeName(name)?.startsWith(`__${name}__`)))
      inside(['name'], `${quote(name)} cannot be the name of a variable in CEL`);
    const compiled = checkExpression(variable, 'expression', environment, [], inside);
    types.set(name, compiled && 'type' in compiled ? storedType(compiled.type) : UNSURE);
  }
  return types;
}

const STORED = /^(?:bool|bytes|double|int|string|uint|list|map|Duration|Timestamp)$/;

/** What is known of a variable when another expression reads it: of objects, nothing. */
const storedType = (type: Type): Type => (STORED.test(type.name) ? { ...type, of: type.of.map(storedType) } : DYN);

const REASONS = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];

const checkValidating: Visit = (spec, report, { minor, object }) => {
  const params = has(spec, 'paramKind');
  checkConstraints(spec, report);
  checkConditions(spec, minor, report);
  const types = list(spec, 'variables').length > 0 ? checkVariables(spec, minor, report) : undefined;
  if (!isFilled(spec, 'validations') && !isFilled(spec, 'auditAnnotations'))
    report([], 'a policy needs validations or auditAnnotations');
  const environment = admissionEnvironment(minor, { params }, types);
  const ofMessages = admissionEnvironment(minor, { params, authorizer: false }, types);
  for (const [index, validation] of maps(spec, 'validations')) {
    const inside: Report = (below, message) => report(['validations', index, ...below], message);
    checkExpression(validation, 'expression', environment, ['bool'], inside);
    checkExpression(validation, 'messageExpression', ofMessages, ['string'], inside);
    const message = text(validation, 'message') ?? '';
    if (message !== '' && (message.trim() === '' || /[\n\r]/.test(message.trim())))
      inside(['message'], 'a message must be one line that is not empty');
    const reason = text(validation, 'reason');
    if (reason !== undefined && !REASONS.includes(reason))
      inside(['reason'], `reason must be ${enumerate(REASONS, 'or')}`);
  }
  if (list(spec, 'auditAnnotations').length > 20)
    report(['auditAnnotations'], 'at most 20 auditAnnotations are allowed');
  reportRepeats(
    spec,
    'auditAnnotations',
    (one) => text(one, 'key'),
    (key) => `two annotations are called ${quote(key)}`,
    report,
  );
  for (const [index, annotation] of maps(spec, 'auditAnnotations')) {
    const inside: Report = (below, message) => report(['auditAnnotations', index, ...below], message);
    const key = text(annotation, 'key');
    const fault = key && qualifiedName(`${nameOf(object)}/${key}`);
    if (fault) inside(['key'], `${quote(key)} cannot be the key of an annotation: it ${fault}`);
    checkExpression(annotation, 'valueExpression', environment, ['string', 'null'], inside);
  }
};

/** The field with the patch of each type. */
const PATCHES: Readonly<Record<string, readonly [field: string, result: string]>> = {
  ApplyConfiguration: ['applyConfiguration', 'Object'],
  JSONPatch: ['jsonPatch', 'list(object)'],
};

const checkMutating: Visit = (spec, report, { minor }) => {
  const params = has(spec, 'paramKind');
  checkConstraints(spec, report);
  checkOperations(map(spec, 'matchConstraints'), (below, message) => report(['matchConstraints', ...below], message));
  checkConditions(spec, minor, report);
  if (!isFilled(spec, 'mutations')) report([], 'a policy needs mutations');
  if (!isFilled(spec, 'reinvocationPolicy')) report([], 'a policy needs a reinvocationPolicy: Never or IfNeeded');
  const environment = admissionEnvironment(minor, { params, patches: true }, checkVariables(spec, minor, report));
  for (const [index, mutation] of maps(spec, 'mutations')) {
    const inside: Report = (below, message) => report(['mutations', index, ...below], message);
    const type = text(mutation, 'patchType') ?? '';
    const [field, result] = (Object.hasOwn(PATCHES, type) ? PATCHES[type] : undefined) ?? [];
    if (field === undefined || result === undefined) continue;
    const patch = map(mutation, field);
    if (!patch) inside([], `patchType: ${type} needs the field ${quote(field)}`);
    else if (!isFilled(patch, 'expression')) inside([field], 'a patch needs its expression');
    else
      checkExpression(patch, 'expression', environment, [result], (below, message) =>
        inside([field, ...below], message),
      );
    for (const [other] of Object.values(PATCHES))
      if (other !== field && has(mutation, other)) inside([other], `${other} is not allowed with patchType: ${type}`);
  }
};

/** A policy applies to something, and its parameters have a kind. */
function checkConstraints(spec: ValueMap, report: Report): void {
  if (!isFilled(map(spec, 'matchConstraints'), 'resourceRules'))
    report([], 'a policy needs matchConstraints with resourceRules');
  const kind = map(spec, 'paramKind');
  if (!kind) return;
  const inside: Report = (below, message) => report(['paramKind', ...below], message);
  const version = text(kind, 'apiVersion') ?? '';
  const parts = version.split('/');
  const [group, own] = parts.length === 1 ? ['', parts[0]] : [parts[0], parts[1]];
  if (version === '' || text(kind, 'kind') === undefined || text(kind, 'kind') === '')
    inside([], 'paramKind needs apiVersion and kind');
  else if (parts.length > 2 || (group && dnsName(group)) || !own || dnsLabelOfServices(own))
    inside(['apiVersion'], `${quote(version)} is not a version of an API, such as v1 or example.com/v1`);
  const fault = dnsLabelOfServices((text(kind, 'kind') || 'x').toLowerCase());
  if (fault) inside(['kind'], `${quote(text(kind, 'kind') ?? '')} cannot be a kind: it ${fault}`);
}

/** What is deleted cannot be changed. */
function checkOperations(resources: ValueMap | undefined, report: Report): void {
  for (const [index, rule] of maps(resources, 'resourceRules'))
    list(rule, 'operations').forEach((operation, position) => {
      if (operation === 'DELETE')
        report(['resourceRules', index, 'operations', position], 'a policy cannot change what is deleted');
    });
}

/** What refers to the parameters of a policy. */
const checkParameters: Visit = (reference, report) => {
  const own = text(reference, 'name') ?? '';
  if (pathSegment(own)) report(['name'], `${quote(own)} cannot be the name of an object`);
  const [name, selector] = [own !== '', has(reference, 'selector')];
  if (name === selector) report([], 'paramRef needs one of name and selector');
  const action = text(reference, 'parameterNotFoundAction') ?? '';
  if (action !== 'Allow' && action !== 'Deny') report([], 'paramRef needs parameterNotFoundAction: Allow or Deny');
};

const checkNames: Visit = (rule, report) => {
  const seen = new Set<unknown>();
  list(rule, 'resourceNames').forEach((name, index) => {
    if (seen.has(name)) report(['resourceNames', index], `${quote(String(name))} is given twice`);
    seen.add(name);
    if (typeof name === 'string' && pathSegment(name))
      report(['resourceNames', index], `${quote(name)} cannot be the name of an object`);
  });
};

/** Kinds that cannot be without a spec, and the minor version from which on the schema requires it. */
const SPECS: Readonly<Record<string, number>> = {
  MutatingAdmissionPolicy: Number.POSITIVE_INFINITY,
  MutatingAdmissionPolicyBinding: Number.POSITIVE_INFINITY,
  ValidatingAdmissionPolicy: Number.POSITIVE_INFINITY,
  ValidatingAdmissionPolicyBinding: 36,
};

const constraints = visitConstraints({
  ...Object.fromEntries(
    Object.entries(SPECS).map(([kind, until]): [string, Constraint[]] => [
      `admissionregistration.v1.${kind}`,
      [{ when: (node, { minor }) => minor < until && !has(node, 'spec'), message: `a ${kind} needs the field "spec"` }],
    ]),
  ),
  'admissionregistration.v1.MutatingAdmissionPolicyBindingSpec': [
    { when: (spec) => !isFilled(spec, 'policyName'), message: 'a binding needs a policyName' },
  ],
  'admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec': [
    // From 1.36 on, the schema requires both.
    {
      when: (spec, { minor }) => minor < 36 && !isFilled(spec, 'policyName'),
      message: 'a binding needs a policyName',
    },
    {
      when: (spec, { minor }) => (minor < 36 || has(spec, 'validationActions')) && !isFilled(spec, 'validationActions'),
      message: 'a binding needs validationActions',
    },
    {
      field: 'validationActions',
      when: (spec) => ['Deny', 'Warn'].every((action) => list(spec, 'validationActions').includes(action)),
      message: 'Deny and Warn exclude each other',
    },
    {
      field: 'validationActions',
      when: (spec) => new Set(list(spec, 'validationActions')).size < list(spec, 'validationActions').length,
      message: 'an action is given twice',
    },
  ],
});

const policyName: Visit = (spec, report) => {
  const name = text(spec, 'policyName');
  if (name && dnsName(name))
    report(['policyName'], `${quote(name)} cannot be the name of a policy: it ${dnsName(name)}`);
};

export const policyVisits = merge(constraints, {
  'admissionregistration.v1.MutatingAdmissionPolicySpec': checkMutating,
  'admissionregistration.v1.ValidatingAdmissionPolicySpec': checkValidating,
  'admissionregistration.v1.MutatingAdmissionPolicyBindingSpec': (spec, report, place) => {
    policyName(spec, report, place);
    checkOperations(map(spec, 'matchResources'), (below, message) => report(['matchResources', ...below], message));
  },
  'admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec': policyName,
  'admissionregistration.v1.ParamRef': checkParameters,
  'admissionregistration.v1.NamedRuleWithOperations': checkNames,
});
