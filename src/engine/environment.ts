import Runtime from 'handlebars/runtime.js';
import { callFunction } from '../functions/function.ts';
import { functions } from '../functions/index.ts';
import type { Path } from '../path.ts';
import { fail, ProblemError, type Where } from '../problems.ts';
import { suggest } from '../suggest.ts';
import { isMap, newMap, type Value } from '../yaml/value.ts';
import { toFlow, toFlowKey } from '../yaml/write.ts';
import { blocks } from './blocks.ts';
import type { TemplateSpec } from './compile.ts';
import { expectationOf } from './evaluate.ts';
import type { Frame, Helper, HelperOptions } from './helper.ts';
import { asProblem } from './limits.ts';
import { methods } from './methods.ts';
import { INTERNAL } from './names.ts';
import { printText } from './print-text.ts';

/** A compiled template: its context and what its helpers find in the data frame, to text. */
export type Template = (context: unknown, data: Frame) => string;

/** Handlebars' typings leave out what its runtime has. */
const { create } = Runtime as unknown as { create(): { template(spec: TemplateSpec): unknown } };

const environment = create();

/**
 * A template that can be called. Its helpers are handed over as Handlebars hands them to a partial: as they are,
 * without merging and wrapping all of them for each call.
 */
export function instantiate(spec: TemplateSpec): Template {
  const template = environment.template(spec) as (context: unknown, options: object) => string;
  return (context, data) => template(context, { partial: true, helpers, hooks: {}, protoAccessControl, data });
}

/** Nothing that is not an own property of the data can be reached. */
const denied = { whitelist: {}, defaultValue: false };
const protoAccessControl = { methods: denied, properties: denied };

/** Helpers that ask the render they are called from, each with its options last. */
const renderHelpers = {
  include(name: unknown, ...rest: unknown[]): string {
    const options = rest.pop() as HelperOptions;
    if (typeof name !== 'string') fail({ code: 'template', message: 'include takes the name of a template first' });
    return options.data.render.include(name, argumentOf(rest[0], options) as Value);
  },

  tpl(text: unknown, ...rest: unknown[]): string {
    const { data } = rest.pop() as HelperOptions;
    if (typeof text !== 'string')
      fail({ code: 'template', message: 'tpl takes a text', hint: 'evaluate takes any value' });
    return data.render.tpl(text);
  },

  evaluate(value: unknown, ...rest: unknown[]): Value {
    const { data, hash } = rest.pop() as HelperOptions;
    const path = typeof hash.$path === 'string' && hash.$path !== '' ? hash.$path.split('\0') : undefined;
    return data.render.evaluate((value ?? null) as Value, expectationOf(rest[0]), path);
  },

  warn(message: unknown, options: HelperOptions): string {
    options.data.render.warn({ message: printText((message ?? null) as Value), ...fromHash(options) });
    return '';
  },

  fail(message: unknown, options: HelperOptions): never {
    return fail({ code: 'template', message: printText((message ?? null) as Value), ...fromHash(options) });
  },
};

/** The argument of a named template: what is given, the keywords as a map, or the root context. */
function argumentOf(given: unknown, { hash, data }: HelperOptions): unknown {
  const keywords = Object.keys(hash);
  if (given === undefined && keywords.length === 0) return data.root;
  const map = newMap();
  if (isMap(given)) Object.assign(map, given);
  else if (keywords.length === 0) return given;
  for (const key of keywords) map[key] = (hash[key] ?? null) as Value;
  return keywords.length === 0 ? given : map;
}

function fromHash({ hash }: HelperOptions): { hint?: string; rule?: string; where?: Where } {
  return {
    ...(typeof hash.rule === 'string' ? { rule: hash.rule } : {}),
    ...(typeof hash.hint === 'string' ? { hint: hash.hint } : {}),
    ...(hash.path === undefined ? {} : { where: { path: pathOf(hash.path) } }),
  };
}

/** `path="a.b"`, or its steps in a list, where keys have dots. */
function pathOf(given: unknown): Path {
  if (typeof given === 'string') return given.split('.');
  if (Array.isArray(given) && given.every((step) => typeof step === 'string' || typeof step === 'number')) return given;
  return fail({ code: 'template', message: 'path takes a text, or a list of its steps' });
}

