import type { Path } from '../problem/path.ts';
import { compareBytes } from '../yaml/json.ts';
import { isList } from '../yaml/kubernetes-object.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { Manifest } from './manifest.ts';

/** What identifies an object in a cluster. The version of its API does not: it is one object in all of them. */
export interface ObjectIdentity {
  /** Group of the API; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Absent where the manifest does not set one. */
  readonly namespace?: string;
  readonly name: string;
}

/** An object that is in one of two releases, or differs between them. */
export interface ObjectChange {
  readonly change: 'added' | 'removed' | 'changed';
  readonly object: ObjectIdentity;
  /** The template that printed it, as in the `# Source:` line: that of the later release where both have the object. */
  readonly source: string;
  readonly before?: ValueMap;
  readonly after?: ValueMap;
  /** The fields of a changed object that differ; empty for an object that is added or removed. */
  readonly fields: readonly FieldChange[];
}

/** A field that is in one of two objects, or differs between them. */
export interface FieldChange {
  readonly change: 'added' | 'removed' | 'changed';
  /** In a list, the position in the later object, or in the earlier one for what is removed. */
  readonly path: Path;
  readonly before?: Value;
  readonly after?: Value;
}

/**
 * Compares the objects of two releases, field by field.
 *
 * An object is found again by group, kind, namespace and name; an item of a list by its `name` where all items have
 * different ones (containers, variables, ports), and otherwise by its position from the end at which the list is
 * unchanged. Strings, numbers and booleans differ where their types do: an API server refuses one where it expects the
 * other.
 *
 * @param before the objects of the earlier release
 * @param after those of the later one
 * @returns a change for each object that is not the same in both: those of the earlier release in its order, then those
 * that are added in the order of the later one
 */
export function diffManifests(before: readonly Manifest[], after: readonly Manifest[]): ObjectChange[] {
  const earlier = index(before);
  const later = index(after);
  const changes: ObjectChange[] = [];
  for (const [key, { object, identity, source }] of earlier) {
    const other = later.get(key);
    if (!other) changes.push({ change: 'removed', object: identity, source, before: object, fields: [] });
    else {
      const fields = diffValues(object, other.object);
      if (fields.length > 0)
        changes.push({
          change: 'changed',
          object: other.identity,
          source: other.source,
          before: object,
          after: other.object,
          fields,
        });
    }
  }
  for (const [key, { object, identity, source }] of later)
    if (!earlier.has(key)) changes.push({ change: 'added', object: identity, source, after: object, fields: [] });
  return changes;
}

interface Indexed {
  readonly object: ValueMap;
  readonly identity: ObjectIdentity;
  readonly source: string;
}

/** Objects by what identifies them; of two alike, the later one counts, as for `kubectl apply`. */
function index(manifests: readonly Manifest[]): Map<string, Indexed> {
  const objects = new Map<string, Indexed>();
  for (const { object, source } of manifests)
    for (const one of itemsOf(object)) {
      const identity = identify(one);
      const { group, kind, namespace = '', name } = identity;
      objects.set(JSON.stringify([group, kind, namespace, name]), { object: one, identity, source });
    }
  return objects;
}

/** The objects of a `v1` List; any other object is its own. */
const itemsOf = (object: ValueMap): ValueMap[] =>
  isList(object) ? (object.items as Value[]).filter(isMap).flatMap(itemsOf) : [object];

function identify({ apiVersion, kind, metadata }: ValueMap): ObjectIdentity {
  const { name, namespace } = isMap(metadata) ? metadata : newMap();
  return {
    group: String(apiVersion ?? '')
      .split('/')
      .slice(0, -1)
      .join('/'),
    kind: textOf(kind),
    ...(typeof namespace === 'string' && { namespace }),
    name: textOf(name),
  };
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

/**
 * The fields that differ between two values.
 *
 * @returns in the order of their paths: keys by bytes, items by position
 */
export function diffValues(before: Value, after: Value, path: Path = []): FieldChange[] {
  if (isMap(before) && isMap(after)) return diffMaps(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  return isSameScalar(before, after) ? [] : [{ change: 'changed', path, before, after }];
}

const isSameScalar = (before: Value, after: Value): boolean =>
  before instanceof ExactNumber && after instanceof ExactNumber ? before.text === after.text : before === after;

function diffMaps(before: ValueMap, after: ValueMap, path: Path): FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareBytes);
  return keys.flatMap((key) => diffEntry(before[key], after[key], [...path, key], [...path, key]));
}

/** Two values of which one may be absent, but not both. */
function diffEntry(before: Value | undefined, after: Value | undefined, from: Path, to: Path): FieldChange[] {
  if (before === undefined) return [{ change: 'added', path: to, after: after as Value }];
  if (after === undefined) return [{ change: 'removed', path: from, before }];
  return diffValues(before, after, to);
}

function diffLists(before: readonly Value[], after: readonly Value[], path: Path): FieldChange[] {
  const earlier = byName(before);
  const later = byName(after);
  if (earlier && later) return diffNamed(earlier, later, path);
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && isSame(before[start] as Value, after[start] as Value)) start++;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end) as Value, after.at(-1 - end) as Value)) end++;
  const changes: FieldChange[] = [];
  for (let at = start; at < Math.max(before.length, after.length) - end; at++) {
    const was = at < before.length - end ? before[at] : undefined;
    const is = at < after.length - end ? after[at] : undefined;
    changes.push(...diffEntry(was, is, [...path, at], [...path, at]));
  }
  return changes;
}

const isSame = (before: Value, after: Value): boolean => diffValues(before, after).length === 0;

type Named = ReadonlyMap<string, { readonly at: number; readonly item: Value }>;

/** The items of a list by their names; undefined where one has none, or the name of another. */
function byName(list: readonly Value[]): Named | undefined {
  const items = new Map<string, { at: number; item: Value }>();
  for (const [at, item] of list.entries()) {
    const name = isMap(item) ? item.name : undefined;
    if (typeof name !== 'string' || items.has(name)) return undefined;
    items.set(name, { at, item });
  }
  return items;
}

function diffNamed(before: Named, after: Named, path: Path): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const [name, { at, item }] of before)
    if (!after.has(name)) changes.push({ change: 'removed', path: [...path, at], before: item });
  for (const [name, { at, item }] of after) {
    const was = before.get(name);
    changes.push(...diffEntry(was?.item, item, [...path, was?.at ?? at], [...path, at]));
  }
  return changes;
}
