import { ExactNumber, type ValueMap } from '../yaml/value.ts';
import { isNumber, numberKey } from './decimal.ts';
import { type Draft, escapeStep, isSchemaMap, type SchemaMap } from './draft.ts';
import type { References, Target } from './references.ts';
import { ENDLESS_KEYWORD, WORK_KEYWORD } from './validator.ts';
import { costOf } from './work.ts';

/**
 * A copy of a schema for Ajv, made of ordinary objects: its references are JSON pointers, nothing has a name (`$id`,
 * anchors), and every keyword means to Ajv what it means to Helm's library.
 *
 * Up to draft 7 keywords next to a `$ref` are ignored; in draft 4 a boolean makes a limit exclusive.
 *
 * @param isCharged whether its checks charge the budget, see {@link WORK_KEYWORD}
 */
export function modernize(schema: SchemaMap, draft: Draft, references: References, isCharged: boolean): ValueMap {
  return new Modernizer(draft, references, isCharged).visit(schema, '') as ValueMap;
}

/** Keywords of this program only: those of a chart mean nothing. */
const OWN = new Set([ENDLESS_KEYWORD, WORK_KEYWORD]);

/** Keywords whose value is data, which contains no keywords. */
const DATA = new Set(['const', 'enum', 'default', 'examples', 'example']);

/** Keywords whose value may have more digits than a double. */
const LIMITS = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']);

/** Keywords whose value maps arbitrary names to schemas. */
const NAMED = new Set(['properties', 'patternProperties', 'definitions', '$defs', 'dependencies', 'dependentSchemas']);

/** Keywords that keep their meaning next to a `$ref` up to draft 7; `const` does in Helm's library only. */
const BESIDE_REF = new Set(['$ref', 'const', 'definitions', '$defs', 'title', 'description']);

/**
 * Keywords that Ajv reads, but Helm's library does not, or that the references have replaced; with their type in Ajv.
 */
const DROPPED: Readonly<Record<string, string>> = {
  $schema: 'string',
  $id: 'string',
  id: 'string',
  $anchor: 'string',
  $dynamicAnchor: 'string',
  $recursiveAnchor: 'boolean',
  $ref: 'string',
  $dynamicRef: 'string',
  $recursiveRef: 'string',
  nullable: 'boolean',
  $async: 'boolean',
};

/** A JSON pointer, and those of all that contains its place. */
const placesAround = (pointer: string): string[] => {
  const steps = pointer.split('/');
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
};

/** The end of a pointer to a schema that applies to the same value as the schema that contains it. */
const IN_PLACE = /\/(?:(?:allOf|anyOf|oneOf)\/\d+|not|if|then|else|(?:dependentSchemas|dependencies)\/[^/]*)$/;

class Modernizer {
  readonly #draft: Draft;
  readonly #references: References;
  /** The parts that references lead to, and what contains them. */
  readonly #used: ReadonlySet<string>;
  readonly #isCharged: boolean;

  constructor(draft: Draft, references: References, isCharged: boolean) {
    this.#isCharged = isCharged;
    this.#draft = draft;
    this.#references = references;
    this.#used = new Set([...references.referredTo].flatMap(placesAround));
  }

