import type { Problem } from '../problem/problem.ts';
import type { Value, ValueMap } from '../yaml/value.ts';

/** A chart as data: its files, read and checked, without anything computed; and the charts in its `charts/`. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  /**
   * The directory or archive of the chart, as the user named it; for a subchart, with its place in the parent. Absent
   * for the built-in chart.
   */
  readonly folder?: string;
  /** The fields of Chart.yaml (and of requirements.yaml) under their own names, checked. */
  readonly metadata: Metadata;
  readonly values: ChartFile;
  readonly schema: ChartFile | undefined;
  /** Chart.lock, or requirements.lock. */
  readonly lock?: ChartFile | undefined;
  /** Everything in `templates/`, in any language, in the order of Helm's walk through the chart. */
  readonly templates: readonly ChartFile[];
  /** `crds/**` with the file names of manifests, in the same order. */
  readonly crds: readonly ChartFile[];
  /**
   * The files that templates see as `Files`: all except Chart.yaml, the values, their schema, the templates and the
   * subcharts. A byte that is not UTF-8 is the lone surrogate U+DC00 plus its value.
   */
  readonly files: readonly ChartFile[];
  /** The charts in `charts/`, sorted by their names there. */
  readonly dependencies: readonly Chart[];
  /** Helm's warnings from reading the chart and its subcharts. */
  readonly warnings?: readonly Problem[];
}

/** A file of a chart. */
export interface ChartFile {
  /** Relative to the chart, with `/`: `templates/daemonset.yaml`. */
  readonly path: string;
  readonly text: string;
  /** Whether the chart has no such file, so that this is an empty replacement. */
  readonly isAbsent?: boolean;
}

/** Chart.yaml as Helm reads it (chart.Metadata of apiVersion v2); missing fields are empty. */
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
  /** Absent where the field is missing, which differs from an empty list: Helm then does not process subcharts. */
  readonly dependencies?: readonly Dependency[];
}

/** A dependency in Chart.yaml (chart.Dependency). */
export interface Dependency {
  readonly name: string;
  /** A range of versions. */
  readonly version: string;
  readonly repository: string;
  /** Paths of values, separated by commas: the first whose value is a boolean decides. */
  readonly condition: string;
  readonly tags: readonly string[];
  readonly enabled: boolean;
  /** Names of `exports`, and maps with `child` and `parent`. */
  readonly importValues: readonly Value[];
  readonly alias: string;
}
