import type { AnySchemaObject } from 'ajv';
import { prepareSchema } from './compile.ts';
import { toPortable } from './pattern.ts';

/**
 * Writes the check of a schema as source code, for the build: the body of a CommonJS module that exports it. Its
 * patterns become JavaScript's, so no pattern of the schema may need backtracking.
 *
 * @throws ProblemError as {@link compileSchema} does
 */
export async function writeSchemaCheck(schema: unknown, file: string): Promise<{ schema: unknown; code: string }> {
  const { modern, ajv } = await prepareSchema(schema, file, true);
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const code = standalone.default(ajv, ajv.compile(modern as AnySchemaObject));
  return { schema: modern, code: code.replace(WRITTEN, (_, pattern: string) => spellRegExp(JSON.parse(pattern))) };
}

/** How Ajv spells a regular expression. */
const WRITTEN = /new RegExp\(("(?:[^"\\]|\\.)*"), "u"\)/g;

const spellRegExp = (pattern: string): string => `new RegExp(${JSON.stringify(toPortable(pattern))}, "u")`;
