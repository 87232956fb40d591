import type { Problem } from '../problem/problem.ts';

/** The outcome of a command: its standard output, and the problems of its input. */
export interface Outcome {
  /** A text, or pieces of a large one. */
  readonly stdout: string | readonly string[];
  readonly problems: readonly Problem[];
  /** Printed to standard error before the problems. */
  readonly stderr?: string;
  /** The exit code; by default 1 with an error, otherwise 0. */
  readonly status?: number;
}
