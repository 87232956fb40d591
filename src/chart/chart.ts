import type { ValueMap } from '../yaml/value.ts';

/** A chart as data: its files, read and checked, nothing computed. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  /** Chart.yaml as it is written. */
  readonly metadata: ValueMap;
  readonly values: ChartFile;
  readonly schema: ChartFile | undefined;
  /** `templates/**`, in the order of their names. */
  readonly templates: readonly ChartFile[];
  /** `crds/**`, in the order of their names. */
  readonly crds: readonly ChartFile[];
}

export interface ChartFile {
  /** Relative to the chart, with `/`: `templates/daemonset.yaml.hbs`. */
  readonly path: string;
  readonly text: string;
}
