import type { Operand, Tree } from '../../templates/index.ts';
import { isMap, type Value } from '../../yaml/value.ts';
import { pathOfCall, valuesPath, visitOperands } from './walk.ts';

/** A path through values, as far as templates follow it. */
interface ReadNode {
  /** Whether the value is read as a whole: everything in it is. */
  isWhole: boolean;
  readonly children: Map<string, ReadNode>;
}

const newNode = (): ReadNode => ({ isWhole: false, children: new Map() });

/** `.Values.a.b` in a string that is rendered later: a string of the values, or a file. */
const ACTION = /\{\{[^{}]*\}\}/g;
const IN_TEXT = /\.Values((?:\.[A-Za-z_]\w*)*)/g;

/** `auth.password` */
const NAME = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/;

/**
 * The values that templates read. Where it is not known which part of a value is read, the whole value counts as read.
 */
export class Reads {
  readonly #root = newNode();
  readonly #others: Reads | undefined;

  /** @param others other paths that are read */
  constructor(others?: Reads) {
    this.#others = others;
  }

  /**
   * Adds what a template reads.
   *
   * @param isLibrary whether it belongs to a library, which reads values by the names that are passed to it
   */
  addTree(tree: Tree, isLibrary = false): void {
    /** Operands whose path was added by what is around them. */
    const done = new Set<Operand>();
    visitOperands(tree, (node, { commands }) => {
      const command = commands.at(-1);
      const called = command && node === command.args[0] ? pathOfCall(command) : undefined;
      if (called) {
        this.add(called);
        for (const argument of command?.args ?? []) if (valuesPath(argument)) markDone(argument, done);
      }
      if (node.kind === 'string') this.#addString(node.text);
      if (done.has(node)) return;
      const path = valuesPath(node);
      // A library that takes all values into a variable reads them by that.
      if (isLibrary && path === undefined && 'names' in node && node.kind !== 'field' && node.names.length > 0)
        this.add(node.names);
      if (path === undefined) return;
      if (path.length > 0 || !isLibrary) this.add(path);
      markDone(node, done);
    });
  }

  /** A constant may be a template, or the name of a value that a library looks up. */
  #addString(text: string): void {
    this.addText(text);
    if (NAME.test(text)) this.add(text.split('.'));
  }

  /** Adds what a string reads that is a template, or contains some. */
  addText(text: string): void {
    if (!text.includes('.Values')) return;
    for (const [action] of text.matchAll(ACTION))
      for (const [, names = ''] of action.matchAll(IN_TEXT)) this.add(names.split('.').slice(1));
  }

  /** Adds what the strings in a value read. */
  addStrings(value: Value | undefined): void {
    if (typeof value === 'string') this.addText(value);
    else if (Array.isArray(value)) for (const item of value) this.addStrings(item);
    else if (isMap(value)) for (const key in value) this.addStrings(value[key]);
  }

  add(path: readonly string[]): void {
    let node = this.#root;
    for (const name of path) {
      let next = node.children.get(name);
      if (!next) {
        next = newNode();
        node.children.set(name, next);
      }
      node = next;
    }
    node.isWhole = true;
  }

  /** Whether the value at a path is read: itself, a part of it, or something that it is a part of. */
  has(path: readonly (string | number)[]): boolean {
    return this.#has(path) || (this.#others?.has(path) ?? false);
  }

  #has(path: readonly (string | number)[]): boolean {
    let node = this.#root;
    for (const step of path) {
      if (node.isWhole) return true;
      const next = node.children.get(String(step));
      if (!next) return false;
      node = next;
    }
    return true;
  }

  /** Whether the value at a path is read as a whole. */
  hasWhole(path: readonly string[]): boolean {
    let node: ReadNode | undefined = this.#root;
    for (const step of path) {
      if (node?.isWhole) return true;
      node = node?.children.get(step);
    }
    return (node?.isWhole ?? false) || (this.#others?.hasWhole(path) ?? false);
  }

  /** The keys that templates read of the map at a path. */
  keysAt(path: readonly string[]): string[] {
    let node: ReadNode | undefined = this.#root;
    for (const step of path) node = node?.children.get(step);
    return [...(node?.children.keys() ?? []), ...(this.#others?.keysAt(path) ?? [])];
  }
}

/** What an operand is made of is read by it. */
function markDone(node: Operand, done: Set<Operand>): void {
  done.add(node);
  if (node.kind === 'chain') markDone(node.node, done);
  if (node.kind !== 'pipe') return;
  for (const { args } of node.commands) for (const argument of args) if (valuesPath(argument)) markDone(argument, done);
}
