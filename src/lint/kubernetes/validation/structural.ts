import { Regexp } from '../../../go/regexp/regexp.ts';
import type { Path } from '../../../problem/path.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap } from '../../../yaml/value.ts';
import type { Report } from '../../rule.ts';
import { quote } from '../../words.ts';
import { flag, has, list, map, maps, text, texts } from '../read.ts';
import { checkRules, compileRules } from './schema-rules.ts';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** What JSON Schema has and a definition's schema does not. */
const FORBIDDEN = ['$ref', 'id', '$schema', 'dependencies', 'definitions', 'patternProperties', 'additionalItems'];

/** Keywords that are allowed only in the schema itself, not in what it combines (allOf, anyOf, oneOf, not). */
const OF_STRUCTURE = [
  'description',
  'type',
  'default',
  'title',
  'nullable',
  'additionalProperties',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
];
const COMBINED = ['allOf', 'anyOf', 'oneOf'] as const;

const PRESERVE = 'x-kubernetes-preserve-unknown-fields';
const EITHER = 'x-kubernetes-int-or-string';
const EMBEDDED = 'x-kubernetes-embedded-resource';
const LIST_TYPE = 'x-kubernetes-list-type';
const LIST_KEYS = 'x-kubernetes-list-map-keys';
const MAP_TYPE = 'x-kubernetes-map-type';

/** Checks whether the schema of a definition is what Kubernetes calls structural. */
export function checkRootSchema(schema: ValueMap, minor: number, report: Report): void {
  const type = text(schema, 'type') ?? '';
  if (type === '') report([], 'the schema needs type: object', 'add type: object');
  else if (type !== 'object' && TYPES.includes(type))
    report(['type'], `the schema must be of the type object, not ${quote(type)}`);
  if (flag(schema, 'nullable') === true) report(['nullable'], 'an object as a whole cannot be null');
  checkSchema(schema, { isRoot: true, hasOld: true, minor }, report);
}

/** Where a schema is in its definition. */
interface Where {
  readonly isRoot: boolean;
  /** Whether what it describes can be found in the object before the change. */
  readonly hasOld: boolean;
  readonly minor: number;
}

function checkSchema(schema: ValueMap, where: Where, reportAll: Report): void {
  const { isRoot } = where;
  let faults = 0;
  const report: Report = (...finding) => {
    faults++;
    reportAll(...finding);
  };
  const type = text(schema, 'type') ?? '';
  if (type !== '' && !TYPES.includes(type)) report(['type'], `${quote(type)} is not one of ${TYPES.join(', ')}`);
  if (type === '' && !isRoot && flag(schema, EITHER) !== true && flag(schema, PRESERVE) !== true)
    report([], 'each field of a schema needs a type', `add type, or ${PRESERVE}: true`);
  checkForbidden(schema, report);
  checkLists(schema, type, report);
  checkExtensions(schema, type, report);
  checkPattern(schema, report);
  if (has(schema, 'default')) checkDefault(schema, report);
  if (isRoot) checkReserved(schema, report);
  else if (flag(schema, EMBEDDED) === true) checkReserved(schema, report);
  checkCombined(schema, schema, report);
  for (const [path, inner] of innerOf(schema))
    if (!(isRoot && path[1] === 'metadata' && path.length === 2))
      checkSchema(
        inner,
        { ...where, isRoot: false, hasOld: where.hasOld && (path[0] !== 'items' || schema[LIST_TYPE] === 'map') },
        (below, ...words) => report([...path, ...below], ...words),
      );
  // The compiler needs the types that the schema says.
  if (faults === 0) compileRules(schema, where, report);
}

/** The schemas of fields, items and values. */
function* innerOf(schema: ValueMap): Generator<readonly [Path, ValueMap]> {
  const properties = map(schema, 'properties');
  for (const name in properties) {
    const inner = properties[name];
    yield [['properties', name], isMap(inner) ? inner : newMap()];
  }
  for (const field of ['items', 'additionalProperties']) {
    const inner = map(schema, field);
    if (inner) yield [[field], inner];
  }
}

function checkForbidden(schema: ValueMap, report: Report): void {
  for (const field of FORBIDDEN) {
    const value = schema[field];
    const isEmpty =
      value === undefined ||
      value === null ||
      (value === '' && field !== '$ref') ||
      (isMap(value) && Object.keys(value).length === 0 && field !== 'dependencies');
    if (!isEmpty) report([field], `a schema of a definition has no ${field}`);
  }
  if (flag(schema, 'uniqueItems') === true)
    report(['uniqueItems'], 'a schema of a definition has no uniqueItems', `use ${LIST_TYPE}: set`);
  if (has(schema, 'additionalProperties') && Object.keys(map(schema, 'properties') ?? {}).length > 0)
    report(['additionalProperties'], 'properties and additionalProperties exclude each other');
  if (Array.isArray(schema.items)) report(['items'], 'items must be one schema, for all of them');
}

