import type { hbs } from '../parse/syntax.ts';
import { INTERNAL } from './internal-names.ts';
import { packPlace } from './place.ts';

/** The variables of generated code that are in scope. */
interface Scope {
  /** The one that holds `this`. */
  readonly context: string;
  /** The target of `../`. */
  readonly outer?: Scope;
  /** The numbers of the surrounding loops, the innermost first: that of `@key`, that of `@../key`. */
  readonly loops: readonly number[];
  /** Block parameters. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Generates JavaScript from a rewritten template: blocks become `if` and `for`, contexts and block parameters become
 * variables, and calls become calls. Handlebars' own code looks up helpers and creates objects for each of these.
 *
 * @returns an expression: a function from the helpers by name to the template
 */
export function generate(program: hbs.Program): string {
  return new Generator().template(program);
}

/** Helpers whose result is the same in each call, and never `undefined`. */
const CONSTANTS: ReadonlySet<string> = new Set([
  'StringLiteral',
  'NumberLiteral',
  'BooleanLiteral',
  'NullLiteral',
  'ListLiteral',
]);

/** What prints an expression: it is called with one value. */
const PRINTERS: ReadonlySet<string> = new Set([INTERNAL.yaml, INTERNAL.key, INTERNAL.text, INTERNAL.raw]);

/** A key of an object literal. In brackets `__proto__` is a key like any other; engines are slower with brackets. */
const spellKey = (key: string): string => (key === '__proto__' ? '["__proto__"]' : JSON.stringify(key));

class Generator {
  /** Constants of the template, by their value. */
  readonly #constants = new Map<string, string>();
  readonly #helpers = new Map<string, string>();
  #contexts = 0;

  template(program: hbs.Program): string {
    const body = this.#program(program, { context: 'c', loops: [], names: new Map() });
    const helpers = Array.from(this.#helpers, ([name, local]) => `${JSON.stringify(name)}:${local}`);
    const constants = Array.from(this.#constants, ([value, local]) => `const ${local}=${value};`);
    return `({${helpers.join(',')}})=>{${constants.join('')}return(c,x)=>{let o="";${body}return o}}`;
  }

  #program(program: hbs.Program | undefined, scope: Scope): string {
    let code = '';
    let pieces: string[] = [];
    const print = () => {
      if (pieces.length > 0) code += `o+=${pieces.join('+')};`;
      pieces = [];
    };
    for (const node of program?.body ?? []) {
      if (node.type === 'ContentStatement') pieces.push(JSON.stringify((node as hbs.ContentStatement).value));
      else if (node.type === 'MustacheStatement') pieces.push(this.#call(node as hbs.MustacheStatement, scope));
      else if (node.type === 'BlockStatement') {
        print();
        code += this.#block(node as hbs.BlockStatement, scope);
      }
    }
    print();
    return code;
  }

  #block({ path, params, program, inverse }: hbs.BlockStatement, scope: Scope): string {
    const block = (path as hbs.PathExpression).parts[0] as 'if' | 'unless' | 'with' | 'each';
    const value = params[0] ? this.#expression(params[0], scope) : 'undefined';
    const otherwise = this.#program(inverse, scope);
    return this.#blocks[block](value, program, otherwise && `else{${otherwise}}`, scope, packPlace(path.loc.start));
  }

  /** The code of each block, of its value, its program, and the code of `{{else}}`, if there is one. */
  readonly #blocks = {
    if: (value: string, program: hbs.Program | undefined, otherwise: string, scope: Scope): string =>
      `if(${this.#truth(value)}){${this.#program(program, hide(scope, program))}}${otherwise}`,

    unless: (value: string, program: hbs.Program | undefined, otherwise: string, scope: Scope): string =>
      `if(!${this.#truth(value)}){${this.#program(program, hide(scope, program))}}${otherwise}`,

    with: (value: string, program: hbs.Program | undefined, otherwise: string, outer: Scope): string => {
      const context = `c${++this.#contexts}`;
      const scope = { ...hide(outer, program, [context]), context, outer };
      return `{const ${context}=${value};if(${this.#truth(context)}){${this.#program(program, scope)}}${otherwise}}`;
    },

    each: (value: string, program: hbs.Program | undefined, otherwise: string, outer: Scope, place: number): string => {
      const id = ++this.#contexts;
      const loops = [id, ...outer.loops];
      const scope = { ...hide(outer, program, [`c${id}`, `k${id}`]), context: `c${id}`, outer, loops };
      const turn = `const t${id}=e${id}[i${id}],k${id}=t${id}[0],c${id}=t${id}[1];${this.#program(program, scope)}`;
      const loop = `for(let i${id}=0;i${id}<n${id};i${id}++){${turn}}`;
      const entries = `const e${id}=${this.#helper(INTERNAL.entries)}(x,${place},${value}),n${id}=e${id}.length;`;
      return `{${entries}if(n${id}>0)${loop}${otherwise}}`;
    },
  };

