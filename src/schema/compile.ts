import type { Options } from 'ajv';
import { fail } from '../problem/problem.ts';
import { type Draft, draftOf, modernize } from './dialect.ts';
import { comparesDeeply, EQUALITY_KEYWORDS } from './equality.ts';
import { explainErrors } from './explain.ts';
import { toRegExp } from './pattern.ts';
import { AJV_OPTIONS, type Check, ENDLESS, type Validator } from './validator.ts';

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

/** The schema as Ajv takes it, and an Ajv that takes it. */
export async function prepareSchema(schema: unknown, file: string, code: CodeOptions = {}) {
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
