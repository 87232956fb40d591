export { loadBuiltInChart } from './built-in.ts';
export type { Chart, ChartFile, Metadata } from './chart.ts';
export { loadChart } from './load.ts';
export { describeMetadata, meetsKubeVersion } from './metadata.ts';
export { nameFile } from './name-file.ts';
