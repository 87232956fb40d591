import type { Draft, SchemaMap } from './draft.ts';

/**
 * The metaschemas up to draft 7, as in Helm's library.
 *
 * @param seven that of draft 7, as in Ajv
 */
export function metaschemaFor(draft: Draft, seven: SchemaMap): SchemaMap {
  const { $id: _, $schema: __, ...rest } = seven;
  const properties: SchemaMap = { ...(seven.properties as SchemaMap), writeOnly: { type: 'boolean' } };
  if (draft === 4) return DRAFT_4;
  if (draft === 7) return { ...rest, properties };
  const { propertyNames: ___, ...patterns } = properties.patternProperties as SchemaMap;
  const known = Object.entries(properties).filter(([keyword]) => !SINCE_7.has(keyword));
  return { ...rest, properties: { ...Object.fromEntries(known), patternProperties: patterns } };
}

const SINCE_7: ReadonlySet<string> = new Set([
  '$comment',
  'readOnly',
  'writeOnly',
  'contentMediaType',
  'contentEncoding',
  'if',
  'then',
  'else',
  'examples',
]);

const self = { $ref: '#' };
const names = { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true };
const type = { enum: ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'] };
const text = { type: 'string' };
const number = { type: 'number' };
const flag = { type: 'boolean' };
const size = { type: 'integer', minimum: 0 };
const schemas = { type: 'array', items: self, minItems: 1 };
const named = { type: 'object', additionalProperties: self };
const flagOrSchema = { anyOf: [flag, self] };

/** Draft 4, in the keywords of draft 7. A schema is a map there, never a boolean. */
const DRAFT_4: SchemaMap = {
  type: 'object',
  properties: {
    id: text,
    $schema: { type: 'string', format: 'uri' },
    $ref: text,
    title: text,
    description: text,
    multipleOf: { type: 'number', exclusiveMinimum: 0 },
    maximum: number,
    exclusiveMaximum: flag,
    minimum: number,
    exclusiveMinimum: flag,
    maxLength: size,
    minLength: size,
    pattern: { type: 'string', format: 'regex' },
    additionalItems: flagOrSchema,
    items: { anyOf: [self, schemas] },
    maxItems: size,
    minItems: size,
    uniqueItems: flag,
    maxProperties: size,
    minProperties: size,
    required: names,
    additionalProperties: flagOrSchema,
    definitions: named,
    properties: named,
    patternProperties: named,
    dependencies: { type: 'object', additionalProperties: { anyOf: [self, names] } },
    enum: { type: 'array', minItems: 1, uniqueItems: true },
    type: { anyOf: [type, { type: 'array', items: type, minItems: 1, uniqueItems: true }] },
    allOf: schemas,
    anyOf: schemas,
    oneOf: schemas,
    not: self,
    format: text,
  },
  dependencies: { exclusiveMaximum: ['maximum'], exclusiveMinimum: ['minimum'] },
};
