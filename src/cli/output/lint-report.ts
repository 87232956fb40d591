import type { LintProblem, Report } from '../../lint/index.ts';
import type { Problem } from '../../problem/problem.ts';
import { renderProblems } from './report.ts';

export interface LintText {
  readonly color: boolean;
  readonly width: number | undefined;
  /** Without the summary. */
  readonly quiet: boolean;
  /** The problems that a baseline accepts, and those that no longer exist. */
  readonly accepted: number;
  readonly gone: number;
}

/** Problems as text, in the format of every other command, each with its rule, and their number. */
export function renderLintText({ problems, files }: Report, options: LintText): string {
  const { color, width, quiet } = options;
  const shown = problems.map((problem): Problem => ({ ...problem, ...placeOf(problem), message: messageOf(problem) }));
  const text = renderProblems(shown, { color, ...(width === undefined ? {} : { width }) });
  if (quiet) return text;
  return `${text}${text === '' ? '' : '\n'}${summarize(problems, files)}\n${describeBaseline(options)}`;
}

/** A problem without a place belongs to the checked file. */
const placeOf = ({ where = {}, file }: LintProblem): Pick<Problem, 'where'> =>
  where.file === undefined && where.flag === undefined && file !== undefined ? { where: { ...where, file } } : {};

function messageOf({ message, rule, where, object }: LintProblem): string {
  const place = object && where?.path === undefined ? ` (${object.kind} ${object.name})` : '';
  return `${message}${place} [${rule}]`;
}

/** `1 error, 2 warnings in 3 files` */
export function summarize(problems: readonly LintProblem[], files: readonly string[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const what = problems.length === 0 ? 'no problems' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  return files.length === 0 ? what : `${what} in ${count(new Set(files).size, 'file')}`;
}

function describeBaseline({ accepted, gone }: Pick<LintText, 'accepted' | 'gone'>): string {
  const lines: string[] = [];
  if (accepted > 0) lines.push(`${count(accepted, 'problem')} accepted by the baseline\n`);
  if (gone > 0)
    lines.push(
      `${count(gone, 'problem')} of the baseline ${gone === 1 ? 'is' : 'are'} gone: --update-baseline removes them\n`,
    );
  return lines.join('');
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
