import { loadBuiltInChart } from '../chart/index.ts';
import { prepareDefaults } from '../values/index.ts';
import { type ReadyChart, readyChart } from './ready.ts';

/**
 * The chart that this program ships, ready to render. Its defaults have no place in problems: the user cannot change
 * its values.yaml.
 *
 * The build replaces this module by one that contains the chart as data, with compiled templates and schema, so that a
 * run needs neither the compilers nor the chart's files.
 */
export async function readyBuiltInChart(): Promise<ReadyChart> {
  const ready = await readyChart(await loadBuiltInChart());
  const defaults = prepareDefaults(ready.chart.name, ready.defaults.values);
  return { ...ready, defaults, tree: { ...ready.tree, defaults } };
}
