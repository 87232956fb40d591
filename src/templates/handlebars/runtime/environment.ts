import { CallCost } from '../../../functions/costs.ts';
import { bindFunction } from '../../../functions/function.ts';
import { functions } from '../../../functions/policy/handlebars.ts';
import { truth } from '../../../functions/truth.ts';
import { sortedKeys } from '../../../go/text.ts';
import { spend } from '../../../problem/budget.ts';
import type { Path } from '../../../problem/path.ts';
import { fail, ProblemError, type Where } from '../../../problem/problem.ts';
import { suggest } from '../../../problem/suggest.ts';
import { isMap, newMap, parseNumber, type Value } from '../../../yaml/value.ts';
import { toFlow, toFlowKey } from '../../../yaml/write.ts';
import { asProblem } from '../../limits.ts';
import { BLOCKS, INTERNAL } from '../generate/internal-names.ts';
import { unpackPlace } from '../generate/place.ts';
import { describeValue } from './describe.ts';
import { expectationOf } from './evaluate.ts';
import { fieldOf, hasFields } from './field.ts';
import type { Frame, Helper, Keywords, Run } from './helper.ts';
import { methods } from './methods.ts';
import { printText } from './print-text.ts';
import type { MakeTemplate, Template } from './template.ts';

/** A template that can be called. */
export const instantiate = (make: MakeTemplate): Template => make(helpers);

/** Helpers that use the render they are called from. */
const renderHelpers = {
  include([name, arg]: unknown[], frame: Frame, keywords: Keywords): string {
    if (typeof name !== 'string') fail({ code: 'template', message: 'include takes the name of a template first' });
    return frame.render.include(name, argumentOf(arg, frame, keywords) as Value);
  },

  tpl([text]: unknown[], { render }: Frame, { $path: path }: Keywords): string {
    if (typeof text !== 'string')
      fail({ code: 'template', message: 'tpl takes a string', hint: 'evaluate takes any value' });
    return render.tpl(text, Array.isArray(path) && path.length > 0 ? path : undefined);
  },

  evaluate([value, kind]: unknown[], { render }: Frame, { $path: path }: Keywords): Value {
    const known = Array.isArray(path) && path.length > 0 ? path : undefined;
    return render.evaluate((value ?? null) as Value, expectationOf(kind), known);
  },

  warn([message]: unknown[], { render }: Frame, keywords: Keywords): string {
    render.warn({ message: printText((message ?? null) as Value), ...detailsOf(keywords) });
    return '';
  },

  fail: ([message]: unknown[], _: Frame, keywords: Keywords): never =>
    fail({ code: 'template', message: printText((message ?? null) as Value), ...detailsOf(keywords) }),
};

/**
 * The argument of a named template: the given one, the keywords as a map, or the root context. Generated code makes null
 * of what a keyword of `include` does not have.
 */
function argumentOf(given: unknown, { root }: Frame, keywords: Keywords): unknown {
  if (keywords === NONE) return given === undefined ? root : given;
  return isMap(given) ? Object.assign(newMap(), given, keywords) : keywords;
}

function detailsOf({ hint, rule, path }: Keywords): { hint?: string; rule?: string; where?: Where } {
  const details: { hint?: string; rule?: string; where?: Where } = {};
  if (typeof rule === 'string') details.rule = rule;
  if (typeof hint === 'string') details.hint = hint;
  if (path !== undefined) details.where = { path: pathOf(path) };
  return details;
}

/** `path="a.b"`, or a list of its steps, where keys contain dots. */
function pathOf(given: unknown): Path {
  if (typeof given === 'string') return given.split('.');
  if (Array.isArray(given) && given.every((step) => typeof step === 'string' || typeof step === 'number')) return given;
  return fail({ code: 'template', message: 'path takes a string, or a list of its steps' });
}

/** What rewritten templates print one value with: see {@link printHelper}. */
const printers: Readonly<Record<string, (value: Value) => string>> = {
  [INTERNAL.yaml]: toFlow,
  [INTERNAL.key]: toFlowKey,
  [INTERNAL.text]: printText,

  [INTERNAL.raw](value: Value): string {
    if (typeof value !== 'object' || value === null || !(isMap(value) || Array.isArray(value))) return printText(value);
    return fail({
      code: 'template',
      message: `{{{…}}} writes text as it is, and this is ${Array.isArray(value) ? 'a list' : 'a map'}`,
      hint: 'write {{{nindent 4 (toYaml x)}}}, or {{x}} for one line',
    });
  },
};

