import { toInt64 } from '../../../go/cast.ts';
import { deepEqual, elementsOf, isEmpty, isSlice } from '../../../go/reflect.ts';
import { elementOf, GoBytes, GoError, GoInt, type GoValue, int, nil, typedList } from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import { compareBytes } from '../../../yaml/json.ts';
import { LIMIT } from '../../strings.ts';
import { strslice, strval } from './strings.ts';

/** sprig's `list`: its arguments. Without arguments it is an empty list, not nil. */
export const list = (...items: GoValue[]): GoValue[] => items;

/** Defines a function of a list of any type, which refuses other kinds with sprig's message. */
const ofList =
  <R extends GoValue, A extends readonly unknown[]>(name: string, run: (items: GoValue[], ...args: A) => R) =>
  (value: GoValue, ...args: A): R => {
    const items = elementsOf(value, name);
    spend(items.length * 0.05, 'a list');
    return run(items, ...args);
  };

/** sprig's `append`, as a new list. @throws GoError for what is not a list, as the following functions do */
export const append = ofList('Cannot push on type', (items, item: GoValue): GoValue[] => [...items, item]);
/** sprig's `prepend`, as a new list. */
export const prepend = ofList('Cannot prepend on type', (items, item: GoValue): GoValue[] => [item, ...items]);
/** sprig's `first`; nil for an empty list. */
export const first = ofList('Cannot find first on type', (items): GoValue => items[0] ?? null);
/** sprig's `last`; nil for an empty list. */
export const last = ofList('Cannot find last on type', (items): GoValue => items.at(-1) ?? null);
/** sprig's `rest`: all elements except the first. */
export const rest = ofList('Cannot find rest on type', (items): GoValue[] =>
  items.length === 0 ? nil<GoValue[]>([]) : items.slice(1),
);
/** sprig's `initial`: all elements except the last. */
export const initial = ofList('Cannot find initial on type', (items): GoValue[] =>
  items.length === 0 ? nil<GoValue[]>([]) : items.slice(0, -1),
);
/** sprig's `reverse`, as a new list. */
export const reverse = ofList('Cannot find reverse on type', (items): GoValue[] => items.toReversed());
/** sprig's `compact`: the elements that are not empty. */
export const compact = ofList('Cannot compact on type', (items): GoValue[] => items.filter((item) => !isEmpty(item)));
/** sprig's `uniq`: each element once, at its first position. */
export const uniq = ofList('Cannot find uniq on type', (items): GoValue[] => {
  const seen = new Seen('uniq');
  return items.filter((item) => seen.add(item));
});
/** sprig's `without`: the list without some values. */
export const without = ofList('Cannot find without on type', (items, ...omitted: GoValue[]): GoValue[] =>
  items.filter((item) => !holds(omitted, item, 'without')),
);

function holds(items: readonly GoValue[], item: GoValue, name: string): boolean {
  spend(items.length * 0.1, name);
  return items.some((other) => deepEqual(item, other, name));
}

