import type { LintProblem } from '../lint/index.ts';
import type { Problem } from '../problem/problem.ts';
import { collectProblems, stageOf } from './outcome.ts';
import { ioOf } from './reader.ts';
import { type TargetOptions, targetOf } from './release.ts';
import { prepareValues, type ValuesOptions, type WithChart } from './values.ts';

/** What is checked, and what for. */
export type LintOptions = ValuesOptions &
  TargetOptions &
  WithChart & {
    /** Values files, each checked separately, over all other values. Without them, the other values are checked. */
    readonly cases?: readonly string[];
  };

/** What was found. */
export interface LintResult {
  /** In the order of the files; each names the rule that it breaks. */
  readonly problems: readonly LintProblem[];
}

/**
 * Checks values, and the objects that are made of them, without a cluster: all that would stop {@link renderRelease},
 * and what the rules of `kilo-chart lint` find.
 *
 * ```ts
 * import { lintValues } from 'kilo-chart';
 *
 * const values = { image: { tag: 'latest' } };
 * const { problems } = await lintValues({ namespace: 'kube-system', platform: 'k3s', values });
 * console.log(problems.map(({ rule }) => rule).join()); // kilo-rolling-tag
 * ```
 *
 * @throws the reason of the signal, once it is aborted
 */
export async function lintValues(options: LintOptions = {}): Promise<LintResult> {
  const problems: Problem[] = [];
  const found = await collectProblems(problems, async () => {
    const { ready, request } = await prepareValues(options);
    const { lint } = await import('../lint/index.ts');
    const files = options.cases ?? [];
    const begin = stageOf(options);
    begin('checking values');
    return lint(
      {
        ready,
        options: targetOf(ready.chart.name, options),
        shared: request,
        files,
        progress: (done) => begin(`checked ${done} of ${files.length || 1}`),
      },
      ioOf(options.reader),
    );
  });
  return { problems: found ?? problems.map((problem) => ({ ...problem, rule: problem.rule ?? problem.code })) };
}
