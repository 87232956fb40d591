import { fail } from '../problem/problem.ts';
import { nameValue } from '../problem/words.ts';
import { ExactNumber, type Value, type ValueMap } from '../yaml/value.ts';
import { allocateResult, CallCost } from './costs.ts';

/** What a parameter accepts, by the name used in messages. */
interface Kinds {
  any: Value;
  string: string;
  int: number;
  bool: boolean;
  list: Value[];
  map: ValueMap;
}

type Kind = keyof Kinds;

type Arguments<P extends readonly Kind[]> = { -readonly [I in keyof P]: Kinds[P[I]] };

/** One function of Helm's template language, with all that a template language needs to call it. */
export interface TemplateFunction {
  /** The parameters that must be given. */
  readonly parameters: readonly Kind[];
  /** The kind of further arguments, where any number of them may follow. */
  readonly rest?: Kind;
  /** Why two renders may differ: the renderer warns about it. */
  readonly unstable?: 'random' | 'time';
  /** Takes checked arguments only: call it through {@link bindFunction}. */
  readonly run: (...args: never) => Value;
}

/** Defines a function of exactly these parameters. */
export const takes = <const P extends readonly Kind[]>(
  parameters: P,
  run: (...args: Arguments<P>) => Value,
): TemplateFunction => ({ parameters, run });

/** Defines a function of these parameters and any number of further ones. */
export const takesMore = <const P extends readonly Kind[], const R extends Kind>(
  parameters: P,
  rest: R,
  run: (...args: [...Arguments<P>, ...Kinds[R][]]) => Value,
): TemplateFunction => ({ parameters, rest, run });

/** The same function, marked as one whose result differs each time. */
export const unstable = (why: 'random' | 'time', definition: TemplateFunction): TemplateFunction => ({
  ...definition,
  unstable: why,
});

/** Stops the rendering. @throws ProblemError `template` with this message and hint */
export function refuse(message: string, hint?: string): never {
  fail({ code: 'template', message, ...(hint === undefined ? {} : { hint }) });
}

/** A function with all that its calls need, called with a list of arguments. */
export type BoundFunction = (args: unknown[]) => Value;

/**
 * Prepares a function for calls that check its arguments as Go's `text/template` does: their number, then their types.
 * A whole number is an int wherever it comes from (in Helm the numbers of a values file are floats, and fail here).
 *
 * @param name for messages
 * @returns a function of a list of arguments, which are checked in place. It throws ProblemError `template`: wrong
 *   arguments, or an error of the function itself.
 */
export function bindFunction(name: string, { parameters, rest, run }: TemplateFunction): BoundFunction {
  const want = parameters.length;
  const cost = new CallCost(name);
  const call = run as (...args: unknown[]) => Value;
  return (args) => {
    const got = args.length;
    if (rest === undefined ? got !== want : got < want) {
      refuse(`wrong number of args for ${name}: want ${rest === undefined ? '' : 'at least '}${want} got ${got}`);
    }
    for (let i = 0; i < got; i++) args[i] = check(name, i, parameters[i] ?? rest ?? 'any', args[i]);
    cost.draw(args);
    // Nearly all calls have one or two arguments, and spreading a list takes longer than such a call.
    const result = got === 1 ? call(args[0]) : got === 2 ? call(args[0], args[1]) : call(...args);
    allocateResult(name, result);
    return result;
  };
}

/** Calls a function once: see {@link bindFunction}. */
export const callFunction = (name: string, definition: TemplateFunction, args: unknown[]): Value =>
  bindFunction(name, definition)(args);

function check(name: string, position: number, kind: Kind, arg: unknown): Value {
  const value = (arg === undefined ? null : arg) as Value;
  if (kind === 'any' || typeof value === kind || kindOfArgument(value) === kind) return value;
  if (kind === 'int' && typeof value === 'number' && Number.isInteger(value)) return value;
  return refuse(
    `wrong type for argument ${position + 1} of ${name}: expected ${kind === 'int' ? 'a whole number' : article(kind)}, got ${nameValue(value)}`,
  );
}

function kindOfArgument(value: Value): Kind | 'null' | 'number' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof ExactNumber || typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
}

const article = (kind: Kind): string => `a ${kind}`;

export { nameValue as describe } from '../problem/words.ts';
