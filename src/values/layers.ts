import type { Path } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import { isMap, type Value, valueAt } from '../yaml/value.ts';
import type { ChartDefaults } from './coalesce.ts';
import type { Evaluation } from './evaluation.ts';
import type { ResolvedChart } from './tree.ts';

/** Something that a value can be from: what the user's sources have at a path, or a chart's default. */
export type Layer =
  | { readonly kind: 'user'; readonly path: Path }
  | { readonly kind: 'default'; readonly value: Value; readonly where: Where };

/**
 * What the value at `path` can be from, the strongest first. In a tree of charts, a parent's `global` is above those of
 * its subcharts, the user's values are above defaults, a parent's defaults above what it imports, and both above the
 * subchart's own defaults.
 */
export function* layersOf({ defaults, tree }: Evaluation, path: Path): Generator<Layer> {
  if (!tree || tree.root.dependencies.length === 0) {
    yield { kind: 'user', path };
    yield* defaultOf(defaults, path);
    return;
  }
  for (const seen of globalsOf(tree.root, path)) yield { kind: 'user', path: seen };
  for (const seen of globalsOf(tree.root, path)) yield* defaultsOf(tree.root, seen, 0);
}

function* defaultOf({ values, file }: ChartDefaults, path: Path): Generator<Layer> {
  const value = valueAt(values, path);
  if (value !== undefined)
    yield { kind: 'default', value, where: file === undefined ? {} : { file: file.name, ...file.locate(path) } };
}

/** The paths that the value can be set at: one, but for globals, which each chart above can set. */
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

/** Imports can lead to each other in a circle. */
const MAX_HOPS = 100;

function* defaultsOf(chart: ResolvedChart, path: Path, hops: number): Generator<Layer> {
  if (hops > MAX_HOPS) return;
  // A null of a chart's defaults hides nothing.
  for (const layer of defaultOf(chart.defaults, path))
    if (layer.kind !== 'default' || layer.value !== null) yield layer;
  for (const { name, importValues } of chart.metadata.dependencies ?? []) {
    for (const item of importValues) {
      if (!isMap(item)) continue;
      const parent = item.parent === '.' ? [] : String(item.parent).split('.');
      if (!parent.every((key, index) => path[index] === key)) continue;
      const from = [name, ...String(item.child).split('.'), ...path.slice(parent.length)];
      if (path.length > parent.length) yield* defaultsOf(chart, from, hops + 1);
    }
  }
  const subchart = chart.dependencies.find(({ name }) => name === path[0]);
  if (subchart && path.length > 1) yield* defaultsOf(subchart, path.slice(1), hops + 1);
}
