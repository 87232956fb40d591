export { loadBuiltInChart } from './built-in.ts';
export type { Chart, ChartFile, Dependency, Metadata } from './chart.ts';
export { findMissing } from './dependencies.ts';
export { loadArchive, loadChart, readChart, readChartArchive } from './load.ts';
export { describeMetadata, isCompatibleRange, meetsKubeVersion, writeMetadata } from './metadata.ts';
export { nameFile } from './name-file.ts';
export { locateUnder } from './paths.ts';
export type { RawFile } from './raw-file.ts';
