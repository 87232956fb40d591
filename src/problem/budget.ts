import { fail } from './problem.ts';

/** The limits of one render besides its work. */
export interface Bounds {
  /** Bytes of strings, lists and maps that functions create; no limit where it is missing. */
  readonly bytes?: number;
  /** The time at which the render must be finished, as `performance.now()` counts; no limit where it is missing. */
  readonly deadline?: number;
}

/**
 * A limit for the work of one render. Values and charts are untrusted: whatever takes longer for larger input charges
 * the budget of the current render.
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

  /** The units that have been charged. */
  get spent(): number {
    return this.#units - this.#left;
  }

  /** The bytes that have been charged. */
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
/** Reading the clock takes a while, too. */
const UNITS_BETWEEN_LOOKS = 1000;

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

/**
 * Charges bytes of values to the budget of the current render, if there is one. Called before they are created.
 *
 * @param bytes about the size of the values
 * @param what the function that creates them, for the message
 * @throws ProblemError `template` where the budget is exhausted
 */
export const allocate = (bytes: number, what: string): void => current?.allocate(bytes, what);
