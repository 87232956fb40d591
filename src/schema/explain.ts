import { formatPath, type Path } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import { type Value, valueAt } from '../yaml/value.ts';
import { type Fault, findFaults, type PlacedError } from './faults.ts';
import { hintFor, nearKey } from './hints.ts';
import { SchemaLookup, unescapePointer } from './lookup.ts';
import type { SchemaError } from './validator.ts';
import { describe } from './words.ts';

/** The explanation of a violation. */
export interface Explanation {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
}

/**
 * Explains the errors of the validator of `schema` about `value`.
 *
 * @param where where the value at a path was written, for hints about how to write it
 * @returns at least one explanation, sorted by path
 */
export function explainErrors(
  errors: readonly SchemaError[],
  value: Value,
  schema: unknown,
  where: (path: Path) => Where | undefined,
): Explanation[] {
  const lookup = new SchemaLookup(schema);
  const placed = errors.map((error) => place(error, value));
  const faults = findFaults(placed, lookup).sort((a, b) => comparePaths(a.path, b.path));
  const misspelt = findMisspelt(faults, lookup);
  const explanations = new Map<string, Explanation>();
  for (const fault of faults) {
    const { path } = fault;
    if (fault.keyword === 'required' && misspelt.has(formatPath(path))) continue;
    const there = valueAt(value, path);
    const message = describe(fault, there);
    const hint = hintFor({ fault, value: there, where: where(path), lookup });
    explanations.set(JSON.stringify([path, message]), { path, message, ...(hint === undefined ? {} : { hint }) });
  }
  return [...explanations.values()];
}

/** The places of misspelt keys. */
function findMisspelt(faults: readonly Fault[], lookup: SchemaLookup): ReadonlySet<string> {
  const places = faults.map((fault) => {
    const near = nearKey({ fault, lookup });
    return near === undefined ? undefined : formatPath([...fault.path.slice(0, -1), near]);
  });
  return new Set(places.filter((place) => place !== undefined));
}

/** The path of a JSON pointer: only in a list is a step a number. */
function place(error: SchemaError, values: Value): PlacedError {
  const path: (string | number)[] = [];
  let value: Value | undefined = values;
  for (const escaped of error.instancePath.split('/').slice(1)) {
    const step: string | number = Array.isArray(value) ? Number(escaped) : unescapePointer(escaped);
    path.push(step);
    value = valueAt(value, [step]);
  }
  return { ...error, path };
}

/** Sorts keys by their characters, items by their positions, containers before their contents. */
function comparePaths(a: Path, b: Path): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [x, y] = [a[index], b[index]];
    if (x === y || x === undefined || y === undefined) continue;
    return typeof x === 'number' && typeof y === 'number' ? x - y : String(x) < String(y) ? -1 : 1;
  }
  return a.length - b.length;
}
