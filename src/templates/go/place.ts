import { byteLength } from '../../go/text.ts';
import type { Node, Source } from './parse/nodes.ts';

/** A place in a file. */
export interface Place {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** The line's text. */
  readonly text: string;
}

export function placeOf(source: Source, at: number): Place {
  const { text } = source;
  const starts = startsOfLines(source);
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  const start = starts[low] as number;
  const end = (starts[low + 1] ?? text.length + 1) - 1;
  return { line: low + 1, column: at - start + 1, text: text.slice(start, end).replace(/\r$/, '') };
}

/** Found once for a file: a file may have as many places as tags. */
const known = new WeakMap<Source, readonly number[]>();

function startsOfLines(source: Source): readonly number[] {
  const before = known.get(source);
  if (before) return before;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1);
  known.set(source, starts);
  return starts;
}

/** As Go's messages print it: `app/templates/a.yaml:3:14`, the column from 0 and in bytes. */
export function goPlace(source: Source, at: number): string {
  const { line, column, text } = placeOf(source, at);
  return `${source.name}:${line}:${byteLength(text.slice(0, column - 1))}`;
}

/** Where an expression begins: Go's position of a chain of fields is that of its second name. */
export const startOf = (node: Node): number => ('start' in node ? node.start : node.at);
