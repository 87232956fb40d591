import { hasErrors, type Problem, ProblemError } from '../problem/problem.ts';
import type { CommonOptions } from './options.ts';

/**
 * Runs, and returns what is thrown of an input's faults beside what is known; a bug, and a cancellation, are thrown.
 */
export async function collectProblems<T>(
  problems: Problem[],
  run: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    const result = await run();
    return hasErrors(problems) ? undefined : result;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** Reports a stage that begins, unless the program has had enough. */
export const stageOf =
  ({ progress, signal }: CommonOptions): ((stage: string) => void) =>
  (stage) => {
    signal?.throwIfAborted();
    progress?.(stage);
  };
