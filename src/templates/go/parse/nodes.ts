/** The syntax tree of one template file, with what its errors need. */
export interface Source {
  /** Its name in Go's messages: `app/templates/service.yaml`, or `gotpl` for a string of `tpl`. */
  readonly name: string;
  /** The name of the file in problems; undefined for a string of `tpl`. */
  readonly file: string | undefined;
  readonly text: string;
}

/** One template: a file, or a `define` or `block` in it. */
export interface Tree {
  readonly name: string;
  readonly source: Source;
  readonly root: ListNode;
}

interface Positioned {
  /** Where Go's messages place it, in UTF-16 code units from the beginning of the file. */
  readonly at: number;
}

export interface ListNode extends Positioned {
  readonly kind: 'list';
  readonly nodes: Statement[];
}

export interface TextNode extends Positioned {
  readonly kind: 'text';
  readonly text: string;
}

export interface ActionNode extends Positioned {
  readonly kind: 'action';
  readonly pipe: PipeNode;
}

export interface BranchNode extends Positioned {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
}

export interface TemplateNode extends Positioned {
  readonly kind: 'template';
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

export interface JumpNode extends Positioned {
  readonly kind: 'break' | 'continue';
}

export type Statement = TextNode | ActionNode | BranchNode | TemplateNode | JumpNode;

export interface PipeNode extends Positioned {
  readonly kind: 'pipe';
  readonly isAssign: boolean;
  readonly declared: VariableNode[];
  readonly commands: CommandNode[];
}

export interface CommandNode extends Positioned {
  readonly kind: 'command';
  readonly args: readonly [Operand, ...Operand[]];
}

export interface IdentifierNode extends Positioned {
  readonly kind: 'identifier';
  readonly name: string;
}

export interface FieldNode extends Positioned {
  readonly kind: 'field';
  /** Where it begins: Go's position of `.a.b` is that of `.b`. */
  readonly start: number;
  readonly names: readonly string[];
}

export interface VariableNode extends Positioned {
  readonly kind: 'variable';
  readonly start: number;
  /** The name with its `$`. */
  readonly name: string;
  readonly names: readonly string[];
}

export interface ChainNode extends Positioned {
  readonly kind: 'chain';
  readonly start: number;
  readonly node: Operand;
  readonly names: readonly string[];
}

export interface DotNode extends Positioned {
  readonly kind: 'dot';
}

export interface NilNode extends Positioned {
  readonly kind: 'nil';
}

export interface BoolNode extends Positioned {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** A constant, and the types that it can have. */
export interface NumberNode extends Positioned {
  readonly kind: 'number';
  readonly text: string;
  readonly int?: bigint;
  readonly uint?: bigint;
  readonly float?: number;
  readonly complex?: { readonly real: number; readonly imaginary: number };
}

export interface StringNode extends Positioned {
  readonly kind: 'string';
  /** With its quotes. */
  readonly quoted: string;
  readonly text: string;
}

export type Operand =
  | IdentifierNode
  | FieldNode
  | VariableNode
  | ChainNode
  | DotNode
  | NilNode
  | BoolNode
  | NumberNode
  | StringNode
  | PipeNode;

export type Node = ListNode | Statement | CommandNode | Operand;

/** Whether a template holds only white space: its definition replaces no other one. */
export const isEmpty = (list: ListNode): boolean =>
  list.nodes.every(
    (node) =>
      node.kind === 'text' && !/[^\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(node.text),
  );
