import { type Chart, describeMetadata } from '../chart/index.ts';
import { type ChartId, DEFAULT_CAPABILITIES, type RenderContext } from '../templates/index.ts';
import type { ResolvedChart } from '../values/index.ts';
import { newMap } from '../yaml/value.ts';

/** The name and namespace of a release, and what else templates can read about it. */
export interface ReleaseOptions {
  readonly name: string;
  readonly namespace: string;
  readonly isUpgrade?: boolean;
  readonly capabilities?: RenderContext['Capabilities'];
  readonly skipSchema?: boolean;
  /** Stops the render between two templates: its promise is rejected with the signal's reason. */
  readonly signal?: { throwIfAborted(): void };
  /**
   * The time at which the templates must be rendered, as `performance.now()` counts; no limit of time where it is missing
   * (that of work always applies).
   */
  readonly deadline?: number;
}

/** The root context of each chart of a release (common.ToRenderValues and engine.recAllTpls of Helm 4.2.4). */
export function contextsOf(
  root: ResolvedChart,
  { name, namespace, isUpgrade = false, capabilities = DEFAULT_CAPABILITIES }: ReleaseOptions,
): ReadonlyMap<ChartId, RenderContext> {
  const contexts = new Map<ChartId, RenderContext>();
  const Release = {
    Name: name,
    Namespace: namespace,
    Service: 'Helm',
    Revision: 1,
    IsInstall: !isUpgrade,
    IsUpgrade: isUpgrade,
  };
  const add = (resolved: ResolvedChart): RenderContext => {
    const { id, chart, values, dependencies } = resolved;
    const context: RenderContext = {
      Values: values,
      Release,
      Chart: describe(resolved),
      Capabilities: capabilities,
      Template: { Name: '', BasePath: '' },
      Files: filesOf(chart),
      ...(dependencies.length > 0 && {
        Subcharts: Object.fromEntries(dependencies.map((dependency) => [dependency.name, add(dependency)])),
      }),
    };
    contexts.set(id, context);
    return context;
  };
  add(root);
  return contexts;
}

const described = new WeakMap<ResolvedChart['metadata'], RenderContext['Chart']>();

/** Chart.yaml as templates see it, which is the same for each release. */
function describe({ metadata, isRoot }: ResolvedChart): RenderContext['Chart'] {
  const made = described.get(metadata) ?? describeMetadata(metadata, isRoot);
  described.set(metadata, made);
  return made;
}

const files = new WeakMap<Chart, RenderContext['Files']>();

/** The chart's files by their paths, for templates that read them. */
function filesOf(chart: Chart): RenderContext['Files'] {
  const made =
    files.get(chart) ?? (newMap(chart.files.map(({ path, text }) => [path, text])) as RenderContext['Files']);
  files.set(chart, made);
  return made;
}
