import type { Chart } from '../chart/index.ts';
import type { ReadyChart } from './ready.ts';

/** The chart that this program ships, with all of its files, loaded on demand because few runs need them. */
export const readBuiltInChart = async (): Promise<Chart> => (await import('./built-in-files.ts')).readBuiltInChart();

/** The chart that this program ships, ready to render: runs of other charts do not load it. */
export const readyBuiltInChart = async (): Promise<ReadyChart> => (await import('./built-in.ts')).readyBuiltInChart();
