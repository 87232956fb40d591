import { fail } from '../problem/problem.ts';

/** The draft of JSON Schema of a schema: those that differ in the meaning of keywords. */
export type Draft = 4 | 6 | 7 | 2019 | 2020;

/** The values of `$schema`, without the scheme and the fragment. No version means the newest one, as in Helm. */
const DRAFTS: Readonly<Record<string, Draft>> = {
  'json-schema.org/schema': 2020,
  'json-schema.org/draft-04/schema': 4,
  'json-schema.org/draft-06/schema': 6,
  'json-schema.org/draft-07/schema': 7,
  'json-schema.org/draft/2019-09/schema': 2019,
  'json-schema.org/draft/2020-12/schema': 2020,
};

/** The draft of a URL, if it is the URL of a published metaschema. */
export function draftAt(url: string): Draft | undefined {
  const name = url.replace(/^https?:\/\//, '').replace(/#.*$/s, '');
  return Object.hasOwn(DRAFTS, name) ? DRAFTS[name] : undefined;
}

/**
 * The draft that a schema names in `$schema`; 2020-12 where it does not, as in Helm's library.
 *
 * @throws ProblemError for a `$schema` that is not a published draft
 */
export function draftOf(schema: Readonly<Record<string, unknown>>, file: string): Draft {
  const uri = schema.$schema;
  if (uri === undefined) return 2020;
  const draft = draftAt(String(uri));
  if (draft !== undefined) return draft;
  return fail({
    code: 'chart',
    message: `the schema is written in a dialect that is not known here: ${String(uri)}`,
    where: { file },
    hint: 'write "$schema": "https://json-schema.org/draft/2020-12/schema", or that of a draft from 4 on',
  });
}

/** How a keyword contains schemas: one, a list of them, or a map from names of the schema's author. */
type Holding = 'one' | 'list' | 'map';

/** The keywords that contain schemas, since which draft, and whether the schemas are applied to values. */
const HOLDERS: readonly (readonly [keyword: string, holding: Holding, since: Draft, applied: boolean])[] = [
  ['definitions', 'map', 4, false],
  ['not', 'one', 4, true],
  ['allOf', 'list', 4, true],
  ['anyOf', 'list', 4, true],
  ['oneOf', 'list', 4, true],
  ['properties', 'map', 4, true],
  ['additionalProperties', 'one', 4, true],
  ['patternProperties', 'map', 4, true],
  ['items', 'one', 4, true],
  ['items', 'list', 4, true],
  ['additionalItems', 'one', 4, true],
  ['dependencies', 'map', 4, true],
  ['propertyNames', 'one', 6, true],
  ['contains', 'one', 6, true],
  ['if', 'one', 7, true],
  ['then', 'one', 7, true],
  ['else', 'one', 7, true],
  ['$defs', 'map', 2019, false],
  ['dependentSchemas', 'map', 2019, true],
  ['unevaluatedProperties', 'one', 2019, true],
  ['unevaluatedItems', 'one', 2019, true],
  ['contentSchema', 'one', 2019, false],
  ['prefixItems', 'list', 2020, true],
];

/** Whether a keyword of any draft contains schemas. */
export const holdsSchemas = (keyword: string): boolean => HOLDERS.some(([holder]) => holder === keyword);

/** Keywords that are ignored without another keyword. */
const NEEDED: Readonly<Record<string, (schema: SchemaMap) => boolean>> = {
  additionalItems: ({ items }) => Array.isArray(items),
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: (schema) => schema.if !== undefined && schema.if !== false,
  else: (schema) => schema.if !== undefined && schema.if !== true,
};

/** A schema that is a map. */
export type SchemaMap = Readonly<Record<string, unknown>>;

/** Whether a value is a map of a parsed schema, not a list, a number with its digits, or a boolean. */
export const isSchemaMap = (value: unknown): value is SchemaMap => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** Escapes a step of a JSON pointer. */
export const escapeStep = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * The schemas in a schema, by JSON pointer.
 *
 * @param applied only those that are applied to values, without those that only references use
 * @param from only those of keywords that were added in this draft or later
 */
export function* heldSchemas(
  schema: SchemaMap,
  pointer: string,
  draft: Draft,
  applied = false,
  from: Draft = 4,
): Generator<readonly [pointer: string, schema: unknown]> {
  for (const [keyword, holding, since, isApplied] of HOLDERS) {
    if (since < from || draft < since || (applied && !isApplied) || !Object.hasOwn(schema, keyword)) continue;
    if (applied && NEEDED[keyword]?.(schema) === false) continue;
    const held = schema[keyword];
    const at = `${pointer}/${escapeStep(keyword)}`;
    if (holding === 'one') {
      if (!Array.isArray(held)) yield [at, held];
    } else if (holding === 'list') {
      if (Array.isArray(held)) for (const [index, item] of held.entries()) yield [`${at}/${index}`, item];
    } else if (isSchemaMap(held)) {
      for (const [name, item] of Object.entries(held)) yield [`${at}/${escapeStep(name)}`, item];
    }
  }
}
