import type { ResolvedChart, TreeValues } from '../../src/values/index.ts';
import { tableAt } from '../../src/values/lookup.ts';
import { createThaw } from '../../src/yaml/thaw.ts';
import { newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';

/**
 * The values of all charts as mutable maps with Helm's sharing: the values of a subchart are a part of the root's, and
 * a map that Helm shares between `global` of two charts is shared here.
 *
 * @returns the values of each chart of the tree
 */
export function thawTree({ values, root, shared }: TreeValues): ReadonlyMap<ResolvedChart, ValueMap> {
  const found = new Map<ResolvedChart, ValueMap>();
  const visit = (chart: ResolvedChart, values: ValueMap): void => {
    found.set(chart, values);
    for (const dependency of chart.dependencies) {
      const table = tableAt(values, dependency.name);
      visit(dependency, 'table' in table ? table.table : newMap());
    }
  };
  visit(root, createThaw<Value>(shared, (value) => value).map(values));
  return found;
}
