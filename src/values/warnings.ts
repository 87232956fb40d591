import { typeValue } from '../go/decode.ts';
import { itemsIn } from '../problem/items.ts';
import { formatPath, type Path } from '../problem/path.ts';
import type { Problem } from '../problem/problem.ts';
import { quoteForShell } from '../problem/shell.ts';
import { suggest } from '../problem/suggest.ts';
import { toJson } from '../yaml/json.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap, valueAt } from '../yaml/value.ts';
import type { Evaluation } from './evaluation.ts';
import type { Origins } from './origins.ts';
import { growPath, newPathTree, nodeAt, type PathNode } from './path-tree.ts';
import type { FlagSource, Step, Write } from './source.ts';

/** What the chart expects, according to its schema. */
export interface Expectations {
  /**
   * Whether the value at a path must be a list; undefined where the schema does not define it, and the chart's default
   * decides.
   */
  isList?(path: Path): boolean | undefined;
  /** All known paths. Keys below one without known keys below it are up to the user. */
  readonly known?: Iterable<Path>;
}

/** Warnings about valid but probably unintended values: Helm reports the first kind, and none of the others. */
export function findWarnings(evaluation: Evaluation, origins: Origins, expectations: Expectations = {}): Problem[] {
  return [
    ...findTables(evaluation, origins),
    ...findIgnored(evaluation),
    ...findNulls(evaluation, origins),
    ...findLists(evaluation, expectations),
    // The known paths are read only where a flag names something beyond the chart's defaults.
    ...(namesMore(evaluation) ? findUnknown(evaluation, expectations.known ?? []) : []),
  ];
}

const namesMore = ({ steps, defaults }: Evaluation): boolean =>
  steps.some(
    ({ source, writes }) =>
      source.kind === 'flag' && writes.some(({ path }) => valueAt(defaults.values, path) === undefined),
  );

const warning = (
  code: Problem['code'],
  message: string,
  where: Problem['where'] | undefined,
  hint?: string,
): Problem => ({
  code,
  severity: 'warning',
  message,
  ...(where === undefined ? {} : { where }),
  ...(hint === undefined ? {} : { hint }),
});

const findTables = ({ tables, defaults }: Evaluation, origins: Origins): Problem[] =>
  tables.map(({ message, path }) => {
    const [key] = Object.keys(asMap(valueAt(defaults.cleaned, path)));
    const hint =
      key === undefined
        ? undefined
        : `the chart has a map there: set what is in it, such as ${formatPath([...path, key])}`;
    return warning('values-table', message, origins.where(path), hint);
  });

const asMap = (value: Value | undefined): ValueMap => (isMap(value) ? value : newMap());

const IGNORED = {
  end: 'the text ends before a value, and Helm silently sets nothing',
  'no-key': 'a value without a key is ignored',
} as const;

const findIgnored = ({ steps }: Evaluation): Problem[] =>
  steps.flatMap(({ source, ignored = [] }) =>
    source.kind === 'file'
      ? []
      : ignored.map(({ why, start }) =>
          warning(
            'values-set',
            `${source.flag}: ${IGNORED[why]}`,
            { flag: { name: source.flag, text: source.text, offset: start } },
            'write KEY=VALUE',
          ),
        ),
  );

/** A remaining null deleted nothing, unless it replaced a value of another file or flag. */
function findNulls({ user, values, defaults }: Evaluation, origins: Origins): Problem[] {
  const found: Problem[] = [];
  const report = (path: Path): void => {
    if (origins.replacedAt(path)) return;
    const message = `null at ${formatPath(path)} deletes nothing: the chart has no default there`;
    found.push(warning('values-null', message, origins.where(path)));
  };
  /** The path of the current map. */
  const path: string[] = [];
  const visit = (map: ValueMap, kept: Value | undefined, under: Value | undefined): void => {
    if (!isMap(kept)) return;
    for (const key in map) {
      const value = map[key] as Value;
      const below = isMap(under) ? under[key] : undefined;
      if (isMap(value)) {
        path.push(key);
        visit(value, kept[key], below);
        path.pop();
      } else if (value === null && key in kept && below === undefined) report([...path, key]);
    }
  };
  visit(user, values, defaults.values);
  return found;
}

/** Lists of the chart that a flag erases, and lists that are given as a string. */
function findLists(evaluation: Evaluation, expected: Expectations): Problem[] {
  const { steps, defaults } = evaluation;
  const found: Problem[] = [];
  const told = new Set<string>();
  for (const { source, writes } of steps) {
    if (source.kind !== 'flag') continue;
    for (const write of writes) {
      const list = pathOfList(defaults.values, write.path);
      if (list) {
        const name = formatPath(list);
        const problem = told.has(name) ? undefined : describeReplaced(evaluation, list, source, write);
        if (problem) found.push(problem);
        told.add(name);
      }
      if (!isText(write.set) || valueAt(evaluation.values, write.path) !== write.set) continue;
      const wanted = expected.isList?.(write.path) ?? (list !== undefined && list.length === write.path.length);
      if (wanted) found.push(describeText(source, write));
    }
  }
  return found;
}

