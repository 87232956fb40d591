export { type ChartDefaults, prepareDefaults } from './coalesce.ts';
export type { DefaultsTree } from './defaults-tree.ts';
export { type EvaluateOptions, evaluate } from './evaluate.ts';
export type { Evaluation } from './evaluation.ts';
export { readDefaults, readFileSource } from './file-source.ts';
export { type ComputedValues, computeValues, type ValuesIo, type ValuesRequest } from './load.ts';
export { type Leaf, type Origin, Origins } from './origins.ts';
export { renderOrigins, renderValues, type ValuesFormat } from './render.ts';
export type { FileSource, FlagSource, Integers, SetFlag, Source } from './source.ts';
export { SET_FLAGS } from './source.ts';
export {
  type ChartSchema,
  listCharts,
  listSchemas,
  type ResolvedChart,
  readDefaultsTree,
  type TreeValues,
} from './tree.ts';
export { type Expectations, findWarnings } from './warnings.ts';
