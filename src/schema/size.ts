import { fail } from '../problem/problem.ts';
import { isSchemaMap } from './draft.ts';
import type { References } from './references.ts';

/**
 * The largest schema that is compiled. Code is written for each part, and for each pattern and each part that is
 * referred to a name, which takes longer the more names there are. The largest of 135 public repositories has 2,300
 * parts.
 */
const LIMITS: readonly (readonly [limit: number, what: string, count: (references: References) => number])[] = [
  [10_000, 'parts', ({ schemas }) => schemas.size],
  [2000, 'parts that references lead to', ({ referredTo }) => referredTo.size],
  [2000, 'patterns', countPatterns],
];

/** @throws ProblemError `chart` for a schema that is too large */
export function checkSize(references: References, file: string): void {
  for (const [limit, what, count] of LIMITS)
    if (count(references) > limit)
      fail({
        code: 'chart',
        message: `the schema has more than ${limit} ${what}`,
        where: { file },
        hint: 'make the schema smaller: what is equal can be written once in "$defs"',
      });
}

function countPatterns({ schemas }: References): number {
  const patterns = new Set<unknown>();
  for (const schema of schemas.values()) {
    if (!isSchemaMap(schema)) continue;
    if (schema.pattern !== undefined) patterns.add(schema.pattern);
    if (isSchemaMap(schema.patternProperties))
      for (const pattern of Object.keys(schema.patternProperties)) patterns.add(pattern);
  }
  return patterns.size;
}
