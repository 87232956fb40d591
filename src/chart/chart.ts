import type { Problem } from '../problem/problem.ts';
import type { Value, ValueMap } from '../yaml/value.ts';

/** A chart as data: its files, read and checked, nothing computed; and the charts in its `charts/`. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  /**
   * The directory or archive that it was read from, as the user named it: of a subchart, with its place in the parent.
   * Absent for the built-in chart.
   */
  readonly folder?: string;
  /** The fields of Chart.yaml (and of requirements.yaml) under their own names, checked. */
  readonly metadata: Metadata;
  readonly values: ChartFile;
  readonly schema: ChartFile | undefined;
  /** Chart.lock, or requirements.lock. */
  readonly lock?: ChartFile | undefined;
  /** Everything in `templates/`, in whatever language, in the order in which a walk through the chart finds it. */
  readonly templates: readonly ChartFile[];
  /** `crds/**` with the names of manifests, in the same order. */
  readonly crds: readonly ChartFile[];
  /**
   * What templates see as `Files`: all but Chart.yaml, the values, their schema, the templates and the subcharts. A byte
   * that is no UTF-8 is in a text as the lone surrogate U+DC00 plus its value.
   */
  readonly files: readonly ChartFile[];
  /** The charts of `charts/`, sorted by the names that they have there. */
  readonly dependencies: readonly Chart[];
  /** What Helm warns about when it reads the chart; of subcharts, too. */
  readonly warnings?: readonly Problem[];
}

export interface ChartFile {
  /** Relative to the chart, with `/`: `templates/daemonset.yaml`. */
  readonly path: string;
  readonly text: string;
  /** Whether the chart has no such file, and this stands for an empty one. */
  readonly isAbsent?: boolean;
}

/** Chart.yaml as Helm reads it (chart.Metadata of apiVersion v2); what is not written is empty. */
export interface Metadata {
  readonly apiVersion: string;
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly kubeVersion: string;
  readonly type: string;
  readonly description: string;
  readonly home: string;
  readonly icon: string;
  readonly condition: string;
  readonly tags: string;
  readonly deprecated: boolean;
  readonly keywords: readonly string[];
  readonly sources: readonly string[];
  readonly maintainers: readonly { readonly name: string; readonly email: string; readonly url: string }[];
  readonly annotations: ValueMap;
  /** Absent where the field is not written, which is not the same as an empty list: Helm then leaves subcharts alone. */
  readonly dependencies?: readonly Dependency[];
}

/** What a chart says of one chart that it needs (chart.Dependency). */
export interface Dependency {
  readonly name: string;
  /** A range of versions. */
  readonly version: string;
  readonly repository: string;
  /** Paths of values, with commas between them: the first that is a boolean decides. */
  readonly condition: string;
  readonly tags: readonly string[];
  readonly enabled: boolean;
  /** Names of `exports`, and maps with `child` and `parent`. */
  readonly importValues: readonly Value[];
  readonly alias: string;
}