function checkLists(schema: ValueMap, type: string, report: Report): void {
  if (type === 'array' && !has(schema, 'items')) report([], 'an array needs the schema of its items', 'add items');
  const listType = schema[LIST_TYPE];
  const keys = list(schema, LIST_KEYS);
  const items = map(schema, 'items');
  if (typeof listType === 'string') {
    if (!['atomic', 'set', 'map'].includes(listType)) report([LIST_TYPE], `${LIST_TYPE} must be atomic, set or map`);
    if (type !== 'array') report([LIST_TYPE], `${LIST_TYPE} is allowed only for arrays`);
  }
  if (Array.isArray(schema[LIST_KEYS]) && keys.length > 0 && listType !== 'map')
    report([LIST_KEYS], `${LIST_KEYS} needs ${LIST_TYPE}: map`);
  if (listType === 'set' && items) {
    const own = text(items, 'type');
    const isAtomic =
      own === 'object'
        ? items[MAP_TYPE] === 'atomic'
        : own === 'array'
          ? !items[LIST_TYPE] || items[LIST_TYPE] === 'atomic'
          : true;
    if (!isAtomic) report(['items'], 'the items of a set are single values, or atomic');
    if (flag(items, 'nullable') === true) report(['items', 'nullable'], 'the items of a set cannot be null');
  }
  if (listType === 'map') checkListMap(keys, items, report);
}

function checkListMap(keys: readonly Value[], items: ValueMap | undefined, report: Report): void {
  if (keys.length === 0) report([], `${LIST_TYPE}: map needs ${LIST_KEYS}`);
  if (!items) return;
  if (text(items, 'type') !== 'object') report(['items', 'type'], `the items of ${LIST_TYPE}: map are objects`);
  if (flag(items, 'nullable') === true) report(['items', 'nullable'], 'the items of a map cannot be null');
  const properties = map(items, 'properties');
  const required = list(items, 'required');
  const seen = new Set<unknown>();
  keys.forEach((item, index) => {
    const key = item ?? '';
    if (seen.has(key)) report([LIST_KEYS, index], 'a key is given twice');
    seen.add(key);
    const field = typeof key === 'string' ? map(properties, key) : undefined;
    if (!field) report([LIST_KEYS, index], `the items have no property ${quote(String(key))}`);
    else if (['object', 'array'].includes(text(field, 'type') ?? ''))
      report([LIST_KEYS, index], 'a key must be a single value');
    else if (!required.includes(key) && !has(field, 'default'))
      report([LIST_KEYS, index], `the key ${quote(String(key))} must be required, or have a default`);
  });
}

function checkExtensions(schema: ValueMap, type: string, report: Report): void {
  if (schema[PRESERVE] === false) report([PRESERVE], `${PRESERVE} must be true, or left out`);
  if (flag(schema, EMBEDDED) === true) {
    if (type !== 'object') report([EMBEDDED], `${EMBEDDED} is allowed only for objects`);
    if (flag(schema, PRESERVE) !== true && Object.keys(map(schema, 'properties') ?? {}).length === 0)
      report([EMBEDDED], `an embedded resource needs properties, or ${PRESERVE}: true`);
  }
  const mapType = schema[MAP_TYPE];
  if (typeof mapType === 'string') {
    if (!['atomic', 'granular'].includes(mapType)) report([MAP_TYPE], `${MAP_TYPE} must be atomic or granular`);
    if (type !== 'object') report([MAP_TYPE], `${MAP_TYPE} is allowed only for objects`);
  }
  checkRules(schema, report);
}

function checkPattern(schema: ValueMap, report: Report): void {
  const pattern = text(schema, 'pattern');
  if (!pattern) return;
  try {
    new Regexp(pattern);
  } catch {
    report(['pattern'], `${quote(pattern)} is not a regular expression in Go’s syntax`);
  }
}

/** Fields that Kubernetes itself defines in each object. */
function checkReserved(schema: ValueMap, report: Report): void {
  const properties = map(schema, 'properties');
  for (const field of ['apiVersion', 'kind']) {
    const type = text(map(properties, field), 'type');
    if (type !== undefined && type !== '' && type !== 'string')
      report(['properties', field, 'type'], `${field} is a string`);
  }
  const metadata = map(properties, 'metadata');
  if (!metadata) return;
  if (text(metadata, 'type') !== 'object') report(['properties', 'metadata'], 'metadata must be of the type object');
  const odd = Object.keys(map(metadata, 'properties') ?? {}).find((name) => name !== 'name' && name !== 'generateName');
  if (odd !== undefined)
    report(['properties', 'metadata', 'properties', odd], 'of metadata, only name and generateName can be restricted');
}

/** What a schema combines restricts values, but does not define the structure. */
function checkCombined(schema: ValueMap, structure: ValueMap, report: Report): void {
  for (const field of COMBINED)
    for (const [index, inner] of maps(schema, field))
      checkNested(inner, structure, field, (below, message, hint) => report([field, index, ...below], message, hint));
  const not = map(schema, 'not');
  if (not) checkNested(not, structure, 'not', (below, message, hint) => report(['not', ...below], message, hint));
}

