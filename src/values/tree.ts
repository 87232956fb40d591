import { type Chart, type ChartFile, type Metadata, nameFile } from '../chart/index.ts';
import type { Problem } from '../problem/problem.ts';
import { isMap, newMap, type ValueMap } from '../yaml/value.ts';
import { type ChartDefaults, coalesce, prepareDefaults, type TableWarning } from './coalesce.ts';
import { coalesceTree, thaw } from './coalesce-tree.ts';
import type { DefaultsTree } from './defaults-tree.ts';
import { type Read, readDefaults } from './file-source.ts';
import { tableAt } from './lookup.ts';
import { type ChartNode, enableDependencies, idOf, importValues, isLibrary, metadataOf, newNode } from './resolve.ts';
import { TypeMismatch } from './type-mismatch.ts';

/** A chart that takes part in a release, under the name and with the values that it has there. */
export interface ResolvedChart {
  /** Helm's full path, with aliases: `app/charts/db`. */
  readonly id: string;
  /** The alias, or the chart's own name. */
  readonly name: string;
  /** As it was loaded. */
  readonly chart: Chart;
  /** With the alias for its name and those dependencies that are enabled, as templates see it. */
  readonly metadata: Metadata;
  /** The keys that lead from the root's values to this chart's; undefined where Helm finds none (a name with a dot). */
  readonly path: readonly string[] | undefined;
  /** The very map that is in the root's values. To be read only. */
  readonly values: ValueMap;
  readonly isRoot: boolean;
  /** Only partials (`_*`) of a library are templates. */
  readonly isLibrary: boolean;
  /** What is in the chart's own values.yaml. */
  readonly defaults: ChartDefaults;
  readonly dependencies: readonly ResolvedChart[];
}

/** The values of a release for a tree of charts. */
export interface TreeValues {
  readonly values: ValueMap;
  readonly root: ResolvedChart;
  /** What is in two places of the values and in here is one map in Helm, too; all else is copies there. */
  readonly shared: { has(container: object): boolean };
  /** The defaults of all charts in one map, as the root has them. */
  readonly defaults: ChartDefaults;
  readonly tables: readonly TableWarning[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads the values.yaml of a chart and of all charts in it.
 *
 * @throws ProblemError the first that is not a map in YAML
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

/** The charts of a tree that are enabled, each before those it depends on. */
export const listCharts = (root: ResolvedChart): readonly ResolvedChart[] => [
  root,
  ...root.dependencies.flatMap(listCharts),
];

/** A schema and what it is asked about. */
export interface ChartSchema {
  readonly chart: ResolvedChart;
  readonly schema: ChartFile;
  /** The keys that lead to `values` from the root's: what a problem's path has to begin with. */
  readonly path: readonly string[];
  readonly values: ValueMap;
}

/**
 * The schemas of all charts, with the values that Helm checks with them, in its order (`ValidateAgainstSchema` of Helm
 * 4.2.4): each chart before those it depends on. Libraries are checked, too.
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
 * @param user what the sources make; not changed
 * @throws TypeMismatch a value that is not a map where those of a subchart belong
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

/** What does not depend on values any more once it is known which charts are enabled. */
interface Prepared {
  readonly node: ChartNode;
  readonly defaults: ChartDefaults;
  readonly tables: readonly TableWarning[];
  readonly warnings: readonly Problem[];
}

/** Programs render one chart with few sets of enabled charts; a stranger's values may ask for many. */
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

/** The defaults of all charts in one map. Helm has made it already, unless no Chart.yaml names the subcharts. */
function allDefaults(node: ChartNode): ValueMap {
  if (node.metadata.dependencies !== undefined) return node.defaults.values;
  try {
    return coalesceTree(node, newMap(), { merge: true, owned: new Set(), warn: () => {} });
  } catch (error) {
    // Only hints are made of it: what Helm refuses is reported where Helm computes it.
    if (error instanceof TypeMismatch) return node.defaults.values;
    throw error;
  }
}

/** Which charts are enabled. */
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

/**
 * The values of all charts as maps that templates may change, with Helm's sharing: the values of a subchart are a part of
 * the root's, and what is one map in `global` of two charts is one here.
 *
 * @returns the values of each chart of the tree
 */
export function thawTree({ values, root, shared }: TreeValues): ReadonlyMap<ResolvedChart, ValueMap> {
  const found = new Map<ResolvedChart, ValueMap>();
  const visit = (chart: ResolvedChart, values: ValueMap): void => {
    found.set(chart, values);
    for (const dependency of chart.dependencies) {
      const table = tableAt(values, dependency.name);
      visit(dependency, 'table' in table ? table.table : newMap());
    }
  };
  visit(root, thaw(values, shared));
  return found;
}
