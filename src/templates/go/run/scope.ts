import type { GoMethod } from '../../../go/value.ts';
import type { Statement, Tree } from '../parse/nodes.ts';
import type { Step } from './frame.ts';

/** A variable: its slot, and the slot of the list or map that it is an element of, if a loop declares it. */
export interface Variable {
  readonly name: string;
  readonly slot: number;
  readonly from: number | undefined;
}

export type FunctionTable = Readonly<Record<string, GoMethod>>;

/** Wraps a step in one that runs it and records its output. */
export type Observe = (node: Statement, step: Step) => Step;

/** What the compiler knows at an expression: its view of Go's stack of variables. */
export class Scope {
  readonly tree: Tree;
  readonly functions: FunctionTable;
  /** Observes the statements when they run, for the trace of lines. */
  readonly observe: Observe | undefined;
  /** The slot of the list or map that dot is an element of: it determines the static type of dot. */
  dotFrom: number | undefined;
  readonly #variables: Variable[];
  readonly #slots: { count: number };

  constructor(tree: Tree, functions: FunctionTable, observe?: Observe, outer?: Scope) {
    this.tree = tree;
    this.functions = functions;
    this.observe = observe;
    this.#variables = outer ? [...outer.#variables] : [{ name: '$', slot: 0, from: undefined }];
    this.#slots = outer ? outer.#slots : { count: 1 };
    this.dotFrom = outer?.dotFrom;
  }

  /** A scope of its own with what is known here, for what is compiled later. */
  copy(): Scope {
    return new Scope(this.tree, this.functions, this.observe, this);
  }

  /** A new slot. Slots are never used twice, so that no value of another variable is visible. */
  newSlot(): number {
    return this.#slots.count++;
  }

  declare(name: string, from?: number): Variable {
    const variable = { name, slot: this.newSlot(), from };
    this.#variables.push(variable);
    return variable;
  }

  /** The innermost variable of that name; undefined only where it is used in its own declaration. */
  find(name: string): Variable | undefined {
    return this.#variables.findLast((variable) => variable.name === name);
  }

  /** Removes afterwards what is declared while `compile` runs, and restores dot. */
  within<T>(compile: () => T): T {
    const [count, { dotFrom }] = [this.#variables.length, this];
    const result = compile();
    this.#variables.length = count;
    this.dotFrom = dotFrom;
    return result;
  }
}
