import type { GoMethod } from '../../../go/value.ts';
import type { Statement, Tree } from '../parse/nodes.ts';
import type { Step } from './frame.ts';

/** A variable: its slot, and the slot of the list or map that a loop takes it from, if one does. */
export interface Variable {
  readonly name: string;
  readonly slot: number;
  readonly from: number | undefined;
}

export type FunctionTable = Readonly<Record<string, GoMethod>>;

/** Makes a step of another that runs it and notes what it prints. */
export type Observe = (node: Statement, step: Step) => Step;

/** What is known at an expression of a template: the compiler's view of Go's stack of variables. */
export class Scope {
  readonly tree: Tree;
  readonly functions: FunctionTable;
  /** Watches statements run, for the trace of lines. */
  readonly observe: Observe | undefined;
  /** The slot of the list or map that dot is an element of: it determines what type Go knows it as. */
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

  /** A slot of its own. Slots are never used twice, so that no value of another variable shows. */
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

  /** What is declared while `compile` runs is forgotten afterwards; dot is as before, too. */
  within<T>(compile: () => T): T {
    const [count, { dotFrom }] = [this.#variables.length, this];
    const result = compile();
    this.#variables.length = count;
    this.dotFrom = dotFrom;
    return result;
  }
}