/** The path of the chart's first list that a write changes or passes through. */
function pathOfList(defaults: Value, path: Path): Path | undefined {
  let value: Value | undefined = defaults;
  for (let length = 0; length < path.length; length++) {
    if (!isMap(value)) return undefined;
    value = value[path[length] as string];
    if (Array.isArray(value)) return path.slice(0, length + 1);
  }
  return undefined;
}

function describeReplaced(evaluation: Evaluation, list: Path, source: FlagSource, write: Write): Problem | undefined {
  const { defaults, steps, values } = evaluation;
  const before = valueAt(defaults.values, list) as Value[];
  if (before.length === 0 || !Array.isArray(valueAt(values, list))) return undefined;
  // A list that a values file has replaced is no longer the chart's.
  if (steps.some(({ map }: Step) => map && valueAt(map, list) !== undefined)) return undefined;
  const name = formatPath(list);
  const items = before.length === 1 ? 'the one item' : `all ${before.length} items`;
  const partly = write.path.length > list.length;
  const spelled = spellList(name, before);
  return warning(
    'values-list-replaced',
    `${source.flag} ${partly ? 'into ' : ''}${name} replaces ${items} of the chart's list: lists are never merged`,
    { flag: { name: source.flag, text: source.text, offset: write.start }, path: list },
    spelled === undefined ? 'copy the list into a values file and change it there' : `with all items: ${spelled}`,
  );
}

const isText = (value: Value): value is string | number | boolean | ExactNumber =>
  typeof value !== 'object' || value instanceof ExactNumber;

function describeText(source: FlagSource, write: Write): Problem {
  const name = formatPath(write.path);
  const items = typeof write.set === 'string' ? itemsIn(write.set) : [write.set];
  const list = write.set === '' ? '[]' : `[${items.map(toJson).join(',')}]`;
  const spelled = (write.set !== '' && spellList(name, items)) || `--set-json ${quoteForShell(`${name}=${list}`)}`;
  return warning(
    'values-list-as-string',
    `${name} is a list, and ${source.flag} sets it to ${typeof write.set === 'string' ? 'a string' : 'a single value'}`,
    { flag: { name: source.flag, text: source.text, offset: write.value }, path: write.path },
    `write the list in braces: ${spelled}`,
  );
}

/** The flag that sets a list; undefined where none results in these items. */
function spellList(name: string, items: readonly Value[]): string | undefined {
  if (!items.every(isText)) return undefined;
  const flag = items.every((item) => typeof typeValue(String(item)) === typeof item)
    ? '--set'
    : items.every((item) => typeof item === 'string')
      ? '--set-string'
      : undefined;
  const spelled = items.map((item) => String(item).replace(/[\\,{}]/g, '\\$&')).join(',');
  return flag && `${flag} ${quoteForShell(`${name}={${spelled}}`)}`;
}

/** Keys of flags that the chart does not have, where a known one was probably meant. */
function findUnknown({ steps }: Evaluation, known: Iterable<Path>): Problem[] {
  const { root, paths } = treeOf(known);
  const found: Problem[] = [];
  const told = new Set<string>();
  for (const { source, writes } of steps) {
    if (source.kind !== 'flag') continue;
    for (const write of writes) {
      const depth = depthOfUnknown(root, write.path);
      if (depth === undefined) continue;
      const path = write.path.slice(0, depth + 1);
      const name = formatPath(path);
      if (told.has(name)) continue;
      told.add(name);
      const meant = guess(root, paths, path);
      if (meant === undefined) continue;
      const where = { flag: { name: source.flag, text: source.text, offset: write.start }, path };
      found.push(
        warning('values-unknown', `the chart knows no value ${name}`, where, `did you mean ${formatPath(meant)}?`),
      );
    }
  }
  return found;
}

/** Cached with the known paths, which many runs share. */
function treeOf(known: Iterable<Path>): KnownTree {
  const kept = trees.get(known);
  if (kept) return kept;
  const tree: KnownTree = { root: newPathTree(), paths: [...known] };
  for (const path of tree.paths) growPath(tree.root, path);
  trees.set(known, tree);
  return tree;
}

interface KnownTree {
  readonly root: PathNode<never>;
  readonly paths: readonly Path[];
}

const trees = new WeakMap<Iterable<Path>, KnownTree>();

/** The position of the first unknown name; undefined where all are known, or the chart allows any. */
function depthOfUnknown(root: PathNode<never>, path: Path): number | undefined {
  let node = root;
  for (const [depth, name] of path.entries()) {
    if (node.children.size === 0 || typeof name === 'number') return undefined;
    const child = node.children.get(name);
    if (child === undefined) return depth;
    node = child;
  }
  return undefined;
}

/** A sibling with a similar name, or a path elsewhere with a similar end. */
function guess(root: PathNode<never>, paths: readonly Path[], path: Path): Path | undefined {
  const parent = path.slice(0, -1);
  const name = String(path.at(-1));
  const sibling = suggest(name, [...(nodeAt(root, parent)?.children.keys() ?? [])].map(String));
  if (sibling !== undefined) return [...parent, sibling];
  const elsewhere = paths.filter((candidate) => candidate.at(-1) === name);
  return elsewhere.length === 1 ? elsewhere[0] : undefined;
}
