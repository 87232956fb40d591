import type { CommandNode, Node, Operand } from '../parse/nodes.ts';

/** The last node that Go's executor visits while it evaluates an operand: errors about the value name it. */
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