/**
 * The value at a path.
 *
 * @param path the name of `base`, and the keys from there on
 * @throws ProblemError for a field of null or of a missing value
 */
function get(frame: Frame, place: number, base: unknown, path: readonly string[]): unknown {
  let value = base;
  for (let i = 1; i < path.length; i++) {
    const key = path[i] as string;
    if (value === null || value === undefined) throw placed(missing(base, path, i), frame.file, place);
    if (!hasFields(value, key)) throw placed(withoutFields(value, path, i), frame.file, place);
    value = fieldOf(value, key);
  }
  if (value === undefined && base === frame.root && path[1] === 'Values') noteUnset(frame, place, path);
  return value;
}

/** @param at the step that the current value does not have */
function withoutFields(value: unknown, path: readonly string[], at: number): ProblemError {
  const known = spell(path.slice(0, at)) || 'this';
  const key = path[at] as string;
  const isSized = Array.isArray(value) || typeof value === 'string';
  const hint =
    /^(?:length|len|size|count)$/i.test(key) && isSized
      ? `write (len ${known})`
      : Array.isArray(value)
        ? `an item is (index ${known} 0), and {{#each ${known}}} goes through them`
        : 'only a map has fields';
  const message = `cannot read field ${key} of ${known}: it is ${describeValue(value)}`;
  return new ProblemError({ code: 'template', severity: 'error', message, hint });
}

/** A missing value in an existing map. The schema decides whether it can be set. */
function noteUnset({ render, file }: Frame, place: number, path: readonly string[]): void {
  if (path.length > 2) render.noteUnset(path.slice(2), { file, ...unpackPlace(place) });
}

/** @param at the step whose container is missing */
function missing(base: unknown, path: readonly string[], at: number): ProblemError {
  const known = spell(path.slice(0, at)) || 'this';
  const hint = near(base, path, at) ?? `ask first: {{#if ${known}}}`;
  const message = `cannot read field ${path[at]} of ${known}: ${known} is not set`;
  return new ProblemError({ code: 'template', severity: 'error', message, hint });
}

/** What was probably meant by a path with a missing step. */
function near(base: unknown, path: readonly string[], at: number): string | undefined {
  let value = base;
  for (let i = 1; i < at; i++) {
    const key = path[i] as string;
    if (typeof value !== 'object' || value === null) return undefined;
    const meant = Object.hasOwn(value, key) ? undefined : suggest(key, Object.keys(value));
    if (meant !== undefined) return `did you mean ${spell([...path.slice(0, i), meant])}?`;
    value = fieldOf(value, key);
  }
  return undefined;
}

/** A path from a context begins without a name. */
const spell = (path: readonly string[]): string => path.filter((step) => step !== '').join('.');

/** The entries that a loop visits: maps in the order of their sorted keys, as in `range`. */
function entriesOf({ render, file }: Frame, place: number, items: unknown): (readonly [string | number, unknown])[] {
  if (Array.isArray(items)) {
    render.limits.countTurns(items.length);
    return items.map((item, index) => [index, item] as const);
  }
  if (isMap(items)) {
    const keys = sortedKeys(items);
    render.limits.countTurns(keys.length);
    return keys.map((key) => [key, items[key]] as const);
  }
  if (truth(items)) throw placed(noCollection(items), file, place);
  return [];
}

/** @returns the error for a loop over a single value */
function noCollection(items: unknown): ProblemError {
  const hint =
    typeof items === 'string'
      ? 'write it as a list in the values: [a, b]; a string with separators is split with (splitList "," x)'
      : typeof items === 'number'
        ? 'to count, write {{#each (until (int x))}}'
        : 'each takes a list or a map';
  const message = `each goes through a list or a map, and this is ${describeValue(items)}`;
  return new ProblemError({ code: 'template', severity: 'error', message, hint });
}

/**
 * The least and the greatest number of arguments. `tpl` accepts Helm's context, but always renders with the root
 * context.
 */
const ARGUMENTS: Readonly<Record<keyof typeof renderHelpers | keyof typeof methods, readonly [number, number]>> = {
  include: [1, 2],
  tpl: [1, 2],
  evaluate: [1, 2],
  warn: [1, 1],
  fail: [1, 1],
  'Files.Get': [1, 1],
  'Files.GetBytes': [1, 1],
  'Files.Glob': [1, 1],
  'Files.AsConfig': [0, 1],
  'Files.AsSecrets': [0, 1],
  'Files.Lines': [1, 1],
  'Capabilities.APIVersions.Has': [1, 1],
};

