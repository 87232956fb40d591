import type { Value, ValueMap } from '../yaml/value.ts';

/** What the templates of a release see at their root: Helm's built-in objects, as plain data. */
export interface RenderContext {
  readonly Values: ValueMap;
  readonly Release: ReleaseObject;
  readonly Chart: ChartObject;
  readonly Capabilities: CapabilitiesObject;
  readonly Template: { readonly Name: string; readonly BasePath: string };
  /** The chart's other files, their texts by their paths. */
  readonly Files: Readonly<Record<string, string>>;
  /** The contexts of the chart's dependencies, by their names: absent where there are none. */
  readonly Subcharts?: Readonly<Record<string, RenderContext>>;
}

export interface ReleaseObject {
  readonly Name: string;
  readonly Namespace: string;
  /** The program that renders, for the label `managed-by`: `Helm`. */
  readonly Service: string;
  readonly Revision: number;
  readonly IsInstall: boolean;
  readonly IsUpgrade: boolean;
}

/** Chart.yaml's fields, capitalised as Helm does it. */
export interface ChartObject {
  readonly Name: string;
  readonly Version: string;
  readonly [field: string]: Value;
}

export interface CapabilitiesObject {
  readonly KubeVersion: {
    readonly Version: string;
    readonly Major: string;
    readonly Minor: string;
    /** Helm's older name of `Version`. */
    readonly GitVersion: string;
  };
  /** `batch/v1`, `batch/v1/CronJob` */
  readonly APIVersions: readonly string[];
  readonly HelmVersion: { readonly Version: string };
}
