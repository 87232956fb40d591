/**
 * Go's values as templates of Helm charts hold them. A JavaScript value stands for exactly one dynamic type of Go:
 *
 * | Go | here |
 * | --- | --- |
 * | nil (an empty interface) | `null` |
 * | bool, string | `boolean`, `string`; a byte that is not UTF-8 is the lone surrogate U+DC00 + byte |
 * | float64 (every number of a file) | `number` |
 * | int (constants, `len`), int64 (`--set`, `add`), ... | {@link GoInt} |
 * | []interface {} | an array; {@link typedList} returns a slice of another element type |
 * | map[string]interface {} | an object without prototype; {@link typedMap} returns another map type |
 * | []byte, structs, pointers to structs, named types | a {@link GoObject} |
 *
 * Maps are mutable and shared as in Go: `set` changes them for all that refer to them.
 */
export type GoValue = null | boolean | string | number | GoInt | GoValue[] | GoMap | GoObject;

/**
 * A Go map whose keys are strings. {@link newGoMap} creates it without a prototype, so that every key is only a key.
 */
export interface GoMap {
  [key: string]: GoValue;
}

/** The names of Go's integer types. */
export type IntKind = 'int' | 'int8' | 'int16' | 'int32' | 'int64' | 'uint' | 'uint8' | 'uint16' | 'uint32' | 'uint64';

/** An integer of one of Go's integer types. Immutable. Callers do arithmetic with {@link wrapInt}. */
export class GoInt {
  readonly kind: IntKind;
  readonly value: bigint;

  constructor(kind: IntKind, value: bigint) {
    this.kind = kind;
    this.value = value;
  }
}

const SMALL = 1024;
const smallInts: GoInt[] = [];

/** An `int`. @param value a whole number */
export function int(value: number | bigint): GoInt {
  const index = Number(value);
  if (index < 0 || index >= SMALL) return new GoInt('int', BigInt(value));
  const known = smallInts[index];
  if (known) return known;
  const made = new GoInt('int', BigInt(value));
  smallInts[index] = made;
  return made;
}

/** An `int64`. @param value a whole number */
export const int64 = (value: number | bigint): GoInt => new GoInt('int64', BigInt(value));

const BITS: Readonly<Record<IntKind, number>> = {
  int: 64,
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  uint: 64,
  uint8: 8,
  uint16: 16,
  uint32: 32,
  uint64: 64,
};

/** The result of Go's arithmetic for a number out of range: its lowest bits. */
export const wrapInt = (kind: IntKind, value: bigint): bigint =>
  kind.startsWith('u') ? BigInt.asUintN(BITS[kind], value) : BigInt.asIntN(BITS[kind], value);

/** A value of a named type, a struct or a pointer to one, which has methods or fields instead of keys. */
export abstract class GoObject {
  /** The name of the type (`%T`), such as `common.Values`, `*semver.Version`, `time.Time`. */
  abstract readonly type: string;
  /** reflect.Kind's name: `struct`, `ptr`, `map`, `slice`, `int64`, `string`, `func`. */
  abstract readonly kind: string;

  /** The plain value of a named map, slice, string or number; undefined for structs and pointers. */
  get underlying(): GoValue | undefined {
    return undefined;
  }

  /** The same type with another plain value, for copies; the object itself where it is immutable. */
  withUnderlying(_plain: GoValue): GoObject {
    return this;
  }

  /** What a function is given: a copy of a struct does not have the methods of a pointer to it. */
  get copy(): GoObject {
    return this;
  }

  /** What `deepCopy` makes: a copy of the exported fields alone. Objects are immutable, so most are their own copy. */
  get deepCopy(): GoObject {
    return this;
  }

  /** A method that templates can call, or undefined. */
  method(_name: string): GoMethod | undefined {
    return undefined;
  }

  /** An exported field of a struct; undefined where the type does not have it. */
  field(_name: string): GoValue | undefined {
    return undefined;
  }

