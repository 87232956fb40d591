import type { Chart } from '../chart/index.ts';

/** The chart that this program ships, with all of its files: few runs ask for them, so that they are loaded then. */
export const readBuiltInChart = async (): Promise<Chart> => (await import('./built-in-files.ts')).readBuiltInChart();
