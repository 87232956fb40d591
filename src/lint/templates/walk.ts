import type {
  ActionNode,
  BranchNode,
  CommandNode,
  ListNode,
  Node,
  Operand,
  PipeNode,
  Statement,
  Tree,
} from '../../templates/index.ts';

/** Where a node is: what is around it, the outermost first. */
export interface Around {
  /** The control structures that it is within, in their bodies. */
  readonly branches: readonly BranchNode[];
  /** The commands that it is an argument of, or of an argument of. */
  readonly commands: readonly CommandNode[];
}

/** Every statement of a template, those in control structures included. */
export function* statements(list: ListNode): Generator<Statement> {
  for (const node of list.nodes) {
    yield node;
    if (node.kind !== 'if' && node.kind !== 'with' && node.kind !== 'range') continue;
    yield* statements(node.list);
    if (node.elseList) yield* statements(node.elseList);
  }
}

/** What prints a value. */
export function* actions(tree: Tree): Generator<ActionNode> {
  for (const node of statements(tree.root)) if (node.kind === 'action' && node.pipe.declared.length === 0) yield node;
}

/** Every operand of a template, each before those in it, with what is around it. */
export function visitOperands(tree: Tree, visit: (node: Operand, around: Around) => void): void {
  const enter = (list: ListNode, branches: readonly BranchNode[]): void => {
    for (const node of list.nodes) {
      const pipe = 'pipe' in node ? node.pipe : undefined;
      if (pipe) visitPipe(pipe, { branches, commands: [] }, visit);
      if (node.kind !== 'if' && node.kind !== 'with' && node.kind !== 'range') continue;
      enter(node.list, [...branches, node]);
      if (node.elseList) enter(node.elseList, [...branches, node]);
    }
  };
  enter(tree.root, []);
}

/** Every operand of a pipeline. */
export function visitPipe(pipe: PipeNode, around: Around, visit: (node: Operand, around: Around) => void): void {
  for (const command of pipe.commands) {
    const within = { ...around, commands: [...around.commands, command] };
    for (const argument of command.args) visitOperand(argument, within, visit);
  }
}

function visitOperand(node: Operand, around: Around, visit: (node: Operand, around: Around) => void): void {
  visit(node, around);
  if (node.kind === 'pipe') visitPipe(node, around, visit);
  else if (node.kind === 'chain') visitOperand(node.node, around, visit);
}

/** The path in the values that an operand reads, `[]` for all values; undefined for what is not one of the values. */
export function valuesPath(node: Operand): readonly string[] | undefined {
  if (node.kind === 'pipe') return pathOfPipe(node);
  if (node.kind !== 'field' && node.kind !== 'variable' && node.kind !== 'chain') return undefined;
  const at = node.names.indexOf('Values');
  if (at >= 0) return node.names.slice(at + 1);
  const inner = node.kind === 'chain' ? valuesPath(node.node) : undefined;
  return inner && [...inner, ...node.names];
}

/** Of `(.Values.a)` and `(index .Values "a")`. */
function pathOfPipe({ commands }: PipeNode): readonly string[] | undefined {
  const [command, ...others] = commands;
  if (!command || others.length > 0) return undefined;
  const { args } = command;
  return args.length === 1 ? valuesPath(args[0]) : pathOfCall(command);
}

/** The path that `index`, `get`, `hasKey` or `dig` reads, as far as its keys are constants. */
export function pathOfCall({ args }: CommandNode): readonly string[] | undefined {
  const [first, ...rest] = args;
  if (first.kind !== 'identifier') return undefined;
  if (first.name === 'dig') {
    const base = valuesPath(rest.at(-1) as Operand);
    return base && [...base, ...leadingStrings(rest.slice(0, -2))];
  }
  if (first.name !== 'index' && first.name !== 'get' && first.name !== 'hasKey') return undefined;
  const base = rest[0] && valuesPath(rest[0]);
  return base && [...base, ...leadingStrings(rest.slice(1))];
}

function leadingStrings(nodes: readonly Operand[]): string[] {
  const found: string[] = [];
  for (const node of nodes) {
    if (node.kind !== 'string') break;
    found.push(node.text);
  }
  return found;
}

/** The name of the function that a command calls. */
export const functionOf = ({ args: [first] }: CommandNode): string | undefined =>
  first.kind === 'identifier' ? first.name : undefined;

/** Where an operand begins: Go's position of a chain of fields is that of its second name. */
export const startOf = (node: Node): number => ('start' in node ? node.start : node.at);
