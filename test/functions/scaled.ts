import type { functions } from '../../src/functions/policy/handlebars.ts';
import { newMap } from '../../src/yaml/value.ts';
import { type GoFunction, type GoType, int, newGoMap } from './go/parts.ts';

/** Arguments of a size. */
export type Scaled = (size: number) => unknown[];

const repeated = (text: string) => (size: number) => text.repeat(size);
const strings = (size: number): string[] => Array.from({ length: size }, (_, i) => `value ${(i * 7919) % size}`);
const entries = (size: number) => Array.from({ length: size }, (_, i) => [`key${i}`, `value ${i}`] as const);

/** Texts that functions have different work with: words, signs, numbers, lines, and none of ASCII. */
const TEXTS: readonly ((size: number) => string)[] = ['aB c_1-', '\n', '1', 'é', '{"a":"', ' - a: 1\n'].map(repeated);
const SHORT: readonly string[] = ['', 'a', '-', 'a*'];

interface Choices {
  /** What grows. */
  readonly large: readonly ((size: number) => unknown)[];
  /** What does not. */
  readonly small: readonly (() => unknown)[];
}

const GO_STRING: Choices = { large: TEXTS, small: SHORT.map((text) => () => text) };
const GO_LIST: Choices = { large: [strings], small: [() => ['a']] };
const GO_MAP: Choices = { large: [(size) => newGoMap(entries(size))], small: [() => newGoMap([['a', 'b']])] };
const GO_NUMBER: Choices = { large: [(size) => int(size)], small: [() => int(-1), () => int(3)] };
const GO_CHOICES: Partial<Record<GoType, Choices>> = {
  'interface {}': {
    large: [
      repeated('aB c_1-'),
      strings,
      (size) => newGoMap(entries(size)),
      (size) => entries(size).map((entry) => newGoMap([entry])),
    ],
    small: [() => 'a', () => ['a'], () => newGoMap([['a', 'b']]), () => int(3)],
  },
  string: GO_STRING,
  bool: { large: [], small: [() => true] },
  int: GO_NUMBER,
  int64: GO_NUMBER,
  uint32: { large: [], small: [() => int(1)] },
  float64: { large: [], small: [() => 1.5] },
  'map[string]interface {}': GO_MAP,
  '[]interface {}': GO_LIST,
};
const HANDLEBARS_CHOICES: Record<string, Choices> = {
  any: {
    large: [
      repeated('aB c_1-'),
      strings,
      (size) => Object.assign(newMap(), Object.fromEntries(entries(size))),
      (size) => entries(size).map(([key, value]) => Object.assign(newMap(), { [key]: value })),
    ],
    small: [() => 'a', () => ['a'], () => Object.assign(newMap(), { a: 'b' }), () => 3],
  },
  string: GO_STRING,
  bool: GO_CHOICES.bool as Choices,
  int: { large: [(size) => size], small: [() => -1, () => 3] },
  list: GO_LIST,
  map: {
    large: [(size) => Object.assign(newMap(), Object.fromEntries(entries(size)))],
    small: [() => Object.assign(newMap(), { a: 'b' })],
  },
};

/** Argument lists of which one argument grows, or all arguments of the kind together, for one function of Helm's for Go. */
export const scaledForGo = ({ parameters, variadic }: GoFunction): Scaled[] =>
  scaledFor(
    parameters.map((type) => GO_CHOICES[type]),
    variadic === true,
  );

/** The same for one function for Handlebars. */
export const scaledForHandlebars = ({ parameters, rest }: (typeof functions)[string]): Scaled[] =>
  scaledFor(
    [...parameters, ...(rest === undefined ? [] : [rest])].map((kind) => HANDLEBARS_CHOICES[kind]),
    rest !== undefined,
  );

function scaledFor(choices: readonly (Choices | undefined)[], variadic: boolean): Scaled[] {
  const all: Scaled[] = [];
  const known = choices.filter((choice) => choice !== undefined);
  if (known.length < choices.length) return all;
  known.forEach((grows, at) => {
    for (const large of grows.large)
      for (let other = 0; other < 4; other++)
        all.push((size) =>
          known.map((choice, i) => (i === at ? large(size) : choice.small[other % choice.small.length]?.())),
        );
  });
  const last = known.at(-1);
  if (variadic && last)
    for (const small of last.small)
      all.push((size) => [
        ...known.slice(0, -1).map((choice) => choice.small[0]?.()),
        ...Array.from({ length: size }, small),
      ]);
  return all;
}
