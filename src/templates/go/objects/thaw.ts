import { type GoMap, type GoValue, int64, newGoMap } from '../../../go/value.ts';
import { ExactNumber, SetInteger, type Value, type ValueMap } from '../../../yaml/value.ts';

/** What was thawed already: what the values share, the thawed ones share, too. */
export type Thawed = Map<object, GoValue>;

/**
 * Values as Go's templates see them: a graph of their own that functions may change, with the sharing of the original.
 * Numbers of files are float64, integers of `--set` int64.
 *
 * @param known is added to
 */
export function thaw(value: Value, known: Thawed = new Map()): GoValue {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (value instanceof SetInteger) return int64(BigInt(value.text));
  if (value instanceof ExactNumber) return value.valueOf();
  const done = known.get(value);
  if (done !== undefined) return done;
  return Array.isArray(value) ? thawList(value, known) : thawMap(value, known);
}

function thawList(list: readonly Value[], known: Thawed): GoValue[] {
  const thawed: GoValue[] = [];
  known.set(list, thawed);
  for (const item of list) thawed.push(thaw(item, known));
  return thawed;
}

export function thawMap(map: ValueMap, known: Thawed = new Map()): GoMap {
  const done = known.get(map);
  if (done !== undefined) return done as GoMap;
  const thawed = newGoMap();
  known.set(map, thawed);
  for (const key in map) thawed[key] = thaw(map[key] as Value, known);
  return thawed;
}
