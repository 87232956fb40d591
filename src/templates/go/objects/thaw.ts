import { type GoMap, type GoValue, int64, newGoMap } from '../../../go/value.ts';
import { ExactNumber, SetInteger, type Value, type ValueMap } from '../../../yaml/value.ts';
import type { Shared } from '../../language.ts';

/** Values as Go's templates see them: see {@link createThaw}. */
export interface Thaw {
  value(value: Value): GoValue;
  map(map: ValueMap): GoMap;
}

/**
 * Creates a graph of values that functions may change, with Helm's sharing. Numbers of files are float64, integers of
 * `--set` int64.
 *
 * @param shared the containers that Helm shares between several places; all others are copied for each place
 */
export function createThaw(shared: Shared): Thaw {
  const known = new Map<object, GoValue>();
  const thaw: Thaw = {
    value(value) {
      if (typeof value !== 'object' || value === null) return value ?? null;
      if (value instanceof ExactNumber)
        return value instanceof SetInteger ? int64(BigInt(value.text)) : value.valueOf();
      const done = known.get(value);
      if (done !== undefined) return done;
      return Array.isArray(value) ? list(value) : thaw.map(value);
    },
    map(map) {
      const done = known.get(map);
      if (done !== undefined) return done as GoMap;
      const thawed = newGoMap();
      if (shared.has(map)) known.set(map, thawed);
      for (const key in map) thawed[key] = thaw.value(map[key] as Value);
      return thawed;
    },
  };
  const list = (items: readonly Value[]): GoValue[] => {
    const thawed: GoValue[] = [];
    if (shared.has(items)) known.set(items, thawed);
    for (const item of items) thawed.push(thaw.value(item));
    return thawed;
  };
  return thaw;
}
