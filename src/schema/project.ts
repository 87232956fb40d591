import { ExactNumber, isMap, newMap, type Value } from '../yaml/value.ts';

/**
 * The values as a validator can see them: JSON's types alone, a number that keeps its digits being the nearest double.
 * What holds no such number is not copied.
 */
export function projectNumbers(value: Value): Value {
  if (value instanceof ExactNumber) return nearestFinite(value.valueOf());
  if (Array.isArray(value)) {
    let list = value;
    for (let index = 0; index < value.length; index++) {
      const item = value[index] as Value;
      const projected = projectNumbers(item);
      if (projected === item) continue;
      if (list === value) list = [...value];
      list[index] = projected;
    }
    return list;
  }
  if (!isMap(value)) return value;
  let map = value;
  for (const key in value) {
    const item = value[key] as Value;
    const projected = projectNumbers(item);
    if (projected === item) continue;
    if (map === value) map = newMap(Object.entries(value));
    map[key] = projected;
  }
  return map;
}

/** A number past the range of doubles is still a number, which an infinity is not for JSON Schema. */
const nearestFinite = (number: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, number));
