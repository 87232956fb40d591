import type { CommandNode, Node, Operand } from '../parse/nodes.ts';

/**
 * The node that Go's executor has looked at last when it has evaluated an operand: what its errors about the value
 * name.
 */
export function lastSite(node: Operand): Node {
  switch (node.kind) {
    case 'pipe': {
      const command = node.commands.at(-1);
      return command ? lastOfCommand(command) : node;
    }
    case 'chain':
      return lastSite(node.node);
  }
  return node;
}

function lastOfCommand({ args }: CommandNode): Node {
  return lastSite(args.at(-1) as Operand);
}
