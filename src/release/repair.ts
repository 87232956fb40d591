import type { Path } from '../problem/path.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';

/**
 * The values with the chart's default at a path, or with nothing there. An item becomes empty: others keep their
 * indices.
 */
export function repair(values: ValueMap, path: Path, defaults: ValueMap): ValueMap {
  const [step, ...rest] = path;
  const root = newMap(Object.entries(values));
  if (typeof step !== 'string') return root;
  const fallback = defaults[step];
  if (rest.length === 0) {
    if (fallback === undefined) delete root[step];
    else root[step] = fallback;
    return root;
  }
  root[step] = repairWithin(root[step] ?? null, rest, fallback);
  return root;
}

function repairWithin(value: Value, path: Path, fallback: Value | undefined): Value {
  if (isMap(value)) return repair(value, path, isMap(fallback) ? fallback : newMap());
  const [step, ...rest] = path;
  if (!Array.isArray(value) || typeof step !== 'number' || value instanceof ExactNumber) return fallback ?? null;
  const copied = [...value];
  copied[step] = rest.length === 0 ? null : repairWithin(copied[step] ?? null, rest, undefined);
  return copied;
}

/** Whether a path equals another one, or is below it. */
export const isWithin = (path: Path, outer: Path): boolean => outer.every((step, index) => path[index] === step);
