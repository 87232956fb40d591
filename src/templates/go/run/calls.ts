import type { GoMethod, GoType } from '../../../go/value.ts';
import { allocate, spend } from '../../../problem/budget.ts';
import type { Node, Operand } from '../parse/nodes.ts';
import { constantArgument, converterOf } from './arguments.ts';
import { callFault, raise, type Site } from './fault.ts';
import type { Engine, Eval, Frame, Val } from './frame.ts';
import { lastSite } from './last-site.ts';
import type { Scope } from './scope.ts';

/** A call in a template. */
export interface Call {
  readonly scope: Scope;
  readonly name: string;
  /** The node that errors of the function name. */
  readonly node: Node;
  /** The node that an error about the number of arguments names. */
  readonly callee: Node;
  readonly args: readonly Operand[];
  /** Whether a pipeline passes a last argument. */
  readonly hasFinal: boolean;
  /** Compiles an operand of any kind. */
  readonly operand: (node: Operand) => Eval;
}

type Run = (...args: Val[]) => Val;

/** Functions that belong to the render: `include` and `tpl`. */
export interface EngineMethod {
  readonly parameters: readonly GoType[];
  readonly onEngine: (engine: Engine, first: never, second: never) => Val;
}

/** The conversions of the arguments of a call: the written ones, and the one that a pipeline passes. */
interface Arguments {
  readonly written: readonly Eval[];
  readonly final: ((value: Val) => Val) | undefined;
}

const siteOf = ({ scope }: Call, node: Node): Site => ({ tree: scope.tree, node });

/** @returns a message of Go's where the number of arguments is wrong */
function compileArguments(parameters: readonly GoType[], variadic: boolean, call: Call): Arguments | string {
  const { args, name, hasFinal } = call;
  const count = args.length + (hasFinal ? 1 : 0);
  const fixed = variadic ? parameters.length - 1 : parameters.length;
  if (variadic && count < fixed) return `wrong number of args for ${name}: want at least ${fixed} got ${args.length}`;
  if (!variadic && count !== fixed) return `wrong number of args for ${name}: want ${fixed} got ${count}`;
  const typeOf = (index: number): GoType => parameters[Math.min(index, parameters.length - 1)] as GoType;
  const written = args.map((arg, index) => compileArgument(typeOf(index), arg, call));
  if (!hasFinal) return { written, final: undefined };
  const convert = converterOf(typeOf(count - 1));
  const lastArg = args.at(-1);
  const site = siteOf(call, lastArg ? lastSite(lastArg) : call.callee);
  return { written, final: (value) => convert(value, site) };
}

function compileArgument(type: GoType, node: Operand, call: Call): Eval {
  const site = siteOf(call, lastSite(node));
  const constant = constantArgument(type, node, site);
  if (constant) return constant;
  const evaluate = call.operand(node);
  if (type === 'reflect.Value') return evaluate;
  const convert = converterOf(type);
  return (frame) => convert(evaluate(frame), site);
}

/**
 * Compiles a call of a function that is known.
 *
 * @param final the value that a pipeline passes
 */
export function compileCall(method: GoMethod | EngineMethod, call: Call, final: Eval | undefined): Eval {
  const variadic = 'variadic' in method && method.variadic === true;
  const args = compileArguments(method.parameters, variadic, call);
  if (typeof args === 'string') return failAfter(final, siteOf(call, call.callee), args);
  const site = siteOf(call, call.node);
  if ('onEngine' in method) return callOnEngine(method, args, final, site, call.name);
  const run = method.run as unknown as Run;
  return final ? callWithFinal(run, args, final, site, call.name) : callWith(run, args.written, site, call.name);
}

function failAfter(final: Eval | undefined, site: Site, message: string): Eval {
  return (frame) => {
    final?.(frame);
    return raise(site, message);
  };
}

