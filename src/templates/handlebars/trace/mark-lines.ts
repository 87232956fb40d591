import type { hbs } from '../parse/syntax.ts';

/** Surrounds the number of a line in marked output: a noncharacter, which no YAML contains. */
const MARK = '\uffff';

/**
 * Makes a parsed template print, before each piece of its text and each value, the number of its line in the template.
 * Only what is printed directly is marked, not what passes through functions, so that no decision of a template
 * changes.
 */
export function markLines(program: hbs.Program | undefined): void {
  if (!program) return;
  program.body = program.body.flatMap((node) => {
    if (node.type === 'ContentStatement') {
      const content = node as hbs.ContentStatement;
      content.value = markContent(content);
    } else if (node.type === 'MustacheStatement') {
      return [{ ...node, type: 'ContentStatement', value: markOf(node.loc.start.line) } as unknown as hbs.Node, node];
    } else if (node.type === 'BlockStatement') {
      markLines((node as hbs.BlockStatement).program);
      markLines((node as hbs.BlockStatement).inverse);
    }
    return [node];
  });
}

const markOf = (line: number): string => `${MARK}${line}${MARK}`;

function markContent({ value, original, loc }: hbs.ContentStatement): string {
  // White space control has removed blanks at both ends of the original.
  const core = value.trim();
  const start = core === '' ? original.indexOf(value) : original.indexOf(core) - value.indexOf(core);
  let line = loc.start.line + original.slice(0, Math.max(0, start)).split('\n').length - 1;
  return markOf(line) + value.replace(/\n/g, (end) => `${end}${markOf(++line)}`);
}

/** Maps marked output to the lines of its template. */
export class LineTrace {
  readonly #lines: readonly string[];
  /** The last mark before each line, and after the last one. */
  readonly #before: readonly (number | undefined)[];

  constructor(marked: string) {
    this.#lines = marked.split('\n');
    let last: number | undefined;
    this.#before = [undefined, ...this.#lines.map((line) => (last = lastMark(line) ?? last))];
  }

  /**
   * @param line of the output, 1-based
   * @param column 1-based, in UTF-16 code units; defaults to the end of the line
   * @returns the line of the template; undefined where nothing is marked
   */
  find(line: number, column = Number.POSITIVE_INFINITY): number | undefined {
    let found = this.#before[Math.min(line, this.#before.length) - 1];
    let printed = 0;
    const pieces = (this.#lines[line - 1] ?? '').split(MARK);
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i] as string;
      if (i % 2 === 1) {
        if (printed >= column) break;
        found = Number(piece);
      } else printed += piece.length;
    }
    return found;
  }
}

const lastMark = (line: string): number | undefined => {
  const end = line.lastIndexOf(MARK);
  return end < 0 ? undefined : Number(line.slice(line.lastIndexOf(MARK, end - 1) + 1, end));
};
