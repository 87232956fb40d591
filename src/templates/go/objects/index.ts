import { type GoMap, type GoValue, int, isGoMap, newGoMap } from '../../../go/value.ts';
import type { ReleaseObject, RenderContext } from '../../context.ts';
import type { ChartId, Shared } from '../../language.ts';
import { Capabilities } from './capabilities.ts';
import { chartMap } from './chart.ts';
import { Files } from './files.ts';
import type { WriteYaml } from './methods.ts';
import { createThaw } from './thaw.ts';
import { emptyValues, Values } from './values.ts';

export type { WriteYaml } from './methods.ts';

/** The root context of the templates of one chart. `Template` is set for each file. */
export interface Root {
  /** Dot of its files: a `common.Values` of {@link Root.map}. */
  readonly dot: Values;
  readonly map: GoMap;
}

const CHARTS = '/charts/';

/**
 * The root contexts of a tree of charts, as Helm's engine creates them: the values of a subchart are a part of its
 * parent's, not a copy, so that other templates see what one changes.
 *
 * @param contexts by the charts' paths of names: the subcharts of `app` are `app/charts/NAME`
 * @param shared which containers of the values are shared by several places
 * @param writeYaml Helm's toYaml
 */
export function goContext(
  contexts: ReadonlyMap<ChartId, RenderContext>,
  shared: Shared,
  writeYaml: WriteYaml,
): Map<ChartId, Root> {
  const roots = new Map<ChartId, Root>();
  const thaw = createThaw(shared);
  const made = new Map<object, GoValue>();
  const once = <T extends object>(key: T, make: (key: T) => GoValue): GoValue => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
  const parentsFirst = [...contexts].sort(([a], [b]) => a.split(CHARTS).length - b.split(CHARTS).length);
  for (const [id, context] of parentsFirst) {
    const parent = roots.get(id.slice(0, Math.max(0, id.lastIndexOf(CHARTS))));
    const name = id.slice(id.lastIndexOf(CHARTS) + (parent ? CHARTS.length : 0));
    const map = newGoMap();
    map.Chart = chartMap(context.Chart, !parent);
    map.Files = new Files(new Map(Object.entries(context.Files)), writeYaml);
    map.Release = once(context.Release, releaseMap);
    map.Capabilities = once(context.Capabilities, (capabilities) => new Capabilities(capabilities));
    map.Values = parent ? subchartValues(parent, name, writeYaml) : new Values(thaw.map(context.Values), writeYaml);
    map.Subcharts = newGoMap();
    if (parent && isGoMap(parent.map.Subcharts)) parent.map.Subcharts[name] = map;
    roots.set(id, { map, dot: new Values(map, writeYaml) });
  }
  return roots;
}

function subchartValues(parent: Root, name: string, writeYaml: WriteYaml): Values {
  const values = parent.map.Values;
  const own = values instanceof Values ? values.underlying[name] : undefined;
  return isGoMap(own) ? new Values(own, writeYaml) : emptyValues(writeYaml);
}

const releaseMap = ({ Name, Namespace, Service, Revision, IsInstall, IsUpgrade }: ReleaseObject): GoMap =>
  newGoMap([
    ['Name', Name],
    ['Namespace', Namespace],
    ['Service', Service],
    ['Revision', int(Revision)],
    ['IsInstall', IsInstall],
    ['IsUpgrade', IsUpgrade],
  ]);
