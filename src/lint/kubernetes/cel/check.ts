import { suggest } from '../../../problem/suggest.ts';
import { enumerate, quote } from '../../words.ts';
import { functionsOf, type Overload } from './functions.ts';
import { checkLiteral } from './literals.ts';
import { CelFault, type Item, type Node, parseCel } from './parse.ts';
import {
  assign,
  assignAll,
  type Bindings,
  DYN,
  describeType,
  isDynamic,
  isLooser,
  isParameter,
  isSame,
  listOf,
  mapOf,
  optionalOf,
  resolve,
  simple,
  type Type,
  UNSURE,
} from './types.ts';

/** What an expression can use. */
export interface Environment {
  /** Of the server. */
  readonly minor: number;
  /** By name, which can have dots. */
  readonly variables: ReadonlyMap<string, Type>;
  /** The messages that can be made, by the beginning of their names. */
  readonly messages?: Readonly<Record<string, Type>>;
  /** Whether cel.bind can be used. */
  readonly hasBind?: boolean;
}

/** What the compiler made of an expression: what is against it, in words that complete "the expression …", or its type. */
export type Compiled =
  | { readonly fault: string }
  | {
      readonly type: Type;
      /** The variables that are used. */
      readonly names: ReadonlySet<string>;
    };

/**
 * Compiles an expression as the API server does. Limits of cost are not checked.
 *
 * @param results the types that the expression may have; none for any
 */
export function compileCel(expression: string, environment: Environment, results: readonly string[] = []): Compiled {
  try {
    const checker = new Checker(environment);
    const type = checker.check(parseCel(expression));
    checker.checkLists();
    const compiled = { type: resolve(type, checker.bindings), names: checker.names };
    const fault = resultFault(compiled.type, results);
    return fault === undefined ? compiled : { fault };
  } catch (error) {
    if (error instanceof CelFault) return { fault: error.message };
    throw error;
  }
}

function resultFault(type: Type, results: readonly string[]): string | undefined {
  const name = describeType(type);
  if (results.length === 0 || type.name === '?' || results.includes(name)) return undefined;
  const isUnknown = type.name === 'dyn' || isParameter(type);
  const found = isUnknown ? `of a type that only the object tells: write ${results[0]}(…) around it` : name;
  return `must be ${enumerate(results, 'or')}, and is ${found}`;
}

/** The names of types, which are values, too. */
const TYPES: ReadonlySet<string> = new Set('bool bytes double int list map string type uint null_type'.split(' '));
/** Names of types with dots begin with these. */
const PACKAGES = /^(?:google|kubernetes|net|optional_type)$/;

/** Macros by name: how many variables they bind, and how many arguments they take. */
const MACROS: Readonly<Record<string, readonly (readonly [variables: number, args: number])[]>> = {
  all: [
    [1, 2],
    [2, 3],
  ],
  exists: [
    [1, 2],
    [2, 3],
  ],
  exists_one: [
    [1, 2],
    [2, 3],
  ],
  existsOne: [[2, 3]],
  filter: [[1, 2]],
  map: [
    [1, 2],
    [1, 3],
  ],
  optFlatMap: [[1, 2]],
  optMap: [[1, 2]],
  sortBy: [[1, 2]],
  transformList: [
    [2, 3],
    [2, 4],
  ],
  transformMap: [
    [2, 3],
    [2, 4],
  ],
  transformMapEntry: [
    [2, 3],
    [2, 4],
  ],
};
const BOOL = simple('bool');
const MOST_STEPS = 20_000;

