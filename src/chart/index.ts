export { loadBuiltInChart } from './built-in.ts';
export type { Chart, ChartFile, Dependency, Metadata } from './chart.ts';
export { findMissing } from './dependencies.ts';
export { describeMetadata } from './describe-metadata.ts';
export { loadArchive, loadChart, readChart, readChartArchive } from './load.ts';
export { isCompatibleRange, meetsKubeVersion, writeMetadata } from './metadata.ts';
export { nameFile } from './name-file.ts';
