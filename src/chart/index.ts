export { loadBuiltInChart } from './built-in.ts';
export type { Chart, ChartFile, Dependency, Metadata } from './chart.ts';
export { findMissing } from './dependencies.ts';
export { loadArchive, loadChart, readChart, readChartArchive } from './load.ts';
export { type Lock, readLock, writeDependenciesJson, writeLock } from './lock.ts';
export { describeMetadata, isCompatibleRange, meetsKubeVersion, writeMetadata } from './metadata.ts';
export { nameFile } from './name-file.ts';
export { type PackedChart, type PackOptions, packChart } from './pack.ts';
