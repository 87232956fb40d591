import type { Path } from '../problem/path.ts';
import { formatPath } from '../problem/path.ts';
import type { Problem } from '../problem/problem.ts';
import { compareBytes } from '../yaml/json.ts';

/** A problem as lint reports it. */
export interface LintProblem extends Problem {
  readonly rule: string;
  /** The values file that was checked; absent where only the shared values were. */
  readonly file?: string;
  /** A warning that fails the run: the configuration of its file is strict. */
  readonly fails?: boolean;
  /** The place in a Kubernetes object, where it is one of an object. */
  readonly object?: { readonly kind: string; readonly name: string; readonly path: Path };
}

/** Whether a problem fails the run. */
export const failsRun = ({ severity, fails = false }: LintProblem, strict: boolean): boolean =>
  severity === 'error' || strict || fails;

/** The file to change: where the problem is, or else the one that was checked. */
export const fileOf = ({ where, file }: LintProblem): string | undefined =>
  where?.file ?? (where?.flag ? undefined : file);

/**
 * Problems in the order of the user's files, each one once: what several files share is one problem, and a place breaks
 * a rule only once, even if several objects are rendered from it.
 */
export function arrangeProblems(problems: readonly LintProblem[]): LintProblem[] {
  const unique = new Map<string, LintProblem>();
  for (const problem of problems) {
    const key = identify(problem);
    if (!unique.has(key)) unique.set(key, problem);
  }
  return limit([...unique.values()].sort(compare));
}

/** The most problems of one rule that are reported for one line. */
const MOST_OF_A_LINE = 100;

/** Replaces further problems of a line by their number. */
function limit(sorted: readonly LintProblem[]): LintProblem[] {
  const counts = new Map<string, number>();
  const lineOf = (problem: LintProblem): string | undefined => {
    const { line } = problem.where ?? {};
    return line === undefined ? undefined : [fileOf(problem) ?? '', line, problem.rule].join('\0');
  };
  for (const problem of sorted) {
    const line = lineOf(problem);
    if (line !== undefined) counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const kept: LintProblem[] = [];
  const seen = new Map<string, number>();
  for (const problem of sorted) {
    const line = lineOf(problem);
    const number = line === undefined ? 0 : (seen.get(line) ?? 0) + 1;
    if (line !== undefined) seen.set(line, number);
    if (number > MOST_OF_A_LINE) continue;
    const more = number < MOST_OF_A_LINE ? 0 : (counts.get(line ?? '') ?? 0) - MOST_OF_A_LINE;
    kept.push(
      more > 0 ? { ...problem, message: `${problem.message} (and ${more} more of this rule in this line)` } : problem,
    );
  }
  return kept;
}

function identify(problem: LintProblem): string {
  const { rule, where = {}, message } = problem;
  const { line, column, flag, path = [] } = where;
  const place = [
    fileOf(problem) ?? '',
    line ?? '',
    column ?? '',
    flag ? `${flag.name} ${flag.text} ${flag.offset}` : '',
  ];
  // A place in a file is the same place, even if anchors and merges lead to it by several paths.
  const way = line === undefined ? formatPath(path) : '';
  // Problems that no value causes are distinguished by their object.
  const { object } = problem;
  const inObject =
    line === undefined && way === '' && object ? [object.kind, object.name, formatPath(object.path)] : [];
  return [rule, ...place, way, message, ...inObject].join('\0');
}

function compare(a: LintProblem, b: LintProblem): number {
  return (
    compareBytes(fileOf(a) ?? '', fileOf(b) ?? '') ||
    (a.where?.line ?? 0) - (b.where?.line ?? 0) ||
    (a.where?.column ?? 0) - (b.where?.column ?? 0) ||
    compareBytes(a.severity, b.severity) ||
    compareBytes(a.rule, b.rule) ||
    compareBytes(a.message, b.message)
  );
}
