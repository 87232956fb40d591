import { type Chart, type Dependency, isCompatibleRange, type Metadata, nameFile } from '../chart/index.ts';
import { formatValue } from '../go/text.ts';
import type { Problem, Where } from '../problem/problem.ts';
import { createThaw } from '../yaml/thaw.ts';
import { copy, isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { type ChartDefaults, prepareDefaults, type TableWarning } from './coalesce.ts';
import { coalesceTree, type Pass } from './coalesce-tree.ts';
import type { DefaultsTree } from './defaults-tree.ts';
import { leafAt, tableAt } from './lookup.ts';

/** A chart while it is being resolved, as Helm's `chart.Chart`; a copy for an alias. */
export interface ChartNode {
  readonly tree: DefaultsTree;
  /** Shared by the copies of a chart that no Chart.yaml names, as in Helm. */
  metadata: NodeMetadata;
  defaults: ChartDefaults;
  parent: ChartNode | undefined;
  dependencies: ChartNode[];
  readonly name: string;
}

interface NodeMetadata {
  name: string;
  dependencies: MutableDependency[] | undefined;
}

type MutableDependency = { -readonly [K in keyof Dependency]: Dependency[K] };

/** Is called while charts are resolved. */
export interface Listener {
  readonly table: (warning: TableWarning) => void;
  /** Receives a warning of Helm's, with the place of the value concerned, if there is one. */
  readonly warn: (problem: Problem) => void;
}

class Node implements ChartNode {
  readonly tree: DefaultsTree;
  metadata: NodeMetadata;
  defaults: ChartDefaults;
  parent: ChartNode | undefined;
  dependencies: ChartNode[] = [];

  constructor(tree: DefaultsTree, metadata: NodeMetadata, defaults: ChartDefaults) {
    this.tree = tree;
    this.metadata = metadata;
    this.defaults = defaults;
  }

  get name(): string {
    return this.metadata.name;
  }
}

/** The charts as loaded. */
export function newNode(tree: DefaultsTree): ChartNode {
  const { name, dependencies } = tree.chart.metadata;
  const metadata = { name, dependencies: dependencies?.map((dependency) => ({ ...dependency })) };
  const node = new Node(tree, metadata, tree.defaults);
  setDependencies(node, tree.dependencies.map(newNode));
  return node;
}

function setDependencies(node: ChartNode, dependencies: ChartNode[]): void {
  node.dependencies = dependencies;
  for (const dependency of dependencies) dependency.parent = node;
}

/**
 * Removes the charts that conditions and tags disable, and creates the copies for aliases
 * (`processDependencyEnabled` of Helm 4.2.4).
 *
 * @param values the user's; for subcharts, those computed for their parent
 * @param path the names that lead to the chart, each followed by a dot
 * @throws TypeMismatch
 */
export function enableDependencies(node: ChartNode, values: ValueMap, path: string, listener: Listener): void {
  const required = node.metadata.dependencies;
  if (required === undefined) return;
  const isRequired = ({ name, tree }: ChartNode) =>
    required.some((one) => one.name === name && isCompatibleRange(one.version, tree.chart.version));
  const dependencies = node.dependencies.filter((existing) => !isRequired(existing));
  for (const one of required) {
    const copied = copyFor(one, node.dependencies);
    if (copied) dependencies.push(copied);
    if (one.alias !== '') one.name = one.alias;
    one.enabled = true;
  }
  setDependencies(node, dependencies);
  const pass: Pass = { merge: false, owned: new Set(), warn: listener.table };
  const computed = coalesceTree(node, values, pass);
  applyTags(required, computed, node, listener);
  applyConditions(required, computed, path, node, listener);
  const disabled = new Set(required.filter(({ enabled }) => !enabled).map(({ name }) => name));
  const enabled = node.dependencies.filter(({ name }) => !disabled.has(name));
  for (const one of enabled) enableDependencies(one, computed, `${path}${one.name}.`, listener);
  const left = required.filter(({ name }) => !disabled.has(name));
  node.metadata.dependencies = left.length === 0 ? undefined : left;
  setDependencies(node, enabled);
}

/** The chart that a dependency names, as a copy under its alias (`getAliasDependency`). */
function copyFor({ name, version, alias }: Dependency, charts: readonly ChartNode[]): ChartNode | undefined {
  const found = charts.find((chart) => chart.name === name && isCompatibleRange(version, chart.tree.chart.version));
  if (!found) return undefined;
  const { metadata, tree, defaults } = found;
  const dependencies = metadata.dependencies?.map((dependency) => ({ ...dependency }));
  const copied = new Node(tree, { name: alias === '' ? metadata.name : alias, dependencies }, defaults);
  setDependencies(
    copied,
    found.dependencies.map((one) => {
      const shallow = new Node(one.tree, one.metadata, one.defaults);
      shallow.dependencies = one.dependencies;
      return shallow;
    }),
  );
  return copied;
}

function applyTags(required: MutableDependency[], values: ValueMap, node: ChartNode, { warn }: Listener): void {
  const { tags } = values;
  if (!isMap(tags)) return;
  for (const one of required) {
    const found = one.tags.map((tag) => tags[tag]);
    for (const [index, value] of found.entries()) {
      if (value === undefined || typeof value === 'boolean') continue;
      const tag = one.tags[index] ?? '';
      warn(describe(node, `returned non-bool value: tag=${tag} chart=${one.name}`, ['tags', tag]));
    }
    one.enabled = found.includes(true) || !found.includes(false);
  }
}

/** The first path whose value is a boolean decides. */
function applyConditions(
  required: MutableDependency[],
  values: ValueMap,
  path: string,
  node: ChartNode,
  { warn }: Listener,
): void {
  for (const one of required) {
    for (const condition of one.condition.trim().split(',')) {
      if (condition === '') continue;
      const value = leafAt(values, path + condition);
      if (value === undefined) continue;
      if (typeof value === 'boolean') {
        one.enabled = value;
        break;
      }
      const message = `returned non-bool value: path=${condition} chart=${one.name}`;
      warn(describe(node, message, (path + condition).split('.')));
    }
  }
}

function describe({ tree: { chart } }: ChartNode, message: string, path?: readonly string[]): Problem {
  const isOld = chart.files.some((file) => file.path === 'requirements.yaml');
  const where: Where = {
    file: nameFile(chart, isOld ? 'requirements.yaml' : 'Chart.yaml'),
    ...(path && { path }),
  };
  return { code: 'chart', severity: 'warning', message, where };
}

/**
 * Merges what charts import from their dependencies into their defaults (`processDependencyImportValues` of Helm
 * 4.2.4). As in Helm, the defaults of a chart with dependencies then contain those of the dependencies.
 */
export function importValues(node: ChartNode, listener: Listener): void {
  for (const dependency of node.dependencies) importValues(dependency, listener);
  const required = node.metadata.dependencies;
  if (required === undefined) return;
  const owned = new Set<object>();
  const merged = coalesceTree(node, newMap(), { merge: true, owned, warn: listener.table });
  const hasImports = required.some(({ importValues }) => importValues.length > 0);
  const values = hasImports
    ? withImports(node, required, createThaw(owned, (value): Value => value).map(merged), listener)
    : merged;
  const { chart, file } = node.tree.defaults;
  node.defaults = prepareDefaults(chart, values, file);
}

/** @param values are changed: imported values are parts of them, and Helm changes those */
function withImports(
  node: ChartNode,
  required: readonly MutableDependency[],
  values: ValueMap,
  listener: Listener,
): ValueMap {
  const imported = newMap();
  for (const one of required) {
    const written: Value[] = [];
    for (const item of one.importValues) {
      const found = readImport(item);
      if (!found) continue;
      const { child, parent } = found;
      written.push(writeImport(child, parent));
      const source = tableAt(values, `${one.name}.${child}`);
      if ('table' in source) mergeInPlace(imported, atPath(parent, source.table), '', listener);
      else {
        const message =
          typeof item === 'string'
            ? `ImportValues missing table: error=${source.error}`
            : `ImportValues missing table from chart: chart=${one.name} error=${source.error}`;
        listener.warn(describe(node, message));
      }
    }
    one.importValues = written;
  }
  const result = copy(values);
  mergeInPlace(result, imported, '', listener);
  return result;
}

// Helm does not read again what it has written, when a chart is a part of two copies of another chart.
const done = new WeakSet<object>();

function writeImport(child: string, parent: string): ValueMap {
  const item = newMap([
    ['child', child],
    ['parent', parent],
  ]);
  done.add(item);
  return item;
}

/** An item of `import-values`: a name in the child's `exports`, or a pair of paths. */
function readImport(item: Value): { readonly child: string; readonly parent: string } | undefined {
  if (typeof item === 'string') return { child: `exports.${item}`, parent: '.' };
  if (!isMap(item) || done.has(item)) return undefined;
  return { child: formatValue(item.child ?? null), parent: formatValue(item.parent ?? null) };
}

function atPath(path: string, values: ValueMap): ValueMap {
  if (path === '.') return values;
  return path.split('.').reduceRight((inside, name) => newMap([[name, inside]]), values);
}

/** Helm's `MergeTables`, which changes both maps: nulls of `dst` are added to `src`. */
function mergeInPlace(dst: ValueMap, src: ValueMap, prefix: string, listener: Listener): void {
  for (const key in dst) if (dst[key] === null) src[key] = null;
  for (const key in src) {
    const under = src[key] as Value;
    const value = dst[key];
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (value === undefined) dst[key] = under;
    else if (isMap(under)) {
      if (isMap(value)) mergeInPlace(value, under, name, listener);
      else {
        const message = `cannot overwrite table with non table for ${name} (${formatValue(under)})`;
        listener.table({ message, path: name.split('.') });
      }
    } else if (isMap(value) && under !== null) {
      const message = `destination for ${name} is a table. Ignoring non-table value (${formatValue(under)})`;
      listener.table({ message, path: name.split('.') });
    }
  }
}

/** The resolved metadata: the name under which the parent has the chart, and the remaining dependencies. */
export function metadataOf({ tree, metadata }: ChartNode): Metadata {
  const { dependencies: _, ...written } = tree.chart.metadata;
  const { name, dependencies } = metadata;
  return { ...written, name, ...(dependencies && { dependencies }) };
}

/** The path of the chart in the tree (`ChartFullPath`): `app/charts/db`. */
export const idOf = ({ parent, name }: ChartNode): string => (parent ? `${idOf(parent)}/charts/${name}` : name);

/** Whether a chart is a library, of which only partials are templates. */
export const isLibrary = ({ metadata }: Pick<Chart, 'metadata'>): boolean => metadata.type.toLowerCase() === 'library';
