import type { ValueMap } from '../yaml/value.ts';

/** A chart as data: its files, read and checked, nothing computed. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  /** The folder that it was read from, as the user named it; absent for the built-in chart. */
  readonly folder?: string;
  /** Chart.yaml's fields under their own names, checked. */
  readonly metadata: Metadata;
  readonly values: ChartFile;
  readonly schema: ChartFile | undefined;
  /** `templates/**.hbs`, in the order in which a walk through the folder finds them. */
  readonly templates: readonly ChartFile[];
  /** `crds/**` with the names of manifests, in the same order. */
  readonly crds: readonly ChartFile[];
  /**
   * What templates see as `Files`: all but Chart.yaml, the values, their schema and the templates. A byte that is no
   * UTF-8 stands in a text as the lone surrogate U+DC00 plus its value.
   */
  readonly files: readonly ChartFile[];
}

export interface ChartFile {
  /** Relative to the chart, with `/`: `templates/daemonset.yaml.hbs`. */
  readonly path: string;
  readonly text: string;
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
}
