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

export function placeOf({ text }: Source, at: number): Place {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  let line = 1;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++;
  return { line, column: at - start + 1, text: text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '') };
}

/** As Go's messages print it: `app/templates/a.yaml:3:14`, the column from 0 and in bytes. */
export function goPlace(source: Source, at: number): string {
  const { line, column, text } = placeOf(source, at);
  return `${source.name}:${line}:${byteLength(text.slice(0, column - 1))}`;
}

/** Where an expression begins: Go's position of a chain of fields is that of its second name. */
export const startOf = (node: Node): number => ('start' in node ? node.start : node.at);
