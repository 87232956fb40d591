import type { Problem } from '../problem/problem.ts';

/** What a command did: what goes to standard output, and what is wrong with the input. */
export interface Outcome {
  readonly stdout: string;
  readonly problems: readonly Problem[];
  /** What goes to standard error in front of the problems. */
  readonly stderr?: string;
  /** The exit code, where it does not follow from the problems: 1 with an error, else 0. */
  readonly status?: number;
}
