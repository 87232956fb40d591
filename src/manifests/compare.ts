import { compareBytes } from '../yaml/json.ts';
import { ExactNumber, isMap, type Value, type ValueMap } from '../yaml/value.ts';
import type { Manifest } from './manifest.ts';

/** What differs between the objects of two releases, object by object. */
export interface ObjectChange {
  /** `DaemonSet kube-system/kilo` */
  readonly title: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The fields that differ, in the order of the objects; none for an object that is only in one of the releases. */
  readonly fields: readonly FieldChange[];
}

export interface FieldChange {
  /** `spec.template.spec.containers[name=kilo].image` */
  readonly path: string;
  /** Absent where the field is only in the new object. */
  readonly before?: Value;
  /** Absent where the field is only in the old object. */
  readonly after?: Value;
}

/**
 * Compares the objects of two releases. Objects are the same by group, kind, namespace and name; items of lists by the
 * field that names them (`name`, `mountPath` and the like), where all of them have it, and else by their position.
 */
export function compareManifests(before: readonly Manifest[], after: readonly Manifest[]): ObjectChange[] {
  const old = byIdentity(before);
  const fresh = byIdentity(after);
  const changes: ObjectChange[] = [];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const [from, to] = [old.get(key), fresh.get(key)];
    const title = titleOf((to ?? from) as Manifest);
    if (!from || !to) changes.push({ title, kind: from ? 'removed' : 'added', fields: [] });
    else {
      const fields = [...compareMaps(from.object, to.object, '')];
      if (fields.length > 0) changes.push({ title, kind: 'changed', fields });
    }
  }
  return changes;
}

/** Objects that are printed twice are told apart by their number. */
function byIdentity(manifests: readonly Manifest[]): Map<string, Manifest> {
  const map = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const { apiVersion, metadata } = manifest.object;
    const group = String(apiVersion).includes('/') ? String(apiVersion).split('/')[0] : '';
    const { namespace, name } = isMap(metadata) ? metadata : ({} as ValueMap);
    let key = JSON.stringify([group, manifest.kind, namespace ?? '', name ?? '']);
    while (map.has(key)) key += '+';
    map.set(key, manifest);
  }
  return map;
}

function titleOf({ kind, object: { metadata } }: Manifest): string {
  const { namespace, name, generateName } = isMap(metadata) ? metadata : ({} as ValueMap);
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name ?? generateName ?? ''}`;
}

function* compareValues(before: Value | undefined, after: Value | undefined, path: string): Generator<FieldChange> {
  if (before === undefined || after === undefined) {
    yield { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  } else if (isMap(before) && isMap(after)) yield* compareMaps(before, after, path);
  else if (Array.isArray(before) && Array.isArray(after)) yield* compareLists(before, after, path);
  else if (!isSame(before, after)) yield { path, before, after };
}

function* compareMaps(before: ValueMap, after: ValueMap, path: string): Generator<FieldChange> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareBytes);
  for (const key of keys) {
    const step = /^[\w-]+$/.test(key) ? `${path === '' ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
    yield* compareValues(before[key], after[key], path + step);
  }
}

/** Fields by which Kubernetes itself tells the items of a list apart, in the order in which they are tried. */
const NAMES = ['name', 'mountPath', 'devicePath', 'containerPort', 'port', 'ip', 'topologyKey', 'key', 'type', 'uid'];

function* compareLists(before: Value[], after: Value[], path: string): Generator<FieldChange> {
  const field = NAMES.find((name) => isNamed(before, name) && isNamed(after, name));
  if (field === undefined) return yield* compareItems(before, after, path);
  const index = (list: Value[]) => new Map(list.map((item) => [String((item as ValueMap)[field]), item]));
  const [old, fresh] = [index(before), index(after)];
  let isMoved = false;
  for (const name of new Set([...old.keys(), ...fresh.keys()])) {
    const [from, to] = [old.get(name), fresh.get(name)];
    yield* compareValues(from, to, `${path}[${field}=${name}]`);
    isMoved ||= from === undefined || to === undefined;
  }
  // Of containers and variables the order means something.
  const [order, newOrder] = [[...old.keys()], [...fresh.keys()]];
  if (!isMoved && order.join('\0') !== newOrder.join('\0'))
    yield { path: `${path} (order)`, before: order, after: newOrder };
}

const isNamed = (list: readonly Value[], field: string): boolean =>
  list.every((item) => isMap(item) && ['string', 'number'].includes(typeof item[field])) &&
  new Set(list.map((item) => String((item as ValueMap)[field]))).size === list.length;

/** What both lists begin and end with is the same; between them, items are compared by position as far as both go. */
function* compareItems(before: readonly Value[], after: readonly Value[], path: string): Generator<FieldChange> {
  let start = 0;
  while (start < before.length && start < after.length && isSame(before[start], after[start])) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    isSame(before[before.length - 1 - end], after[after.length - 1 - end])
  )
    end++;
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  for (let index = 0; index < Math.max(old.length, fresh.length); index++)
    yield* compareValues(old[index], fresh[index], `${path}[${start + index}]`);
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (a instanceof ExactNumber && b instanceof ExactNumber) return a.text === b.text;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isSame(a[key], b[key]));
}