  /** The names of the exported fields of a struct, in order of declaration. */
  get fields(): readonly string[] {
    return [];
  }

  /** The result of `%v` where the type has a `String` or `Error` method; undefined where `fmt` prints its contents. */
  format(): string | undefined {
    return undefined;
  }

  /** The value that encoding/json encodes (`toJson`, `toYaml`): a plain value, which may contain other objects. */
  abstract toPlain(): GoValue;
}

/** A method: the types of its parameters, by the names of {@link GoType}, and its implementation. */
export interface GoMethod {
  readonly parameters: readonly GoType[];
  /** Whether the last parameter accepts any number of arguments. */
  readonly variadic?: boolean;
  readonly run: (...args: never) => GoValue;
}

/** The types of parameters of Helm's functions and methods, as Go's messages name them. */
export type GoType =
  | 'interface {}'
  | 'string'
  | 'bool'
  | 'int'
  | 'int64'
  | 'uint32'
  | 'float64'
  | 'map[string]interface {}'
  | '[]interface {}'
  | 'time.Time'
  | 'time.Duration'
  | '*semver.Version'
  | 'sprig.certificate'
  | 'reflect.Value';

/** `[]byte`, the type of a chart's files. */
export class GoBytes extends GoObject {
  readonly type = '[]uint8';
  readonly kind = 'slice';
  /** The bytes as a string (see {@link GoValue} for bytes that are not UTF-8). */
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  /** encoding/json encodes bytes in base64: encoders read `text`. */
  toPlain(): GoValue {
    return this.text;
  }
}

/** A map without a prototype, with some entries. */
export function newGoMap(entries?: Iterable<readonly [string, GoValue]>): GoMap {
  const map = Object.create(null) as GoMap;
  if (entries) for (const [key, value] of entries) map[key] = value;
  return map;
}

/** Whether a value is a plain map, of any element type. */
export const isGoMap = (value: unknown): value is GoMap =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof GoInt) &&
  !(value instanceof GoObject);

/** The element types of lists and maps that are not `interface {}`, and the nil lists and maps. */
const elements = new WeakMap<object, string>();
const nils = new WeakSet<object>();

/** Marks a slice of another element type than `interface {}`, such as `string` or `int`. @returns the list itself */
export function typedList<T extends GoValue[]>(element: string, list: T): T {
  elements.set(list, element);
  return list;
}

/** Marks a map of another element type than `interface {}`, such as `string`. @returns the map itself */
export function typedMap(element: string, map: GoMap): GoMap {
  elements.set(map, element);
  return map;
}

/** Marks a nil slice or map: empty, and `null` in JSON. @returns the value itself */
export function nil<T extends GoValue[] | GoMap>(empty: T): T {
  nils.add(empty);
  return empty;
}

/** Whether a slice or map is nil. */
export const isNil = (value: GoValue[] | GoMap): boolean => nils.has(value);

/** The name of the element type of a slice or map. */
export const elementOf = (value: GoValue[] | GoMap): string => elements.get(value) ?? 'interface {}';

/** The name of the dynamic type (`%T`, sprig's `typeOf`): `<nil>` for nil. */
export function typeName(value: GoValue): string {
  if (value === null) return '<nil>';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'float64';
  if (value instanceof GoInt) return value.kind;
  if (Array.isArray(value)) return `[]${elementOf(value)}`;
  if (value instanceof GoObject) return value.type;
  return `map[string]${elementOf(value)}`;
}

/** reflect.Kind's name of the dynamic type (sprig's `kindOf`): `invalid` for nil. */
export function kindName(value: GoValue): string {
  if (value === null) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (value instanceof GoObject) return value.kind;
  return typeof value === 'object' && !(value instanceof GoInt) ? 'map' : typeName(value);
}

/** A failure that a function or method returns as Go's `error`: its message is shown after `error calling NAME: `. */
export class GoError extends Error {
  override readonly name = 'GoError';
}

/** What `fail` and `required` throw: the error is only their message, as written. */
export class FailError extends GoError {}
