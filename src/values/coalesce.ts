import { formatValue } from '../go/text.ts';
import type { Path } from '../problem/path.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { FileSource } from './source.ts';

/** A chart's default values, prepared once for any number of runs. */
export interface ChartDefaults {
  /** The chart's name, for Helm's warnings. */
  readonly chart: string;
  /** As they are written. */
  readonly values: ValueMap;
  /** Without what is null: Helm 4 never lets a default that is null through (3 does). */
  readonly cleaned: ValueMap;
  /** The file they stand in, and where in it; absent for defaults that were no text. */
  readonly file?: { readonly name: string; readonly locate: NonNullable<FileSource['locate']> };
}

/** A default that a value of another shape overrules, in Helm's words. */
export interface TableWarning {
  readonly message: string;
  readonly path: Path;
}

export const prepareDefaults = (chart: string, values: ValueMap, file?: ChartDefaults['file']): ChartDefaults => ({
  chart,
  values,
  cleaned: withoutNulls(values),
  ...(file === undefined ? {} : { file }),
});

/**
 * Puts a user's values over a chart's defaults: Helm 4.2.4's `CoalesceValues` for a chart without dependencies. Maps
 * are merged and lists replaced. A null deletes the default; where there is none it stays, except that at the top
 * level it also goes where the default itself is null.
 *
 * deepmerge is not used, for the reasons that {@link mergeMaps} gives, and because it knows no null that deletes.
 *
 * @param user is not changed, nor are the defaults
 * @param warn is given each default that is ignored because one of the two is a table and the other is not, in the
 * order of the chart's keys (Helm's is random)
 * @returns the values; they share with both what did not have to be merged, so they are to be read only
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
      // Only this way round: at the top level, Helm does not say that a table gives way to what is none.
      if (under !== null) warn?.({ message: `skipped value for ${join(chart, [key])}: Not a table.`, path: [key] });
    }
  }
  return result;
}

/** Below the top level. `defaults` is without nulls here. */
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

/** Helm's `concatPrefix`: nothing is escaped. */
const join = (chart: string, path: Path): string => (chart === '' ? path : [chart, ...path]).join('.');

/** The map itself where it has no null. Items of lists are not looked into: Helm does not either. */
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
