import { loadBuiltInChart } from '../chart/index.ts';
import { prepareDefaults } from '../values/index.ts';
import { type ReadyChart, readyChart } from './ready.ts';

/**
 * The chart that this program ships, ready to render. Its defaults have no place: its values.yaml is not the user's to
 * change.
 *
 * When the program is built, this module is replaced by one that holds the chart as data, with its templates and its
 * schema compiled, so that a run needs neither the compilers nor the chart's files.
 */
export async function readyBuiltInChart(): Promise<ReadyChart> {
  const ready = await readyChart(await loadBuiltInChart());
  const defaults = prepareDefaults(ready.chart.name, ready.defaults.values);
  return { ...ready, defaults, tree: { ...ready.tree, defaults } };
}
