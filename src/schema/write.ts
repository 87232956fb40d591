import { prepareSchema } from './compile.ts';

/**
 * The check of a schema as source code, for the build: the body of a CommonJS module that exports it.
 *
 * @throws as `compileSchema`
 */
export async function writeSchemaCheck(schema: unknown, file: string): Promise<{ schema: unknown; code: string }> {
  const { modern, ajv } = await prepareSchema(schema, file, { source: true });
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  return { schema: modern, code: standalone.default(ajv, ajv.compile(modern)) };
}
