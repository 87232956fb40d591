import { formatValue } from '../go/text.ts';
import type { Path } from '../problem/path.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { FileSource } from './source.ts';

/** A chart's default values, prepared once for any number of runs. */
export interface ChartDefaults {
  /** The chart's name, for Helm's warnings. */
  readonly chart: string;
  /** As written. */
  readonly values: ValueMap;
  /** Without nulls: Helm 4 ignores a default that is null (Helm 3 does not). */
  readonly cleaned: ValueMap;
  /** The file of the defaults, and the places of values in it; absent for defaults that do not come from a file. */
  readonly file?: { readonly name: string; readonly locate: NonNullable<FileSource['locate']> };
}

/** A default that a value of another shape overrules, with Helm's message. */
export interface TableWarning {
  readonly message: string;
  readonly path: Path;
}

/** Prepares the defaults of a chart. @param chart its name, for Helm's warnings */
export const prepareDefaults = (chart: string, values: ValueMap, file?: ChartDefaults['file']): ChartDefaults => ({
  chart,
  values,
  cleaned: withoutNulls(values),
  ...(file === undefined ? {} : { file }),
});

/**
 * Merges a user's values into a chart's defaults: Helm 4.2.4's `CoalesceValues` for a chart without dependencies. Maps
 * are merged and lists replaced. A null deletes the default. A null without a default stays, except at the top level
 * where the default itself is null.
 *
 * deepmerge is not used, for the reasons given at {@link mergeMaps}, and because it has no null that deletes.
 *
 * @param user is not changed, nor are the defaults
 * @param warn is called with each default that is ignored because one of the two is a table and the other is not, in
 *   the order of the chart's keys (Helm's is random)
 * @returns the values; they share unmerged parts with both, so they must not be changed
 */
export function coalesce(defaults: ChartDefaults, user: ValueMap, warn?: (warning: TableWarning) => void): ValueMap {
  const { chart, values, cleaned } = defaults;
  const result = newMap();
  for (const key in cleaned) if (!(key in user)) result[key] = cleaned[key] as Value;
  for (const key in user) {
    const value = user[key] as Value;
    const under = values[key];
    if (under === undefined) result[key] = value;
    else if (value === null) continue;
    else if (!isMap(value)) result[key] = value;
    else if (isMap(under)) result[key] = coalesceTables(value, cleaned[key] as ValueMap, [key], chart, warn);
    else {
      result[key] = value;
      // Only in this direction: at the top level, Helm does not report a table that gives way to another value.
      if (under !== null) warn?.({ message: `skipped value for ${join(chart, [key])}: Not a table.`, path: [key] });
    }
  }
  return result;
}

/** Merges below the top level. `defaults` does not contain nulls here. */
function coalesceTables(
  user: ValueMap,
  defaults: ValueMap,
  path: Path,
  chart: string,
  warn: ((warning: TableWarning) => void) | undefined,
): ValueMap {
  const result = newMap();
  for (const key in defaults) if (!(key in user)) result[key] = defaults[key] as Value;
  for (const key in user) {
    const value = user[key] as Value;
    const under = defaults[key];
    if (under === undefined) result[key] = value;
    else if (value === null) continue;
    else if (isMap(value) && isMap(under)) result[key] = coalesceTables(value, under, [...path, key], chart, warn);
    else {
      result[key] = value;
      if (warn === undefined || isMap(value) === isMap(under)) continue;
      const name = join(chart, [...path, key]);
      const message = isMap(under)
        ? `cannot overwrite table with non table for ${name} (${formatValue(under)})`
        : `destination for ${name} is a table. Ignoring non-table value (${formatValue(under)})`;
      warn({ message, path: [...path, key] });
    }
  }
  return result;
}

/** Helm's `concatPrefix`, which escapes nothing. */
const join = (chart: string, path: Path): string => (chart === '' ? path : [chart, ...path]).join('.');

/** The map itself where it contains no null. Items of lists are not checked, as in Helm. */
function withoutNulls(map: ValueMap): ValueMap {
  if (!hasNull(map)) return map;
  const result = newMap();
  for (const key in map) {
    const value = map[key] as Value;
    if (value !== null) result[key] = isMap(value) ? withoutNulls(value) : value;
  }
  return result;
}

function hasNull(map: ValueMap): boolean {
  for (const key in map) {
    const value = map[key] as Value;
    if (value === null || (isMap(value) && hasNull(value))) return true;
  }
  return false;
}
