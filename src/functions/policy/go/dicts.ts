import { GoComplex } from '../../../go/complex.ts';
import { isEmpty, underlyingOf } from '../../../go/reflect.ts';
import {
  elementOf,
  GoError,
  type GoMap,
  GoObject,
  type GoValue,
  isGoMap,
  isNil,
  kindName,
  newGoMap,
  nil,
  typedList,
  typedMap,
  typeName,
} from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import { strval } from './strings.ts';

// As in Go, `set`, `unset`, `merge` and `mergeOverwrite` change the map in place, for all that refer to it.

/** A nil map is read like an empty one. */
const EMPTY: GoMap = Object.freeze(newGoMap());

/** sprig's `dict`: alternating keys and values; a key without a value gets an empty string. */
export function dict(...items: GoValue[]): GoMap {
  const map = newGoMap();
  for (let i = 0; i < items.length; i += 2)
    map[strval(items[i] as GoValue)] = i + 1 < items.length ? (items[i + 1] as GoValue) : '';
  return map;
}

/** sprig's `get`: an empty string where the key is missing. */
export const get = (map: GoMap | null, key: string): GoValue => {
  const value = map?.[key];
  return value === undefined ? '' : value;
};

/** sprig's `hasKey`. */
export const hasKey = (map: GoMap | null, key: string): boolean => map !== null && key in map;

/** sprig's `set`. @returns the map itself @throws GoError for a nil map */
export function set(map: GoMap | null, key: string, value: GoValue): GoMap {
  if (map === null || isNil(map)) throw new GoError('assignment to entry in nil map');
  map[key] = value;
  return map;
}

/** sprig's `unset`. @returns the map itself */
export function unset(map: GoMap | null, key: string): GoMap {
  if (map === null) return nil(newGoMap());
  delete map[key];
  return map;
}

/** sprig's `keys`, in the order of insertion (Go's order is random). */
export const keys = (...maps: (GoMap | null)[]): string[] => {
  const all = maps.flatMap((map) => Object.keys(map ?? EMPTY));
  spend(all.length * 0.05, 'keys');
  return typedList('string', all);
};

/** sprig's `values`, in the order of {@link keys} (Go's order is random). */
export const values = (map: GoMap | null): GoValue[] => Object.values(map ?? EMPTY);

/** sprig's `pick`: a map with these keys only. */
export const pick = (map: GoMap | null, ...wanted: string[]): GoMap => {
  const picked = newGoMap();
  for (const key of wanted) if (map !== null && key in map) picked[key] = map[key] as GoValue;
  return picked;
};

/** sprig's `omit`: a map without these keys. */
export function omit(map: GoMap | null, ...unwanted: string[]): GoMap {
  const without = new Set(unwanted);
  const rest = newGoMap();
  for (const key of Object.keys(map ?? EMPTY)) if (!without.has(key)) rest[key] = map?.[key] as GoValue;
  spend(Object.keys(rest).length * 0.05, 'omit');
  return rest;
}

/** sprig's `pluck`: the values that the maps have for a key. */
export const pluck = (key: string, ...maps: (GoMap | null)[]): GoValue[] =>
  maps.flatMap((map) => (map !== null && key in map ? [map[key] as GoValue] : []));

/** The type assertion `x.(T)` that sprig makes. */
const conversion = (value: GoValue, wanted: string): GoError =>
  new GoError(`interface conversion: interface {} is ${value === null ? 'nil' : typeName(value)}, not ${wanted}`);

const isPlainMap = (value: GoValue): value is GoMap => isGoMap(value) && elementOf(value) === 'interface {}';

