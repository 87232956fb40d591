import type { FuncKeywordDefinition, SchemaValidateFunction } from 'ajv';

/**
 * `const`, `enum` and `uniqueItems` for schemas that compare maps or lists with each other. Ajv's own comparison
 * takes a map without a prototype, as ours are, for different from each map of the schema, and fails on two of them.
 */
export const EQUALITY_KEYWORDS: readonly FuncKeywordDefinition[] = [
  define('const', (allowedValue, data) => (isSame(allowedValue, data) ? undefined : { allowedValue })),
  define('enum', (allowedValues: readonly unknown[], data) =>
    allowedValues.some((allowed) => isSame(allowed, data)) ? undefined : { allowedValues },
  ),
  define('uniqueItems', (wanted, data) => (wanted === true && Array.isArray(data) ? findTwins(data) : undefined)),
];

/** Whether a schema needs {@link EQUALITY_KEYWORDS}. Asked of the schema's text as a whole: a false yes costs nothing. */
export function comparesDeeply(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const { const: constant, enum: allowed, uniqueItems } = node as Readonly<Record<string, unknown>>;
  if (uniqueItems === true || isNested(constant) || (Array.isArray(allowed) && allowed.some(isNested))) return true;
  return Object.values(node).some(comparesDeeply);
}

function define<T>(
  keyword: string,
  violation: (schema: T, data: unknown) => object | undefined,
): FuncKeywordDefinition {
  const validate: SchemaValidateFunction = (schema: T, data: unknown) => {
    const params = violation(schema, data);
    if (params !== undefined) validate.errors = [{ keyword, params }];
    return params === undefined;
  };
  return { keyword, validate, errors: true };
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isSame(a: unknown, b: unknown): boolean {
  if (!isNested(a) || !isNested(b)) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}

/** The first two items that are the same. In linear time, because the text of an item is looked up, not compared. */
function findTwins(list: readonly unknown[]): { i: number; j: number } | undefined {
  const seen = new Map<string, number>();
  for (const [i, item] of list.entries()) {
    const text = JSON.stringify(sorted(item));
    const j = seen.get(text);
    if (j !== undefined) return { i, j };
    seen.set(text, i);
  }
  return undefined;
}

const sorted = (value: unknown): unknown => {
  if (!isNested(value)) return value;
  if (Array.isArray(value)) return value.map(sorted);
  // As a list of pairs, which no key can confuse: the mark keeps it apart from a list of the user's.
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { map: pairs.map(([key, item]) => [key, sorted(item)]) };
};
