import { Budget, spend } from '../problem/budget.ts';
import { fail, ProblemError } from '../problem/problem.ts';

/**
 * Limits of a render. Values are untrusted and may contain templates: their work is limited, well below what would end
 * the process.
 */

/** Nested calls of include and tpl: Helm allows 1,000, which JavaScript's stack would not survive. */
const MAX_DEPTH = 200;
const MAX_CALLS = 200_000;
const MAX_TURNS = 5_000_000;
const MAX_TEXT = 256 * 1024 * 1024;

/** The work of one render, in the units of {@link Budget}: some seconds. */
const MAX_WORK = 8_000_000;
/** Bytes of all values that functions make in one render. */
const MAX_BYTES = 512 * 1024 * 1024;

/** The budget of one render. @param deadline the latest end of the render, as `performance.now()` counts */
export const newBudget = (deadline?: number): Budget =>
  new Budget(MAX_WORK, { bytes: MAX_BYTES, ...(deadline === undefined ? {} : { deadline }) });

/** Units of one iteration of a loop, besides the work of its body. */
const TURN = 0.1;

const MULTIPLY = 'look for values that multiply one another';

/** Counts the work of one render. Its methods throw ProblemError `template` beyond the limits. */
export class Limits {
  #depth = 0;
  #calls = 0;
  #turns = 0;
  #written = 0;

  /** Begins a nested call, which {@link leave} ends. */
  enter(name: string): void {
    if (this.#depth >= MAX_DEPTH)
      stop(`templates call one another ${MAX_DEPTH} deep, at ${name}`, 'look for one that includes itself');
    this.countCall();
    this.#depth++;
  }

  /** Ends a nested call. */
  leave(): void {
    this.#depth--;
  }

  /** Counts a call of a template. */
  countCall(): void {
    if (++this.#calls > MAX_CALLS) stop(`more than ${MAX_CALLS} calls of templates in one render`, MULTIPLY);
  }

  /** Counts the iterations of a loop. */
  countTurns(turns: number): void {
    spend(turns * TURN, 'a loop');
    this.#turns += turns;
    if (this.#turns > MAX_TURNS)
      stop(`more than ${MAX_TURNS} turns of loops in one render`, 'look for loops within loops');
  }

  countText(text: string): void {
    this.countLength(text.length);
  }

  /** Counts written UTF-16 code units. */
  countLength(length: number): void {
    this.#written += length;
    if (this.#written > MAX_TEXT) stop('the templates write more than 256 MiB', MULTIPLY);
  }
}

/** Turns an error about the limits of JavaScript into a problem of the template; returns any other error unchanged. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  const known = TOO_MUCH.find(([words]) => words.test(error.message));
  return known ? new ProblemError({ code: 'template', severity: 'error', message: known[1], hint: known[2] }) : error;
}

const TOO_MUCH: readonly (readonly [words: RegExp, message: string, hint: string])[] = [
  [/string length/i, 'a string is too long', MULTIPLY],
  [/array length/i, 'a list is too long', MULTIPLY],
  [/call stack/i, 'templates call one another without end', 'look for one that includes itself'],
];

function stop(message: string, hint: string): never {
  return fail({ code: 'template', message, hint });
}
