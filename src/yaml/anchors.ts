import type { Event } from 'js-yaml';
import { SyntaxFault } from './fault.ts';
import { ALIAS, type Scan } from './scan.ts';

const SEQUENCE = 2;
const MAPPING = 3;
const SCALAR = 4;
const POP = 6;

/** The beginning of a node, among the events and among the leaves. */
export interface Node {
  readonly event: number;
  readonly leaf: number;
}

/**
 * Finds the target of each alias: the last anchor of that name above it.
 *
 * @returns the nodes by the number of the alias among the leaves
 * @throws SyntaxFault for an alias without a target, or inside its own target
 */
export function resolveAliases(events: readonly Event[], scanned: Scan): Map<number, Node> {
  const targets = new Map<number, Node>();
  if (!scanned.kinds.includes(ALIAS)) return targets;
  const anchors = new Map<string, Node>();
  const open: number[] = [];
  let leaf = 0;
  for (let index = 0; index < events.length; index++) {
    const event = events[index] as Event;
    if (event.type === POP) open.pop();
    if (event.type !== SCALAR && event.type !== MAPPING && event.type !== SEQUENCE) {
      if (event.type !== POP) open.push(index);
      continue;
    }
    const isAlias = event.type === SCALAR && event.valueStart >= 0 && scanned.kinds[leaf] === ALIAS;
    if (isAlias) {
      const at = scanned.starts[leaf] as number;
      const name = scanned.values[leaf] as string;
      if (event.anchorStart >= 0 || event.tagStart >= 0) throw new SyntaxFault('structure', at, 'alias node');
      const target = anchors.get(name);
      if (!target) throw new SyntaxFault('unknown-anchor', at, name);
      if (open.includes(target.event)) throw new SyntaxFault('itself', at, name);
      targets.set(leaf, target);
    } else if (event.anchorStart >= 0) {
      anchors.set(scanned.text.slice(event.anchorStart, event.anchorEnd), { event: index, leaf });
    }
    if (event.type === SCALAR) leaf += event.valueStart >= 0 ? 1 : 0;
    else open.push(index);
  }
  return targets;
}
