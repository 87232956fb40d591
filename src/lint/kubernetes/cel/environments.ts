import { isMap, type ValueMap } from '../../../yaml/value.ts';
import { flag, map, text } from '../read.ts';
import type { Environment } from './check.ts';
import { DYN, listOf, mapOf, readType, simple, type Type } from './types.ts';

const REQUEST = `{
  kind: {group: string, version: string, kind: string},
  resource: {group: string, version: string, resource: string}, subResource: string,
  requestKind: {group: string, version: string, kind: string},
  requestResource: {group: string, version: string, resource: string}, requestSubResource: string,
  name: string, namespace: string, operation: string, dryRun: bool, options: dyn,
  userInfo: {username: string, uid: string, groups: list(string), extra: map(string, list(string))}
}`;
const NAMESPACE = `{
  metadata: {
    name: string, generateName: string, namespace: string, UID: string, resourceVersion: string, generation: int,
    labels: map(string, string), annotations: map(string, string), finalizers: list(string),
    creationTimestamp: Timestamp, deletionTimestamp: Timestamp, deletionGracePeriodSeconds: int
  },
  spec: {finalizers: list(string)},
  status: {
    phase: string,
    conditions: list({status: string, type: string, lastTransitionTime: Timestamp, message: string, reason: string})
  }
}`;
const DEVICE =
  '{driver: string, attributes: map(string, map(string, any)), capacity: map(string, map(string, Quantity))}';
const JSON_PATCH = '{op: string, path: string, from: string, value: dyn}';

/** What is read once. */
const types = new Map<string, Type>();
const typeOf = (words: string): Type => {
  const known = types.get(words) ?? readType(words);
  types.set(words, known);
  return known;
};

/** What the conditions of webhooks and admission policies see of a request. */
export function admissionEnvironment(
  minor: number,
  has: { readonly params?: boolean; readonly authorizer?: boolean; readonly patches?: boolean },
  variables?: ReadonlyMap<string, Type>,
): Environment {
  const known = new Map<string, Type>([
    ['object', DYN],
    ['oldObject', DYN],
    ['request', typeOf(REQUEST)],
    ['namespaceObject', typeOf(NAMESPACE)],
  ]);
  if (has.params) known.set('params', DYN);
  if (has.authorizer ?? true) {
    known.set('authorizer', simple('Authorizer'));
    known.set('authorizer.requestResource', simple('ResourceCheck'));
  }
  if (variables) known.set('variables', { name: 'object', of: [], fields: variables });
  const messages = { JSONPatch: typeOf(JSON_PATCH), 'Object.': simple('Object') };
  return { minor, variables: known, ...(has.patches ? { messages } : {}) };
}

/** What the selectors of devices see. */
export const deviceEnvironment = (minor: number): Environment => ({
  minor,
  variables: new Map([
    ['device', typeOf(minor < 36 ? DEVICE : DEVICE.replace('{', '{allowMultipleAllocations: bool, '))],
  ]),
  hasBind: true,
});

const FORMATS: Readonly<Record<string, string>> = {
  byte: 'bytes',
  date: 'Timestamp',
  'date-time': 'Timestamp',
  duration: 'Duration',
};
const SCALARS: Readonly<Record<string, string>> = { boolean: 'bool', integer: 'int', number: 'double' };

/** The type of what a definition's schema describes; undefined where rules do not see it. */
export function schemaType(schema: ValueMap, isResource: boolean): Type | undefined {
  if (flag(schema, 'x-kubernetes-int-or-string') === true) return DYN;
  switch (text(schema, 'type')) {
    case 'array': {
      const items = below(map(schema, 'items'));
      return items && listOf(items);
    }
    case 'object': {
      const values = map(schema, 'additionalProperties');
      if (!values || isResource) return { name: 'object', of: [], fields: fieldsOf(schema, isResource) };
      const type = below(values);
      return type && mapOf(simple('string'), type);
    }
    case 'string':
      return simple(FORMATS[text(schema, 'format') ?? ''] ?? 'string');
    default:
      return Object.hasOwn(SCALARS, text(schema, 'type') ?? '')
        ? simple(SCALARS[text(schema, 'type') ?? ''] as string)
        : undefined;
  }
}

const below = (schema: ValueMap | undefined): Type | undefined =>
  schema && schemaType(schema, flag(schema, 'x-kubernetes-embedded-resource') === true);

function fieldsOf(schema: ValueMap, isResource: boolean): ReadonlyMap<string, Type> {
  const fields = new Map<string, Type>();
  const properties = map(schema, 'properties');
  for (const name in properties) {
    const property = properties[name];
    const type = isMap(property) ? below(property) : undefined;
    const escaped = escapeName(name);
    if (!type || escaped === undefined) continue;
    fields.set(escaped, type);
    if (RESERVED.test(name)) fields.set(name, type);
  }
  if (isResource) {
    fields.set('apiVersion', simple('string'));
    fields.set('kind', simple('string'));
    fields.set('metadata', typeOf('{name: string, generateName: string}'));
  }
  return fields;
}

const RESERVED =
  /^(?:true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)$/;
const SIGNS: Readonly<Record<string, string>> = { __: 'underscores', '.': 'dot', '-': 'dash', '/': 'slash' };

/** The name of a property in CEL; undefined where it has none. */
export function escapeName(name: string): string | undefined {
  if (RESERVED.test(name)) return `__${name}__`;
  if (!/^[A-Za-z_./-][\w./-]*$/.test(name)) return undefined;
  return name.replaceAll(/__|[./-]/g, (sign) => `__${SIGNS[sign]}__`);
}
