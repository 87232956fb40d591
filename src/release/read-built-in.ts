import type { Chart } from '../chart/index.ts';

/** The chart that this program ships, with all of its files, loaded on demand because few runs need them. */
export const readBuiltInChart = async (): Promise<Chart> => (await import('./built-in-files.ts')).readBuiltInChart();
