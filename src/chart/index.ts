export { loadBuiltInChart } from './built-in.ts';
export type { Chart, ChartFile } from './chart.ts';
export { loadChart } from './load.ts';
