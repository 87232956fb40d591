import { type Chart, loadBuiltInChart } from '../chart/index.ts';

/**
 * The chart that this program ships, with all of its files, to show them.
 *
 * The build replaces this module by one that contains them.
 */
export const readBuiltInChart = (): Promise<Chart> => loadBuiltInChart();
