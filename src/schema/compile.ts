import type { Options } from 'ajv';
import { fail } from '../problems.ts';
import { type Draft, draftOf, modernize } from './dialect.ts';
import { comparesDeeply, EQUALITY_KEYWORDS } from './equality.ts';
import { explainErrors, type SchemaError } from './explain.ts';
import { toRegExp } from './pattern.ts';

/**
 * A schema that values can be checked against. `check` is made by {@link compileSchema}, or by Ajv when the package
 * is built (standalone code), which is the same function: nothing else here needs Ajv.
 */
export interface Validator {
  /** The schema itself, for the words of a problem. Read only when there is one. */
  readonly schema: unknown;
  readonly check: Check;
  /** Says yes only where `check` does, in a fraction of the time, and no where that is to be asked. */
  readonly accepts?: (values: unknown) => boolean;
}

/** A validation function as Ajv makes them, with `allErrors`. */
export interface Check {
  (data: unknown): unknown;
  errors?: readonly SchemaError[] | null | undefined;
}

/** How schemas are compiled, here and when the package is built. */
export const AJV_OPTIONS: Options = {
  allErrors: true,
  // Keywords, formats and combinations that mean nothing are no error in Helm either.
  strict: false,
  // Sentences are ours to make.
  messages: false,
  logger: false,
  // Done apart, for its words.
  validateSchema: false,
};

/**
 * Compiles the content of a `values.schema.json`: JSON Schema of draft 4, 6, 7, 2019-09 or 2020-12, the last where
 * it does not say. Formats are checked up to draft 7 and are comments after it, as in Helm. Nothing is fetched:
 * where Helm would load a `$ref` to another document over the network, this stops.
 *
 * @param schema the parsed file
 * @param file its name, for the problem
 * @throws ProblemError when it is no schema, or refers to something outside of itself
 */
export async function compileSchema(schema: unknown, file = 'values.schema.json'): Promise<Validator> {
  const { modern, ajv } = await prepareSchema(schema, file);
  try {
    return { schema: modern, check: ajv.compile(modern) as Check };
  } catch (error) {
    return explainFailure(error, file);
  }
}

/**
 * The same as source code, for the build: the body of a CommonJS module that exports the check.
 *
 * @throws as {@link compileSchema}
 */
export async function writeSchemaCheck(schema: unknown, file: string): Promise<{ schema: unknown; code: string }> {
  const { modern, ajv } = await prepareSchema(schema, file, { source: true });
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  return { schema: modern, code: standalone.default(ajv, ajv.compile(modern)) };
}

async function prepareSchema(schema: unknown, file: string, code: CodeOptions = {}) {
  if (typeof schema === 'boolean') return { modern: schema, ajv: await createAjv(2020, code) };
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    return fail({ code: 'chart', message: 'the schema is not a map', where: { file } });
  }
  const draft = draftOf(schema as Record<string, unknown>, file);
  const modern = modernize(schema as Record<string, unknown>, draft);
  const ajv = await createAjv(draft, code);
  if (comparesDeeply(modern)) {
    for (const keyword of EQUALITY_KEYWORDS) ajv.removeKeyword(keyword.keyword as string).addKeyword(keyword);
  }
  if (ajv.validateSchema(modern) !== true) {
    const meta = ajv.getSchema(String(ajv.defaultMeta()))?.schema;
    const [first] = explainErrors(ajv.errors ?? [], modern, meta, () => undefined);
    return failInvalid(first?.message ?? 'it is none', first?.hint, file);
  }
  return { modern, ajv };
}

type CodeOptions = NonNullable<Options['code']>;

async function createAjv(draft: Draft, code: CodeOptions) {
  const options: Options = { ...AJV_OPTIONS, code: { ...code, regExp: toRegExp } };
  // CommonJS, whose names a bundle has in `default` alone.
  if (draft === 2020) {
    return new (await import('ajv/dist/2020.js')).default.Ajv2020({ ...options, validateFormats: false });
  }
  if (draft === 2019) {
    return new (await import('ajv/dist/2019.js')).default.Ajv2019({ ...options, validateFormats: false });
  }
  const [ajvModule, formats] = await Promise.all([import('ajv'), import('ajv-formats')]);
  const ajv = new ajvModule.default.Ajv(options);
  formats.default.default(ajv);
  return ajv;
}

/** A schema that asks itself about one and the same value: it shows as an overflow, here or when values are checked. */
export const ENDLESS = 'the schema refers to itself without end';

function explainFailure(error: unknown, file: string): never {
  const { message, missingRef } = error as Error & { missingRef?: string };
  const where = { file };
  if (missingRef !== undefined) {
    return fail({
      code: 'chart',
      message: `the schema refers to ${missingRef}, which is not in it`,
      where,
      hint: 'copy what it refers to into "$defs" of the schema: nothing is fetched',
    });
  }
  if (error instanceof RangeError) return fail({ code: 'chart', message: ENDLESS, where });
  return failInvalid(message, undefined, file);
}

function failInvalid(reason: string, hint: string | undefined, file: string): never {
  const message = `the schema is no valid JSON Schema: ${reason}`;
  return fail({ code: 'chart', message, where: { file }, ...(hint === undefined ? {} : { hint }) });
}