/** The elements seen before: scalars are looked up by kind and value, which is fast for long lists. */
class Seen {
  readonly #scalars = new Set<unknown>();
  readonly #others: GoValue[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** @returns whether it is new */
  add(item: GoValue): boolean {
    const key = scalarKey(item);
    if (key === undefined) {
      if (holds(this.#others, item, this.#name)) return false;
      this.#others.push(item);
      return true;
    }
    if (this.#scalars.has(key) && !Number.isNaN(item)) return false;
    this.#scalars.add(key);
    return true;
  }
}

const scalarKey = (item: GoValue): unknown => {
  if (item instanceof GoInt) return `${item.kind} ${item.value}`;
  if (typeof item === 'string') return `string ${item}`;
  return typeof item === 'object' && item !== null ? undefined : item;
};

/** sprig's `has`: false for nil. @throws GoError for what is not a list */
export function has(needle: GoValue, haystack: GoValue): boolean {
  return haystack !== null && holds(elementsOf(haystack, 'Cannot find has on type'), needle, 'has');
}

/** sprig's `slice LIST [FROM [TO]]`; nil for an empty list; the list keeps its type. */
export function slice(value: GoValue, ...bounds: GoValue[]): GoValue {
  const items = elementsOf(value, 'list should be type of slice or array but');
  if (items.length === 0) return null;
  const start = Number(toInt64(bounds[0] ?? null));
  const end = bounds.length < 2 ? items.length : Number(toInt64(bounds[1] as GoValue));
  if (start < 0 || start > end || end > items.length)
    throw new GoError('reflect.Value.Slice: slice index out of bounds');
  if (value instanceof GoBytes) return typedList('uint8', items.slice(start, end));
  const part = items.slice(start, end);
  return Array.isArray(value) && elementOf(value) !== 'interface {}' ? typedList(elementOf(value), part) : part;
}

const NO_ROOM = 'runtime error: makeslice: len out of range';

/** sprig's `chunk`: lists of this many elements. @throws GoError for a size that is not positive */
export function chunk(size: GoInt, value: GoValue): GoValue[] {
  const items = elementsOf(value, 'Cannot chunk type');
  const width = Number(size.value);
  const count = Math.floor((items.length - 1) / width) + 1;
  if (!(count >= 0 && count <= LIMIT)) throw new GoError(NO_ROOM);
  spend(items.length * 0.02, 'chunk');
  const chunks: GoValue[] = [];
  for (let i = 0; i < count; i++) {
    const length = i === count - 1 ? items.length % width || width : width;
    if (length < 0) throw new GoError(NO_ROOM);
    chunks.push(items.slice(i * width, i * width + length));
  }
  return typedList('[]interface {}', chunks);
}

/** sprig's `concat`: the elements of all lists. @throws GoError for what is not a list */
export function concat(...lists: GoValue[]): GoValue[] {
  const all: GoValue[] = [];
  for (const one of lists) {
    if (one !== null && !isSlice(one)) throw new GoError(`${complaint(one)} as list`);
    const items = elementsOf(one, '');
    spend(items.length * 0.02, 'concat');
    if (all.length + items.length > LIMIT) throw new GoError('the list is too long');
    for (const item of items) all.push(item);
  }
  return all.length === 0 ? nil(all) : all;
}

function complaint(value: GoValue): string {
  try {
    elementsOf(value, 'Cannot concat type');
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** sprig's `sortAlpha`: sorts a `[]string` in place, other lists as strings; anything but a list is one string. */
export function sortAlpha(value: GoValue): string[] {
  if (value === null || !isSlice(value)) return typedList('string', [strval(value)]);
  const items = strslice(value);
  spend(items.length * Math.log2(items.length + 1) * 0.15, 'sortAlpha');
  return items.sort(compareBytes);
}

/** sprig's `untilStep`, as `[]int`: from `start` to before `stop`. */
export function untilStep(start: GoInt, stop: GoInt, step: GoInt): GoInt[] {
  return typedList('int', count(Number(start.value), Number(stop.value), Number(step.value)).map(int));
}

/** sprig's `until`: from 0 to before `stop`, downwards for a negative one. */
export const until = (stop: GoInt): GoInt[] => untilStep(int(0), stop, int(stop.value < 0n ? -1 : 1));

function count(start: number, stop: number, step: number): number[] {
  if (step === 0 || stop < start !== step < 0) return [];
  const length = Math.ceil((stop - start) / step);
  spend(length * 0.1, 'until');
  if (length > LIMIT) throw new GoError(`a list of ${length} numbers is too long`);
  return Array.from({ length }, (_, i) => start + i * step);
}

/** sprig's `seq END`, `seq START END` or `seq START STEP END`: the numbers, separated by spaces. */
export function seq(...bounds: GoInt[]): string {
  const numbers = bounds.map(({ value }) => Number(value));
  if (numbers.length === 0 || numbers.length > 3) return '';
  const end = numbers.at(-1) as number;
  const start = numbers.length === 1 ? 1 : (numbers[0] as number);
  const direction = end < start ? -1 : 1;
  const step = numbers.length === 3 ? (numbers[1] as number) : direction;
  if (direction < 0 && step > 0) return '';
  return count(start, end + direction, step).join(' ');
}
