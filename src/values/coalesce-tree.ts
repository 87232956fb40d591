import { formatValue, quoteText } from '../go/text.ts';
import type { Path } from '../problem/path.ts';
import { isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { ChartDefaults, TableWarning } from './coalesce.ts';
import { TypeMismatch } from './type-mismatch.ts';

/** A chart and its dependencies, as far as coalescing needs them. */
export interface CoalesceNode {
  readonly name: string;
  readonly defaults: Pick<ChartDefaults, 'values' | 'cleaned'>;
  readonly dependencies: readonly CoalesceNode[];
}

/**
 * One pass of coalescing. Helm copies everything before it changes anything; here a map is copied when it is changed
 * for the first time. The result is the same as long as Helm's maps form a tree; in `global`, where they do not, all is
 * copied.
 */
export interface Pass {
  /** Helm's `merge`: keeps nulls. */
  readonly merge: boolean;
  /** The containers of this pass. Those in two places are shared in Helm, too; all others are separate copies. */
  readonly owned: Set<object>;
  readonly warn: (warning: TableWarning) => void;
}

/**
 * Merges values into the defaults of a tree of charts: Helm 4.2.4's `CoalesceValues` and, with `merge`, `MergeValues`
 * (pkg/chart/common/util/coalesce.go).
 *
 * @param values is not changed
 * @throws TypeMismatch
 */
export function coalesceTree(node: CoalesceNode, values: ValueMap, pass: Pass): ValueMap {
  const root = ownCopy(values, pass);
  coalesceChart(node, root, '', [], pass);
  return root;
}

/** @param path the place of `dest` in the root's values */
function coalesceChart(node: CoalesceNode, dest: ValueMap, prefix: string, path: Path, pass: Pass): void {
  const inside = joinPrefix(prefix, node.name);
  coalesceDefaults(node, dest, inside, path, pass);
  for (const subchart of node.dependencies) {
    const { name } = subchart;
    const below = [...path, name];
    const value = dest[name];
    if (value !== undefined && !isMap(value)) throw new TypeMismatch(below, value);
    const values = value === undefined ? ownCopy(newMap(), pass) : ownMap(dest, name, value, pass);
    dest[name] = values;
    coalesceGlobals(values, dest, inside, pass);
    coalesceChart(subchart, values, inside, below, pass);
  }
}

/** Merges a chart's own values.yaml under the given values. */
function coalesceDefaults(node: CoalesceNode, dest: ValueMap, prefix: string, path: Path, pass: Pass): void {
  const { values, cleaned } = node.defaults;
  for (const key in values) {
    const value = dest[key];
    const under = (pass.merge ? values : cleaned)[key];
    if (value === undefined) {
      if (under !== undefined) dest[key] = under;
    } else if (value === null) {
      if (!pass.merge) delete dest[key];
    } else if (isMap(value)) {
      const merge = pass.merge || node.dependencies.some(({ name }) => name === key);
      const source = (merge ? values : cleaned)[key];
      if (isMap(source)) {
        const own = ownMap(dest, key, value, pass);
        coalesceTables(own, source, joinPrefix(prefix, key), [...path, key], { ...pass, merge });
      } else if ((values[key] ?? null) !== null) {
        pass.warn({ message: `skipped value for ${prefix}.${key}: Not a table.`, path: [...path, key] });
      }
    }
  }
}

/**
 * Merges the globals of a chart into those of its subchart. The maps below the first level of `global` are then shared
 * by both, so that what the subchart's defaults add there reaches the parent.
 */
function coalesceGlobals(dest: ValueMap, src: ValueMap, prefix: string, pass: Pass): void {
  const given = dest[GLOBAL];
  if (given !== undefined && !isMap(given)) {
    pass.warn({ message: `skipping globals because destination ${GLOBAL} is not a table.`, path: [GLOBAL] });
    return;
  }
  const from = src[GLOBAL];
  if (from !== undefined && !isMap(from)) {
    pass.warn({ message: `skipping globals because source ${GLOBAL} is not a table.`, path: [GLOBAL] });
    return;
  }
  const globals = given === undefined ? ownCopy(newMap(), pass) : ownDeep(given, pass);
  const above = from === undefined ? newMap() : ownDeep(from, pass);
  if (from !== undefined) src[GLOBAL] = above;
  for (const key in above) {
    const value = above[key] as Value;
    const own = globals[key];
    if (isMap(value)) {
      const copied = ownCopy(value, pass);
      if (own !== undefined && !isMap(own)) {
        const message = `Conflict: cannot merge map onto non-map for ${quoteText(key)}. Skipping.`;
        pass.warn({ message, path: [GLOBAL, key] });
        continue;
      }
      if (own !== undefined)
        coalesceTables(copied, own, joinPrefix(prefix, key), [GLOBAL, key], { ...pass, merge: true });
      globals[key] = copied;
    } else if (isMap(own)) pass.warn({ message: `key ${key} is table. Skipping`, path: [GLOBAL, key] });
    else globals[key] = value;
  }
  dest[GLOBAL] = globals;
}

const GLOBAL = 'global';

/**
 * Merges one map into another (`coalesceTablesFullKey`).
 *
 * @param dst is changed, and must belong to the pass
 * @param src is not changed
 */
export function coalesceTables(dst: ValueMap, src: ValueMap, prefix: string, path: Path, pass: Pass): void {
  for (const key in src) {
    const under = src[key] as Value;
    const value = dst[key];
    if (value === undefined) dst[key] = under;
    else if (value === null) {
      if (!pass.merge && under !== null) delete dst[key];
    } else if (isMap(under)) {
      const name = joinPrefix(prefix, key);
      if (isMap(value)) coalesceTables(ownMap(dst, key, value, pass), under, name, [...path, key], pass);
      else {
        const message = `cannot overwrite table with non table for ${name} (${formatValue(under)})`;
        pass.warn({ message, path: [...path, key] });
      }
    } else if (isMap(value) && under !== null) {
      const name = joinPrefix(prefix, key);
      const message = `destination for ${name} is a table. Ignoring non-table value (${formatValue(under)})`;
      pass.warn({ message, path: [...path, key] });
    }
  }
}

/** Helm's `concatPrefix`, which escapes nothing. */
const joinPrefix = (prefix: string, key: string): string => (prefix === '' ? key : `${prefix}.${key}`);

function ownCopy(map: ValueMap, { owned }: Pass): ValueMap {
  const own = newMap();
  for (const key in map) own[key] = map[key] as Value;
  owned.add(own);
  return own;
}

/** The map under `key` as one that may be changed. */
function ownMap(parent: ValueMap, key: string, map: ValueMap, pass: Pass): ValueMap {
  if (pass.owned.has(map)) return map;
  const own = ownCopy(map, pass);
  parent[key] = own;
  return own;
}

/** The value with everything in it owned by the pass; what is owned already stays the same object. */
function ownDeep<T extends Value>(value: T, pass: Pass): T;
function ownDeep(value: Value, pass: Pass): Value {
  if (Array.isArray(value)) {
    const own = pass.owned.has(value) ? value : value.slice();
    pass.owned.add(own);
    for (const [index, item] of own.entries()) own[index] = ownDeep(item, pass);
    return own;
  }
  if (!isMap(value)) return value;
  const own = pass.owned.has(value) ? value : ownCopy(value, pass);
  for (const key in own) own[key] = ownDeep(own[key] as Value, pass);
  return own;
}
