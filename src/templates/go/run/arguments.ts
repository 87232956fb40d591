import { GoComplex } from '../../../go/complex.ts';
import {
  elementOf,
  GoInt,
  GoObject,
  type GoType,
  type GoValue,
  int,
  isGoMap,
  newGoMap,
  nil,
  typeName,
} from '../../../go/value.ts';
import type { NumberNode, Operand } from '../parse/nodes.ts';
import { printNode } from '../parse/print-node.ts';
import { raise, type Site } from './fault.ts';
import type { Eval, Val } from './frame.ts';

/** Converts a value to the type of a parameter, or throws Go's error at the place. */
export type Convert = (value: Val, site: Site) => Val;

const asInt =
  (kind: GoType): Convert =>
  (value, site) =>
    value instanceof GoInt && value.kind === kind ? value : mismatch(value, kind, site);

const asNamed =
  (type: GoType): Convert =>
  (value, site) =>
    value instanceof GoObject && value.type === type ? value : mismatch(value, type, site);

/** Every other type is a struct or a pointer, identified by its name. */
const converters: Readonly<Partial<Record<GoType, Convert>>> = {
  'interface {}': (value) => (value instanceof GoObject ? value.copy : (value ?? null)),
  'reflect.Value': (value) => value,
  string: (value, site) => (typeof value === 'string' ? value : mismatch(value, 'string', site)),
  bool: (value, site) => (typeof value === 'boolean' ? value : mismatch(value, 'bool', site)),
  float64: (value, site) => (typeof value === 'number' ? value : mismatch(value, 'float64', site)),
  int: asInt('int'),
  int64: asInt('int64'),
  uint32: asInt('uint32'),
  'map[string]interface {}': (value, site) => {
    const plain = value instanceof GoObject ? value.underlying : value;
    return isGoMap(plain) && elementOf(plain) === 'interface {}'
      ? plain
      : mismatch(value, 'map[string]interface {}', site);
  },
  '[]interface {}': (value, site) => {
    const plain = value instanceof GoObject ? value.underlying : value;
    return Array.isArray(plain) && elementOf(plain) === 'interface {}'
      ? plain
      : mismatch(value, '[]interface {}', site);
  },
};

export const converterOf = (type: GoType): Convert => converters[type] ?? asNamed(type);

/** The nil values of the types that have one. */
const ZEROS: ReadonlyMap<GoType, () => Val> = new Map<GoType, () => Val>([
  ['interface {}', () => null],
  ['reflect.Value', () => undefined],
  ['*semver.Version', () => null],
  ['map[string]interface {}', () => nil(newGoMap())],
  ['[]interface {}', () => nil([])],
]);

function mismatch(value: Val, type: GoType, site: Site): Val {
  if (value === undefined) {
    const zero = ZEROS.get(type);
    return zero ? zero() : raise(site, `invalid value; expected ${type}`);
  }
  const got = value === null ? 'interface {}' : typeName(value);
  return raise(site, `wrong type for value; expected ${type}; got ${got}`);
}

/** A constant as an argument of a type; undefined for what has to be evaluated. */
export function constantArgument(type: GoType, node: Operand, site: Site): Eval | undefined {
  switch (node.kind) {
    case 'nil': {
      const zero = ZEROS.get(type);
      return zero ?? (() => raise(site, `cannot assign nil to ${type}`));
    }
    case 'bool':
    case 'string':
    case 'number': {
      const made = makeConstant(type, node);
      return typeof made === 'string' ? () => raise(site, made) : () => made.value;
    }
  }
  return undefined;
}

interface Constant {
  readonly value: GoValue;
}

/** @returns Go's error where the type is another one */
function makeConstant(type: GoType, node: Operand): Constant | string {
  switch (type) {
    case 'interface {}':
    case 'reflect.Value':
      return idealConstant(node);
    case 'bool':
      return node.kind === 'bool' ? { value: node.value } : `expected bool; found ${printNode(node)}`;
    case 'string':
      return node.kind === 'string' ? { value: node.text } : `expected string; found ${printNode(node)}`;
    case 'int':
    case 'int64':
      return node.kind === 'number' && node.int !== undefined
        ? { value: new GoInt(type, node.int) }
        : `expected integer; found ${printNode(node)}`;
    case 'uint32':
      return node.kind === 'number' && node.uint !== undefined
        ? { value: new GoInt(type, BigInt.asUintN(32, node.uint)) }
        : `expected unsigned integer; found ${printNode(node)}`;
    case 'float64':
      return node.kind === 'number' && node.float !== undefined
        ? { value: node.float }
        : `expected float; found ${printNode(node)}`;
  }
  return `can't handle ${printNode(node)} for arg of type ${type}`;
}

/** A constant without an expected type: its spelling determines the type. @returns Go's error where it is too large */
export function idealConstant(node: Operand): Constant | string {
  if (node.kind === 'bool') return { value: node.value };
  if (node.kind === 'string') return { value: node.text };
  return node.kind === 'number' ? idealNumber(node) : `can't evaluate command ${printNode(node)}`;
}

function idealNumber({ complex, float, int: whole, text }: NumberNode): Constant | string {
  if (complex) return { value: new GoComplex(complex.real, complex.imaginary) };
  const isHexInt = /^0[xX][^pP]+$/.test(text);
  if (float !== undefined && !isHexInt && !text.startsWith("'") && /[.eEpP]/.test(text)) return { value: float };
  return whole === undefined ? `${text} overflows int` : { value: int(whole) };
}