class Checker {
  readonly #environment: Environment;
  readonly #functions: ReadonlyMap<string, readonly Overload[]>;
  #scope: ReadonlyMap<string, Type>;
  #fresh = 0;
  #depth = 0;
  #steps = 0;
  /** The types of the items of each list and map. */
  readonly #lists: Type[][] = [];
  /** Whether what is read are the arguments of format(), whose list can mix types. */
  #isFormat = false;
  bindings: Bindings = new Map();
  /** The variables that are used. */
  readonly names = new Set<string>();

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#functions = functionsOf(environment.minor);
    this.#scope = environment.variables;
  }

  check(node: Node): Type {
    // Of what is longer than anybody writes, nothing is said.
    if (++this.#steps > MOST_STEPS || this.#depth > 1000) return UNSURE;
    this.#depth++;
    const type = this.#check(node);
    this.#depth--;
    return type;
  }

  #check(node: Node): Type {
    switch (node.is) {
      case 'literal':
        return simple(node.type);
      case 'name':
        return (
          this.#variable(node.name) ??
          fail(`knows no variable ${quote(node.name)}${near(node.name, this.#scope.keys()) || this.#names()}`)
        );
      case 'select': {
        const name = node.optional ? undefined : dotted(node);
        return (
          (name === undefined ? undefined : this.#variable(name)) ?? this.#select(node.of, node.field, node.optional)
        );
      }
      case 'call':
        return this.#call(node.name, node.target, node.args);
      case 'list':
        return listOf(this.#join(node.items));
      case 'map':
        return mapOf(
          this.#join(node.entries.map(([key]) => ({ node: key, optional: false }))),
          this.#join(node.entries.map(([, value]) => value)),
        );
      case 'struct':
        return this.#message(node.name, node.fields);
    }
  }

  #names(): string {
    const names = [...this.#environment.variables.keys()].filter((name) => !name.includes('.'));
    return names.length === 0 ? '' : `: it has ${enumerate(names, 'and')}`;
  }

  #variable(name: string): Type | undefined {
    const own = this.#scope.get(name);
    if (own) {
      this.names.add(name);
      return own;
    }
    if (TYPES.has(name)) return { name: 'type', of: [simple(name)] };
    return PACKAGES.test(name) ? UNSURE : undefined;
  }

  #select(of: Node, field: string, optional: boolean): Type {
    const operand = resolve(this.check(of), this.bindings);
    const isOptional = operand.name === 'optional';
    const target = isOptional ? resolve(operand.of[0] as Type, this.bindings) : operand;
    const type = this.#field(target, field);
    return isOptional || optional ? optionalOf(type) : type;
  }

  #field(target: Type, field: string): Type {
    if (target.name === 'map') return target.of[1] as Type;
    if (target.fields) {
      const type = target.fields.get(field);
      if (type) return type;
      const known = [...target.fields.keys()].sort();
      const names =
        known.length === 0 ? ' no fields' : ` ${enumerate(known.slice(0, 12), 'and')}${known.length > 12 ? ', …' : ''}`;
      fail(`reads the field ${quote(field)} of an object${near(field, known) || ` that has${names}`}`);
    }
    if (isDynamic(target)) return target.name === 'any' ? DYN : target;
    if (isParameter(target)) return DYN;
    return fail(`reads the field ${quote(field)} of ${describeType(target)}, which has no fields`);
  }

  #call(name: string, target: Node | undefined, args: readonly Node[]): Type {
    const macro = this.#macro(name, target, args);
    if (macro) return macro;
    const before = this.#isFormat;
    this.#isFormat ||= name === 'format';
    const types = args.map((arg) => this.check(arg));
    if (!target) {
      this.#isFormat = before;
      return this.#apply(name, this.#known(name), undefined, types, args);
    }
    const path = dotted(target);
    const global = path === undefined ? undefined : this.#functions.get(`${path}.${name}`);
    if (global && (path !== 'jsonpatch' || this.#environment.messages))
      return this.#apply(`${path}.${name}`, global, undefined, types, args);
    const own = this.check(target);
    this.#isFormat = before;
    return this.#apply(name, this.#known(name), own, types, args);
  }

  #known(name: string): readonly Overload[] {
    return this.#functions.get(name) ?? fail(`knows no function ${quote(name)}${near(name, this.#functions.keys())}`);
  }

  #apply(
    name: string,
    overloads: readonly Overload[],
    target: Type | undefined,
    args: readonly Type[],
    nodes: readonly Node[],
  ): Type {
    checkLiteral(name, nodes);
    const given = target ? [target, ...args] : args;
    let result: Type | undefined;
    for (const overload of overloads) {
      if (overload.isMember !== (target !== undefined)) continue;
      const suffix = `#${this.#fresh++}`;
      const bound = assignAll(
        given,
        overload.args.map((type) => renamed(type, suffix)),
        this.bindings,
      );
      if (!bound) continue;
      this.bindings = bound;
      const own = resolve(renamed(overload.result, suffix), bound);
      result = !result || isDynamic(result) || isSame(result, own) ? (result ?? own) : DYN;
    }
    if (result) return result;
    const words = args.map((type) => describeType(resolve(type, this.bindings))).join(', ');
    const sign = /^_?([^\w_]+)_$/.exec(name)?.[1] ?? (name === '_in_' ? 'in' : undefined);
    if (name === '_?_') return fail(`has a condition with ${words} where it needs bool and two values of one type`);
    if (name.startsWith('_[')) return fail(`has an index of types that do not fit: ${words}`);
    if (sign) return fail(`applies ${sign} to ${words}`);
    const own = target ? `${describeType(resolve(target, this.bindings))}.` : '';
    return fail(`has the call ${own}${name}(${words}), whose types no function of this name takes`);
  }

  /** The type of the items of a list: where they differ, any. */
  #join(items: readonly Item[]): Type {
    let joined: Type | undefined;
    const types: Type[] = [];
    for (const { node, optional } of items) {
      let type = this.check(node);
      if (optional) {
        const own = resolve(type, this.bindings);
        if (own.name !== 'optional' && !isDynamic(own))
          fail(`marks a value of the type ${describeType(own)} with "?", which is not optional`);
        type = own.of[0] ?? own;
      }
      types.push(type);
      if (!joined) joined = type;
      else if (joined !== DYN) {
        const bound = assign(joined, type, this.bindings);
        if (bound) this.bindings = bound;
        if (!bound) joined = DYN;
        else if (!isLooser(resolve(joined, bound), resolve(type, bound))) joined = type;
      }
    }
    if (types.length > 1 && !this.#isFormat) this.#lists.push(types);
    return joined ?? this.#parameter();
  }

  /** Of each list, and of the keys and values of each map, the types must be the same. */
  checkLists(): void {
    for (const types of this.#lists) {
      const [first = UNSURE, ...others] = types.map((type) => withoutParameters(resolve(type, this.bindings)));
      const other = others.find((type) => !isSame(first, type));
      if (other && !hasUnsure(first) && !hasUnsure(other))
        fail(`mixes ${describeType(first)} and ${describeType(other)} in one list or map: write dyn(…) around each`);
    }
  }

  #parameter(): Type {
    return simple(`$#${this.#fresh++}`);
  }

  #message(name: string, fields: readonly (readonly [string, Item])[]): Type {
    const { messages } = this.#environment;
    if (PACKAGES.test(name.split('.')[0] as string)) return UNSURE;
    const type = messages?.[name] ?? messages?.[`${name.split('.')[0]}.`];
    if (!type) fail(`knows no message ${quote(name)}`);
    for (const [field, item] of fields) {
      const wanted = type?.fields ? this.#field(type, field) : UNSURE;
      const given = this.#join([item]);
      const bound = assign(wanted, given, this.bindings);
      if (!bound)
        fail(
          `sets the field ${quote(field)} to ${describeType(resolve(given, this.bindings))}, and it is ${describeType(wanted)}`,
        );
      this.bindings = bound as Bindings;
    }
    return type?.fields ? type : simple(name);
  }

  #macro(name: string, target: Node | undefined, args: readonly Node[]): Type | undefined {
    if (name === 'has' && !target && args.length === 1) {
      const [arg] = args as [Node];
      if (arg.is !== 'select' || arg.optional)
        return fail('uses has() on something else than a field, as in has(object.spec)');
      this.#select(arg.of, arg.field, false);
      return BOOL;
    }
    if (!target) return undefined;
    if (name === 'bind' && args.length === 3 && this.#environment.hasBind && dotted(target) === 'cel') {
      const [variable, value, body] = args as [Node, Node, Node];
      return this.#within([[nameOf(variable), this.check(value)]], () => this.check(body));
    }
    const form = Object.hasOwn(MACROS, name) ? MACROS[name]?.find(([, size]) => size === args.length) : undefined;
    if (!form) return undefined;
    const [size] = form;
    if (this.#environment.minor < 33 && size === 2) return undefined;
    if (this.#environment.minor < 35 && name === 'sortBy') return undefined;
    const names = args.slice(0, size).map(nameOf);
    if (names.includes('__result__')) fail('cannot use "__result__" as a name: CEL reserves it');
    const range = resolve(this.check(target), this.bindings);
    const bodies = args.slice(size);
    if (name.startsWith('opt')) return this.#ofOptional(name, range, names[0] as string, bodies[0] as Node);
    const entry = this.#entryOf(range, size);
    return this.#within(
      names.map((one, index) => [one, entry[index] as Type]),
      () => this.#comprehension(name, range, entry, bodies),
    );
  }

  /** The types of a macro's variables. */
  #entryOf(range: Type, size: number): readonly Type[] {
    if (range.name === 'list') return size === 2 ? [simple('int'), range.of[0] as Type] : range.of;
    if (range.name === 'map') return range.of;
    if (isDynamic(range) && range.name !== 'any') return [range, range];
    if (!isParameter(range)) fail(`goes through ${describeType(range)}, which is neither a list nor a map`);
    return [DYN, DYN];
  }

  #comprehension(name: string, range: Type, entry: readonly Type[], bodies: readonly Node[]): Type {
    const last = this.check(bodies.at(-1) as Node);
    const isTransform = name === 'map' || name.startsWith('transform');
    const condition = isTransform ? (bodies.length > 1 ? this.check(bodies[0] as Node) : BOOL) : last;
    if (name !== 'sortBy') {
      const bound = assign(BOOL, condition, this.bindings);
      if (!bound)
        fail(
          `has ${describeType(resolve(condition, this.bindings))} as the condition of ${name}(), which must be bool`,
        );
      this.bindings = bound as Bindings;
    }
    if (name === 'filter' || name === 'sortBy')
      return range.name === 'map' || range.name === 'list'
        ? listOf(entry[0] as Type)
        : isDynamic(range)
          ? UNSURE
          : listOf(DYN);
    if (name === 'map' || name === 'transformList') return listOf(last);
    if (name === 'transformMap') return mapOf(entry[0] as Type, last);
    return isTransform ? UNSURE : BOOL;
  }

  #ofOptional(name: string, range: Type, variable: string, body: Node): Type {
    if (range.name !== 'optional' && !isDynamic(range))
      fail(`calls ${name}() of ${describeType(range)}, which is not optional`);
    const type = this.#within([[variable, range.of[0] ?? UNSURE]], () => this.check(body));
    return name === 'optMap' ? optionalOf(type) : type;
  }

  #within(variables: readonly (readonly [string, Type])[], check: () => Type): Type {
    const before = this.#scope;
    this.#scope = new Map([...before, ...variables]);
    const type = check();
    this.#scope = before;
    return type;
  }
}

/** What was meant, in words that follow the name of something unknown. */
function near(name: string, known: Iterable<string>): string {
  const meant = suggest(name, [...known]);
  return meant === undefined ? '' : `: did you mean ${quote(meant)}?`;
}

function fail(message: string): never {
  throw new CelFault(message);
}

const nameOf = (node: Node): string =>
  node.is === 'name'
    ? node.name
    : fail('needs the name of a variable as the first argument of a macro, as in list.all(item, …)');

/** The name with dots that a chain of fields can be. */
function dotted(node: Node): string | undefined {
  if (node.is === 'name') return node.name;
  if (node.is !== 'select' || node.optional) return undefined;
  const before = dotted(node.of);
  return before === undefined ? undefined : `${before}.${node.field}`;
}

const withoutParameters = (type: Type): Type =>
  isParameter(type) ? DYN : type.of.length === 0 ? type : { ...type, of: type.of.map(withoutParameters) };

const hasUnsure = (type: Type): boolean => type.name === '?' || type.of.some(hasUnsure);

const renamed = (type: Type, suffix: string): Type =>
  isParameter(type)
    ? { ...type, name: type.name + suffix }
    : type.of.length === 0
      ? type
      : { ...type, of: type.of.map((one) => renamed(one, suffix)) };
