import { tagsOf, withoutStrings } from './tags.ts';

/**
 * Blocks within blocks, branches of one chain, and calls within calls. Handlebars' parser takes time for each level above a
 * tag, and what walks its syntax tree recurses.
 */
export const MAX_DEPTH = 200;

const BLOCK = /^~?\s*(?:[#^][*>]?\s*([^\s}~]+)|(\/)|else\s+([^\s}~]+))/;

/** The most tags that the templates of a chart may have: each takes some time to compile. */
export const MAX_TAGS = 20_000;

/** How many tags a template has, at most. */
export const countTags = (source: string): number => source.split('{{').length - 1;

/** @returns the offset of the first tag that is nested more than {@link MAX_DEPTH} deep */
export function findTooDeep(source: string): number | undefined {
  /** The branches of each open block. */
  const open: number[] = [];
  let depth = 0;
  for (const { offset, inner } of tagsOf(source)) {
    const [, block, end, branch] = BLOCK.exec(inner) ?? [];
    if (block !== undefined) {
      open.push(1);
      depth++;
    } else if (end !== undefined) depth -= open.pop() ?? 0;
    else if (branch !== undefined && open.length > 0) {
      open[open.length - 1] = (open.at(-1) as number) + 1;
      depth++;
    }
    if (depth > MAX_DEPTH || depthOfCalls(inner) > MAX_DEPTH) return offset;
  }
  return undefined;
}

function depthOfCalls(inner: string): number {
  if (inner.length <= MAX_DEPTH || !inner.includes('(')) return 0;
  let [depth, most] = [0, 0];
  for (const [mark] of withoutStrings(inner).matchAll(/[()]/g)) {
    depth += mark === '(' ? 1 : -1;
    if (depth > most) most = depth;
  }
  return most;
}
