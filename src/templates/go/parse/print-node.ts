import { quoteText } from '../../../go/text.ts';
import type { CommandNode, ListNode, Node, PipeNode } from './nodes.ts';

/** A node as Go's messages print it: its source, with single spaces and without trimmed text. */
export function printNode(node: Node): string {
  switch (node.kind) {
    case 'list':
      return node.nodes.map(printNode).join('');
    case 'text':
      return node.text;
    case 'action':
      return `{{${printNode(node.pipe)}}}`;
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
    case 'if':
    case 'with':
    case 'range':
      return `{{${node.kind} ${printNode(node.pipe)}}}${printNode(node.list)}${printElse(node.elseList)}{{end}}`;
    case 'template':
      return `{{template ${quoteText(node.name)}${node.pipe ? ` ${printNode(node.pipe)}` : ''}}}`;
    case 'pipe':
      return printPipe(node);
    case 'command':
      return printCommand(node);
    case 'identifier':
      return node.name;
    case 'field':
      return node.names.map((name) => `.${name}`).join('');
    case 'variable':
      return [node.name, ...node.names].join('.');
    case 'chain': {
      const inner = printNode(node.node);
      return [node.node.kind === 'pipe' ? `(${inner})` : inner, ...node.names].join('.');
    }
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return node.quoted;
  }
}

const printElse = (list: ListNode | undefined): string => (list ? `{{else}}${printNode(list)}` : '');

function printPipe({ declared, isAssign, commands }: PipeNode): string {
  const names = declared.length > 0 ? `${declared.map(printNode).join(', ')} ${isAssign ? '=' : ':='} ` : '';
  return names + commands.map(printNode).join(' | ');
}

const printCommand = ({ args }: CommandNode): string =>
  args.map((arg) => (arg.kind === 'pipe' ? `(${printNode(arg)})` : printNode(arg))).join(' ');