/** A call without keywords. */
const NONE: Keywords = Object.freeze(Object.create(null) as Keywords);

/** Units of a call from a template, and of a character that it returns. */
const CALL = 0.1;
const CHARACTER = 0.005;

/** Charges a call and its result to the budget. */
function drawn(name: string, result: unknown): unknown {
  spend(typeof result === 'string' ? CALL + result.length * CHARACTER : CALL, name);
  return result;
}

/** What a helper has thrown, with the place of its call. */
function located(error: unknown, { file }: Frame, place: number): unknown {
  const known = asProblem(error);
  return known instanceof ProblemError ? placed(known, file, place) : known;
}

function placed(error: ProblemError, file: string, place: number): ProblemError {
  const [first, ...rest] = error.problems;
  if (first.where?.line !== undefined || first.where?.path) return error;
  return new ProblemError({ ...first, where: { file, ...unpackPlace(place) } }, ...rest);
}

/** A function of Helm's as a helper. */
function functionHelper(name: string): Helper {
  const definition = functions[name];
  if (!definition) throw new Error(`no function ${name}`);
  const call = bindFunction(name, definition);
  const withKeywords = (args: unknown[], keywords: Keywords): unknown =>
    name === 'dict'
      ? Object.assign(call(args) as object, keywords)
      : fail({ code: 'template', message: `${name} takes no keywords` });
  return (frame, place, args, keywords = NONE) => {
    try {
      if (definition.unstable) frame.render.warn({ message: `${name} returns another result each time` });
      return drawn(name, keywords === NONE ? call(args) : withKeywords(args, keywords));
    } catch (error) {
      throw located(error, frame, place);
    }
  };
}

/** A helper of the engine: `include` draws nothing for its arguments, because what it includes does. */
function engineHelper(name: keyof typeof ARGUMENTS, run: Run): Helper {
  const [least, most] = ARGUMENTS[name];
  const cost = name === 'include' ? undefined : new CallCost(name);
  return (frame, place, args, keywords = NONE) => {
    try {
      frame.render.calledAt(frame.file, place);
      cost?.draw(args);
      const got = args.length;
      if (got < least || got > most) refuseCount(name, got);
      return drawn(name, run(args, frame, keywords));
    } catch (error) {
      throw located(error, frame, place);
    }
  };
}

function refuseCount(name: keyof typeof ARGUMENTS, got: number): never {
  const [least, most] = ARGUMENTS[name];
  const want = least === most ? least : got < least ? `at least ${least}` : `at most ${most}`;
  return fail({ code: 'template', message: `wrong number of args for ${name}: want ${want} got ${got}` });
}

/** Prints a value in the place of an expression. */
function printHelper(print: (value: Value) => string): (frame: Frame, place: number, value: unknown) => string {
  const cost = new CallCost('a value');
  return (frame, place, value = null) => {
    try {
      cost.draw([value]);
      const text = print(value as Value);
      drawn('a value', text);
      return text;
    } catch (error) {
      throw located(error, frame, place);
    }
  };
}

/** The names that templates can call. */
export const helperNames = (): ReadonlySet<string> =>
  (names ??= new Set([...[functions, renderHelpers, methods].flatMap((table) => Object.keys(table)), ...BLOCKS]));

let names: ReadonlySet<string> | undefined;

/** Helpers that are called without a place, because no template can make them fail. */
const plainHelpers: Readonly<Record<string, unknown>> = {
  [INTERNAL.get]: get,
  [INTERNAL.truth]: truth,
  [INTERNAL.entries]: entriesOf,
  [INTERNAL.number]: parseNumber,
};

function makeHelper(name: string): unknown {
  if (Object.hasOwn(plainHelpers, name)) return plainHelpers[name];
  const print = Object.hasOwn(printers, name) ? printers[name] : undefined;
  if (print) return printHelper(print);
  const runs: Readonly<Record<string, unknown>> = Object.hasOwn(methods, name) ? methods : renderHelpers;
  return Object.hasOwn(runs, name)
    ? engineHelper(name as keyof typeof ARGUMENTS, runs[name] as Run)
    : functionHelper(name);
}

/** The helpers by name, created at the first use, because most are never used. */
const helpers = new Proxy(Object.create(null) as Record<string, unknown>, {
  get(made, name: string) {
    made[name] ??= makeHelper(name);
    return made[name];
  },
});
