import { truth } from '../../functions/truth.ts';
import { formatValue } from '../../go/text.ts';
import { fail, type Problem } from '../../problem/problem.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../yaml/value.ts';
import type { RenderContext } from '../context.ts';

/**
 * A template that `include` calls by its name. A string is printed as it is, any other result as YAML.
 *
 * @param arg the root context, or a map with the keywords of the call; its `context` is the root context, and defaults
 *   to that of the render
 */
export type NamedTemplate = (arg: unknown, scope: Scope) => Value;

/** The parts of the render that a named template may use. */
export interface Scope {
  readonly root: RenderContext;
  include(name: string, arg: Value | RenderContext): string;
  /** Renders a template, unescaped, with the root context. */
  tpl(text: string): string;
  /** Renders each string in a value; a string where a map or list is expected is YAML. */
  evaluate(value: Value, kind?: 'map' | 'list' | 'string' | 'documents'): Value;
  warn(problem: Omit<Problem, 'severity' | 'code'>): void;
}

/** The keywords of a call; none where the argument is the root context. */
export const keywordsOf = (arg: unknown): ValueMap => (isMap(arg) && !isContext(arg) ? arg : newMap());

/** The context of a call: the argument itself, its `context`, or that of the render. @throws ProblemError `template` */
export function contextOf(arg: unknown, scope: Scope): RenderContext {
  if (isContext(arg)) return arg;
  const given: unknown = keywordsOf(arg).context;
  if (given === undefined || given === null) return scope.root;
  return isContext(given) ? given : refuse('context is not the root context', 'leave it out, or pass @root');
}

const isContext = (value: unknown): value is RenderContext =>
  isMap(value) && Object.hasOwn(value, 'Values') && Object.hasOwn(value, 'Release') && Object.hasOwn(value, 'Chart');

/** The value at a path; null where there is none, as in Go with parentheses around each step. */
export function lookUp(value: unknown, ...path: string[]): Value {
  let at: unknown = value;
  for (const key of path) at = isMap(at) && Object.hasOwn(at, key) ? at[key] : null;
  return (at ?? null) as Value;
}

/** The first value that is not empty; null without one. */
export const firstOf = (...values: Value[]): Value => values.find(truth) ?? null;

/** A value as a string; an empty string for an empty value. */
export const textOf = (value: Value): string => (truth(value) ? formatValue(value) : '');

/** The items of a list; a value that is not a list counts as a list of itself. */
export const itemsOf = (value: Value): Value[] => (Array.isArray(value) ? value : truth(value) ? [value] : []);

/** bitnami's boolean: `true`, or an empty string. */
export const yes = (condition: boolean): string => (condition ? 'true' : '');

/** The globals of a call: `global`, for which bitnami's examples also pass the whole context. */
export const globalOf = (keywords: ValueMap): Value =>
  isContext(keywords.global) ? lookUp(keywords.global, 'Values', 'global') : (keywords.global ?? null);

/** Stops the rendering. @throws ProblemError `template` with this message and hint */
export function refuse(message: string, hint?: string): never {
  fail({ code: 'template', message, ...(hint === undefined ? {} : { hint }) });
}
