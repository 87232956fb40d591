import { fail } from './problem.ts';

/**
 * A limit for the work of one render. Values and charts are untrusted: whatever takes longer for larger input charges the budget
 * of the current render.
 */
export class Budget {
  #left: number;

  /** @param units about a microsecond of work each */
  constructor(units: number) {
    this.#left = units;
  }

  spend(units: number, what: string): void {
    this.#left -= units;
    if (this.#left < 0)
      fail({
        code: 'template',
        message: `the templates do too much work, at ${what}`,
        hint: 'look for loops, or values that multiply one another',
      });
  }
}

/** The budget of the current render. Renders are synchronous, so there is at most one. */
let current: Budget | undefined;

/** Runs a function with a budget that its work is charged to. */
export function within<T>(budget: Budget, run: () => T): T {
  const outer = current;
  current = budget;
  try {
    return run();
  } finally {
    current = outer;
  }
}

/**
 * Charges the budget of the current render, if there is one.
 *
 * @param units about a microsecond of work each
 * @param what the function that works, for the message
 * @throws ProblemError `template` where the budget is exhausted
 */
export const spend = (units: number, what: string): void => current?.spend(units, what);
