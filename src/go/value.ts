/**
 * Go's values as templates of Helm charts hold them. A JavaScript value stands for exactly one dynamic type of Go:
 *
 * | Go | here |
 * | --- | --- |
 * | nil (an empty interface) | `null` |
 * | bool, string | `boolean`, `string`; a byte that is no UTF-8 is the lone surrogate U+DC00 + byte |
 * | float64 (every number of a file) | `number` |
 * | int (constants, `len`), int64 (`--set`, `add`), ... | {@link GoInt} |
 * | []interface {} | an array; a slice of another element type is one that {@link typedList} made |
 * | map[string]interface {} | an object without prototype; another map type is one that {@link typedMap} made |
 * | []byte, structs, pointers to structs, named types | a {@link GoObject} |
 *
 * Maps are mutable and shared as Go's are: `set` changes what everybody sees.
 */
export type GoValue = null | boolean | string | number | GoInt | GoValue[] | GoMap | GoObject;

/** A map of Go with keys that are strings. Made by {@link newGoMap}: it has no prototype, so that any key is only a key. */
export interface GoMap {
  [key: string]: GoValue;
}

export type IntKind = 'int' | 'int8' | 'int16' | 'int32' | 'int64' | 'uint' | 'uint8' | 'uint16' | 'uint32' | 'uint64';

/** An integer of one of Go's integer types. Immutable. Arithmetic is the caller's, with {@link wrapInt}. */
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

/** What Go's arithmetic leaves of a number that does not fit: its lowest bits. */
export const wrapInt = (kind: IntKind, value: bigint): bigint =>
  kind.startsWith('u') ? BigInt.asUintN(BITS[kind], value) : BigInt.asIntN(BITS[kind], value);

/** A value of a named type, a struct or a pointer to one: what has methods or fields instead of keys. */
export abstract class GoObject {
  /** What `%T` prints, such as `common.Values`, `*semver.Version`, `time.Time`. */
  abstract readonly type: string;
  /** reflect.Kind's name: `struct`, `ptr`, `map`, `slice`, `int64`, `string`, `func`. */
  abstract readonly kind: string;

  /** The plain value that a named map, slice, string or number is; undefined for structs and pointers. */
  get underlying(): GoValue | undefined {
    return undefined;
  }

  /** The same type around another plain value, for copies; itself where nobody can change it. */
  withUnderlying(_plain: GoValue): GoObject {
    return this;
  }

  /** A method that templates can call, or undefined. */
  method(_name: string): GoMethod | undefined {
    return undefined;
  }

  /** An exported field of a struct, or undefined where the type has none of that name. */
  field(_name: string): GoValue | undefined {
    return undefined;
  }

  /** The names of the exported fields of a struct, in their order. */
  get fields(): readonly string[] {
    return [];
  }

  /** What `%v` prints where the type has a `String` or `Error` method; undefined where `fmt` looks into it. */
  format(): string | undefined {
    return undefined;
  }

  /** What encoding/json makes of it (`toJson`, `toYaml`): a plain value, which may hold other objects. */
  abstract toPlain(): GoValue;
}

/** A method: its parameters' types, by the names of {@link GoType}, and what it does. */
export interface GoMethod {
  readonly parameters: readonly GoType[];
  /** Whether the last parameter takes any number of arguments. */
  readonly variadic?: boolean;
  readonly run: (...args: never) => GoValue;
}

/** The parameter types of Helm's functions and methods, as Go spells them in its messages. */
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

/** `[]byte`, as the files of a chart are held. */
export class GoBytes extends GoObject {
  readonly type = '[]uint8';
  readonly kind = 'slice';
  /** The bytes as text (see {@link GoValue} for what is no UTF-8). */
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  /** encoding/json writes bytes in base64: whoever encodes asks for `text`. */
  toPlain(): GoValue {
    return this.text;
  }
}

export function newGoMap(entries?: Iterable<readonly [string, GoValue]>): GoMap {
  const map = Object.create(null) as GoMap;
  if (entries) for (const [key, value] of entries) map[key] = value;
  return map;
}

/** Whether it is a plain map, of whatever element type. */
export const isGoMap = (value: unknown): value is GoMap =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof GoInt) &&
  !(value instanceof GoObject);

/** The element types of lists and maps that are not `interface {}`, and which of them are nil. */
const elements = new WeakMap<object, string>();
const nils = new WeakSet<object>();

/** A slice of another element type than `interface {}`, such as `string` or `int`. @returns the list itself */
export function typedList<T extends GoValue[]>(element: string, list: T): T {
  elements.set(list, element);
  return list;
}

/** A map of another element type than `interface {}`, such as `string`. @returns the map itself */
export function typedMap(element: string, map: GoMap): GoMap {
  elements.set(map, element);
  return map;
}

/** A nil slice or map: empty, and `null` in JSON. @returns the value itself */
export function nil<T extends GoValue[] | GoMap>(empty: T): T {
  nils.add(empty);
  return empty;
}

export const isNil = (value: GoValue[] | GoMap): boolean => nils.has(value);

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

/** A failure that a function or method returns as Go's `error`: its message is shown behind `error calling NAME: `. */
export class GoError extends Error {
  override readonly name = 'GoError';
}

/** What `fail` and `required` throw: their message stands alone in the error, as it was written. */
export class FailError extends GoError {}
