import { fromBytes, toBytes } from '../../../go/bytes.ts';
import { byteLength } from '../../../go/text.ts';
import {
  elementOf,
  GoBytes,
  GoError,
  GoInt,
  type GoMap,
  GoObject,
  type GoValue,
  int,
  isGoMap,
  typedList,
  typeName,
} from '../../../go/value.ts';
import { zeroElement } from '../run/fields.ts';
import type { Val } from '../run/frame.ts';
import { pointeeType } from '../run/pointers.ts';

const plain = (value: Exclude<Val, undefined>): GoValue =>
  value instanceof GoObject ? (value.underlying ?? value) : value;

/** `index x 1 "k"`: x[1]["k"]. @throws GoError */
export function index(item: Val, ...indexes: Val[]): Val {
  if (item === undefined || item === null) throw new GoError('index of untyped nil');
  let value: GoValue = item;
  for (const at of indexes) {
    if (value === null) throw new GoError('index of nil pointer');
    value = indexOne(value, plain(value), at ?? undefined);
  }
  return value;
}

function indexOne(item: GoValue, value: GoValue, at: Val): GoValue {
  if (Array.isArray(value)) {
    const found = value[position(at, value.length)];
    if (found === undefined) throw new GoError('reflect: slice index out of range');
    return found;
  }
  if (typeof value === 'string' || value instanceof GoBytes) {
    const isText = typeof value === 'string';
    const bytes = toBytes(isText ? value : value.text);
    const byte = bytes[position(at, bytes.length)];
    if (byte === undefined) throw new GoError(`reflect: ${isText ? 'string' : 'slice'} index out of range`);
    return new GoInt('uint8', BigInt(byte));
  }
  if (!isGoMap(value)) throw new GoError(`can't index item of type ${pointeeType(item)}`);
  const key = keyOf(at);
  return value[key] ?? zeroOfMissing(value, key);
}

const zeroOfMissing = (map: GoMap, key: string): GoValue => (key in map ? null : zeroElement(map));

function keyOf(at: Val): string {
  if (typeof at === 'string') return at;
  if (at === undefined || at === null) throw new GoError('value is nil; should be of type string');
  throw new GoError(`value has type ${typeName(at)}; should be string`);
}

/** An index of a list: `length` itself is left for the caller to refuse. */
function position(at: Val, length: number): number {
  if (at === undefined || at === null) throw new GoError('cannot index slice/array with nil');
  const value = plain(at);
  if (!(value instanceof GoInt)) throw new GoError(`cannot index slice/array with type ${typeName(at)}`);
  const whole = BigInt.asIntN(64, value.value);
  if (whole < 0n || whole > BigInt(length)) throw new GoError(`index out of range: ${whole}`);
  return Number(whole);
}

/** text/template's `slice x 1 2`: x[1:2]. Helm's charts have sprig's function of that name. @throws GoError */
export function slice(item: Val, ...indexes: Val[]): Val {
  if (item === undefined || item === null) throw new GoError('slice of untyped nil');
  if (indexes.length > 3) throw new GoError(`too many slice indexes: ${indexes.length}`);
  const value = plain(item);
  if (typeof value === 'string' && indexes.length === 3) throw new GoError('cannot 3-index slice a string');
  const length = lengthOf(value);
  if (length === undefined || isGoMap(value)) throw new GoError(`can't slice item of type ${pointeeType(item)}`);
  const bounds = indexes.map((at) => position(at, length));
  const [from = 0, to = length, most] = bounds;
  if (from > to) throw new GoError(`invalid slice index: ${from} > ${to}`);
  if (most !== undefined && to > most) throw new GoError(`invalid slice index: ${to} > ${most}`);
  if (Array.isArray(value)) return typedList(elementOf(value), value.slice(from, to));
  const text = typeof value === 'string' ? value : (value as GoBytes).text;
  const part = fromBytes(toBytes(text).subarray(from, to));
  return typeof value === 'string' ? part : new GoBytes(part);
}

function lengthOf(value: GoValue): number | undefined {
  if (typeof value === 'string') return byteLength(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof GoBytes) return byteLength(value.text);
  return isGoMap(value) ? Object.keys(value).length : undefined;
}

/** `len`: elements, or bytes of a string. @throws GoError */
export function len(item: Val): GoInt {
  if (item === null) throw new GoError('len of nil pointer');
  if (item === undefined) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  const length = lengthOf(plain(item));
  if (length === undefined) throw new GoError(`len of type ${pointeeType(item)}`);
  return int(length);
}
