import { truth } from '../../functions/truth.ts';
import { formatValue } from '../../go/text.ts';
import { fail, type Problem } from '../../problem/problem.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../yaml/value.ts';
import type { RenderContext } from '../context.ts';

/**
 * A template that `include` calls by its name. A text is printed as it is, any other result as YAML.
 *
 * @param arg the root context, or a map with the keywords of the call; its `context` is the root context, where it is
 *   given, and the render's own where it is not
 */
export type NamedTemplate = (arg: unknown, scope: Scope) => Value;

/** What a named template may ask the render that calls it. */
export interface Scope {
  readonly root: RenderContext;
  include(name: string, arg: Value | RenderContext): string;
  /** A text, rendered unescaped with the root context. */
  tpl(text: string): string;
  /** A value with each string in it rendered; a text where a map or list is expected is YAML. */
  evaluate(value: Value, kind?: 'map' | 'list' | 'string' | 'documents'): Value;
  warn(problem: Omit<Problem, 'severity' | 'code'>): void;
}

/** The keywords of a call; none where the argument is the root context. */
export const keywordsOf = (arg: unknown): ValueMap => (isMap(arg) && !isContext(arg) ? arg : newMap());

/** The context that a call is about: the argument itself, its `context`, or the render's own. */
export function contextOf(arg: unknown, scope: Scope): RenderContext {
  if (isContext(arg)) return arg;
  const given: unknown = keywordsOf(arg).context;
  if (given === undefined || given === null) return scope.root;
  return isContext(given) ? given : refuse('context is not the root context', 'leave it out, or give @root');
}

const isContext = (value: unknown): value is RenderContext =>
  isMap(value) && ['Values', 'Release', 'Chart'].every((key) => Object.hasOwn(value, key));

/** What stands at a path; null where nothing does, as in Go with parentheses around each step. */
export function lookUp(value: unknown, ...path: string[]): Value {
  let at: unknown = value;
  for (const key of path) at = isMap(at) && Object.hasOwn(at, key) ? at[key] : null;
  return (at ?? null) as Value;
}

/** The first value that is not empty. */
export const firstOf = (...values: Value[]): Value => values.find(truth) ?? null;

/** A value as text, nothing for what is empty. */
export const textOf = (value: Value): string => (truth(value) ? formatValue(value) : '');

/** The items of a list; one alone stands for a list of itself. */
export const itemsOf = (value: Value): Value[] => (Array.isArray(value) ? value : truth(value) ? [value] : []);

/** Bitnami's templates say yes as `true` and no as nothing. */
export const yes = (condition: boolean): string => (condition ? 'true' : '');

/** The globals of a call: `global`, for which bitnami's examples also give the whole context. */
export const globalOf = (keywords: ValueMap): Value =>
  isContext(keywords.global) ? lookUp(keywords.global, 'Values', 'global') : (keywords.global ?? null);

export function refuse(message: string, hint?: string): never {
  fail({ code: 'template', message, ...(hint === undefined ? {} : { hint }) });
}
