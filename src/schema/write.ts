import type { AnySchemaObject } from 'ajv';
import { prepareSchema } from './compile.ts';
import { toPortable } from './pattern.ts';

/**
 * The check of a schema as source code, for the build: the body of a CommonJS module that exports it. Its patterns are
 * JavaScript's, so the schema has to be one whose patterns need no backtracking.
 *
 * @throws as `compileSchema`
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
