import { ExactNumber, isMap, type Value, type ValueMap } from '../../yaml/value.ts';

// What rules read from a node. A field of another type counts as missing: another rule reports it.

export const text = (node: ValueMap | undefined, field: string): string | undefined => {
  const value = node?.[field];
  return typeof value === 'string' ? value : undefined;
};

export const number = (node: ValueMap | undefined, field: string): number | undefined => {
  const value = node?.[field];
  return typeof value === 'number' ? value : value instanceof ExactNumber ? Number(value.text) : undefined;
};

export const flag = (node: ValueMap | undefined, field: string): boolean | undefined => {
  const value = node?.[field];
  return typeof value === 'boolean' ? value : undefined;
};

export const map = (node: ValueMap | undefined, field: string): ValueMap | undefined => {
  const value = node?.[field];
  return isMap(value) ? value : undefined;
};

export const list = (node: ValueMap | undefined, field: string): readonly Value[] => {
  const value = node?.[field];
  return Array.isArray(value) ? value : NONE;
};

const NONE: readonly Value[] = [];

/** The name of an object; empty where it has none. */
export const nameOf = (object: ValueMap): string => text(map(object, 'metadata'), 'name') ?? '';

/** The maps of a list, each with its position. */
export const maps = (node: ValueMap | undefined, field: string) => select(list(node, field), isMap);

/** The strings of a list, each with its position. */
export const texts = (node: ValueMap | undefined, field: string) => select(list(node, field), isText);

const isText = (value: Value): value is string => typeof value === 'string';

function select<T extends Value>(values: readonly Value[], is: (value: Value) => value is T): (readonly [number, T])[] {
  const selected: (readonly [number, T])[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as Value;
    if (is(value)) selected.push([index, value]);
  }
  return selected;
}

/** Whether a field is set: Go reads null as missing. */
export const has = (node: ValueMap, field: string): boolean => (node[field] ?? null) !== null;
