import { loadBuiltInChart } from './chart/index.ts';
import { type ReadyChart, readyChart } from './release.ts';

/**
 * The chart that this program ships, ready to render.
 *
 * When the program is built, this module is replaced by one that holds the chart as data, with its templates and its
 * schema compiled, so that a run needs neither the compilers nor the chart's files.
 */
export const readyBuiltInChart = async (): Promise<ReadyChart> => readyChart(await loadBuiltInChart());
