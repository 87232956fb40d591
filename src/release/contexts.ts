import { type Chart, describeMetadata } from '../chart/index.ts';
import { type ChartId, DEFAULT_CAPABILITIES, type RenderContext } from '../templates/index.ts';
import { newMap, type ValueMap } from '../yaml/value.ts';

/** What a release is called and where it goes, and what templates are told about it. */
export interface ReleaseOptions {
  readonly name: string;
  readonly namespace: string;
  readonly isUpgrade?: boolean;
  readonly capabilities?: RenderContext['Capabilities'];
  readonly skipSchema?: boolean;
}

/** The root context of each chart of a release (common.ToRenderValues and engine.recAllTpls of Helm 4.2.4). */
export function contextsOf(
  chart: Chart,
  { name, namespace, isUpgrade = false, capabilities = DEFAULT_CAPABILITIES }: ReleaseOptions,
  values: ValueMap,
): ReadonlyMap<ChartId, RenderContext> {
  const context: RenderContext = {
    Values: values,
    Release: {
      Name: name,
      Namespace: namespace,
      Service: 'Helm',
      Revision: 1,
      IsInstall: !isUpgrade,
      IsUpgrade: isUpgrade,
    },
    Chart: describe(chart),
    Capabilities: capabilities,
    Template: { Name: '', BasePath: '' },
    Files: filesOf(chart),
  };
  return new Map([[chart.name, context]]);
}

/** Of a chart, what is the same for each release. */
function oncePerChart<T>(make: (chart: Chart) => T): (chart: Chart) => T {
  const known = new WeakMap<Chart, T>();
  return (chart) => {
    const made = known.get(chart) ?? make(chart);
    known.set(chart, made);
    return made;
  };
}

const describe = oncePerChart(({ metadata }) => describeMetadata(metadata));

/** The chart's files by their paths, for templates that read them. */
const filesOf = oncePerChart(
  ({ files }) => newMap(files.map(({ path, text }) => [path, text])) as RenderContext['Files'],
);
