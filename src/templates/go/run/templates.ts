import { isEmpty, type Tree } from '../parse/nodes.ts';
import type { Runnable, Step } from './frame.ts';
import type { FunctionTable } from './scope.ts';
import { compileTree } from './statements.ts';

/** One template, compiled when it first runs. */
export class Template implements Runnable {
  readonly tree: Tree;
  readonly isEmpty: boolean;
  readonly #functions: FunctionTable;
  #body: Step | undefined;

  constructor(tree: Tree, functions: FunctionTable) {
    this.tree = tree;
    this.isEmpty = isEmpty(tree.root);
    this.#functions = functions;
  }

  get body(): Step {
    this.#body ??= compileTree(this.tree, this.#functions);
    return this.#body;
  }
}

/** Finds templates by their names. */
export interface TemplateNames {
  find(name: string): Runnable | undefined;
  /** For suggestions. */
  names(): string[];
}

/** Templates by their names. Of two definitions the last one counts, but an empty one replaces none. */
export class Templates implements TemplateNames {
  readonly #own = new Map<string, Template>();
  readonly #outer: TemplateNames | undefined;

  /** @param outer the templates that are visible, too: a string of `tpl` sees those of the charts */
  constructor(outer?: TemplateNames, own: Iterable<Template> = []) {
    this.#outer = outer;
    for (const template of own) this.add(template);
  }

  add(template: Template): void {
    const { name } = template.tree;
    if (!template.isEmpty || !this.find(name)) this.#own.set(name, template);
  }

  /** One of these templates, without the outer ones, with its tree. */
  own(name: string): Template | undefined {
    return this.#own.get(name);
  }

  find(name: string): Runnable | undefined {
    return this.#own.get(name) ?? this.#outer?.find(name);
  }

  names(): string[] {
    return [...this.#own.keys(), ...(this.#outer?.names() ?? [])];
  }
}