/** sprig's `dig "a" "b" DEFAULT MAP`. @throws GoError where a value on the path is not a `map[string]interface {}` */
export function dig(...args: GoValue[]): GoValue {
  if (args.length < 3) throw new GoError('dig needs at least three arguments');
  const [fallback, map] = args.slice(-2) as [GoValue, GoValue];
  const path = args.slice(0, -2);
  if (!isPlainMap(map)) throw conversion(map, 'map[string]interface {}');
  for (const key of path) if (typeof key !== 'string') throw conversion(key, 'string');
  let at: GoValue = map;
  for (const key of path as string[]) {
    if (!isPlainMap(at)) throw conversion(at, 'map[string]interface {}');
    const next: GoValue | undefined = at[key];
    if (next === undefined) return fallback;
    at = next;
  }
  return at;
}

/** sprig's `merge`, in place: takes what the first map lacks or has empty from the others, except null. */
export const merge = (target: GoMap | null, ...sources: (GoMap | null)[]): GoMap => mergeAll(target, sources, false);

/** sprig's `mergeOverwrite`, in place: the last map wins, with null and empty values, too. */
export const mergeOverwrite = (target: GoMap | null, ...sources: (GoMap | null)[]): GoMap =>
  mergeAll(target, sources, true);

function mergeAll(target: GoMap | null, sources: readonly (GoMap | null)[], overwrite: boolean): GoMap {
  const given = target === null || isNil(target) ? undefined : target;
  let map = given;
  for (const source of sources) {
    if (source === null || isNil(source)) continue;
    map ??= newGoMap();
    mergeInto(map, source, overwrite, 0);
  }
  return map ?? nil(newGoMap());
}

const MAX_DEPTH = 2000;

/** mergo's `isEmptyValue`: unlike sprig's `empty`, it does not know complex numbers. */
const isUnset = (value: GoValue | undefined): boolean => isEmpty(value) && !(value instanceof GoComplex);

/** mergo's `deepMerge` of two maps: nested maps are merged, anything else is shared with the source, not copied. */
function mergeInto(target: GoMap, source: GoMap, overwrite: boolean, depth: number): void {
  const names = Object.keys(source);
  spend(0.2 + names.length * 0.4, 'merge');
  if (depth > MAX_DEPTH) throw new GoError('the maps to merge are nested too deeply');
  for (const key of names) {
    const theirs = source[key] as GoValue;
    const ours = target[key];
    if (theirs === null) {
      if (overwrite) target[key] = null;
      continue;
    }
    const inner = asMap(theirs);
    if (inner) {
      const own = ours === undefined ? undefined : asMap(ours);
      if (own && !isNil(own)) mergeInto(own, inner, overwrite, depth + 1);
      if (own && !isUnset(own)) continue;
    } else if (kindName(theirs) === 'slice') {
      if (overwrite) target[key] = theirs;
      else if (ours !== undefined && !isUnset(ours)) continue;
    }
    if (overwrite || isUnset(ours)) target[key] = theirs;
  }
}

const asMap = (value: GoValue): GoMap | undefined => {
  const plain = underlyingOf(value);
  return isGoMap(plain) ? plain : undefined;
};

/**
 * sprig's `deepCopy`, as mitchellh/copystructure does it: maps and lists keep their types.
 */
export function deepCopy(value: GoValue): GoValue {
  if (value === null) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  return copyOf(value);
}

function copyOf(value: GoValue): GoValue {
  if (Array.isArray(value)) {
    spend(0.1 + value.length * 0.1, 'deepCopy');
    const list = value.map(copyOf);
    if (isNil(value)) nil(list);
    return elementOf(value) === 'interface {}' ? list : typedList(elementOf(value), list);
  }
  if (value instanceof GoObject) {
    const { underlying } = value;
    return underlying === undefined ? value.deepCopy : value.withUnderlying(copyOf(underlying));
  }
  if (!isGoMap(value)) return value;
  const map = newGoMap();
  const names = Object.keys(value);
  spend(0.1 + names.length * 0.4, 'deepCopy');
  for (const key of names) map[key] = copyOf(value[key] as GoValue);
  if (isNil(value)) nil(map);
  return elementOf(value) === 'interface {}' ? map : typedMap(elementOf(value), map);
}
