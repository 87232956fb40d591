/**
 * The values of files, flags and manifests: JSON's types, with two differences. Maps have no prototype (every key is
 * only a key), and a number that a double would alter keeps its digits.
 */
export type Value = null | boolean | number | ExactNumber | string | Value[] | ValueMap;

/**
 * A map from users' keys. Created by {@link newMap}, never by `{}`: without a prototype, `__proto__` is a key like any
 * other.
 */
export interface ValueMap {
  [key: string]: Value;
}

/**
 * A number whose decimal digits a JavaScript number cannot represent (an integer above 2^53, a float with too many
 * digits). Only {@link parseNumber} creates it, so any other number is a plain `number`.
 */
export class ExactNumber {
  /** In JSON's grammar: no leading `+`, no leading zeros, no `_`. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The nearest double, for code that can only use one (the schema validator). */
  valueOf(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }

  toJSON(): number {
    return Number(this.text);
  }
}

/**
 * An integer of `--set`: Helm keeps it as int64, whereas every number of a file is a float64. Go templates distinguish
 * them; for everything else it is a number.
 */
export class SetInteger extends ExactNumber {}

/** A map without a prototype, with some entries. */
export function newMap(entries?: Iterable<readonly [string, Value]>): ValueMap {
  const map = Object.create(null) as ValueMap;
  if (entries) for (const [key, value] of entries) map[key] = value;
  return map;
}

/** Whether a value is a map: not a list, a number with its digits, or a scalar. */
export const isMap = (value: unknown): value is ValueMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

/** A copy that shares nothing mutable with `value`. */
export function copy<T extends Value>(value: T): T;
export function copy(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => copy(item));
  if (!isMap(value)) return value;
  const map = newMap();
  for (const key in value) map[key] = copy(value[key] as Value);
  return map;
}

const immutable = new WeakSet<object>();

/**
 * Makes plain data with all of its contents immutable: it may be shared, and recognised by its identity.
 *
 * @returns the value itself
 */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || immutable.has(value)) return value;
  if (!(value instanceof ExactNumber)) for (const item of Object.values(value)) freeze(item);
  immutable.add(Object.freeze(value));
  return value;
}

/** Whether {@link freeze} made an object immutable. */
export const isImmutable = (value: object): boolean => immutable.has(value);

/**
 * A decimal number as the simpler of the two types that represents it exactly.
 *
 * @param text a number in JSON's grammar
 */
export function parseNumber(text: string): number | ExactNumber {
  const number = Number(text);
  return digits(String(number)) === digits(text) ? number : new ExactNumber(text);
}

/** Sign, digits without zeros at both ends, and decimal exponent: equal for equal decimal numbers. */
function digits(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const all = (whole + fraction).replace(/^0+/, '');
  const significant = all.replace(/(?<!0)0+$/, '');
  if (significant === '') return `${sign}0`;
  return `${sign}${significant}e${Number(exponent) - fraction.length + all.length - significant.length}`;
}

/** The value at a path; undefined where there is none. A step into a list is a number, one into a map a string. */
export function valueAt(value: Value | undefined, path: readonly (string | number)[]): Value | undefined {
  let current = value;
  for (const step of path) {
    if (Array.isArray(current)) current = typeof step === 'number' ? current[step] : undefined;
    else
      current = typeof step === 'string' && isMap(current) && Object.hasOwn(current, step) ? current[step] : undefined;
    if (current === undefined) return undefined;
  }
  return current;
}
