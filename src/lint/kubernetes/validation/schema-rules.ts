import type { ValueMap } from '../../../yaml/value.ts';
import type { Report } from '../../rule.ts';
import { enumerate, quote } from '../../words.ts';
import { compileCel, type Environment } from '../cel/check.ts';
import { schemaType } from '../cel/environments.ts';
import { optionalOf } from '../cel/types.ts';
import { flag, has, map, maps, text } from '../read.ts';

const RULES = 'x-kubernetes-validations';
const REASONS = ['FieldValueRequired', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueDuplicate'];

/** Checks the form of a schema's rules. */
export function checkRules(schema: ValueMap, report: Report): void {
  for (const [index, rule] of maps(schema, RULES)) {
    const inside = (field: string, message: string): void => report([RULES, index, field], message);
    const words = text(rule, 'rule') ?? '';
    const message = text(rule, 'message') ?? '';
    if (words.trim() === '' && words !== '') inside('rule', 'a rule is empty');
    if (message !== '' && message.trim() === '') inside('message', 'a message is empty');
    else if (/[\r\n]/.test(message.trim())) inside('message', 'a message must be one line');
    else if (/[\r\n]/.test(words.trim()) && message === '')
      report([RULES, index], 'a rule of several lines needs a message');
    const expression = text(rule, 'messageExpression') ?? '';
    if (expression !== '' && expression.trim() === '') inside('messageExpression', 'an expression is empty');
    const reason = text(rule, 'reason');
    if (reason !== undefined && !REASONS.includes(reason))
      inside('reason', `reason must be ${enumerate(REASONS, 'or')}`);
    const path = text(rule, 'fieldPath') ?? '';
    if (path !== '' && !isPath(path, schema)) inside('fieldPath', `${quote(path)} names no field of the schema`);
  }
}

/** Whether a path such as `.spec['a-b']` leads to a property. */
function isPath(path: string, schema: ValueMap): boolean {
  let current: ValueMap | undefined = schema;
  let rest = path;
  while (rest !== '') {
    const [step, name, key] = /^(?:\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\])/.exec(rest) ?? [];
    if (step === undefined) return false;
    const properties = map(current, 'properties');
    current = properties
      ? map(properties, name ?? key?.replaceAll(/\\(.)/g, '$1') ?? '')
      : map(current, 'additionalProperties');
    if (!current) return false;
    rest = rest.slice(step.length);
  }
  return true;
}

/** Reports what the compiler says against the rules of a schema that is right otherwise. */
export function compileRules(
  schema: ValueMap,
  { isRoot, hasOld, minor }: { readonly isRoot: boolean; readonly hasOld: boolean; readonly minor: number },
  report: Report,
): void {
  const rules = maps(schema, RULES);
  if (rules.length === 0) return;
  const type = schemaType(schema, isRoot || flag(schema, 'x-kubernetes-embedded-resource') === true);
  if (!type) {
    report(
      [RULES],
      'a rule needs a schema that says what is in it',
      'add type, and properties, items or additionalProperties',
    );
    return;
  }
  for (const [index, rule] of rules) {
    const inside = (field: string, message: string): void => report([RULES, index, field], message);
    const old = flag(rule, 'optionalOldSelf') === true ? optionalOf(type) : type;
    const environment: Environment = {
      minor,
      variables: new Map([
        ['self', type],
        ['oldSelf', old],
      ]),
    };
    const words = text(rule, 'rule') ?? '';
    if (words === '') continue;
    const compiled = compileCel(words, environment, ['bool']);
    if ('fault' in compiled) {
      inside('rule', `the rule ${compiled.fault}`);
      continue;
    }
    const expression = text(rule, 'messageExpression') ?? '';
    const message = expression === '' ? undefined : compileCel(expression, environment, ['string']);
    if (message && 'fault' in message) inside('messageExpression', `the expression ${message.fault}`);
    const usesOld = compiled.names.has('oldSelf');
    if (usesOld && !hasOld)
      inside(
        'rule',
        'oldSelf cannot be used here: an item of a list (but of x-kubernetes-list-type: map) has no older one',
      );
    if (!usesOld && has(rule, 'optionalOldSelf')) inside('optionalOldSelf', 'the rule does not use oldSelf');
  }
}
