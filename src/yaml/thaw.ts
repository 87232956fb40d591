import { ExactNumber, newMap, type Value, type ValueMap } from './value.ts';

/** A value that is neither a map nor a list. */
export type ScalarValue = Exclude<Value, Value[] | ValueMap>;

/** Mutable copies of values: see {@link createThaw}. `V` is what the values become, with lists of them and maps of them. */
export interface Thaw<V> {
  value(value: Value): V;
  map(map: ValueMap): { [key: string]: V };
}

/**
 * Copies values into a graph that may be changed, with Helm's sharing: what is one container there is one here, too.
 *
 * @param shared what is one container in Helm, too, where it is in several places; all else is copied for each place
 * @param scalar what becomes of a value that is neither a map nor a list
 */
export function createThaw<V>(shared: { has(container: object): boolean }, scalar: (value: ScalarValue) => V): Thaw<V> {
  const known = new Map<object, V>();
  const list = (items: readonly Value[]): V => {
    const thawed: V[] = [];
    if (shared.has(items)) known.set(items, thawed as V);
    for (const item of items) thawed.push(thaw.value(item));
    return thawed as V;
  };
  const thaw: Thaw<V> = {
    value(value) {
      if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return scalar(value);
      return known.get(value) ?? (Array.isArray(value) ? list(value) : (thaw.map(value) as V));
    },
    map(map) {
      const done = known.get(map);
      if (done !== undefined) return done as { [key: string]: V };
      const thawed = newMap() as unknown as { [key: string]: V };
      if (shared.has(map)) known.set(map, thawed as V);
      for (const key in map) thawed[key] = thaw.value(map[key] as Value);
      return thawed;
    },
  };
  return thaw;
}
