import { spend } from '../problem/budget.ts';
import { toBytes } from './bytes.ts';
import { GoComplex } from './complex.ts';
import {
  elementOf,
  GoBytes,
  GoError,
  GoInt,
  type GoMap,
  GoObject,
  type GoValue,
  isGoMap,
  isNil,
  kindName,
  typeName,
} from './value.ts';

/** Go's panic when the type of a nil interface is read. */
const NIL_DEREFERENCE = 'runtime error: invalid memory address or nil pointer dereference';

/** The plain value of a named type; other values unchanged. */
export const underlyingOf = (value: GoValue): GoValue =>
  value instanceof GoObject ? (value.underlying ?? value) : value;

/**
 * The elements of a slice of any type.
 *
 * @param complaint the message for another kind, before the kind's name
 * @throws GoError for what is not a slice
 */
export function elementsOf(value: GoValue, complaint: string): GoValue[] {
  if (Array.isArray(value)) return value;
  if (value === null) throw new GoError(NIL_DEREFERENCE);
  if (value instanceof GoBytes) return [...toBytes(value.text)].map((byte) => new GoInt('uint8', BigInt(byte)));
  const plain = underlyingOf(value);
  if (Array.isArray(plain)) return plain;
  throw new GoError(`${complaint} ${kindName(value)}`);
}

/** Whether a value is a slice, of any element type. */
export const isSlice = (value: GoValue): boolean => kindName(value) === 'slice';

/** sprig's `empty`: nil, false, zero, and a string, list or map without elements; never a struct. */
export function isEmpty(value: GoValue | undefined): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true;
  if (typeof value === 'number') return value === 0;
  if (typeof value === 'string' || value === true) return false;
  if (value instanceof GoInt) return value.value === 0n;
  if (Array.isArray(value)) return value.length === 0;
  if (value instanceof GoBytes) return value.text === '';
  if (value instanceof GoComplex) return value.isZero;
  if (value instanceof GoObject) return value.underlying !== undefined && isEmpty(value.underlying);
  for (const _ in value) return false;
  return true;
}

/** Go's `reflect.DeepEqual`: values of different types are never equal; neither are nil and an empty slice or map. */
export function deepEqual(a: GoValue, b: GoValue, name = 'deepEqual'): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (a === b) return true;
  if (a instanceof GoInt) return b instanceof GoInt && a.kind === b.kind && a.value === b.value;
  if (Array.isArray(a)) return Array.isArray(b) && areListsEqual(a, b, name);
  if (a instanceof GoObject) return b instanceof GoObject && areObjectsEqual(a, b, name);
  return isGoMap(b) && areMapsEqual(a, b, name);
}

function areListsEqual(a: GoValue[], b: GoValue[], name: string): boolean {
  if (a.length !== b.length || elementOf(a) !== elementOf(b) || isNil(a) !== isNil(b)) return false;
  spend(0.1 + a.length * 0.02, name);
  return a.every((item, i) => deepEqual(item, b[i] as GoValue, name));
}

function areMapsEqual(a: GoMap, b: GoMap, name: string): boolean {
  const keys = Object.keys(a);
  spend(0.2 + keys.length * 0.3, name);
  if (elementOf(a) !== elementOf(b) || isNil(a) !== isNil(b) || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && deepEqual(a[key] as GoValue, b[key] as GoValue, name));
}

function areObjectsEqual(a: GoObject, b: GoObject, name: string): boolean {
  if (typeName(a) !== typeName(b) || a.kind === 'func') return false;
  if (a instanceof GoBytes) return b instanceof GoBytes && a.text === b.text;
  if (a.underlying !== undefined) return deepEqual(a.underlying, b.underlying ?? null, name);
  return deepEqual(a.toPlain(), b.toPlain(), name);
}

/** The exported fields of a struct, or of the struct that a pointer points to, in their order. */
export const exportedFields = (object: GoObject): (readonly [name: string, value: GoValue])[] =>
  object.fields.filter((name) => /^\p{Lu}/u.test(name)).map((name) => [name, object.field(name) ?? null]);
