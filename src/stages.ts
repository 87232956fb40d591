/**
 * The stages one by one, for the benchmarks and the tests of the built program. Not public: the package does not export
 * this module, and it changes without notice.
 *
 * @module
 */

export { loadChart } from './chart/index.ts';
export { readyBuiltInChart, readyChart, renderOutputs, renderRelease, renderValues } from './release/index.ts';
export { computeValues } from './values/index.ts';
