import type { Ajv, AnySchemaObject, Options } from 'ajv';
import { RegexpError } from '../go/regexp/regexp.ts';
import { formatPath } from '../problem/path.ts';
import { fail, ProblemError } from '../problem/problem.ts';
import { modernize, toPlain } from './dialect.ts';
import { type Draft, draftOf, isSchemaMap, type SchemaMap } from './draft.ts';
import { explainErrors } from './explain.ts';
import { FORMATS } from './formats.ts';
import { compareExactly, useKeywords } from './keywords.ts';
import { unescapePointer } from './lookup.ts';
import { metaschemaFor } from './metaschemas.ts';
import { toRegExp } from './pattern.ts';
import { type References, SchemaParts } from './references.ts';
import { AJV_OPTIONS, type Check, ENDLESS, type SchemaError, type Validator } from './validator.ts';

/**
 * Compiles the content of a `values.schema.json`: JSON Schema of draft 4, 6, 7, 2019-09 or 2020-12, the last where
 * it does not say. As in Helm (ValidateAgainstSingleSchema) formats are checked up to draft 7 and are comments after it,
 * patterns are Go's, and numbers are compared by all of their digits. Nothing is fetched: where Helm would load a `$ref`
 * to another document from the network or the disk, this stops.
 *
 * @param schema the parsed file
 * @param file its name, for the problem
 * @throws ProblemError when it is no schema, or refers to something outside of itself
 */
export async function compileSchema(schema: unknown, file = 'values.schema.json'): Promise<Validator> {
  const { modern, ajv } = await prepareSchema(schema, file);
  try {
    return { schema: modern, check: ajv.compile(modern as AnySchemaObject) as Check };
  } catch (error) {
    return explainFailure(error, file);
  }
}

/**
 * The schema as Ajv takes it, and an Ajv that takes it.
 *
 * @param isWritten whether the check is written out as source code, which can hold Ajv's own keywords only
 */
export async function prepareSchema(schema: unknown, file: string, isWritten = false) {
  if (typeof schema === 'boolean') return { modern: schema, ajv: (await createAjv(2020, isWritten)).ajv };
  if (!isSchemaMap(schema)) return fail({ code: 'chart', message: 'the schema is not a map', where: { file } });
  const draft = draftOf(schema, file);
  const { ajv, checkSchema } = await createAjv(draft, isWritten);
  const parts = new SchemaParts(schema, draft, file);
  for (const [pointer, part] of parts.schemas) checkPatterns(part, pointer, file);
  checkSchema(schema, '', file);
  const references = parts.resolve();
  for (const pointer of references.referred) {
    const part = references.schemas.get(pointer);
    checkPatterns(part, pointer, file);
    checkSchema(part, pointer, file);
  }
  if (draft >= 2019) for (const [pointer, part] of references.schemas) checkNames(part, pointer, file);
  refuseUnknownMetaschemas(references, ajv, file);
  return { modern: modernize(schema, draft, references), ajv };
}

/** Throws what is wrong with a schema; `pointer` is its place in the file. */
type CheckSchema = (schema: unknown, pointer: string, file: string) => void;

async function createAjv(draft: Draft, isWritten: boolean): Promise<{ ajv: Ajv; checkSchema: CheckSchema }> {
  const options: Options = {
    ...AJV_OPTIONS,
    validateFormats: draft <= 7,
    formats: Object.fromEntries(
      Object.entries(FORMATS).map(([name, validate]) => [name, { type: 'string', validate }]),
    ),
    ignoreKeywordsWithRef: draft <= 7,
    code: { regExp: toRegExp, ...(isWritten ? { source: true } : {}) },
  };
  const ajv = (await construct(draft, options)) as Ajv;
  const metaschema = ajv.getSchema(String(ajv.defaultMeta()));
  const checkMeta = (
    draft > 7 ? metaschema : ajv.compile(metaschemaFor(draft, metaschema?.schema as SchemaMap) as AnySchemaObject)
  ) as Check & { schema: unknown };
  useKeywords(ajv, draft);
  if (!isWritten) compareExactly(ajv);
  const checkSchema: CheckSchema = (schema, pointer, file) => {
    const plain = toPlain(schema);
    if (checkMeta(plain) === true) return;
    const [first] = explainErrors(
      (checkMeta.errors as SchemaError[]) ?? [],
      plain as never,
      checkMeta.schema,
      () => undefined,
    );
    const place = pointer === '' ? '' : `${spellPointer(pointer)}: `;
    failInvalid(`${place}${first?.message ?? 'it is none'}`, first?.hint, file);
  };
  return { ajv, checkSchema };
}

/** CommonJS, whose names a bundle has in `default` alone. */
async function construct(draft: Draft, options: Options) {
  if (draft === 2020) return new (await import('ajv/dist/2020.js')).default.Ajv2020(options);
  if (draft === 2019) return new (await import('ajv/dist/2019.js')).default.Ajv2019(options);
  return new (await import('ajv')).default.Ajv(options);
}

function checkPatterns(schema: unknown, pointer: string, file: string): void {
  if (!isSchemaMap(schema)) return;
  const check = (pattern: string, place: string): void => {
    try {
      toRegExp(pattern);
    } catch (error) {
      if (!(error instanceof RegexpError)) throw error;
      const reason = error.message.replace(/^error parsing regexp: /, '');
      failInvalid(
        `${spellPointer(`${pointer}/${place}`)}: ${pattern} is not a regular expression: ${reason}`,
        'write it in the syntax of Go (RE2), as Helm reads it: it has no look-ahead and no back references',
        file,
      );
    }
  };
  if (typeof schema.pattern === 'string') check(schema.pattern, 'pattern');
  if (isSchemaMap(schema.patternProperties))
    for (const pattern of Object.keys(schema.patternProperties)) check(pattern, 'patternProperties');
}

/** What the metaschemas since 2019-09 say of names with a format, which Ajv does not check there. */
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

function refuseUnknownMetaschemas({ targets }: References, ajv: Ajv, file: string): void {
  for (const target of [...targets.values()].flat()) {
    if (target.kind !== 'metaschema' || ajv.getSchema(target.url) !== undefined) continue;
    fail({
      code: 'chart',
      message: `the schema refers to ${target.url}, a metaschema of another draft`,
      where: { file },
      hint: 'copy what it refers to into "$defs" of the schema: nothing is fetched',
    });
  }
}

function explainFailure(error: unknown, file: string): never {
  if (error instanceof ProblemError) throw error;
  if (error instanceof RangeError) return fail({ code: 'chart', message: ENDLESS, where: { file } });
  return failInvalid((error as Error).message, undefined, file);
}

function failInvalid(reason: string, hint: string | undefined, file: string): never {
  const message = `the schema is no valid JSON Schema: ${reason}`;
  return fail({ code: 'chart', message, where: { file }, ...(hint === undefined ? {} : { hint }) });
}
