import { type Problem, ProblemError } from '../problem/problem.ts';
import { evaluate, prepareDefaults, type SetFlag } from '../values/index.ts';
import { newMap, type ValueMap } from '../yaml/value.ts';
import { sourceOf } from './given.ts';
import type { Outcome } from './options.ts';

/** Text in the grammar of `--set` and its kin. */
export interface ParseSetOptions {
  /** `a.b=1,c={x,y},d[0]=z`. */
  readonly text: string;
  /** The flag whose rules hold; default: `--set`. Files are read only by {@link computeValues}. */
  readonly flag?: Exclude<SetFlag, '--set-file'>;
  /** What is set is set over these values; default: none. They are not changed. */
  readonly into?: object;
}

/** The values that a string sets. */
export interface ParseSetResult extends Outcome {
  readonly values: ValueMap;
}

/**
 * Parses the text of a `--set` flag, as Helm does (strvals.ParseInto).
 *
 * ```ts
 * import { parseSet } from 'kilo-chart';
 *
 * const { values } = parseSet({ text: 'a.b=1,c={x,y}', into: { a: { d: true } } });
 * console.log(JSON.stringify(values)); // {"a":{"d":true,"b":1},"c":["x","y"]}
 * ```
 *
 * @returns the values, or what Helm refuses, with the place in the text
 */
export function parseSet({ text, flag = '--set', into = {} }: ParseSetOptions): ParseSetResult {
  const problems: Problem[] = [];
  try {
    const sources = [sourceOf(into), { kind: 'flag', flag, text, position: 1 } as const];
    return { values: evaluate(prepareDefaults('', newMap()), sources).user, problems };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { values: newMap(), problems: error.problems };
  }
}