  visit(node: unknown, pointer: string): unknown {
    if (Array.isArray(node)) return node.map((item, index) => this.visit(item, `${pointer}/${index}`));
    if (!isSchemaMap(node)) return toPlain(node);
    const refOnly = this.#draft <= 7 && typeof node.$ref === 'string';
    const entries: [string, unknown][] = [];
    for (const [key, value] of Object.entries(node)) {
      const at = `${pointer}/${escapeStep(key)}`;
      if (refOnly && !BESIDE_REF.has(key) && !this.#used.has(at)) continue;
      if (Object.hasOwn(DROPPED, key) && DROPPED[key] === typeof value) continue;
      if (OWN.has(key)) continue;
      if (DATA.has(key)) entries.push([key, toData(value)]);
      else if (NAMED.has(key) && isSchemaMap(value)) entries.push([key, this.#visitNamed(value, at)]);
      else if (this.#draft === 4 && Object.hasOwn(DRAFT_4, key)) entries.push(...(DRAFT_4[key]?.(value, node) ?? []));
      else entries.push([key, LIMITS.has(key) ? value : this.visit(value, at)]);
    }
    const schema = Object.fromEntries(entries);
    if (this.#leadsToItself(pointer)) schema[ENDLESS_KEYWORD] = true;
    else for (const target of this.#references.targets.get(pointer) ?? []) refer(schema, target, refOnly);
    if (this.#isCharged && entries.length > 0 && this.#references.schemas.has(pointer))
      schema[WORK_KEYWORD] = costOf(node);
    honourPrototype(schema, this.#draft);
    requireEmptyKey(schema);
    return this.#draft === 2020 ? evaluateContained(schema) : schema;
  }

  /** Whether references lead from a part to itself, or to one that applies it to the same value. */
  #leadsToItself(start: string): boolean {
    const around = this.#around(start);
    const seen = new Set<string>();
    const queue = [start];
    for (const pointer of queue) {
      for (const target of this.#references.targets.get(pointer) ?? []) {
        if (target.kind !== 'part' || seen.has(target.pointer)) continue;
        if (around.has(target.pointer)) return true;
        seen.add(target.pointer);
        queue.push(target.pointer);
      }
    }
    return false;
  }

  /** A part, and the parts around it that apply it to the same value. */
  #around(pointer: string): ReadonlySet<string> {
    const around = new Set([pointer]);
    for (let at = pointer; ; ) {
      const above = at.replace(IN_PLACE, '');
      if (above === at || !this.#references.schemas.has(above)) return around;
      around.add(above);
      at = above;
    }
  }

  #visitNamed(map: SchemaMap, at: string): object {
    return Object.fromEntries(
      Object.entries(map).map(([name, child]) => [name, this.visit(child, `${at}/${escapeStep(name)}`)]),
    );
  }
}

/**
 * Adds a reference. Ajv follows only one of a schema: others are added to `allOf`, as is one next to a `const`
 * (`isAlone`).
 */
function refer(schema: Record<string, unknown>, target: Target, isAlone: boolean): void {
  if (target.kind === 'anything') return;
  const $ref =
    target.kind === 'metaschema' ? target.url : `#${target.pointer.split('/').map(encodeURIComponent).join('/')}`;
  if (schema.$ref === undefined && !(isAlone && Object.hasOwn(schema, 'const'))) schema.$ref = $ref;
  else schema.allOf = [...(Array.isArray(schema.allOf) ? schema.allOf : []), { $ref }];
}

const PROTOTYPE = '__proto__';
const hasPrototype = { type: 'object', required: [PROTOTYPE] };

/** Ajv skips a key of this name in a schema, so other keywords, which it reads, express the same. */
function honourPrototype(schema: Record<string, unknown>, draft: Draft): void {
  const { properties, patternProperties } = schema;
  const patterns = new Map(Object.entries(isSchemaMap(patternProperties) ? patternProperties : {}));
  const add = (spelling: string, own: unknown): void => {
    let pattern = spelling;
    while (patterns.has(pattern)) pattern = `(?:${pattern})`;
    patterns.set(pattern, own);
    schema.patternProperties = Object.fromEntries(patterns);
  };
  if (patterns.has(PROTOTYPE)) {
    const own = patterns.get(PROTOTYPE);
    patterns.delete(PROTOTYPE);
    add('(?:__proto__)', own);
  }
  if (isSchemaMap(properties) && Object.hasOwn(properties, PROTOTYPE)) add('^__proto__$', properties[PROTOTYPE]);
  for (const keyword of draft <= 7 ? ['dependencies'] : ['dependencies', 'dependentSchemas', 'dependentRequired']) {
    const needs = schema[keyword];
    if (!isSchemaMap(needs) || !Object.hasOwn(needs, PROTOTYPE)) continue;
    const needed = needs[PROTOTYPE];
    const rule = { anyOf: [{ not: hasPrototype }, Array.isArray(needed) ? { required: needed } : needed] };
    schema.allOf = [...(Array.isArray(schema.allOf) ? schema.allOf : []), rule];
  }
}

/**
 * In a schema that is only tried (`not`, `if`, `anyOf`), Ajv takes a missing key of no characters for one that is
 * there, so other keywords express that it is required.
 */
function requireEmptyKey(schema: Record<string, unknown>): void {
  const { required } = schema;
  if (!Array.isArray(required) || !required.includes('')) return;
  schema.required = required.filter((key) => key !== '');
  const rule = { anyOf: [{ not: { type: 'object' } }, { not: { propertyNames: { minLength: 1 } } }] };
  schema.allOf = [...(Array.isArray(schema.allOf) ? schema.allOf : []), rule];
}

/** Since draft 2020-12 an item found by `contains` is evaluated. */
function evaluateContained(schema: Record<string, unknown>): object {
  const { unevaluatedItems } = schema;
  if (unevaluatedItems === undefined || unevaluatedItems === true) return schema;
  const contained = containedIn(schema);
  return contained.length === 0 ? schema : { ...schema, unevaluatedItems: { anyOf: [...contained, unevaluatedItems] } };
}

const containedIn = ({ contains, allOf }: SchemaMap): unknown[] => [
  ...(contains === undefined ? [] : [contains]),
  ...(Array.isArray(allOf) ? allOf.filter(isSchemaMap).flatMap(containedIn) : []),
];

/** The current names of draft 4's keywords. */
const DRAFT_4: Readonly<Record<string, (value: unknown, schema: SchemaMap) => [string, unknown][]>> = {
  minimum: (value, schema) => [[schema.exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum', value]],
  maximum: (value, schema) => [[schema.exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum', value]],
  exclusiveMinimum: () => [],
  exclusiveMaximum: () => [],
};

/** A copy with ordinary objects and ordinary numbers. */
export function toPlain(value: unknown): unknown {
  if (value instanceof ExactNumber) return value.valueOf();
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isSchemaMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
}

/**
 * A copy for the check by a metaschema. Of the values of an enum, it asks that each is another: two doubles can be equal
 * where the numbers are not.
 */
export function toCheckable(value: unknown): unknown {
  if (!isSchemaMap(value)) return Array.isArray(value) ? value.map(toCheckable) : toPlain(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'enum' && Array.isArray(item) ? item.map(toDistinct) : toCheckable(item),
    ]),
  );
}

function toDistinct(value: unknown): unknown {
  if (isNumber(value)) return { '\0number': numberKey(value) };
  if (Array.isArray(value)) return value.map(toDistinct);
  if (!isSchemaMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toDistinct(item)]));
}

/** A copy with ordinary objects and numbers with all of their digits. */
function toData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toData);
  if (!isSchemaMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toData(item)]));
}
