import type { Problem } from '../problem/problem.ts';

/** The most problems of one code that a release reports. */
const MOST = 200;

/**
 * The first problems of each code; further ones are counted. Finding the place of each one takes time, and nobody reads
 * thousands.
 */
export function mostOf(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MOST) return problems;
  const counts = new Map<string, number>();
  const kept = problems.filter((problem) => {
    const count = (counts.get(kindOf(problem)) ?? 0) + 1;
    counts.set(kindOf(problem), count);
    return count <= MOST;
  });
  for (const [kind, count] of counts) {
    if (count <= MOST) continue;
    const { code, severity, where } = kept.findLast((problem) => kindOf(problem) === kind) as Problem;
    kept.push({
      code,
      severity,
      message: `${count - MOST} more ${severity === 'error' ? 'errors' : 'warnings'} of this kind are not shown`,
      ...(where?.file === undefined ? {} : { where: { file: where.file } }),
    });
  }
  return kept;
}

const kindOf = ({ code, severity }: Problem): string => `${severity} ${code}`;
