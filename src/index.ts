/**
 * The library: charts to Kubernetes objects, as the command line does it, for programs. Each function takes one object
 * of options, has a default for whatever can have one, and returns what is wrong as data.
 *
 * ```ts
 * import { renderRelease } from 'kilo-chart';
 *
 * const { text, problems } = await renderRelease({ name: 'kilo', namespace: 'kube-system', platform: 'k3s' });
 * ```
 *
 * @module
 */

export {
  type CancelSignal,
  type CommonOptions,
  type ComparedRelease,
  computeValues,
  type DiffOptions,
  type DiffResult,
  diffReleases,
  type KiloValues,
  type LintOptions,
  type LintResult,
  type LoadedChart,
  type LoadOptions,
  type LoadResult,
  lintValues,
  loadChart,
  memoryReader,
  type Outcome,
  type ParseSetOptions,
  type ParseSetResult,
  parseSet,
  type Reader,
  type RenderOptions,
  type RenderResult,
  renderRelease,
  type TargetOptions,
  type ValuesOptions,
  type ValuesResult,
  type WithChart,
} from './library/index.ts';
export type { LintProblem } from './lint/index.ts';
export type { FieldChange, ObjectChange, ObjectIdentity } from './manifests/diff.ts';
export { type Manifest, printManifests } from './manifests/index.ts';
export { formatPath, type Path } from './problem/path.ts';
export { hasErrors, type Problem, type ProblemCode, type Severity, type Where } from './problem/problem.ts';
export { ExactNumber, isMap, type Value, type ValueMap } from './yaml/value.ts';
