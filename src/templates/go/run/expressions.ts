import { type GoMethod, typeName } from '../../../go/value.ts';
import type { ChainNode, CommandNode, FieldNode, Node, Operand, PipeNode, VariableNode } from '../parse/nodes.ts';
import { printNode } from '../parse/print-node.ts';
import { idealConstant } from './arguments.ts';
import { type Call, compileCall, type EngineMethod, methodCaller } from './calls.ts';
import { raise, type Site } from './fault.ts';
import { elementType, type FieldReader, readFields } from './fields.ts';
import type { Eval, Frame, Val } from './frame.ts';
import { lastSite } from './last-site.ts';
import type { Scope } from './scope.ts';
import { truth } from './truth.ts';

/** Helm's functions that belong to the render. */
const ENGINE_METHODS: ReadonlyMap<string, EngineMethod> = new Map<string, EngineMethod>([
  [
    'include',
    {
      parameters: ['string', 'interface {}'],
      onEngine: (engine, name: never, data: never) => engine.include(name, data),
    },
  ],
  [
    'tpl',
    { parameters: ['string', 'interface {}'], onEngine: (engine, text: never, data: never) => engine.tpl(text, data) },
  ],
]);

/** The names of the functions that this module compiles itself. */
export const OWN_FUNCTIONS = ['and', 'or', 'call', ...ENGINE_METHODS.keys()];

/**
 * Compiles a pipeline: it returns the result of its last command, with nil as invalid, and sets its variables to it.
 */
export function compilePipe(pipe: PipeNode, scope: Scope): Eval {
  const value = compileCommands(pipe, scope);
  const slots = pipe.declared.map(({ name }) => (pipe.isAssign ? scope.find(name) : scope.declare(name))?.slot);
  if (slots.length === 0) return value;
  const [slot] = slots;
  if (slot === undefined) {
    const complain = undefinedVariable(lastSite(pipe), pipe.declared[0] as VariableNode, scope);
    return (frame) => {
      value(frame);
      return complain(frame);
    };
  }
  return (frame) => {
    const result = value(frame);
    frame.slots[slot] = result;
    return result;
  };
}

/** A pipeline without what it declares. */
export function compileCommands(pipe: PipeNode, scope: Scope): Eval {
  let value: Eval | undefined;
  let before: Node = pipe;
  for (const command of pipe.commands) {
    value = withoutNil(compileCommand(command, scope, value, before));
    before = lastSite(command.args.at(-1) as Operand);
  }
  return value as Eval;
}

const withoutNil =
  (evaluate: Eval): Eval =>
  (frame) => {
    const value = evaluate(frame);
    return value === null ? undefined : value;
  };

function undefinedVariable(node: Node, { name }: VariableNode, scope: Scope): Eval {
  const site: Site = { tree: scope.tree, node };
  return () => raise(site, `undefined variable: ${name}`);
}

/**
 * @param final the result of the command before it in the pipeline
 * @param before the node that was evaluated last
 */
function compileCommand(command: CommandNode, scope: Scope, final: Eval | undefined, before: Node): Eval {
  const [first, ...args] = command.args;
  switch (first.kind) {
    case 'field':
      return compileField(first, args, scope, final);
    case 'chain':
      return compileChain(first, args, scope, final);
    case 'variable':
      return compileVariable(first, args, scope, final);
    case 'identifier':
      return compileFunction(first.name, { node: command, callee: first, args }, scope, final);
  }
  const site: Site = { tree: scope.tree, node: first };
  if (args.length > 0 || final)
    return notAFunction(first, first.kind === 'pipe' ? { ...site, node: before } : site, final);
  if (first.kind === 'nil') return () => raise(site, 'nil is not a command');
  return compileOperand(first, scope);
}

function notAFunction(node: Operand, site: Site, final: Eval | undefined): Eval {
  const shown = printNode(node);
  return (frame) => {
    final?.(frame);
    return raise(site, `can't give argument to non-function ${shown}`);
  };
}

/** Compiles an operand without its pipeline: an argument, or the beginning of a chain of fields. */
function compileOperand(node: Operand, scope: Scope): Eval {
  switch (node.kind) {
    case 'dot':
      return (frame) => frame.dot;
    case 'field':
      return compileField(node, [], scope, undefined);
    case 'variable':
      return compileVariable(node, [], scope, undefined);
    case 'chain':
      return compileChain(node, [], scope, undefined);
    case 'identifier':
      return compileFunction(node.name, { node, callee: node, args: [] }, scope, undefined);
    case 'pipe':
      return compilePipe(node, scope);
  }
  const site: Site = { tree: scope.tree, node };
  const constant = idealConstant(node);
  if (typeof constant === 'string') return () => raise(site, constant);
  const { value } = constant;
  return () => value;
}

// Fields

interface FieldsOf {
  readonly node: FieldNode | VariableNode | ChainNode;
  /** The node that errors name. */
  readonly at: Node;
  readonly base: Eval;
  readonly baseType: FieldReader['baseType'];
}

