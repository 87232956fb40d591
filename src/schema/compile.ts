import type { Ajv, AnySchemaObject, Options } from 'ajv';
import { RegexpError } from '../go/regexp/regexp.ts';
import { formatPath } from '../problem/path.ts';
import { fail, ProblemError } from '../problem/problem.ts';
import type { Value } from '../yaml/value.ts';
import { modernize, toCheckable } from './dialect.ts';
import { type Draft, draftOf, isSchemaMap, type SchemaMap } from './draft.ts';
import { explainErrors } from './explain.ts';
import { FORMATS } from './formats.ts';
import { compareExactly, useEvaluation, useKeywords } from './keywords.ts';
import { unescapePointer } from './lookup.ts';
import { metaschemaFor } from './metaschemas.ts';
import { toRegExp } from './pattern.ts';
import { SchemaParts } from './references.ts';
import { checkSize } from './size.ts';
import { AJV_OPTIONS, type Check, ENDLESS, type Validator } from './validator.ts';
import { chargeWork } from './work.ts';

/**
 * Compiles the content of a `values.schema.json`: JSON Schema of draft 4, 6, 7, 2019-09 or 2020-12 (the default). As in
 * Helm (ValidateAgainstSingleSchema) formats are checked up to draft 7 and ignored in later drafts, patterns are Go's,
 * and numbers are compared by all of their digits. Nothing is fetched: where Helm would load a `$ref` to another
 * document from the network or the disk, this throws.
 *
 * @param schema the parsed file
 * @param file its name, for the problem
 * @throws ProblemError for an invalid schema, and for a reference to something outside of it
 */
export async function compileSchema(schema: unknown, file = 'values.schema.json'): Promise<Validator> {
  const { modern, parts, ajv } = await prepareSchema(schema, file);
  try {
    return { schema: modern, parts, check: ajv.compile(modern as AnySchemaObject) as Check };
  } catch (error) {
    return explainFailure(error, file);
  }
}

/**
 * Converts a schema for Ajv, and creates an Ajv for it.
 *
 * @param isWritten whether the check is written as source code, which can contain only Ajv's own keywords
 */
export async function prepareSchema(schema: unknown, file: string, isWritten = false) {
  if (typeof schema === 'boolean') return { modern: schema, parts: 1, ajv: await createAjv(2020, isWritten, false) };
  if (!isSchemaMap(schema)) return fail({ code: 'chart', message: 'the schema is not a map', where: { file } });
  const draft = draftOf(schema, file);
  const checkSchema = await schemaCheckOf(draft);
  const parts = new SchemaParts(schema, draft, file);
  const hasRegexKeys = draft >= 7;
  for (const [pointer, part] of parts.schemas) checkPatterns(part, pointer, file, hasRegexKeys);
  checkSchema(schema, '', file);
  const references = parts.resolve();
  checkSize(references, file);
  const { targets, schemas, referred, applied } = references;
  for (const pointer of referred) checkSchema(schemas.get(pointer), pointer, file);
  for (const pointer of applied) {
    const isRefOnly = draft <= 7 && targets.has(pointer);
    if (!isRefOnly) checkPatterns(schemas.get(pointer), pointer, file, true);
  }
  if (draft >= 2019) for (const [pointer, part] of schemas) checkNames(part, pointer, file);
  const metaschemas = [...targets.values()].flat().filter((target) => target.kind === 'metaschema');
  const ajv = await createAjv(draft, isWritten, metaschemas.length > 0);
  for (const { url } of metaschemas) if (ajv.getSchema(url) === undefined) refuseMetaschema(url, file);
  return { parts: schemas.size, modern: modernize(schema, draft, references, !isWritten), ajv };
}

/** Throws a problem for an invalid schema; `pointer` is its place in the file. */
type CheckSchema = (schema: unknown, pointer: string, file: string) => void;

const FORMAT_CHECKS = Object.fromEntries(
  Object.entries(FORMATS).map(([name, validate]) => [name, { type: 'string' as const, validate }]),
);

/**
 * How Ajv makes patterns; `code` is what it writes for that in code that is written out, for the built-in chart only.
 */
const regExp = Object.assign((pattern: string) => toRegExp(pattern), { code: 'new RegExp' });

/** Larger schemas are not copied to each reference to them: that could multiply the size of a schema. */
const MAX_INLINED = 50;

async function createAjv(draft: Draft, isWritten: boolean, meta: boolean): Promise<Ajv> {
  const ajv = await construct(draft, {
    ...AJV_OPTIONS,
    meta,
    ...(draft <= 7 ? { formats: FORMAT_CHECKS, ignoreKeywordsWithRef: true } : { validateFormats: false }),
    ...(isWritten ? { code: { regExp, source: true } } : { code: { regExp }, inlineRefs: MAX_INLINED }),
  });
  useKeywords(ajv, draft);
  useEvaluation(ajv);
  if (isWritten) return ajv;
  compareExactly(ajv);
  chargeWork(ajv);
  return ajv;
}

