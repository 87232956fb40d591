import { type Chart, type ChartFile, type Metadata, nameFile } from '../chart/index.ts';
import type { Problem } from '../problem/problem.ts';
import { isMap, newMap, type ValueMap } from '../yaml/value.ts';
import { type ChartDefaults, coalesce, prepareDefaults, type TableWarning } from './coalesce.ts';
import { coalesceTree } from './coalesce-tree.ts';
import type { DefaultsTree } from './defaults-tree.ts';
import { type Read, readDefaults } from './file-source.ts';
import { tableAt } from './lookup.ts';
import { type ChartNode, enableDependencies, idOf, importValues, isLibrary, metadataOf, newNode } from './resolve.ts';
import { TypeMismatch } from './type-mismatch.ts';

/** A chart that takes part in a release, with its name and values there. */
export interface ResolvedChart {
  /** Helm's full path, with aliases: `app/charts/db`. */
  readonly id: string;
  /** The alias, or the chart's own name. */
  readonly name: string;
  /** The chart as loaded. */
  readonly chart: Chart;
  /** With the alias as its name and only the enabled dependencies, as templates see it. */
  readonly metadata: Metadata;
  /** The keys from the root's values to this chart's; undefined where Helm finds none (a name with a dot). */
  readonly path: readonly string[] | undefined;
  /** The same object as in the root's values. Must not be changed. */
  readonly values: ValueMap;
  readonly isRoot: boolean;
  /** Only partials (`_*`) of a library are templates. */
  readonly isLibrary: boolean;
  /** The content of the chart's own values.yaml. */
  readonly defaults: ChartDefaults;
  readonly dependencies: readonly ResolvedChart[];
}

