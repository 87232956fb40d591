import { fail } from '../problem/problem.ts';
import { ExactNumber, type ValueMap } from '../yaml/value.ts';

/** The draft of JSON Schema that a schema is written in, of those that differ in what keywords mean. */
export type Draft = 4 | 6 | 7 | 2019 | 2020;

type Schema = Readonly<Record<string, unknown>>;

/** What `$schema` may say, without the scheme and what follows `#`. No version means the newest, as in Helm. */
const DRAFTS: Readonly<Record<string, Draft>> = {
  'json-schema.org/schema': 2020,
  'json-schema.org/draft-04/schema': 4,
  'json-schema.org/draft-06/schema': 6,
  'json-schema.org/draft-07/schema': 7,
  'json-schema.org/draft/2019-09/schema': 2019,
  'json-schema.org/draft/2020-12/schema': 2020,
};

/**
 * The draft that a schema says it is written in; 2020-12 where it says nothing, as in Helm's library.
 *
 * @throws ProblemError for a `$schema` that is none of the published drafts
 */
export function draftOf(schema: Schema, file: string): Draft {
  const uri = schema.$schema;
  if (uri === undefined) return 2020;
  const name = String(uri)
    .replace(/^https?:\/\//, '')
    .replace(/#.*$/, '');
  const draft = Object.hasOwn(DRAFTS, name) ? DRAFTS[name] : undefined;
  if (draft !== undefined) return draft;
  return fail({
    code: 'chart',
    message: `the schema is written in a dialect that is not known here: ${String(uri)}`,
    where: { file },
    hint: 'write "$schema": "https://json-schema.org/draft/2020-12/schema", or that of a draft from 4 on',
  });
}

/**
 * A copy of a schema as the validator wants it: of ordinary objects and numbers, without `$schema`, and one of draft
 * 4 to 7 in the keywords of draft 7 as the validator knows them.
 *
 * Up to draft 7 what stands beside a `$ref` means nothing, which the validator no longer follows (Helm's does);
 * draft 4 calls `$id` `id`, and says with a boolean that a limit is exclusive.
 */
export function modernize(schema: Schema, draft: Draft): ValueMap {
  const { $schema: _, ...rest } = schema;
  return visit(rest, draft) as ValueMap;
}

/** Keywords whose value holds data, where nothing is a keyword. */
const DATA = new Set(['const', 'enum', 'default', 'examples', 'example']);

/** Keywords whose value maps names of any kind to schemas. */
const NAMED = new Set(['properties', 'patternProperties', 'definitions', '$defs', 'dependencies', 'dependentSchemas']);

/** What keeps its meaning beside a `$ref` of draft 7. */
const BESIDE_REF = new Set(['$ref', '$id', 'id', 'definitions', '$defs', 'title', 'description']);

function visit(node: unknown, draft: Draft): unknown {
  if (Array.isArray(node)) return node.map((item) => visit(item, draft));
  if (!isNested(node)) return toPlain(node);
  const refOnly = draft <= 7 && typeof node.$ref === 'string';
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(node)) {
    if (refOnly && !BESIDE_REF.has(key)) continue;
    if (DATA.has(key)) entries.push([key, toPlain(value)]);
    else if (NAMED.has(key) && isNested(value)) {
      entries.push([
        key,
        Object.fromEntries(Object.entries(value).map(([name, child]) => [name, visit(child, draft)])),
      ]);
    } else if (draft === 4 && Object.hasOwn(DRAFT_4, key))
      entries.push(...(DRAFT_4[key]?.(toPlain(value), node) ?? []));
    else entries.push([key, visit(value, draft)]);
  }
  return Object.fromEntries(entries);
}

/** What a keyword of draft 4 is called since. */
const DRAFT_4: Readonly<Record<string, (value: unknown, schema: Schema) => [string, unknown][]>> = {
  id: (value) => [['$id', value]],
  minimum: (value, schema) => [[schema.exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum', value]],
  maximum: (value, schema) => [[schema.exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum', value]],
  exclusiveMinimum: () => [],
  exclusiveMaximum: () => [],
};

const isNested = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !(value instanceof ExactNumber);

function toPlain(value: unknown): unknown {
  if (value instanceof ExactNumber) return value.valueOf();
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isNested(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
}
