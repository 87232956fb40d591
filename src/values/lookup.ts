import { quoteText } from '../go/text.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';

/**
 * Looks up the map at a path with dots as Helm does (`common.Values.Table`): a key that contains a dot is not found.
 *
 * @returns the map, or Helm's error where there is none
 */
export function tableAt(values: ValueMap, path: string): { readonly table: ValueMap } | { readonly error: string } {
  let table = values;
  for (const name of path.split('.')) {
    const next = table[name];
    if (!isMap(next)) return { error: `${quoteText(name)} is not a table` };
    table = next;
  }
  return { table };
}

/** The value at a path with dots, if it is not a map (`common.Values.PathValue`); undefined where there is none. */
export function leafAt(values: ValueMap, path: string): Value | undefined {
  const end = path.lastIndexOf('.');
  const found = end < 0 ? { table: values } : tableAt(values, path.slice(0, end));
  const value = 'table' in found ? found.table[path.slice(end + 1)] : undefined;
  return isMap(value) ? undefined : value;
}
