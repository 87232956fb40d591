import type { Chart } from '../chart/index.ts';
import type { ChartDefaults } from './coalesce.ts';

/** The defaults of a chart and of all charts in it, prepared once for any number of runs. */
export interface DefaultsTree {
  readonly chart: Chart;
  readonly defaults: ChartDefaults;
  /** In the order of `chart.dependencies`. */
  readonly dependencies: readonly DefaultsTree[];
}
