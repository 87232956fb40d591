import { newMap } from '../yaml/value.ts';
import { type ChartDefaults, coalesce, type TableWarning } from './coalesce.ts';
import type { Evaluation } from './evaluation.ts';
import { mergeMaps } from './merge.ts';
import { applyFlag, type Target } from './set.ts';
import type { Source } from './source.ts';

/**
 * Computes a release's values: the sources one over the other, then the chart's defaults under them. Pure: neither
 * sources nor defaults are changed, so both serve any number of runs.
 *
 * @param sources in the order of precedence, the weakest first (Helm: platform, files, then {@link SET_FLAGS})
 * @throws ProblemError `values-set`, `file`: the first flag that Helm refuses
 */
export function evaluate(defaults: ChartDefaults, sources: readonly Source[]): Evaluation {
  const { root, steps } = assemble(sources);
  const tables: TableWarning[] = [];
  const values = coalesce(defaults, root, (warning) => tables.push(warning));
  return { values, user: root, defaults, steps, tables };
}

/** The sources one over the other: what Helm's `MergeValues` gives. */
export function assemble(sources: readonly Source[]): Target {
  const target: Target = { root: newMap(), owned: new WeakSet(), steps: [] };
  for (const source of sources) {
    if (source.kind === 'flag') applyFlag(source, target);
    else {
      target.steps.push({ source, writes: [], map: source.values });
      target.root = mergeMaps(target.root, source.values, target.owned);
    }
  }
  return target;
}