  #truth(value: string): string {
    return `${this.#helper(INTERNAL.truth)}(${value})`;
  }

  #call(node: hbs.Call & hbs.Node, scope: Scope): string {
    const name = (node.path as hbs.PathExpression).parts[0] as string;
    const args = node.params.map((param) => this.#expression(param, scope));
    const place = packPlace(node.loc.start);
    if (PRINTERS.has(name)) return `${this.#helper(name)}(x,${place},${args[0]})`;
    const pairs = node.hash?.pairs ?? [];
    const isConstant = pairs.every(({ value }) => CONSTANTS.has(value.type));
    // The keywords of `include` become the context of a template, which has no missing values.
    const orNull = name === 'include' && !isConstant ? '??null' : '';
    const fields = pairs.map(({ key, value }) => `${spellKey(key)}:${this.#expression(value, scope)}${orNull}`);
    const map = `{__proto__:null,${fields.join(',')}}`;
    const keywords = fields.length === 0 ? '' : `,${isConstant ? this.#constant(map) : map}`;
    return `${this.#helper(name)}(x,${place},[${args.join(',')}]${keywords})`;
  }

  #expression(node: hbs.Expression, scope: Scope): string {
    switch (node.type) {
      case 'SubExpression':
        return this.#call(node as hbs.SubExpression, scope);
      case 'PathExpression':
        return this.#path(node as hbs.PathExpression, scope);
      case 'StringLiteral':
        return JSON.stringify((node as hbs.StringLiteral).value);
      case 'ExactLiteral':
        return this.#constant(`${this.#helper(INTERNAL.number)}(${JSON.stringify((node as hbs.StringLiteral).value)})`);
      case 'NumberLiteral':
      case 'BooleanLiteral':
        return String((node as unknown as { readonly value: number | boolean }).value);
      case 'ListLiteral':
        return JSON.stringify((node as unknown as { readonly value: readonly string[] }).value);
      default:
        return node.type === 'NullLiteral' ? 'null' : 'undefined';
    }
  }

  #path(node: hbs.PathExpression, scope: Scope): string {
    const [first, ...rest] = node.parts;
    if (node.data)
      return this.#walk(this.#data(first, node.depth, scope), rest, first === 'root' ? [] : [`@${first}`], node);
    const own = node.depth === 0 && !isScoped(node) && first !== undefined ? scope.names.get(first) : undefined;
    if (own !== undefined) return this.#walk(own, rest, [first as string], node);
    let at = scope;
    for (let depth = node.depth; depth > 0; depth--) at = at.outer ?? at;
    return this.#walk(at.context, node.parts, [], node);
  }

  /** The code of what follows an `@`. */
  #data(name: string | undefined, depth: number, { loops }: Scope): string {
    if (name === 'root') return 'x.root';
    const id = loops[depth];
    if (id === undefined) return 'undefined';
    return (
      { key: `k${id}`, index: `i${id}`, first: `i${id}===0`, last: `i${id}===n${id}-1` }[name as string] ?? 'undefined'
    );
  }

  /** @param known the name of `base` */
  #walk(base: string, keys: readonly string[], known: readonly string[], node: hbs.Node): string {
    if (keys.length === 0) return base;
    const path = this.#constant(JSON.stringify([known.join('.'), ...keys]));
    return `${this.#helper(INTERNAL.get)}(x,${packPlace(node.loc.start)},${base},${path})`;
  }

  #constant(value: string): string {
    const local = this.#constants.get(value) ?? `p${this.#constants.size}`;
    this.#constants.set(value, local);
    return local;
  }

  #helper(name: string): string {
    const local = this.#helpers.get(name) ?? `f${this.#helpers.size}`;
    this.#helpers.set(name, local);
    return local;
  }
}

/** Whether a path begins with `this.` or `./`, which mean the context, whatever the names of block parameters. */
export const isScoped = ({ original }: hbs.PathExpression): boolean => /^(?:this|\.)[./]/.test(original);

/** The scope with the block parameters of a program, which hide others of the same names. */
function hide(scope: Scope, program: hbs.Program | undefined, values: readonly string[] = []): Scope {
  const params = program?.blockParams ?? [];
  if (params.length === 0) return scope;
  return {
    ...scope,
    names: new Map([...scope.names, ...params.map((name, i) => [name, values[i] ?? 'undefined'] as const)]),
  };
}
