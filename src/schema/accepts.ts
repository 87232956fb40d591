import type { Path } from '../path.ts';
import { SchemaLookup } from './lookup.ts';

/**
 * Whether a schema says that both a map and something else may stand at a place, so that one in the place of the other
 * is as meant.
 */
export function acceptsMapAndOther(schema: unknown, path: Path): boolean {
  const types = new SchemaLookup(schema).at(schema, path).flatMap(({ type }) => type ?? []);
  return types.includes('object') && types.some((type) => type !== 'object' && type !== 'null');
}