function callOnEngine(
  { onEngine }: EngineMethod,
  args: Arguments,
  final: Eval | undefined,
  site: Site,
  name: string,
): Eval {
  const run = onEngine as (engine: Engine, first: Val, second: Val) => Val;
  const [first, second] = args.written as [Eval, Eval];
  const convert = args.final;
  return (frame) => {
    const last = final?.(frame);
    const x = first(frame);
    const y = convert ? convert(last) : second(frame);
    try {
      return sized(run(frame.engine, x, y), name);
    } catch (error) {
      throw callFault(site, name, error);
    }
  };
}

/** Smaller results are limited by the number of calls. */
const MEASURED = 64;

/** Charges the bytes of a result to the budget. */
function sized(result: Val, name: string): Val {
  if (typeof result === 'string') {
    if (result.length > MEASURED) allocate(result.length * 2, name);
  } else if (Array.isArray(result) && result.length > MEASURED) allocate(result.length * 16, name);
  return result;
}

/** One closure for each number of arguments, so that no list is created. */
function callWith(run: Run, args: readonly Eval[], site: Site, name: string): Eval {
  const [a, b, c] = args;
  if (!a) {
    return () => {
      try {
        return sized(run(), name);
      } catch (error) {
        throw callFault(site, name, error);
      }
    };
  }
  if (!b) {
    return (frame) => {
      const x = a(frame);
      try {
        return sized(run(x), name);
      } catch (error) {
        throw callFault(site, name, error);
      }
    };
  }
  if (!c) {
    return (frame) => {
      const x = a(frame);
      const y = b(frame);
      try {
        return sized(run(x, y), name);
      } catch (error) {
        throw callFault(site, name, error);
      }
    };
  }
  return (frame) => {
    spend(args.length * 0.05, name);
    const values = args.map((arg) => arg(frame));
    try {
      return sized(run(...values), name);
    } catch (error) {
      throw callFault(site, name, error);
    }
  };
}

function callWithFinal(run: Run, args: Arguments, final: Eval, site: Site, name: string): Eval {
  const { written } = args;
  const convert = args.final as (value: Val) => Val;
  const [a, b] = written;
  if (!b) {
    return (frame) => {
      const last = final(frame);
      const x = a?.(frame);
      const y = convert(last);
      try {
        return sized(a ? run(x, y) : run(y), name);
      } catch (error) {
        throw callFault(site, name, error);
      }
    };
  }
  return (frame) => {
    const last = final(frame);
    const values = written.map((arg) => arg(frame));
    values.push(convert(last));
    try {
      return sized(run(...values), name);
    } catch (error) {
      throw callFault(site, name, error);
    }
  };
}

/** An argument as it is written: the type of the parameter determines its value. */
const CONSTANTS: ReadonlySet<Operand['kind']> = new Set<Operand['kind']>(['bool', 'nil', 'number', 'string']);

/** Calls a method, which is known only when the template runs. The arguments are compiled once for each signature. */
export function methodCaller(call: Call): (frame: Frame, method: GoMethod, name: string, final: Val) => Val {
  const kept = new Map<string, Arguments | string>();
  const site = siteOf(call, call.node);
  // The variables in the arguments are resolved now, because the scope changes later.
  const compiled = new Map(call.args.filter(({ kind }) => !CONSTANTS.has(kind)).map((arg) => [arg, call.operand(arg)]));
  const operand = (node: Operand): Eval => compiled.get(node) as Eval;
  return (frame, method, name, final) => {
    const key = `${name} ${method.parameters.join()} ${method.variadic === true}`;
    let args = kept.get(key);
    if (args === undefined) {
      args = compileArguments(method.parameters, method.variadic === true, { ...call, name, operand });
      kept.set(key, args);
    }
    if (typeof args === 'string') return raise(siteOf(call, call.callee), args);
    const values = args.written.map((arg) => arg(frame));
    if (args.final) values.push(args.final(final));
    try {
      return sized((method.run as unknown as Run)(...values), name);
    } catch (error) {
      throw callFault(site, name, error);
    }
  };
}
