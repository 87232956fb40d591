import { fail } from './problem.ts';

/**
 * A bound for the work of one render. Values and charts come from strangers: whatever takes longer for larger input
 * draws on the budget of the render that is under way.
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

/** Renders are synchronous, so that one is under way at most. */
let current: Budget | undefined;

/** Runs what draws on a budget. */
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
 * Draws on the budget of the render that is under way, if there is one.
 *
 * @param units about a microsecond of work each
 * @param what for the message: the function that works
 * @throws ProblemError `template` where the budget is used up
 */
export const spend = (units: number, what: string): void => current?.spend(units, what);