/** What the rewritten templates call. */
const internalHelpers = {
  [INTERNAL.yaml]: (value: unknown, _: HelperOptions) => toFlow((value ?? null) as Value),

  [INTERNAL.key]: (value: unknown, _: HelperOptions) => toFlowKey((value ?? null) as Value),

  [INTERNAL.text]: (value: unknown, _: HelperOptions) => printText((value ?? null) as Value),

  [INTERNAL.raw](value: unknown, _: HelperOptions): string {
    if (typeof value !== 'object' || value === null || !(isMap(value) || Array.isArray(value)))
      return printText((value ?? null) as Value);
    return fail({
      code: 'template',
      message: `{{{…}}} writes text as it is, and this is ${Array.isArray(value) ? 'a list' : 'a map'}`,
      hint: 'write {{{nindent 4 (toYaml x)}}}, or {{x}} for one line',
    });
  },

  [INTERNAL.get](base: unknown, name: string, ...rest: unknown[]): unknown {
    rest.pop();
    let value = base;
    let known = name;
    for (const key of rest as string[]) {
      if (value === null || value === undefined) {
        fail({
          code: 'template',
          message: `${known} is not set, and its field ${key} is asked for`,
          hint: near(base, name, known) ?? `ask first: {{#if ${known}}}`,
        });
      }
      value =
        typeof value === 'object' && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
      known = `${known}.${key}`;
    }
    return value;
  },
};

/** What may have been meant by a path of which some step is not there. */
function near(base: unknown, name: string, missing: string): string | undefined {
  let value = base;
  let known = name;
  for (const key of missing.slice(name.length + 1).split('.')) {
    if (!isMap(value)) return undefined;
    const meant = Object.hasOwn(value, key) ? undefined : suggest(key, Object.keys(value));
    if (meant !== undefined) return `did you mean ${known}.${meant}?`;
    value = value[key];
    known = `${known}.${key}`;
  }
  return undefined;
}

/** How many arguments they take: at least, and at most. `tpl` takes Helm's context, and renders with the root all the same. */
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

function counted(name: keyof typeof ARGUMENTS, helper: (...args: never[]) => unknown): (...args: never[]) => unknown {
  const [least, most] = ARGUMENTS[name];
  return (...args) => {
    const got = args.length - 1;
    if (got >= least && got <= most) return helper(...args);
    const want = least === most ? least : got < least ? `at least ${least}` : `at most ${most}`;
    return fail({ code: 'template', message: `wrong number of args for ${name}: want ${want} got ${got}` });
  };
}

/** Adds the place of the call to what a helper throws. */
function located(helper: (...args: never[]) => unknown): Helper {
  return function (this: unknown, ...args: unknown[]) {
    try {
      return helper.apply(this, args as never[]);
    } catch (error) {
      const { data, loc } = args.at(-1) as HelperOptions;
      const known = asProblem(error);
      throw known instanceof ProblemError ? place(known, data, loc) : known;
    }
  };
}

function place(error: ProblemError, { file }: Frame, loc: HelperOptions['loc']): ProblemError {
  const [first, ...rest] = error.problems;
  if (first.where?.line !== undefined || first.where?.path) return error;
  return new ProblemError({ ...first, where: { file, line: loc.start.line, column: loc.start.column + 1 } }, ...rest);
}

function functionHelper(name: string): Helper {
  const definition = functions[name];
  if (!definition) throw new Error(`no function ${name}`);
  return ((...args: unknown[]) => {
    const { hash, data } = args.pop() as HelperOptions;
    if (definition.unstable) data.render.warn({ message: `${name} gives another result each time` });
    if (name === 'dict' && Object.keys(hash).length > 0)
      return Object.assign(callFunction(name, definition, args) as object, hash);
    if (Object.keys(hash).length > 0) fail({ code: 'template', message: `${name} takes no keywords` });
    return callFunction(name, definition, args);
  }) as Helper;
}

/** The names that templates can call. */
export const helperNames = (): ReadonlySet<string> =>
  new Set([functions, renderHelpers, methods, blocks].flatMap((table) => Object.keys(table)));

const helpers = Object.create(null) as Record<string, Helper>;
for (const name in functions) helpers[name] = located(functionHelper(name) as never);
for (const [name, helper] of Object.entries({ ...renderHelpers, ...methods }))
  helpers[name] = located(counted(name as keyof typeof ARGUMENTS, helper as never));
for (const [name, helper] of Object.entries(internalHelpers)) helpers[name] = located(helper as never);
Object.assign(helpers, blocks);
