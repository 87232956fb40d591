import type { ValueMap } from '../yaml/value.ts';
import type { ChartDefaults, TableWarning } from './coalesce.ts';
import type { Step } from './source.ts';
import type { TreeValues } from './tree.ts';

/** The result of merging the sources, with its history. */
export interface Evaluation {
  /** Must not be changed: it shares unchanged parts with the sources and the defaults. */
  readonly values: ValueMap;
  /** The merged sources, without the chart's defaults. */
  readonly user: ValueMap;
  /** The defaults; those of a tree of charts are in one map, as in the root. */
  readonly defaults: ChartDefaults;
  readonly steps: readonly Step[];
  readonly tables: readonly TableWarning[];
  /** For a tree of charts. */
  readonly tree?: TreeValues;
}
