import { formatValue, sortedKeys } from '../go/text.ts';
import type { Path } from '../problem/path.ts';
import { fail, type Problem } from '../problem/problem.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { type ChartDefaults, coalesce, prepareDefaults, type TableWarning } from './coalesce.ts';
import type { DefaultsTree } from './defaults-tree.ts';
import type { Evaluation } from './evaluation.ts';
import { mergeMaps } from './merge.ts';
import { Origins } from './origins.ts';
import { applyFlag, type Target, typeName } from './set.ts';
import type { Integers, Source, Step } from './source.ts';
import { computeTree } from './tree.ts';
import { TypeMismatch } from './type-mismatch.ts';

/** The options of {@link evaluate}. */
export interface EvaluateOptions {
  /** Default: `plain`. */
  readonly integers?: Integers;
}

/**
 * Computes a release's values: merges the sources in order, then merges the result into the chart's defaults. Pure:
 * sources and defaults are not changed, so both can be used for any number of runs.
 *
 * @param defaults of one chart, or of a tree of charts
 * @param sources in order of precedence, the weakest first (Helm: platform, files, then {@link SET_FLAGS})
 * @throws ProblemError `values-set`, `file`: the first flag that Helm refuses; `values-not-a-map`: a value at the place
 *   of a subchart's values that is not a map
 */
export function evaluate(
  defaults: ChartDefaults | DefaultsTree,
  sources: readonly Source[],
  options: EvaluateOptions = {},
): Evaluation {
  const { root, steps } = assemble(sources, options);
  if (isTree(defaults)) return evaluateTree(defaults, root, steps);
  const tables: TableWarning[] = [];
  const values = coalesce(defaults, root, (warning) => tables.push(warning));
  return { values, user: root, defaults, steps, tables };
}

/** Whether the defaults are those of a tree of charts. */
const isTree = (defaults: ChartDefaults | DefaultsTree): defaults is DefaultsTree => 'dependencies' in defaults;

function evaluateTree(defaults: DefaultsTree, user: ValueMap, steps: readonly Step[]): Evaluation {
  try {
    const tree = computeTree(defaults, user);
    return { values: tree.values, user, defaults: tree.defaults, steps, tables: tree.tables, tree };
  } catch (error) {
    if (error instanceof TypeMismatch) return refuse(error, defaults, user, steps);
    throw error;
  }
}

function refuse(
  { path, value }: TypeMismatch,
  { defaults }: DefaultsTree,
  user: ValueMap,
  steps: readonly Step[],
): never {
  const values = coalesce(defaults, user);
  const where = new Origins({ values, user, defaults, steps, tables: [] }).where(path);
  const name = String(path.at(-1));
  return fail({
    code: 'values-not-a-map',
    message: `type mismatch on ${name}: ${writeMismatch(value, path, steps)}`,
    ...(where && { where }),
    hint: `${name} is a chart that this one depends on, and its values are a map: ${name}: {key: value}`,
  });
}

/** A value as Go's `%t` prints it, which is meant for booleans only. */
function writeMismatch(value: Value, path: Path, steps: readonly Step[]): string {
  const item = (item: Value, name: string | number) =>
    item === null ? '<nil>' : writeMismatch(item, [...path, name], steps);
  if (value === null) return '%!t(<nil>)';
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(item).join(' ')}]`;
  if (isMap(value)) {
    return `map[${sortedKeys(value)
      .map((key) => `%!t(string=${key}):${item(value[key] as Value, key)}`)
      .join(' ')}]`;
  }
  return `%!t(${typeName(value, path, steps)}=${formatValue(value)})`;
}

/** Merges the sources in order, as Helm's `MergeValues` does. */
export function assemble(sources: readonly Source[], { integers = 'plain' }: EvaluateOptions = {}): Target {
  const target: Target = { root: newMap(), owned: new WeakSet(), steps: [], integers };
  for (const source of sources) {
    if (source.kind === 'flag') applyFlag(source, target);
    else {
      target.steps.push({ source, writes: [], map: source.values });
      target.root = mergeMaps(target.root, source.values, target.owned);
    }
  }
  return target;
}

/** Helm's warnings about the dependencies, at the places of the values concerned. */
export function placeWarnings({ tree }: Evaluation, origins: Origins): Problem[] {
  return (tree?.warnings ?? []).map((problem) => {
    const place = problem.where?.path && origins.where(problem.where.path);
    return place ? { ...problem, where: place } : problem;
  });
}

/** The evaluation of a run that failed. */
export const evaluateNothing = (defaults: ChartDefaults | DefaultsTree | undefined, chart = ''): Evaluation => {
  const own = defaults && isTree(defaults) ? defaults.defaults : defaults;
  return evaluate(own ?? prepareDefaults(chart, newMap()), []);
};
