export { type LoadedChart, type LoadOptions, type LoadResult, loadChart } from './chart.ts';
export { type ComparedRelease, type DiffOptions, type DiffResult, diffReleases } from './diff.ts';
export type { KiloValues } from './kilo-values.ts';
export { type LintOptions, type LintResult, lintValues } from './lint.ts';
export type { CancelSignal, CommonOptions, Outcome, Reader } from './options.ts';
export { memoryReader } from './reader.ts';
export { type RenderOptions, type RenderResult, renderRelease, type TargetOptions } from './release.ts';
export { type ParseSetOptions, type ParseSetResult, parseSet } from './set.ts';
export { computeValues, type ValuesOptions, type ValuesResult, type WithChart } from './values.ts';
