import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';

/**
 * Puts one source over another: Helm's `MergeMaps`. Maps are merged, whatever else is replaced; null is a value here
 * (what it deletes is for the coalescer to say).
 *
 * deepmerge is not used: it builds ordinary objects, and it drops each key that lives on Object.prototype
 * (`constructor`, `toString`, `__proto__`), which in values are keys like any other.
 *
 * @param owned the maps that may be changed in place, to which the new ones are added; so that one source after the
 * other takes no longer than all of them are large
 * @returns a map that shares with `under` and `over` what it did not have to merge; what is not owned is not changed
 */
export function mergeMaps(under: ValueMap, over: ValueMap, owned = new WeakSet<object>()): ValueMap {
  const merged = owned.has(under) ? under : newMap();
  if (merged !== under) {
    owned.add(merged);
    for (const key in under) merged[key] = under[key] as Value;
  }
  for (const key in over) {
    const value = over[key] as Value;
    const below = merged[key];
    merged[key] = isMap(value) && isMap(below) ? mergeMaps(below, value, owned) : value;
  }
  return merged;
}
