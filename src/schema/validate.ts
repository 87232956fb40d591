import type { Path } from '../path.ts';
import { formatPath } from '../path.ts';
import type { Problem, Where } from '../problems.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';
import { ENDLESS, type SchemaError, type Validator } from './compile.ts';
import { type Fault, findFaults, type PlacedError } from './faults.ts';
import { hintFor, nearKey } from './hints.ts';
import { SchemaLookup, unescapePointer } from './lookup.ts';
import { projectNumbers } from './project.ts';
import { describe } from './words.ts';

export interface ValidateOptions {
  /** Where a value was set; asked for the nearest place above it when there is no answer. */
  readonly where: (path: Path) => Where | undefined;
}

/**
 * Checks values against the schema of their chart, as Helm does before it renders.
 *
 * @returns a problem for each thing that is wrong, sorted by its place in the values; none when nothing is
 */
export function validateValues(values: ValueMap, validator: Validator, { where }: ValidateOptions): Problem[] {
  const projected = projectNumbers(values);
  let valid: unknown;
  try {
    valid = validator.check(projected);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ code: 'chart', severity: 'error', message: ENDLESS }];
  }
  if (valid === true) return [];
  const lookup = new SchemaLookup(validator.schema);
  const errors = (validator.check.errors ?? []).map((error) => place(error, values));
  const faults = findFaults(errors, lookup).sort((a, b) => comparePaths(a.path, b.path));
  const misspelt = findMisspelt(faults, lookup);
  const problems = new Map<string, Problem>();
  for (const fault of faults) {
    if (fault.keyword === 'required' && misspelt.has(formatPath(fault.path))) continue;
    const problem = toProblem(fault, valueAt(values, fault.path), where, lookup);
    problems.set(`${formatPath(fault.path)}\n${problem.message}`, problem);
  }
  return [...problems.values()];
}

function toProblem(
  fault: Fault,
  value: Value | undefined,
  find: ValidateOptions['where'],
  lookup: SchemaLookup,
): Problem {
  const { path } = fault;
  const where = nearest(find, path);
  const hint = hintFor({ fault, value, where, lookup });
  const problem: Problem = {
    code: 'schema',
    severity: 'error',
    message: describe(fault, value),
    where: { ...where, path },
  };
  return hint === undefined ? problem : { ...problem, hint };
}

/** What is missing has no place of its own: the map that it is missing in has. */
function nearest(find: ValidateOptions['where'], path: Path): Where | undefined {
  for (let length = path.length; length >= 0; length--) {
    const where = find(path.slice(0, length));
    if (where?.file !== undefined || where?.flag !== undefined) return where;
  }
  return undefined;
}

/** The places of keys that are there, but misspelt. */
function findMisspelt(faults: readonly Fault[], lookup: SchemaLookup): ReadonlySet<string> {
  const places = faults.map((fault) => {
    const near = nearKey({ fault, lookup });
    return near === undefined ? undefined : formatPath([...fault.path.slice(0, -1), near]);
  });
  return new Set(places.filter((place) => place !== undefined));
}

/** The path that a JSON pointer stands for: in a list, and only there, a step is a number. */
function place(error: SchemaError, values: Value): PlacedError {
  const path: (string | number)[] = [];
  let value: Value | undefined = values;
  for (const escaped of error.instancePath.split('/').slice(1)) {
    const step: string | number = Array.isArray(value) ? Number(escaped) : unescapePointer(escaped);
    path.push(step);
    value = childOf(value, step);
  }
  return { ...error, path };
}

const valueAt = (values: Value, path: Path): Value | undefined =>
  path.reduce<Value | undefined>((value, step) => childOf(value, step), values);

function childOf(value: Value | undefined, step: string | number): Value | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** Keys in the order of their characters, items in their own, what contains before what is contained. */
function comparePaths(a: Path, b: Path): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [x, y] = [a[index], b[index]];
    if (x === y || x === undefined || y === undefined) continue;
    return typeof x === 'number' && typeof y === 'number' ? x - y : String(x) < String(y) ? -1 : 1;
  }
  return a.length - b.length;
}
