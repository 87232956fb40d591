import { excerpt } from '../../problem/excerpt.ts';
import { formatPath } from '../../problem/path.ts';
import { inert, printable } from '../../problem/printable.ts';
import type { Problem, RenderedPlace, Where } from '../../problem/problem.ts';
import { redactProblem } from '../../problem/redact.ts';

export interface ReportOptions {
  readonly color: boolean;
  /** Screen columns. Source lines are cut to it (80 without it); sentences are wrapped only where it is given. */
  readonly width?: number;
}

/**
 * Whether a stream gets colours: as FORCE_COLOR sets it; otherwise only on a terminal that can show them, and not if
 * NO_COLOR is set. Both variables are read as Node reads them: FORCE_COLOR takes precedence.
 */
export function wantsColor(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>) {
  const { FORCE_COLOR } = env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}

/**
 * Prints problems as text: what is wrong and where, the line of source, and the hint.
 *
 * ```text
 * error: my.yaml:3:9: kdaemon.tag: expected a string, got the number 1.2
 *   3 |   tag: 1.20
 *     |        ^
 *   hint: put it in quotes: "1.20"
 * ```
 *
 * Everything that a terminal would interpret is escaped.
 *
 * @returns the text, with a line end after each line; empty for no problems.
 */
export function renderProblems(problems: readonly Problem[], options: ReportOptions): string {
  let text = '';
  let previousWasBlock = false;
  for (const problem of problems) {
    const lines = renderProblem(redactProblem(problem), options).map(inert);
    const isBlock = lines.length > 1;
    if (text !== '' && (isBlock || previousWasBlock)) text += '\n';
    text += lines.map((line) => `${line}\n`).join('');
    previousWasBlock = isBlock;
  }
  return text;
}

const INDENT = '  ';
const STYLES = { error: '1;31', warning: '1;33', hint: '36', caret: '1;31', gutter: '2' } as const;

function renderProblem(problem: Problem, { color, width }: ReportOptions): string[] {
  const paint = (style: keyof typeof STYLES, text: string): string =>
    color ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text;
  const { where = {}, hint, severity } = problem;
  const label = `${severity}: `;
  const [first = '', ...rest] = sentence(`${label}${formatPlace(where)}${problem.message}`, width);
  const lines = [paint(severity, label.trimEnd()) + first.slice(label.length - 1), ...rest];

  const room = Math.max(20, (width ?? 80) - INDENT.length);
  if (where.source !== undefined && where.line !== undefined) {
    const number = String(where.line);
    const offset = before(where.column);
    const inside = offset === undefined ? undefined : offset - (where.sourceStart ?? 0);
    const shown = excerpt(where.source, inside, room - number.length - 3);
    lines.push(`${INDENT}${paint('gutter', `${number} |`)} ${shown.text}`.trimEnd());
    if (shown.caret !== '') {
      const blank = ' '.repeat(number.length);
      lines.push(`${INDENT}${paint('gutter', `${blank} |`)} ${caret(shown.caret, paint)}`);
    }
  }
  if (problem.rendered) lines.push(...renderedLines(problem.rendered, room, paint));
  if (where.flag) {
    const { name, text, offset } = where.flag;
    const lead = `${printable(name)} `;
    const shown = excerpt(text, offset, room - lead.length);
    lines.push(`${INDENT}${lead}${shown.text}`.trimEnd());
    if (shown.caret !== '') lines.push(INDENT + ' '.repeat(lead.length) + caret(shown.caret, paint));
  }
  const path = formatPath(where.path ?? []);
  if (path !== '' && !problem.message.includes(path)) {
    lines.push(`${INDENT}at ${printable(path)}`);
  }
  if (hint !== undefined) {
    const [head = '', ...tail] = sentence(`hint: ${hint}`, width === undefined ? undefined : width - INDENT.length);
    lines.push(`${INDENT}${paint('hint', 'hint:')}${head.slice('hint:'.length)}`);
    lines.push(...tail.map((line) => INDENT + line));
  }
  return lines;
}

type Paint = (style: keyof typeof STYLES, text: string) => string;

/** The output of a template around the wrong line. */
function renderedLines({ line, column, lines, first }: RenderedPlace, room: number, paint: Paint): string[] {
  const width = String(first + lines.length - 1).length;
  const shown = [`${INDENT}it prints, from its line ${first}:`];
  lines.forEach((text, index) => {
    const isPlace = first + index === line;
    const { text: cut, caret: mark } = excerpt(text, isPlace ? before(column) : undefined, room - width - 3);
    shown.push(`${INDENT}${paint('gutter', `${String(first + index).padStart(width)} |`)} ${cut}`.trimEnd());
    if (mark !== '') shown.push(`${INDENT}${paint('gutter', `${' '.repeat(width)} |`)} ${caret(mark, paint)}`);
  });
  return shown;
}

const caret = (text: string, paint: (style: 'caret', text: string) => string): string =>
  text.slice(0, -1) + paint('caret', '^');

const before = (column: number | undefined): number | undefined => (column === undefined ? undefined : column - 1);

/** `file:line:column: `, the form that editors and terminals turn into a link. */
function formatPlace({ file, line, column }: Where): string {
  if (file === undefined) return '';
  const place = [file === '-' ? '<stdin>' : printable(file)];
  if (line !== undefined) place.push(String(line));
  if (line !== undefined && column !== undefined) place.push(String(column));
  return `${place.join(':')}: `;
}

/** The lines of a message, indented except for the first, and wrapped at spaces outside of `code`. */
function sentence(text: string, width: number | undefined): string[] {
  const lines: string[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = (lines.length > 0 ? INDENT : '') + printable(raw).trimEnd();
    if (width === undefined || line.length <= width) lines.push(line);
    else lines.push(...wrap(line, width));
  }
  return lines;
}

const wrap = (text: string, width: number): string[] => wrapLine(text, width, INDENT);

/** Wraps a line at spaces outside of `code`; the lines after the first one are indented. */
export function wrapLine(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.match(/^ +|(?:`[^`]*`|[^ ])+/g) ?? []) {
    if (line === undefined || line.trim() === '') line = (line ?? '') + word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return line === undefined ? lines : [...lines, line];
}
