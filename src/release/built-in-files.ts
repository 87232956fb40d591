import { type Chart, loadBuiltInChart } from '../chart/index.ts';

/**
 * The chart that this program ships, with all of its files, for showing them.
 *
 * When the program is built, this module is replaced by one that holds them.
 */
export const readBuiltInChart = (): Promise<Chart> => loadBuiltInChart();
