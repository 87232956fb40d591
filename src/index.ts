/**
 * The library: charts to Kubernetes objects, as the command line does it, for programs.
 *
 * ```ts
 * import { readyBuiltInChart, renderRelease, printManifests } from 'kilo-chart';
 *
 * const chart = await readyBuiltInChart();
 * const { manifests, problems } = await renderRelease(chart, { name: 'kilo', namespace: 'kube-system' }, { set: ['a=b'] }, io);
 * ```
 *
 * @module
 */

export { type Chart, loadChart } from './chart/index.ts';
export { type Manifest, printManifests } from './manifests/index.ts';
export { formatPath, type Path } from './problem/path.ts';
export { type Problem, type ProblemCode, ProblemError, type Severity, type Where } from './problem/problem.ts';
export {
  prepareRender,
  type ReadyChart,
  type Release,
  type ReleaseOptions,
  type RenderRequest,
  readyBuiltInChart,
  readyChart,
  renderOutputs,
  renderRelease,
  renderValues,
} from './release/index.ts';
export {
  computeValues,
  type Evaluation,
  evaluate,
  Origins,
  readFileSource,
  type Source,
  type ValuesIo,
  type ValuesRequest,
} from './values/index.ts';
export { ExactNumber, isMap, newMap, type Value, type ValueMap } from './yaml/value.ts';
