import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';

/**
 * Puts one source over another: Helm's `MergeMaps`. Maps are merged, whatever else is replaced; null is a value here
 * (what it deletes is for the coalescer to say).
 *
 * deepmerge is not used: it builds ordinary objects, and it drops each key that lives on Object.prototype
 * (`constructor`, `toString`, `__proto__`), which in values are keys like any other.
 *
 * @returns a map that shares with `under` and `over` what it did not have to merge; neither is changed
 */
export function mergeMaps(under: ValueMap, over: ValueMap): ValueMap {
  const merged = newMap();
  for (const key in under) merged[key] = under[key] as Value;
  for (const key in over) {
    const value = over[key] as Value;
    const below = merged[key];
    merged[key] = isMap(value) && isMap(below) ? mergeMaps(below, value) : value;
  }
  return merged;
}
