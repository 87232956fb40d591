import type { Problem } from '../../src/problem/problem.ts';
import { compileSchema, type ValidateOptions, validateValues } from '../../src/schema/index.ts';
import { ExactNumber, newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';

/** JSON-like data as values: maps without a prototype. */
export function toValue(data: unknown): Value {
  if (Array.isArray(data)) return data.map(toValue);
  if (typeof data !== 'object' || data === null || data instanceof ExactNumber) return data as Value;
  return newMap(Object.entries(data).map(([key, item]) => [key, toValue(item)]));
}

export async function check(
  schema: unknown,
  values: object,
  where: ValidateOptions['where'] = () => undefined,
): Promise<Problem[]> {
  return validateValues(toValue(values) as ValueMap, await compileSchema(schema), { where });
}

/** Only the sentences, a hint after its message. */
export const sentences = (problems: readonly Problem[]): string[] =>
  problems.map(({ message, hint }) => (hint === undefined ? message : `${message} -> ${hint}`));
