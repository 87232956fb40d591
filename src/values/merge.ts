import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';

/**
 * Merges one source into another: Helm's `MergeMaps`. Maps are merged, anything else is replaced; null is a value here
 * (the coalescer decides what it deletes).
 *
 * deepmerge is not used: it builds ordinary objects, and it drops each key of Object.prototype (`constructor`,
 * `toString`, `__proto__`), which in values are keys like any other.
 *
 * @param owned the maps that may be changed in place, to which new ones are added, so that merging many sources takes
 *   time linear in their size
 * @returns a map that shares unmerged parts with `under` and `over`; what is not owned is not changed
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
