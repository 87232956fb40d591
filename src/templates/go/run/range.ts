import { toBytes } from '../../../go/bytes.ts';
import { sortedKeys } from '../../../go/text.ts';
import { GoBytes, GoInt, type GoMap, GoObject, type GoValue, int, isGoMap } from '../../../go/value.ts';
import type { BranchNode, ListNode } from '../parse/nodes.ts';
import { compileCommands } from './expressions.ts';
import { raise, type Site } from './fault.ts';
import { BREAK, type Frame, GO_ON, type Step, type Val } from './frame.ts';
import { lastSite } from './last-site.ts';
import { formatPointee } from './pointers.ts';
import type { Scope } from './scope.ts';

/** The slots for the key and the element of an iteration. */
interface Targets {
  readonly index: number | undefined;
  readonly element: number | undefined;
  /** The slot of the value that is iterated. */
  readonly container: number;
}

/** Compiles `range`, in a new scope. */
export function compileRange(
  node: BranchNode,
  scope: Scope,
  compileLater: (list: ListNode, scope: Scope) => Step,
): Step {
  const { pipe, list, elseList } = node;
  const commands = compileCommands(pipe, scope);
  const container = scope.newSlot();
  const [first, second] = pipe.declared.map(({ name }, index) => {
    if (pipe.isAssign) return scope.find(name)?.slot;
    const isElement = index === pipe.declared.length - 1;
    return scope.declare(name, isElement ? container : undefined).slot;
  });
  const targets: Targets =
    second === undefined
      ? { index: undefined, element: first, container }
      : { index: first, element: second, container };
  const inner = scope.copy();
  inner.dotFrom = container;
  const body = compileLater(list, inner);
  const otherwise = elseList && compileLater(elseList, scope.copy());
  const site: Site = { tree: scope.tree, node: lastSite(pipe) };
  return (frame) => {
    const value = commands(frame);
    if (first !== undefined) frame.slots[first] = value;
    if (second !== undefined) frame.slots[second] = value;
    const { dot } = frame;
    const ran = iterate(frame, value, targets, body, site);
    frame.dot = dot;
    return ran || !otherwise ? GO_ON : otherwise(frame);
  };
}

/** @returns whether there was at least one iteration */
function iterate(frame: Frame, value: Val, targets: Targets, body: Step, site: Site): boolean {
  if (value === undefined || value === null) return false;
  if (value instanceof GoInt) return overInteger(frame, value, targets, body, site);
  const plain = value instanceof GoObject ? elementsOf(value) : value;
  frame.slots[targets.container] = plain;
  if (Array.isArray(plain)) return overList(frame, plain, targets, body);
  if (plain instanceof GoInt) return overInteger(frame, plain, targets, body, site);
  if (isGoMap(plain)) return overMap(frame, plain, targets, body);
  return raise(site, `range can't iterate over ${formatPointee(value)}`);
}

const elementsOf = (object: GoObject): GoValue =>
  object instanceof GoBytes
    ? [...toBytes(object.text)].map((byte) => new GoInt('uint8', BigInt(byte)))
    : (object.underlying ?? object);

function overList(frame: Frame, list: readonly GoValue[], { index, element }: Targets, body: Step): boolean {
  const { length } = list;
  const { slots, engine } = frame;
  engine.countTurns(length);
  for (let i = 0; i < length; i++) {
    const item = list[i] as GoValue;
    if (index !== undefined) slots[index] = int(i);
    if (element !== undefined) slots[element] = item;
    frame.dot = item;
    if (body(frame) === BREAK) break;
  }
  engine.countText(frame.out.length);
  return length > 0;
}

/** In the order of the keys' bytes, over the entries that the map has when the loop begins. */
function overMap(frame: Frame, map: GoMap, { index, element }: Targets, body: Step): boolean {
  const keys = sortedKeys(map);
  const items = keys.map((key) => map[key] as GoValue);
  const { slots, engine } = frame;
  engine.countTurns(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const item = items[i] as GoValue;
    if (index !== undefined) slots[index] = keys[i] as string;
    if (element !== undefined) slots[element] = item;
    frame.dot = item;
    if (body(frame) === BREAK) break;
  }
  engine.countText(frame.out.length);
  return keys.length > 0;
}

function overInteger(
  frame: Frame,
  { kind, value }: GoInt,
  { index, element }: Targets,
  body: Step,
  site: Site,
): boolean {
  if (index !== undefined) raise(site, `can't use ${value} to iterate over more than one variable`);
  const { slots, engine } = frame;
  const count = Number(value);
  engine.countTurns(Math.max(0, count));
  for (let i = 0; i < count; i++) {
    const item = kind === 'int' ? int(i) : new GoInt(kind, BigInt(i));
    if (element !== undefined) slots[element] = item;
    frame.dot = item;
    if (body(frame) === BREAK) break;
  }
  engine.countText(frame.out.length);
  return count > 0;
}
