import { fail } from './problem.ts';

/** What bounds one render besides its work. */
export interface Bounds {
  /** Bytes of strings, lists and maps that functions make; no bound where it is missing. */
  readonly bytes?: number;
  /** When the render has to be done, as `performance.now()` counts; no bound where it is missing. */
  readonly deadline?: number;
}

/**
 * A bound for the work of one render. Values and charts come from strangers: whatever takes longer for larger input
 * draws on the budget of the render that is under way.
 */
export class Budget {
  readonly #units: number;
  readonly #bytes: number;
  readonly #deadline: number;
  #left: number;
  #bytesLeft: number;
  #nextLook: number;

  /** @param units about a microsecond of work each */
  constructor(units: number, { bytes = Number.POSITIVE_INFINITY, deadline = Number.POSITIVE_INFINITY }: Bounds = {}) {
    this.#units = units;
    this.#bytes = bytes;
    this.#deadline = deadline;
    this.#left = units;
    this.#bytesLeft = bytes;
    this.#nextLook = units;
  }

  /** The units that were drawn so far. */
  get spent(): number {
    return this.#units - this.#left;
  }

  /** The bytes that were drawn so far. */
  get allocated(): number {
    return this.#bytes - this.#bytesLeft;
  }

  /** Whether it is used up: what draws on it fails. */
  get isUsedUp(): boolean {
    return this.#left < 0 || this.#bytesLeft < 0;
  }

  /** @throws ProblemError `template` */
  spend(units: number, what: string): void {
    this.#left -= units;
    if (this.#left < 0)
      fail({
        code: 'template',
        message: `the templates do too much work, at ${what}`,
        hint: 'look for loops, or values that multiply one another',
      });
    if (this.#left < this.#nextLook) this.checkTime();
  }

  /** @throws ProblemError `template` */
  allocate(bytes: number, what: string): void {
    this.#bytesLeft -= bytes;
    if (this.#bytesLeft < 0)
      fail({
        code: 'template',
        message: `the templates make more than ${Math.round(this.#bytes / MEBIBYTE)} MiB of values, at ${what}`,
        hint: 'look for loops, or values that multiply one another',
      });
  }

  /** @throws ProblemError `template` where the time is over */
  checkTime(): void {
    this.#nextLook = this.#left - UNITS_BETWEEN_LOOKS;
    if (this.#deadline === Number.POSITIVE_INFINITY || performance.now() <= this.#deadline) return;
    fail({
      code: 'template',
      message: 'rendering takes longer than the time that it was given',
      hint: 'look for loops, or values that multiply one another',
    });
  }
}

const MEBIBYTE = 1024 * 1024;
/** Looking at the clock takes a while, too. */
const UNITS_BETWEEN_LOOKS = 1000;

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

/**
 * Draws bytes of values on the budget of the render that is under way, if there is one. Called before they are made.
 *
 * @param bytes about what the values take
 * @param what for the message: the function that makes them
 * @throws ProblemError `template` where the budget is used up
 */
export const allocate = (bytes: number, what: string): void => current?.allocate(bytes, what);
