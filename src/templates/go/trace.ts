import type { LineTrace } from '../language.ts';
import type { Statement, Tree } from './parse/nodes.ts';
import { placeOf, startOf } from './place.ts';
import type { Frame, Step } from './run/frame.ts';
import type { FunctionTable } from './run/scope.ts';
import { compileTree } from './run/statements.ts';

/** The output of one statement of the file. */
interface Piece {
  readonly from: number;
  readonly to: number;
  /** The line of the template at its beginning. */
  readonly line: number;
  /** Whether its lines correspond to those of the template. */
  readonly isText: boolean;
}

/** Compiles a file so that it records which of its lines print what. */
export function compileTraced(tree: Tree, functions: FunctionTable): { body: Step; pieces: readonly Piece[] } {
  const pieces: Piece[] = [];
  const observe = (node: Statement, step: Step): Step => {
    // Their content is recorded separately.
    if (node.kind === 'if' || node.kind === 'with' || node.kind === 'range') return step;
    const { line } = placeOf(tree.source, startOf(node));
    const isText = node.kind === 'text';
    return (frame: Frame) => {
      const from = frame.out.length;
      const jump = step(frame);
      if (frame.out.length > from) pieces.push({ from, to: frame.out.length, line, isText });
      return jump;
    };
  };
  return { body: compileTree(tree, functions, observe), pieces };
}

/** The last item of an ordered list that is not past a place; -1 where there is none. */
function lastIndex<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Maps lines of the output to lines of the template. */
export class PieceTrace implements LineTrace {
  readonly #text: string;
  readonly #pieces: readonly Piece[];
  readonly #starts: readonly number[];

  /** @param text as it was printed, `<no value>` included */
  constructor(text: string, pieces: readonly Piece[]) {
    this.#text = text;
    this.#pieces = pieces;
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  find(line: number, column?: number): number | undefined {
    const start = this.#starts[line - 1];
    if (start === undefined) return undefined;
    const end = (this.#starts[line] ?? this.#text.length + 1) - 1;
    const first = /\S/.exec(this.#text.slice(start, end))?.index ?? 0;
    const at = Math.min(start + Math.max(first, (column ?? 1) - 1), Math.max(start, end - 1));
    const piece = this.#pieces[lastIndex(this.#pieces, ({ from }) => from <= at)];
    if (!piece || at >= piece.to) return undefined;
    if (!piece.isText) return piece.line;
    const lineOf = (offset: number): number => lastIndex(this.#starts, (begin) => begin <= offset);
    return piece.line + lineOf(at) - lineOf(piece.from);
  }
}
