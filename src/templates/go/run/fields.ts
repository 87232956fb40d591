import {
  elementOf,
  GoBytes,
  type GoMap,
  type GoMethod,
  GoObject,
  type GoValue,
  isGoMap,
  typeName,
} from '../../../go/value.ts';
import type { Node } from '../parse/nodes.ts';
import { ExecFault, type Site } from './fault.ts';
import type { Frame, Val } from './frame.ts';

/** A plain map, as most receivers are. */
export const isPlainMap = (value: Val): value is GoMap =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;

/** The result of Go's missingkey=zero for an unknown key: the zero value of the map's elements. */
export function zeroElement(map: GoMap): GoValue {
  const element = elementOf(map);
  if (element === 'interface {}') return null;
  return ZEROS.get(element)?.() ?? null;
}

const ZEROS: ReadonlyMap<string, () => GoValue> = new Map<string, () => GoValue>([
  ['string', () => ''],
  ['bool', () => false],
  ['float64', () => 0],
  ['[]uint8', () => new GoBytes('')],
]);

/** Calls a method with the arguments in the template. */
export type CallMethod = (frame: Frame, method: GoMethod, name: string) => Val;

/** How the fields of one operand are read. */
export interface FieldReader {
  readonly site: Site;
  readonly operand: Node;
  readonly names: readonly string[];
  /** Whether the last name has arguments, and so must be a method. */
  readonly hasArgs: boolean;
  /** Calls the last name as a method. */
  readonly call: CallMethod;
  /** Calls the names before it as methods. */
  readonly callBare: CallMethod;
  /** The static type of the first receiver, where that is not its own type. */
  readonly baseType: (frame: Frame) => string | undefined;
}

/** The value of the fields `.a.b.c` of `base`. */
export function readFields(frame: Frame, base: Val, reader: FieldReader): Val {
  const { names, hasArgs } = reader;
  const last = hasArgs ? names.length - 1 : names.length;
  let value = base;
  let holder: Val;
  for (let i = 0; i < last; i++) {
    const name = names[i] as string;
    const receiver = value;
    if (isPlainMap(receiver)) {
      const found = receiver[name];
      value = found === undefined ? zeroElement(receiver) : found;
    } else value = readField(frame, base, receiver, holder, i, reader);
    holder = receiver;
  }
  return hasArgs ? readField(frame, base, value, holder, last, reader) : value;
}

/** One field of a value that is not a plain map, or one with arguments. */
function readField(frame: Frame, base: Val, receiver: Val, holder: Val, index: number, reader: FieldReader): Val {
  if (receiver === undefined) return undefined;
  if (receiver instanceof GoObject && !reader.hasArgs) {
    // Nearly all of them are `.Values`, whose entries are read like those of a plain map.
    const name = reader.names[index] as string;
    const map = receiver.method(name) || receiver.field(name) !== undefined ? undefined : receiver.underlying;
    if (isPlainMap(map)) {
      const found = map[name];
      return found === undefined ? zeroElement(map) : found;
    }
  }
  return readAnyField(frame, base, receiver, holder, index, reader);
}

function readAnyField(
  frame: Frame,
  base: Val,
  receiver: Exclude<Val, undefined>,
  holder: Val,
  index: number,
  reader: FieldReader,
): Val {
  const { site, operand, names } = reader;
  const name = names[index] as string;
  const isLast = index === names.length - 1;
  const withArgs = isLast && reader.hasArgs;
  const fault = (message: string) =>
    new ExecFault(site, message, undefined, { operand, root: base, names, failed: index });
  const type = () => staticType(frame, receiver, holder, index, reader);
  if (receiver === null) throw fault(`nil pointer evaluating ${type()}.${name}`);
  let map: Val = receiver;
  if (receiver instanceof GoObject) {
    const method = receiver.method(name);
    if (method) return (isLast ? reader.call : reader.callBare)(frame, method, name);
    const field = receiver.field(name);
    if (field !== undefined) {
      if (!/^\p{Lu}/u.test(name)) throw fault(`${name} is an unexported field of struct type ${type()}`);
      if (withArgs) throw fault(`${name} has arguments but cannot be invoked as function`);
      return field;
    }
    map = receiver.underlying;
  }
  if (!isGoMap(map)) throw fault(`can't evaluate field ${name} in type ${type()}`);
  if (withArgs) throw fault(`${name} is not a method but has arguments`);
  const found = map[name];
  return found === undefined ? zeroElement(map) : found;
}

/** The static type of the receiver in Go: `interface {}` for an element of a map or list of that type. */
function staticType(frame: Frame, receiver: GoValue, holder: Val, index: number, reader: FieldReader): string {
  if (index === 0) return reader.baseType(frame) ?? (receiver === null ? 'interface {}' : typeName(receiver));
  const map = holder instanceof GoObject ? holder.underlying : holder;
  if (isGoMap(map)) return elementOf(map);
  return receiver === null ? 'interface {}' : typeName(receiver);
}

/** The static type of the elements that a loop iterates over; undefined where it is the type of each element. */
export function elementType(container: Val): string | undefined {
  const plain = container instanceof GoObject ? container.underlying : container;
  return Array.isArray(plain) || isGoMap(plain) ? elementOf(plain) : undefined;
}
