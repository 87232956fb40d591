import type { Chart } from '../chart/index.ts';
import type { ChartDefaults, ComputedValues, ResolvedChart } from '../values/index.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';

/** A chart without dependencies, as the only one that takes part in a release. */
export const soleChart = (chart: Chart, defaults: ChartDefaults, values = newMap()): ResolvedChart => ({
  id: chart.name,
  name: chart.name,
  chart,
  metadata: chart.metadata,
  path: [],
  values,
  isRoot: true,
  isLibrary: false,
  defaults,
  dependencies: [],
});

/**
 * The charts of a release with values that may differ from the computed ones, because a program or lint changed them.
 * Each chart keeps its place.
 */
export function chartsWith(
  { chart, defaults }: { readonly chart: Chart; readonly defaults: ChartDefaults },
  tree: ComputedValues['tree'],
  values: ValueMap,
): ResolvedChart {
  if (!tree) return soleChart(chart, defaults, values);
  return tree.values === values ? tree.root : replaceValues(tree.root, values);
}

function replaceValues(resolved: ResolvedChart, values: ValueMap): ResolvedChart {
  return {
    ...resolved,
    values,
    dependencies: resolved.dependencies.map((dependency) => {
      const steps = dependency.path?.slice(resolved.path?.length ?? 0);
      const found = steps?.reduce<Value | undefined>((at, key) => (isMap(at) ? at[key] : undefined), values);
      return replaceValues(dependency, isMap(found) ? found : newMap());
    }),
  };
}
