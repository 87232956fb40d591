import type { Path } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import { isMap, type Value, type ValueMap, valueAt } from '../yaml/value.ts';
import type { ChartDefaults } from './coalesce.ts';
import type { Evaluation } from './evaluation.ts';
import { listCharts, type ResolvedChart } from './tree.ts';

/** A possible origin of a value: the user's sources at a path, or a chart's default. */
export type Layer =
  | { readonly kind: 'user'; readonly path: Path }
  | { readonly kind: 'default'; readonly value: Value; readonly where: Where };

/**
 * The possible origins of the value at `path`, the strongest first. In a tree of charts, a parent's `global` overrules
 * those of its subcharts; the user's values overrule defaults; a parent's defaults overrule what it imports, and both
 * overrule the subchart's own defaults.
 */
export function* layersOf({ defaults, tree }: Evaluation, path: Path): Generator<Layer> {
  if (!tree || tree.root.dependencies.length === 0) {
    yield { kind: 'user', path };
    yield* defaultOf(defaults, path);
    return;
  }
  for (const seen of globalsOf(tree.root, path)) yield { kind: 'user', path: seen };
  const walk: Walk = { all: defaults.values, seen: new Set() };
  const nulls: Layer[] = [];
  for (const seen of globalsOf(tree.root, path)) {
    for (const layer of defaultsOf(tree.root, seen, [], walk)) {
      // A null in a chart's defaults overrules nothing.
      if (layer.value === null) nulls.push(layer);
      else yield layer;
    }
  }
  yield* nulls;
  yield* leakedTo(tree.root, path);
}

/** Values below the first level of a chart's `global` reach all other charts, because Helm shares those maps. */
function* leakedTo(root: ResolvedChart, path: Path): Generator<Layer> {
  const at = path.indexOf('global');
  if (at < 0) return;
  for (const chart of listCharts(root)) yield* defaultOf(chart.defaults, path.slice(at));
}

type Default = Extract<Layer, { readonly kind: 'default' }>;

function* defaultOf({ values, file }: ChartDefaults, path: Path): Generator<Default> {
  const value = valueAt(values, path);
  if (value !== undefined)
    yield { kind: 'default', value, where: file === undefined ? {} : { file: file.name, ...file.locate(path) } };
}

/** The paths at which the value can be set: one, except for globals, which each parent chart can set. */
function* globalsOf(root: ResolvedChart, path: Path): Generator<Path> {
  let chart: ResolvedChart | undefined = root;
  for (let depth = 0; chart && depth < path.length; depth++) {
    const rest = path.slice(depth);
    if (rest[0] === 'global') {
      for (let above = 0; above < depth; above++) yield [...path.slice(0, above), ...rest];
      break;
    }
    chart = chart.dependencies.find(({ name }) => name === rest[0]);
  }
  yield path;
}

/** The state of a search in the tree of charts. */
interface Walk {
  /** The defaults of all charts in one map: where it has no value, nothing is imported. */
  readonly all: ValueMap;
  /** The paths visited so far: imports can form a cycle. */
  readonly seen: Set<string>;
}

/** @param prefix the path from the root to the chart */
function* defaultsOf(chart: ResolvedChart, path: Path, prefix: Path, walk: Walk): Generator<Default> {
  const key = JSON.stringify([prefix, path]);
  if (walk.seen.has(key)) return;
  walk.seen.add(key);
  yield* defaultOf(chart.defaults, path);
  for (const from of importsOf(chart, path)) {
    if (valueAt(walk.all, [...prefix, ...from]) !== undefined) yield* defaultsOf(chart, from, prefix, walk);
  }
  const subchart = chart.dependencies.find(({ name }) => name === path[0]);
  if (subchart && path.length > 1) yield* defaultsOf(subchart, path.slice(1), [...prefix, subchart.name], walk);
}

/** The paths from which the value at `path` can be imported. */
function* importsOf({ metadata }: ResolvedChart, path: Path): Generator<Path> {
  for (const { name, importValues } of metadata.dependencies ?? []) {
    for (const item of importValues) {
      if (!isMap(item)) continue;
      const parent = item.parent === '.' ? [] : String(item.parent).split('.');
      if (path.length > parent.length && parent.every((key, index) => path[index] === key))
        yield [name, ...String(item.child).split('.'), ...path.slice(parent.length)];
    }
  }
}
