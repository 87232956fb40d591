import { toBytes } from '../../../go/bytes.ts';
import { GoComplex } from '../../../go/complex.ts';
import { sprintf } from '../../../go/fmt.ts';
import { GoError, GoInt, GoObject, type GoValue, isGoMap, isNil, kindName, typeName } from '../../../go/value.ts';
import type { Val } from '../run/frame.ts';

/** Go's kinds of values that can be compared. Signed and unsigned integers can be compared with each other. */
type Kind = 'bool' | 'int' | 'uint' | 'float' | 'string' | 'complex';

function basicKind(value: Val): Kind | undefined {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    case 'number':
      return 'float';
  }
  if (value instanceof GoInt) return value.kind.startsWith('u') ? 'uint' : 'int';
  if (value instanceof GoComplex) return 'complex';
  return value instanceof GoObject && value.underlying !== undefined ? basicKind(value.underlying) : undefined;
}

/** A named type's plain value: Go compares by kinds. */
const plain = (value: Val): Val => (value instanceof GoObject ? (value.underlying ?? value) : value);

/** `eq a b c`: whether a is one of the others. @throws GoError where they cannot be compared */
export function eq(first: Val, ...others: Val[]): boolean {
  if (others.length === 0) throw new GoError('missing argument for comparison');
  for (const other of others) if (isEqual(first, other)) return true;
  return false;
}

export const ne = (a: Val, b: Val): boolean => !isEqual(a, b);

function isEqual(a: Val, b: Val): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  const [kind, other] = [basicKind(a), basicKind(b)];
  if (kind !== other) {
    if (areIntegers(kind, other)) return (plain(a) as GoInt).value === (plain(b) as GoInt).value;
    if (isValid(a) && isValid(b)) throw incompatible(a, b);
    return false;
  }
  if (kind === undefined) return isSame(a, b);
  const [x, y] = [plain(a), plain(b)];
  if (x instanceof GoInt) return x.value === (y as GoInt).value;
  if (x instanceof GoComplex) return y instanceof GoComplex && x.real === y.real && x.imaginary === y.imaginary;
  return x === y;
}

const isValid = (value: Val): value is Exclude<GoValue, null> => value !== undefined && value !== null;

const areIntegers = (a: Kind | undefined, b: Kind | undefined): boolean =>
  (a === 'int' && b === 'uint') || (a === 'uint' && b === 'int');

const incompatible = (a: GoValue, b: GoValue): GoError =>
  new GoError(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);

/** Values that are not basic ones: nil, or the same object. */
function isSame(a: Val, b: Val): boolean {
  if (isValid(a) && isValid(b) && kindName(a) !== kindName(b)) {
    throw new GoError(sprintf('non-comparable types %s: %s, %s: %v', a, typeName(a), typeName(b), b));
  }
  if (isNilValue(a) || isNilValue(b)) return isNilValue(a) === isNilValue(b);
  if (!isValid(b) || kindName(b) === 'map' || kindName(b) === 'slice' || kindName(b) === 'func') {
    throw new GoError(sprintf('non-comparable type %s: %s', b ?? null, typeName(b ?? null)));
  }
  return a === b || areStructsEqual(a, b);
}

function isNilValue(value: Val): boolean {
  if (!isValid(value)) return true;
  return (Array.isArray(value) || isGoMap(value)) && isNil(value);
}

/** Structs are equal where their fields are; pointers only where they are the same. */
function areStructsEqual(a: Val, b: Val): boolean {
  if (!(a instanceof GoObject) || !(b instanceof GoObject) || a.kind !== 'struct' || a.type !== b.type) return false;
  return a.fields.length > 0 && a.fields.every((name) => isEqual(a.field(name), b.field(name)));
}

const BAD_TYPE = 'invalid type for comparison';

/** `lt a b`. @throws GoError for what has no order */
export function lt(a: Val, b: Val): boolean {
  const [kind, other] = [orderedKind(a), orderedKind(b)];
  const [x, y] = [plain(a), plain(b)];
  if (kind !== other) {
    if (areIntegers(kind, other)) return (x as GoInt).value < (y as GoInt).value;
    throw incompatible(a as GoValue, b as GoValue);
  }
  if (kind === 'bool' || kind === 'complex') throw new GoError(BAD_TYPE);
  if (x instanceof GoInt) return x.value < (y as GoInt).value;
  if (typeof x === 'string') return isTextLess(x, y as string);
  return (x as number) < (y as number);
}

function orderedKind(value: Val): Kind {
  const kind = basicKind(value);
  if (!kind) throw new GoError(BAD_TYPE);
  return kind;
}

const isTextLess = (a: string, b: string): boolean =>
  /[\ud800-\udfff]/.test(a + b) ? toBytes(a).compare(toBytes(b)) < 0 : a < b;

export const le = (a: Val, b: Val): boolean => lt(a, b) || isEqual(a, b);
export const gt = (a: Val, b: Val): boolean => !le(a, b);
export const ge = (a: Val, b: Val): boolean => !lt(a, b);