function compileField(node: FieldNode, args: readonly Operand[], scope: Scope, final: Eval | undefined): Eval {
  const baseType = typeOfElement(scope.dotFrom);
  return compileFields({ node, at: node, base: (frame) => frame.dot, baseType }, args, scope, final);
}

function compileVariable(node: VariableNode, args: readonly Operand[], scope: Scope, final: Eval | undefined): Eval {
  const variable = scope.find(node.name);
  if (!variable) return undefinedVariable(node, node, scope);
  const { slot, from } = variable;
  const base: Eval = (frame) => frame.slots[slot];
  if (node.names.length > 0)
    return compileFields({ node, at: node, base, baseType: typeOfElement(from) }, args, scope, final);
  return args.length > 0 || final ? notAFunction(node, { tree: scope.tree, node }, final) : base;
}

function compileChain(node: ChainNode, args: readonly Operand[], scope: Scope, final: Eval | undefined): Eval {
  if (node.node.kind === 'nil') {
    const site: Site = { tree: scope.tree, node };
    return () => raise(site, `indirection through explicit nil in ${printNode(node)}`);
  }
  const base = compileOperand(node.node, scope);
  return compileFields({ node, at: lastSite(node.node), base, baseType: ownType }, args, scope, final);
}

const ownType = (): undefined => undefined;

const typeOfElement = (from: number | undefined): FieldReader['baseType'] =>
  from === undefined ? ownType : (frame) => elementType(frame.slots[from]);

function compileFields(fields: FieldsOf, args: readonly Operand[], scope: Scope, final: Eval | undefined): Eval {
  const { node, at, base, baseType } = fields;
  const call: Call = {
    scope,
    name: '',
    node,
    callee: at,
    args,
    hasFinal: final !== undefined,
    operand: (operand) => compileOperand(operand, scope),
  };
  // Few fields are methods, so the call of a method is compiled at its first use.
  let bare: ReturnType<typeof methodCaller> | undefined;
  const callBare = (frame: Frame, method: GoMethod, name: string): Val => {
    bare ??= methodCaller({ ...call, args: [], hasFinal: false });
    return bare(frame, method, name, undefined);
  };
  const hasArgs = args.length > 0 || final !== undefined;
  const reader = {
    site: { tree: scope.tree, node: at },
    operand: node,
    names: node.names,
    hasArgs,
    callBare,
    baseType,
  };
  if (!hasArgs) {
    const plain: FieldReader = { ...reader, call: callBare };
    return (frame) => readFields(frame, base(frame), plain);
  }
  const caller = methodCaller(call);
  return (frame) => {
    const last = final?.(frame);
    const withArgs = (inner: Frame, method: GoMethod, name: string): Val => caller(inner, method, name, last);
    return readFields(frame, base(frame), { ...reader, call: withArgs });
  };
}

// Functions

type Place = Pick<Call, 'node' | 'callee' | 'args'>;

function compileFunction(name: string, place: Place, scope: Scope, final: Eval | undefined): Eval {
  const operand = (node: Operand): Eval => compileOperand(node, scope);
  const call: Call = { ...place, scope, name, hasFinal: final !== undefined, operand };
  const own = ENGINE_METHODS.get(name);
  if (own) return compileCall(own, call, final);
  const method = scope.functions[name];
  if (!method) throw new Error(`the function ${name} is not defined`);
  if ((name === 'and' || name === 'or') && place.args.length > 0) return compileLogic(name === 'or', call, final);
  if (name === 'call') return compileCallOfValue(method, call, final);
  return compileCall(method, call, final);
}

/** `and` and `or`: the first argument that decides, or the last one; later ones are not evaluated. */
function compileLogic(stopAt: boolean, { args, operand }: Call, final: Eval | undefined): Eval {
  const evaluates = args.map((arg) => (arg.kind === 'nil' ? () => undefined : operand(arg)));
  const [a, b] = evaluates as [Eval, Eval | undefined];
  if (final === undefined && b && evaluates.length === 2) {
    return (frame) => {
      const value = a(frame);
      return truth(value) === stopAt ? value : b(frame);
    };
  }
  return (frame) => {
    const last = final?.(frame);
    let value: Val;
    for (const evaluate of evaluates) {
      value = evaluate(frame);
      if (truth(value) === stopAt) return value;
    }
    return final ? last : value;
  };
}

/** `call`: no value of Helm is a function, so it always fails, with Go's message for the value. */
function compileCallOfValue(method: GoMethod, call: Call, final: Eval | undefined): Eval {
  const [first] = call.args;
  const shown = first && printNode(first);
  const run = (value: Val, ...rest: Val[]): Val =>
    (method.run as unknown as (...args: Val[]) => Val)(shown ?? handedOnName(value), value, ...rest);
  return compileCall({ ...method, run: run as unknown as GoMethod['run'] }, call, final);
}

/** The result of reflect.Value.String for a value that is not a string. */
const handedOnName = (value: Val): string =>
  typeof value === 'string' ? value : value === undefined ? '<invalid Value>' : `<${typeName(value)} Value>`;
