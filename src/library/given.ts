import { formatPath, type Path } from '../problem/path.ts';
import { fail } from '../problem/problem.ts';
import type { FileSource } from '../values/index.ts';
import { ExactNumber, isMap, newMap, parseNumber, type Value, type ValueMap } from '../yaml/value.ts';

/** The name of a program's values in problems. */
const NAME = 'values';

/**
 * Values of a program as a source of values.
 *
 * @throws ProblemError `values-not-a-map`: something that YAML has no value for
 */
export function sourceOf(values: object): FileSource {
  const map = convert(values, []);
  if (!isMap(map)) return refuse([], 'expected a map');
  return { kind: 'file', name: NAME, values: map };
}

function convert(value: unknown, path: Path): Value {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : refuse(path, `${value} is not a number that YAML can hold`);
  if (typeof value === 'bigint') return parseNumber(String(value));
  if (value instanceof ExactNumber) return value;
  if (Array.isArray(value)) return value.map((item, index) => convert(item ?? null, [...path, index]));
  if (typeof value === 'object') return convertMap(value, path);
  return refuse(path, `a ${typeof value} is not a value that YAML can hold`);
}

/** A key without a value is left out, as in JSON. */
function convertMap(object: object, path: Path): ValueMap {
  const prototype: unknown = Object.getPrototypeOf(object);
  // Objects of another realm have another Object.prototype.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    return refuse(path, `an instance of ${object.constructor.name} is not a map`);
  const map = newMap();
  for (const [key, item] of Object.entries(object)) if (item !== undefined) map[key] = convert(item, [...path, key]);
  return map;
}

const refuse = (path: Path, message: string): never =>
  fail({
    code: 'values-not-a-map',
    message,
    where: { file: NAME, path },
    hint: `values are maps, lists, strings, numbers, booleans and null${path.length > 0 ? `: see ${formatPath(path)}` : ''}`,
  });
