import { toBytes } from '../../go/bytes.ts';
import { sortedKeys } from '../../go/text.ts';
import { GoError, GoInt, type GoMap, type GoValue, isGoMap, typeName } from '../../go/value.ts';
import { compareBytes } from '../../yaml/json.ts';
import type { Node, NodeList, Slice } from './nodes.ts';

/**
 * What a template finds in data (`JSONPath.FindResults` of client-go): a list of values for each part of it.
 *
 * @throws GoError with client-go's message where a field is missing, or a value is not of the kind that a part needs
 */
export function findResults(template: NodeList, data: GoValue): GoValue[][] {
  return new Finder().find(template.nodes, data);
}

class Finder {
  /** How many ranges have begun, and have not been entered; how many are entered; how many have ended. */
  #begun = 0;
  #entered = 0;
  #ended = 0;
  /** The part that ended the last range. */
  #end: Node | undefined;

  find(nodes: readonly Node[], data: GoValue | undefined): GoValue[][] {
    const found: GoValue[][] = [];
    for (let i = 0; i < nodes.length; i += 1) {
      const results = this.#walk([data], nodes[i] as Node);
      if (this.#ended > 0 && this.#ended <= this.#entered) {
        this.#ended -= 1;
        this.#end = nodes[i];
        break;
      }
      if (this.#begun === 0) {
        found.push(results as GoValue[]);
        continue;
      }
      const body = nodes.slice(i + 1);
      this.#begun -= 1;
      this.#entered += 1;
      for (const value of results) found.push(...this.find(body, value));
      // Without results its end has to be found all the same.
      if (results.length === 0) this.find(body, undefined);
      this.#entered -= 1;
      const end = this.#end === undefined ? -1 : nodes.indexOf(this.#end, i + 1);
      if (end > 0) i = end;
    }
    return found;
  }

  /** The results of a part for each value; undefined stands for Go's invalid value. */
  #walk(values: (GoValue | undefined)[], node: Node): (GoValue | undefined)[] {
    switch (node.kind) {
      case 'list':
        return node.nodes.reduce((current, one) => this.#walk(current, one), values);
      case 'literal':
        return node.isText ? [node.value] : values.map(() => node.value);
      case 'identifier':
        return this.#identifier(values, node.name);
      case 'field':
        return fieldOf(values, node.name);
      case 'wildcard':
        return values.flatMap(childrenOf);
      case 'recursive':
        return values.flatMap(descend);
      case 'union':
        return node.lists.flatMap((list) => this.#walk(values, list));
      case 'slice':
        return values.filter((value) => value !== null).flatMap((value) => sliceOf(value, node.slice));
      case 'filter':
        return values.flatMap((value) => listOf(value).filter((item) => this.#holds(item, node)));
    }
  }

  #identifier(values: (GoValue | undefined)[], name: string): (GoValue | undefined)[] {
    if (name === 'range') {
      this.#begun += 1;
      return values;
    }
    if (name !== 'end') throw new GoError(`unrecognized identifier ${name}`);
    if (this.#entered === 0) throw new GoError('not in range, nothing to end');
    this.#ended += 1;
    return [];
  }

  #holds(item: GoValue, { left, operator, right }: Extract<Node, { kind: 'filter' }>): boolean {
    if (operator === 'exists') return this.#exists(item, left);
    const [a, b] = [left, right].map((side) => this.#walk([item], side));
    if (!a?.length || !b?.length) return false;
    if (a.length > 1 || b.length > 1) throw new GoError('can only compare one element at a time');
    const compare = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (!compare) throw new GoError(`unrecognized filter operator ${operator}`);
    return compare(a[0], b[0]);
  }

  #exists(item: GoValue, left: NodeList): boolean {
    try {
      return this.#walk([item], left).length > 0;
    } catch (error) {
      if (error instanceof GoError) return false;
      throw error;
    }
  }
}

function fieldOf(values: readonly (GoValue | undefined)[], name: string): GoValue[] {
  const maps = values.filter((value): value is GoMap => isGoMap(value) && Object.hasOwn(value, name));
  if (maps.length === 0 && values.length > 0) throw new GoError(`${name} is not found`);
  return maps.map((map) => map[name] as GoValue);
}

function childrenOf(value: GoValue | undefined): GoValue[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return Array.from(toBytes(value), (byte) => new GoInt('uint8', BigInt(byte)));
  return isGoMap(value) ? sortedKeys(value).map((key) => value[key] as GoValue) : [];
}

/** Each container below a value, itself first. */
function descend(value: GoValue | undefined): GoValue[] {
  const children = childrenOf(value);
  return children.length === 0 ? [] : [value as GoValue, ...children.flatMap(descend)];
}

function listOf(value: GoValue | undefined): GoValue[] {
  if (Array.isArray(value)) return value;
  throw new GoError(`${nameOf(value)} is not array or slice`);
}

const nameOf = (value: GoValue | undefined): string => (value === undefined ? 'nothing' : typeName(value));

function sliceOf(value: GoValue | undefined, slice: Slice): GoValue[] {
  const list = listOf(value);
  const { length } = list;
  let { from = 0, to = length } = slice;
  if (from < 0) from += length;
  if (to < 0 || (to === 0 && slice.isSingle)) to += length;
  if (from === to) return [];
  for (const [index, last] of [[from, from] as const, [to, to - 1] as const])
    if (index < 0 || last >= length) throw new GoError(`array index out of bounds: index ${last}, length ${length}`);
  if (from > to) throw new GoError(`starting index ${from} is greater than ending index ${to}`);
  const { step = 1 } = slice;
  if (step <= 0) throw new GoError('step must be > 0');
  return list.slice(from, to).filter((_, index) => index % step === 0);
}

type Comparison = (a: GoValue | undefined, b: GoValue | undefined) => boolean;

/** As older versions of text/template compare: an integer is not compared with a float64, which all numbers of files are. */
const OPERATORS: Readonly<Record<string, Comparison>> = {
  '==': (a, b) => isEqual(a, b),
  '!=': (a, b) => !isEqual(a, b),
  '<': (a, b) => isLess(a, b),
  '<=': (a, b) => isLess(a, b) || isEqual(a, b),
  '>': (a, b) => !isLess(a, b) && !isEqual(a, b),
  '>=': (a, b) => !isLess(a, b),
};

const KINDS: ReadonlySet<string> = new Set(['bool', 'string', 'float64', 'int']);

function sameKind(a: GoValue | undefined, b: GoValue | undefined): string {
  const [first, second] = [nameOf(a), nameOf(b)];
  if (!KINDS.has(first) || !KINDS.has(second)) throw new GoError('invalid type for comparison');
  if (first !== second) throw new GoError('incompatible types for comparison');
  return first;
}

const isEqual: Comparison = (a, b) => (sameKind(a, b) === 'int' ? (a as GoInt).value === (b as GoInt).value : a === b);

const isLess: Comparison = (a, b) => {
  const kind = sameKind(a, b);
  if (kind === 'bool') throw new GoError('invalid type for comparison');
  if (kind === 'int') return (a as GoInt).value < (b as GoInt).value;
  return kind === 'string' ? compareBytes(a as string, b as string) < 0 : (a as number) < (b as number);
};
