import { sha256 } from '../../functions/sha256.ts';
import { formatPath } from '../../problem/path.ts';
import { printJson } from '../../problem/printable.ts';
import type { Severity } from '../../problem/problem.ts';
import type { LintProblem } from '../problem.ts';
import { seeAlso } from './page.ts';
import { fileName, hasLine, type Reporter, sentence } from './reporter.ts';

/** Two of GitLab's five severities. */
const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor' };

/**
 * GitLab's report of code quality, a part of Code Climate's format: a list of issues, each with the path of a file in
 * the repository, a line, and a fingerprint by which GitLab knows an issue again.
 */
export const gitlab: Reporter = (report) => {
  const counts = new Map<string, number>();
  const issues = report.problems.map((problem) => {
    const path = pathOf(fileName(problem, report));
    const identity = JSON.stringify([path, problem.rule, problem.message, placeOf(problem)]);
    const number = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, number);
    return {
      type: 'issue',
      check_name: problem.rule,
      description: `${sentence(problem)}\n${seeAlso(problem.rule)}`,
      severity: SEVERITIES[problem.severity],
      fingerprint: sha256(new TextEncoder().encode(`${identity}${number}`)),
      location: { path, lines: { begin: (hasLine(problem) && problem.where?.line) || 1 } },
    };
  });
  return printJson(issues);
};

/** Without the line, which moves with every edit above it. */
const placeOf = ({ where, object }: LintProblem): string[] => [
  formatPath(where?.path ?? []),
  ...(object ? [object.kind, object.name, formatPath(object.path)] : []),
];

/** GitLab compares it with the paths of the repository, which begin with no dot. */
const pathOf = (file: string): string => file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
