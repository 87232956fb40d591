import { isMap, newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';

/** Plain data as what the program makes of a text. */
export function toValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value !== 'object' || value === null) return value as Value;
  return newMap(Object.entries(value).map(([key, item]) => [key, toValue(item)] as const));
}

const TEXTS: Readonly<Record<string, (text: string) => string>> = {
  long: () => 'a'.repeat(64),
  longer: () => 'a'.repeat(260),
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  dash: (text) => `-${text}`,
};
const ANY: readonly Value[] = [null, '', 7, true, 'Foo_Bar', 'a b', [], newMap(), newMap([['zzz', 1]]), ['x']];
const INSTEAD_OF_TEXT: readonly Value[] = ['../x', '10%', '1.5Gi', 'other', 'ä', 'a/b', '/abs'];
const INSTEAD_OF_NUMBERS: readonly Value[] = [-1, 0, 70000, 1.5, 3e9, '5'];

/** Each place of an object, with each thing that can be wrong with it. */
export function* mutate(object: ValueMap): Generator<readonly [name: string, object: ValueMap]> {
  for (const path of placesOf(object, [])) {
    if (path.length === 1 && (path[0] === 'apiVersion' || path[0] === 'kind')) continue;
    const name = path.join('.');
    const value = path.reduce<Value>((inner, step) => (inner as ValueMap)[step] as Value, object);
    yield [`${name} delete`, change(object, path, undefined)];
    const texts = typeof value === 'string' ? Object.values(TEXTS).map((edit) => edit(value)) : [];
    const more = typeof value === 'string' ? INSTEAD_OF_TEXT : typeof value === 'number' ? INSTEAD_OF_NUMBERS : [];
    for (const other of [...ANY, ...texts, ...more])
      yield [`${name} ${JSON.stringify(other)}`, change(object, path, other)];
    if (typeof value === 'boolean') yield [`${name} not`, change(object, path, !value)];
    if (Array.isArray(value) && value.length > 0)
      yield [`${name} twice`, change(object, path, [...value, value[0] as Value])];
    if (isMap(value)) {
      yield [`${name} more`, change(object, path, newMap([...Object.entries(value), ['zzz', 'a']]))];
      yield [`${name} odd`, change(object, path, newMap([...Object.entries(value), ['zZ / q', 'a']]))];
    }
  }
}

function* placesOf(value: Value, path: (string | number)[]): Generator<(string | number)[]> {
  const entries: [string | number, Value][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : isMap(value)
      ? Object.entries(value)
      : [];
  for (const [step, item] of entries) {
    yield [...path, step];
    yield* placesOf(item, [...path, step]);
  }
}

function change(object: ValueMap, path: readonly (string | number)[], value: Value | undefined): ValueMap {
  const root = toValue(object) as ValueMap;
  const container = path.slice(0, -1).reduce<Value>((inner, step) => (inner as ValueMap)[step] as Value, root);
  const last = path.at(-1) as string | number;
  if (value !== undefined) (container as ValueMap)[last] = value;
  else if (Array.isArray(container)) container.splice(last as number, 1);
  else delete (container as ValueMap)[last];
  return root;
}
