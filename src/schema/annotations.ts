/** A schema without its annotations (titles, descriptions, …), which its check would contain. */
export function withoutAnnotations(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutAnnotations);
  if (typeof schema !== 'object' || schema === null) return schema;
  const rest = Object.entries(schema).filter(([key]) => !ANNOTATIONS.has(key));
  return Object.fromEntries(
    rest.map(([key, inner]) => [key, NAMED.has(key) ? mapEach(inner) : withoutAnnotations(inner)]),
  );
}

const ANNOTATIONS: ReadonlySet<string> = new Set(['title', 'description', 'default', 'examples', '$comment']);
/** Keywords whose keys are names of the schema's author. */
const NAMED: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions', '$defs']);

const mapEach = (schemas: object): object =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutAnnotations(schema)]));
