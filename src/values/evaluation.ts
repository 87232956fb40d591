import type { ValueMap } from '../yaml/value.ts';
import type { ChartDefaults, TableWarning } from './coalesce.ts';
import type { Step } from './source.ts';
import type { TreeValues } from './tree.ts';

/** What the sources make, and how. */
export interface Evaluation {
  /** To be read only: it shares with the sources and the defaults what it did not have to change. */
  readonly values: ValueMap;
  /** The sources' own values, before the chart's defaults were put under them. */
  readonly user: ValueMap;
  /** Those of a tree of charts are all in one map, as the root has them. */
  readonly defaults: ChartDefaults;
  readonly steps: readonly Step[];
  readonly tables: readonly TableWarning[];
  /** Of a tree of charts. */
  readonly tree?: TreeValues;
}
