import type { ObjectType, Schemas, Shape } from '../../../src/lint/kubernetes/openapi.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../../src/yaml/value.ts';
import { toValue } from '../mutate.ts';

/** One thing changed in an object, or several: the place, what was done there, and the outcome. */
export interface Mutation {
  readonly place: string;
  readonly change: string;
  readonly object: ValueMap;
}

type Step = string | number;

/** What is put in the place of a field, by what it holds: another type, a bound passed, a form broken, nothing. */
const INSTEAD: Readonly<Record<string, readonly Value[]>> = {
  string: ['', 'Foo_Bar', 'a b', 'a'.repeat(64), 'a'.repeat(260), '-a', 'ä', 'a/b', '/../x', '10%', 7, []],
  boolean: ['true', 1],
  int32: [-1, 0, 1, 70000, 3e9, 1.5, '5'],
  int64: [-1, 0, 1, 70000, 3e9, 1.5, '5'],
  number: ['5', true],
  bytes: ['', 'a', 'aGk=', 7],
  time: ['', '2024-01-01T00:00:00Z', '2024-01-01', 7],
  quantity: ['-1', 'x', '1Mib', '', '0.5', 0, true],
  'int-or-string': [-1, 0, 70000, '', '10%', '120%', 'a b', 1.5, true],
  any: [],
};
const INSTEAD_OF_MAP: readonly Value[] = [newMap(), 'x', []];
const INSTEAD_OF_LIST: readonly Value[] = [[], 'x', newMap(), [null]];

function instead(shape: Shape): readonly Value[] {
  switch (shape.is) {
    case 'scalar':
      return INSTEAD[shape.word] ?? [];
    case 'enum':
      return [
        '',
        'Other',
        (shape.words[0] ?? '').toLowerCase(),
        7,
        ...shape.words.filter((word) => /^\w+$/.test(word)).slice(0, 4),
      ];
    case 'list':
      return [
        ...INSTEAD_OF_LIST,
        ...instead(shape.of)
          .slice(0, 6)
          .map((item) => [item]),
      ];
    case 'map':
      return [...INSTEAD_OF_MAP, newMap([['zZ / q', first(shape.of)]]), newMap([['a', first(shape.of)]])];
    case 'object':
      return INSTEAD_OF_MAP;
  }
}

const first = (shape: Shape): Value => (shape.is === 'scalar' && shape.word === 'quantity' ? '1' : 'x');

/**
 * Each field that the type of an object has, there or not, in each way that fields can be wrong: as the schema lists
 * them, so that nothing depends on what whoever writes the rules thinks of.
 *
 * @param skip places that are not gone into
 */
export function* mutations(object: ValueMap, schemas: Schemas, skip: (place: string) => boolean): Generator<Mutation> {
  const kind = schemas.kind(String(object.apiVersion), String(object.kind));
  if (kind) yield* inObject(object, object, kind.type, [], skip);
}

function* inObject(
  root: ValueMap,
  node: ValueMap,
  type: ObjectType,
  path: readonly Step[],
  skip: (place: string) => boolean,
): Generator<Mutation> {
  for (const [field, shape] of type.fields) {
    if (path.length === 0 && ['apiVersion', 'kind', 'status'].includes(field)) continue;
    const at = [...path, field];
    if (skip(at.join('.'))) continue;
    const value = node[field];
    for (const other of instead(shape)) yield mutation(root, at, JSON.stringify(other), other);
    if (value === undefined) continue;
    yield mutation(root, at, 'delete', undefined);
    yield mutation(root, at, 'null', null);
    yield* inside(root, value, shape, at, skip);
  }
  yield mutation(root, [...path, 'zzz'], 'unknown', 1);
}

function* inside(
  root: ValueMap,
  value: Value,
  shape: Shape,
  path: readonly Step[],
  skip: (place: string) => boolean,
): Generator<Mutation> {
  if (shape.is === 'object' && isMap(value)) yield* inObject(root, value, shape.type, path, skip);
  if (shape.is === 'map' && isMap(value)) {
    yield mutation(root, [...path, 'zZ / q'], 'key', first(shape.of));
    for (const key of Object.keys(value)) {
      for (const other of instead(shape.of)) yield mutation(root, [...path, key], JSON.stringify(other), other);
      yield* inside(root, value[key] as Value, shape.of, [...path, key], skip);
    }
  }
  if (shape.is === 'list' && Array.isArray(value)) {
    if (value.length > 0) yield mutation(root, path, 'twice', [...value, value[0] as Value]);
    for (const [index, item] of value.entries()) {
      if (shape.of.is !== 'object')
        for (const other of instead(shape.of)) yield mutation(root, [...path, index], JSON.stringify(other), other);
      yield* inside(root, item, shape.of, [...path, index], skip);
    }
  }
}

export function mutation(root: ValueMap, path: readonly Step[], change: string, value: Value | undefined): Mutation {
  return { place: path.join('.'), change, object: set(root, path, value) };
}

/** A copy with a place set, or without it; maps on the way are made where there are none. */
export function set(root: ValueMap, path: readonly Step[], value: Value | undefined): ValueMap {
  const copy = toValue(root) as ValueMap;
  let container: ValueMap | Value[] = copy;
  for (const [index, step] of path.slice(0, -1).entries()) {
    let next = (container as ValueMap)[step] as Value | undefined;
    if (!isMap(next) && !Array.isArray(next)) {
      next = typeof path[index + 1] === 'number' ? [] : newMap();
      (container as ValueMap)[step] = next;
    }
    container = next;
  }
  const last = path.at(-1) as Step;
  if (value !== undefined) (container as ValueMap)[last] = toValue(value);
  else if (Array.isArray(container)) container.splice(last as number, 1);
  else delete container[last];
  return copy;
}