/** Metaschemas are the same for every chart, and compiling one takes longer than everything else. */
const schemaChecks = new Map<Draft, Promise<CheckSchema>>();

function schemaCheckOf(draft: Draft): Promise<CheckSchema> {
  const known = schemaChecks.get(draft);
  if (known !== undefined) return known;
  const created = createSchemaCheck(draft);
  schemaChecks.set(draft, created);
  return created;
}

async function createSchemaCheck(draft: Draft): Promise<CheckSchema> {
  const ajv = await construct(draft, { ...AJV_OPTIONS, formats: FORMAT_CHECKS, code: { regExp } });
  const newest = ajv.getSchema(String(ajv.defaultMeta()));
  const own = draft <= 7 ? metaschemaFor(draft, newest?.schema as SchemaMap) : undefined;
  const check = (own === undefined ? newest : ajv.compile(own as AnySchemaObject)) as Check;
  const metaschema = own ?? newest?.schema;
  return (schema, pointer, file) => {
    const plain = toCheckable(schema);
    if (check(plain) === true) return;
    const [first] = explainErrors(check.errors ?? [], plain as Value, metaschema, () => undefined);
    const place = pointer === '' ? '' : `${spellPointer(pointer)}: `;
    failInvalid(`${place}${first?.message ?? 'it is none'}`, first?.hint, file);
  };
}

/** The CommonJS module, whose exports are in `default` of a bundle. */
async function construct(draft: Draft, options: Options): Promise<Ajv> {
  if (draft === 2020) return new (await import('ajv/dist/2020.js')).default.Ajv2020(options) as Ajv;
  if (draft === 2019) return new (await import('ajv/dist/2019.js')).default.Ajv2019(options) as Ajv;
  return new (await import('ajv')).default.Ajv(options);
}

/** @param keys whether the keys of `patternProperties` are checked, too */
function checkPatterns(schema: unknown, pointer: string, file: string, keys: boolean): void {
  if (!isSchemaMap(schema)) return;
  if (typeof schema.pattern === 'string') checkPattern(schema.pattern, `${pointer}/pattern`, file);
  if (!keys || !isSchemaMap(schema.patternProperties)) return;
  for (const pattern of Object.keys(schema.patternProperties))
    checkPattern(pattern, `${pointer}/patternProperties`, file);
}

function checkPattern(pattern: string, pointer: string, file: string): void {
  try {
    toRegExp(pattern);
  } catch (error) {
    if (!(error instanceof RegexpError)) throw error;
    const reason = error.message.replace(/^error parsing regexp: /, '');
    failInvalid(
      `${spellPointer(pointer)}: ${pattern} is not a regular expression: ${reason}`,
      'write it in the syntax of Go (RE2), as Helm reads it: it has no look-ahead and no back references',
      file,
    );
  }
}

/** Keywords whose values have a format in the metaschemas since 2019-09, which Ajv does not check there. */
const NAMES: Readonly<Record<string, 'uri' | 'uri-reference'>> = {
  $id: 'uri-reference',
  $schema: 'uri',
  $ref: 'uri-reference',
  $recursiveRef: 'uri-reference',
  $dynamicRef: 'uri-reference',
};

function checkNames(schema: unknown, pointer: string, file: string): void {
  if (!isSchemaMap(schema)) return;
  for (const [keyword, format] of Object.entries(NAMES)) {
    const name = schema[keyword];
    if (typeof name !== 'string' || FORMATS[format]?.(name)) continue;
    failInvalid(`${spellPointer(`${pointer}/${keyword}`)}: ${JSON.stringify(name)} is not a URL`, undefined, file);
  }
}

const spellPointer = (pointer: string): string => formatPath(pointer.split('/').slice(1).map(unescapePointer));

function refuseMetaschema(url: string, file: string): never {
  return fail({
    code: 'chart',
    message: `the schema refers to ${url}, a metaschema of another draft`,
    where: { file },
    hint: 'copy what it refers to into "$defs" of the schema: nothing is fetched',
  });
}

function explainFailure(error: unknown, file: string): never {
  if (error instanceof ProblemError) throw error;
  if (error instanceof RangeError) return fail({ code: 'chart', message: ENDLESS, where: { file } });
  return failInvalid((error as Error).message, undefined, file);
}

function failInvalid(reason: string, hint: string | undefined, file: string): never {
  const message = `the schema is not a valid JSON Schema: ${reason}`;
  return fail({ code: 'chart', message, where: { file }, ...(hint === undefined ? {} : { hint }) });
}
