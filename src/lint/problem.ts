import type { Path } from '../problem/path.ts';
import { formatPath } from '../problem/path.ts';
import type { Problem } from '../problem/problem.ts';
import { compareBytes } from '../yaml/json.ts';

/** A problem as lint reports it. */
export interface LintProblem extends Problem {
  readonly rule: string;
  /** The values file that was checked; absent where the shared values alone were. */
  readonly file?: string;
  /** The place in a Kubernetes object, where it is one of an object. */
  readonly object?: { readonly kind: string; readonly name: string; readonly path: Path };
}

/** The file to change: where the problem is, or else the one that was checked. */
export const fileOf = ({ where, file }: LintProblem): string | undefined =>
  where?.file ?? (where?.flag ? undefined : file);

/**
 * Problems in the order of the reader's files, and each one once: what several files share is one problem, and a place
 * breaks a rule once, however many objects are made of it.
 */
export function arrangeProblems(problems: readonly LintProblem[]): LintProblem[] {
  const unique = new Map<string, LintProblem>();
  for (const problem of problems) {
    const key = identify(problem);
    if (!unique.has(key)) unique.set(key, problem);
  }
  return [...unique.values()].sort(compare);
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
  // A place in a text is one place, by whatever ways of anchors and merges it is reached.
  return [rule, ...place, line === undefined ? formatPath(path) : '', message].join('\0');
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