function checkNested(nested: ValueMap, structure: ValueMap | undefined, field: string, report: Report): void {
  const mayHaveType = structure && flag(structure, EITHER) === true && field === 'anyOf';
  for (const name of OF_STRUCTURE) {
    const value = nested[name];
    if (value === undefined || value === null || value === '' || value === false) continue;
    if (name === 'type' && (mayHaveType || (structure && flag(structure, EITHER) === true && field === 'allOf')))
      continue;
    report([name], `what a schema combines has no ${name}: the schema around it has`);
  }
  checkPattern(nested, report);
  const properties = map(nested, 'properties');
  const known = map(structure, 'properties');
  for (const name in properties) {
    const own = map(known, name) ?? (structure ? map(structure, 'additionalProperties') : undefined);
    const inner = properties[name];
    if (!own && known)
      report(
        ['properties', name],
        'what a schema combines names the properties of the schema around it, and no others',
      );
    if (isMap(inner))
      checkNested(inner, own, field, (below, message, hint) => report(['properties', name, ...below], message, hint));
  }
  const items = map(nested, 'items');
  if (items) {
    if (!map(structure, 'items'))
      report(['items'], 'what a schema combines names items only where the schema around it has them');
    checkNested(items, map(structure, 'items'), field, (below, message, hint) =>
      report(['items', ...below], message, hint),
    );
  }
  if (structure) checkCombined(nested, structure, report);
}

/** Whether a default matches its own schema. */
function checkDefault(schema: ValueMap, report: Report): void {
  const fault = faultOf(schema.default as Value, schema);
  const not = map(schema, 'not');
  if (fault) report(['default'], `the default ${fault}`);
  else if (not && Object.keys(not).length === 0) report(['not'], 'not: {} takes no value, and so not the default');
}

const isNumber = (value: Value): boolean => typeof value === 'number' || value instanceof ExactNumber;

const IS: Readonly<Record<string, (value: Value) => boolean>> = {
  array: (value) => Array.isArray(value),
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => isNumber(value) && Number.isInteger(Number(String(value))),
  number: isNumber,
  object: (value) => isMap(value),
  string: (value) => typeof value === 'string',
};

function faultOf(value: Value, schema: ValueMap): string | undefined {
  if (value === null) return flag(schema, 'nullable') === true ? undefined : 'is null, which the schema does not take';
  const type = text(schema, 'type') ?? '';
  if (Object.hasOwn(IS, type) && !IS[type]?.(value)) return `is not of the type ${type}`;
  const choices = list(schema, 'enum');
  if (choices.length > 0 && !choices.some((one) => JSON.stringify(one) === JSON.stringify(value)))
    return 'is not one of the values of its enum';
  if (typeof value === 'string') return stringFault(value, schema);
  if (isNumber(value)) return numberFault(Number(String(value)), schema);
  if (Array.isArray(value)) {
    if (value.length < bound(schema, 'minItems', 0)) return 'has too few items';
    if (value.length > bound(schema, 'maxItems', Number.POSITIVE_INFINITY)) return 'has too many items';
    const items = map(schema, 'items');
    for (const item of items ? value : []) {
      const fault = faultOf(item, items as ValueMap);
      if (fault) return `has an item that ${fault}`;
    }
  }
  return isMap(value) ? objectFault(value, schema) : undefined;
}

const bound = (schema: ValueMap, field: string, fallback: number): number => {
  const value = schema[field];
  return has(schema, field) && isNumber(value as Value) ? Number(String(value)) : fallback;
};

function stringFault(value: string, schema: ValueMap): string | undefined {
  const length = [...value].length;
  if (length < bound(schema, 'minLength', 0)) return 'is too short';
  if (length > bound(schema, 'maxLength', Number.POSITIVE_INFINITY)) return 'is too long';
  const pattern = text(schema, 'pattern');
  if (!pattern) return undefined;
  try {
    return new Regexp(pattern).find(value, 0) ? undefined : `does not match ${pattern}`;
  } catch {
    return undefined;
  }
}

function numberFault(value: number, schema: ValueMap): string | undefined {
  const least = bound(schema, 'minimum', Number.NEGATIVE_INFINITY);
  const most = bound(schema, 'maximum', Number.POSITIVE_INFINITY);
  if (value < least || (flag(schema, 'exclusiveMinimum') === true && value === least)) return 'is below the minimum';
  if (value > most || (flag(schema, 'exclusiveMaximum') === true && value === most)) return 'is above the maximum';
  return undefined;
}

function objectFault(value: ValueMap, schema: ValueMap): string | undefined {
  const properties = map(schema, 'properties');
  for (const [, name] of texts(schema, 'required')) if (!(name in value)) return `lacks ${quote(name)}`;
  for (const name in value) {
    const own = map(properties, name) ?? map(schema, 'additionalProperties');
    if (!own && flag(schema, PRESERVE) !== true && schema.additionalProperties !== true)
      return `has ${quote(name)}, which the schema does not have`;
    const fault = own && faultOf(value[name] as Value, own);
    if (fault) return `has ${quote(name)}, which ${fault}`;
  }
  return undefined;
}