/** The values of a release for a tree of charts. */
export interface TreeValues {
  readonly values: ValueMap;
  readonly root: ResolvedChart;
  /** The containers in two places of the values that are one map in Helm, too; all others are copies there. */
  readonly shared: { has(container: object): boolean };
  /** The defaults of all charts in one map, as in the root. */
  readonly defaults: ChartDefaults;
  readonly tables: readonly TableWarning[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads the values.yaml of a chart and of all charts in it.
 *
 * @throws ProblemError the first one that is not a map in YAML
 */
export function readDefaultsTree(chart: Chart): Read<DefaultsTree> {
  const { values } = chart;
  const { source: defaults, problems } = readDefaults(chart.name, nameFile(chart, values.path), values.text);
  const dependencies = chart.dependencies.map(readDefaultsTree);
  return {
    source: {
      chart,
      defaults,
      dependencies: dependencies.map(({ source }) => source),
    },
    problems: [...problems, ...dependencies.flatMap(({ problems }) => problems)],
  };
}

/** The enabled charts of a tree, each before its dependencies. */
export const listCharts = (root: ResolvedChart): readonly ResolvedChart[] => [
  root,
  ...root.dependencies.flatMap(listCharts),
];

/** A schema and the values to check with it. */
export interface ChartSchema {
  readonly chart: ResolvedChart;
  readonly schema: ChartFile;
  /** The keys from the root's values to `values`, with which the path of a problem must begin. */
  readonly path: readonly string[];
  readonly values: ValueMap;
}

/**
 * The schemas of all charts with the values that Helm checks with them, in Helm's order (`ValidateAgainstSchema` of
 * Helm 4.2.4): each chart before its dependencies. Libraries are checked, too.
 */
export function listSchemas(root: ResolvedChart): ChartSchema[] {
  const found: ChartSchema[] = [];
  const visit = (chart: ResolvedChart, path: readonly string[], values: ValueMap): void => {
    const { schema } = chart.chart;
    if (schema) found.push({ chart, schema, path, values });
    for (const dependency of chart.dependencies) {
      const { name } = dependency;
      const own = values[name];
      if (isMap(own)) visit(dependency, [...path, name], own);
    }
  };
  visit(root, [], root.values);
  return found;
}

/**
 * Computes the values of a tree of charts as Helm 4.2.4 does: `ProcessDependencies`, then `CoalesceValues`.
 *
 * @param user the merged sources; not changed
 * @throws TypeMismatch a value at the place of a subchart's values that is not a map
 */
export function computeTree(tree: DefaultsTree, user: ValueMap): TreeValues {
  if (isSingle(tree)) return computeSingle(tree, user);
  const tables: TableWarning[] = [];
  const warnings: Problem[] = [];
  const node = newNode(tree);
  enableDependencies(node, user, '', {
    table: (warning) => tables.push(warning),
    warn: (problem) => warnings.push(problem),
  });
  const prepared = prepare(tree, node);
  const owned = new Set<object>();
  const late: TableWarning[] = [];
  const values = coalesceTree(prepared.node, user, { merge: false, owned, warn: (warning) => late.push(warning) });
  return {
    values,
    root: resolve(prepared.node, values, []),
    shared: owned,
    defaults: prepared.defaults,
    tables: distinct([...tables, ...prepared.tables, ...late]),
    warnings: distinct([...warnings, ...prepared.warnings]),
  };
}

const isSingle = ({ chart, dependencies }: DefaultsTree): boolean =>
  dependencies.length === 0 && chart.metadata.dependencies === undefined;

function computeSingle({ chart, defaults }: DefaultsTree, user: ValueMap): TreeValues {
  const tables: TableWarning[] = [];
  const values = coalesce(defaults, user, (warning) => tables.push(warning));
  const { name, metadata } = chart;
  const root: ResolvedChart = {
    id: name,
    name,
    chart,
    metadata,
    path: [],
    values,
    isRoot: true,
    isLibrary: isLibrary(chart),
    defaults,
    dependencies: [],
  };
  return { values, root, shared: new WeakSet(), defaults, tables, warnings: [] };
}

/** Everything that depends only on which charts are enabled, not on values. */
interface Prepared {
  readonly node: ChartNode;
  readonly defaults: ChartDefaults;
  readonly tables: readonly TableWarning[];
  readonly warnings: readonly Problem[];
}

/** Programs render one chart with few sets of enabled charts; untrusted values may lead to many. */
const MAX_PREPARED = 16;

const known = new WeakMap<DefaultsTree, Map<string, Prepared>>();

function prepare(tree: DefaultsTree, node: ChartNode): Prepared {
  const kept = known.get(tree) ?? new Map<string, Prepared>();
  known.set(tree, kept);
  const key = signatureOf(node);
  const found = kept.get(key);
  if (found) return found;
  const tables: TableWarning[] = [];
  const warnings: Problem[] = [];
  const listener = {
    table: (warning: TableWarning) => tables.push(warning),
    warn: (problem: Problem) => warnings.push(problem),
  };
  importValues(node, listener);
  const defaults = prepareDefaults(tree.defaults.chart, allDefaults(node), tree.defaults.file);
  const made = { node, defaults, tables, warnings };
  if (kept.size >= MAX_PREPARED) kept.clear();
  kept.set(key, made);
  return made;
}

/** The defaults of all charts in one map. Helm has computed it already, unless no Chart.yaml names the subcharts. */
function allDefaults(node: ChartNode): ValueMap {
  if (node.metadata.dependencies !== undefined) return node.defaults.values;
  try {
    return coalesceTree(node, newMap(), { merge: true, owned: new Set(), warn: () => {} });
  } catch (error) {
    // Only hints depend on it: what Helm refuses is reported where Helm computes it.
    if (error instanceof TypeMismatch) return node.defaults.values;
    throw error;
  }
}

/** A string that identifies the enabled charts. */
function signatureOf({ name, dependencies, metadata }: ChartNode): string {
  const inside = dependencies.map(signatureOf).join(',');
  return `${name}[${(metadata.dependencies ?? []).map(({ name }) => name).join(',')}](${inside})`;
}

function resolve(node: ChartNode, values: ValueMap, path: readonly string[] | undefined): ResolvedChart {
  const { tree, name, parent } = node;
  return {
    id: idOf(node),
    name,
    chart: tree.chart,
    metadata: metadataOf(node),
    path,
    values,
    isRoot: parent === undefined,
    isLibrary: isLibrary(tree.chart),
    defaults: tree.defaults,
    dependencies: node.dependencies.map((dependency) => {
      const found = tableAt(values, dependency.name);
      if (!('table' in found)) return resolve(dependency, newMap(), undefined);
      return resolve(dependency, found.table, path && [...path, ...dependency.name.split('.')]);
    }),
  };
}

function distinct<T extends { readonly message: string }>(items: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const item of items) if (!found.has(item.message)) found.set(item.message, item);
  return [...found.values()];
}
