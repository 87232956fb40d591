import { formatValue, sortedKeys } from '../go/text.ts';
import { copy, isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { describe, refuse } from './function.ts';
import { truth } from './truth.ts';

// Nothing here changes its arguments: what sprig does in place (set, unset, merge) returns a new map, so that one
// template cannot change what another one sees.

/** sprig's `dict`: a map from alternating keys and values; a key without a value gets an empty string. */
export function dict(...items: Value[]): ValueMap {
  const map = newMap();
  for (let i = 0; i < items.length; i += 2)
    map[formatValue(items[i] as Value)] = i + 1 < items.length ? (items[i + 1] as Value) : '';
  return map;
}

const own = (map: ValueMap, key: string): Value | undefined => (Object.hasOwn(map, key) ? map[key] : undefined);

/** sprig's `get`: the value of a key; an empty string where the map does not have it. */
export const get = (map: ValueMap, key: string): Value => {
  const value = own(map, key);
  return value === undefined ? '' : value;
};

/** sprig's `hasKey`. */
export const hasKey = (map: ValueMap, key: string): boolean => Object.hasOwn(map, key);

/** sprig's `set`, as a new map. */
export function set(map: ValueMap, key: string, value: Value): ValueMap {
  const result = newMap(Object.entries(map));
  result[key] = value;
  return result;
}

/** sprig's `unset`, as a new map. */
export const unset = (map: ValueMap, key: string): ValueMap => omit(map, key);

/** sprig's `keys`, sorted (in Go their order is random). */
export const keys = (...maps: ValueMap[]): string[] => maps.flatMap(sortedKeys);

/** sprig's `values`, sorted by their keys. */
export const values = (map: ValueMap): Value[] => sortedKeys(map).map((key) => map[key] as Value);

/** sprig's `pick`: a map with these keys only. */
export const pick = (map: ValueMap, ...wanted: string[]): ValueMap =>
  newMap(wanted.filter((key) => Object.hasOwn(map, key)).map((key) => [key, map[key] as Value]));

/** sprig's `omit`: a map without these keys. */
export function omit(map: ValueMap, ...unwanted: string[]): ValueMap {
  const without = new Set(unwanted);
  const result = newMap();
  for (const key in map) if (!without.has(key)) result[key] = map[key] as Value;
  return result;
}

/** sprig's `pluck`: the values that the maps have for a key. */
export const pluck = (key: string, ...maps: ValueMap[]): Value[] =>
  maps.filter((map) => Object.hasOwn(map, key)).map((map) => map[key] as Value);

/**
 * sprig's `dig "a" "b" DEFAULT MAP`: the value at a.b, or the default where a key is missing.
 *
 * @throws ProblemError `template`
 */
export function dig(...args: Value[]): Value {
  const path = args.slice(0, -2);
  const [fallback, map] = args.slice(-2) as [Value, Value];
  let at = map;
  for (const key of path) {
    if (typeof key !== 'string') refuse(`dig: expected a key, got ${describe(key)}`);
    if (!isMap(at)) refuse(`dig: expected a map at ${JSON.stringify(key)}, got ${describe(at)}`);
    const next = own(at, key);
    if (next === undefined) return fallback;
    at = next;
  }
  return at;
}

/**
 * Go's `index`: `index MAP KEY…` or `index LIST POSITION…`, applied one after the other; null for a missing key.
 *
 * @throws ProblemError `template` for a position outside of the list, and for what has no elements
 */
export function index(item: Value, ...steps: Value[]): Value {
  let at = item;
  for (const step of steps) {
    if (Array.isArray(at)) {
      if (typeof step !== 'number' || !Number.isInteger(step))
        refuse(`index: expected a position, got ${describe(step)}`);
      if (step < 0 || step >= at.length) refuse(`index: ${step} is outside of a list of ${at.length}`);
      at = at[step] as Value;
    } else if (isMap(at)) {
      if (typeof step !== 'string') refuse(`index: expected a key, got ${describe(step)}`);
      at = own(at, step) ?? null;
    } else refuse(`index: ${describe(at)} has no elements`);
  }
  return at;
}

/**
 * sprig's `merge`: the first map, with what it lacks taken from the others. An empty value (0, false, "", a list or map
 * without elements) counts as lacking. Null in the others is skipped. No argument is changed.
 */
export const merge = (target: ValueMap, ...sources: ValueMap[]): ValueMap =>
  sources.reduce((result, source) => mergeInto(result, source, false), copy(target));

/** sprig's `mergeOverwrite`: the last map wins, with null and empty values too. No argument is changed. */
export const mergeOverwrite = (target: ValueMap, ...sources: ValueMap[]): ValueMap =>
  sources.reduce((result, source) => mergeInto(result, source, true), copy(target));

function mergeInto(target: ValueMap, source: ValueMap, overwrite: boolean): ValueMap {
  for (const key of Object.keys(source)) {
    const theirs = source[key] as Value;
    const ours = own(target, key) ?? null;
    if (theirs === null && !overwrite) continue;
    const areMaps = isMap(ours) && isMap(theirs);
    if (areMaps) mergeInto(ours, theirs, overwrite);
    // A map that is still empty after merging counts as lacking, too.
    if (!truth(ours) || (overwrite && !areMaps)) target[key] = copy(theirs);
  }
  return target;
}
