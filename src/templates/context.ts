import type { Value, ValueMap } from '../yaml/value.ts';

/** The root context of a release's templates: Helm's built-in objects, as plain data. */
export interface RenderContext {
  readonly Values: ValueMap;
  readonly Release: ReleaseObject;
  readonly Chart: ChartObject;
  readonly Capabilities: CapabilitiesObject;
  readonly Template: { readonly Name: string; readonly BasePath: string };
  /** The chart's other files: their content by their paths. */
  readonly Files: Readonly<Record<string, string>>;
  /** The contexts of the chart's dependencies by their names; absent without dependencies. */
  readonly Subcharts?: Readonly<Record<string, RenderContext>>;
}

/** Helm's `.Release`. */
export interface ReleaseObject {
  readonly Name: string;
  readonly Namespace: string;
  /** The program that renders, as in the label `managed-by`: `Helm`. */
  readonly Service: string;
  readonly Revision: number;
  readonly IsInstall: boolean;
  readonly IsUpgrade: boolean;
}

/** Helm's `.Chart`: the fields of Chart.yaml, capitalised as Helm does it. */
export interface ChartObject {
  readonly Name: string;
  readonly Version: string;
  readonly [field: string]: Value;
}

/** Helm's `.Capabilities`. */
export interface CapabilitiesObject {
  readonly KubeVersion: {
    readonly Version: string;
    readonly Major: string;
    readonly Minor: string;
    /** Helm's older name for `Version`. */
    readonly GitVersion: string;
  };
  /** Such as `batch/v1` and `batch/v1/CronJob`. */
  readonly APIVersions: readonly string[];
  readonly HelmVersion: { readonly Version: string };
}
