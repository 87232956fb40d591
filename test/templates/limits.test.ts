import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/problem/problem.ts';
import { asProblem, Limits, newBudget } from '../../src/templates/limits.ts';

const times = (count: number, action: () => void): void => {
  for (let i = 0; i < count; i++) action();
};

const MULTIPLY = 'look for values that multiply one another';

describe('a render', () => {
  it.each<[title: string, allowed: (limits: Limits) => void, last: (limits: Limits) => void, string, string]>([
    [
      'nests calls',
      (limits) => times(200, () => limits.enter('a')),
      (limits) => limits.enter('b'),
      'templates call one another 200 deep, at b',
      'look for one that includes itself',
    ],
    [
      'calls templates',
      (limits) => times(200_000, () => limits.countCall()),
      (limits) => limits.countCall(),
      'more than 200000 calls of templates in one render',
      MULTIPLY,
    ],
    [
      'calls templates one after the other',
      (limits) =>
        times(200_000, () => {
          limits.enter('a');
          limits.leave();
        }),
      (limits) => limits.enter('a'),
      'more than 200000 calls of templates in one render',
      MULTIPLY,
    ],
    [
      'iterates',
      (limits) => times(5, () => limits.countTurns(1_000_000)),
      (limits) => limits.countTurns(1),
      'more than 5000000 turns of loops in one render',
      'look for loops within loops',
    ],
    [
      'writes',
      (limits) => {
        limits.countLength(256 * 1024 * 1024 - 3);
        limits.countText('abc');
      },
      (limits) => limits.countText('a'),
      'the templates write more than 256 MiB',
      MULTIPLY,
    ],
  ])('%s up to a limit, and then stops', (_, allowed, last, message, hint) => {
    const limits = new Limits();
    allowed(limits);
    expect(problemOf(() => last(limits))).toEqual({ code: 'template', severity: 'error', message, hint });
  });

  it('has some seconds of work and half a gigabyte of values', () => {
    const budget = newBudget();
    budget.spend(8_000_000, 'a');
    expect(() => budget.spend(1, 'a')).toThrow('do too much work');
    newBudget().allocate(512 * 1024 * 1024, 'a');
    expect(() => newBudget().allocate(512 * 1024 * 1024 + 1, 'a')).toThrow('make more than 512 MiB of values');
  });
});

describe('an error of JavaScript about its limits', () => {
  it.each<[string, () => unknown, string, string]>([
    ['a long string', () => 'a'.repeat(2 ** 30), 'a string is too long', MULTIPLY],
    ['a long list', () => new Array(-1), 'a list is too long', MULTIPLY],
    [
      'a recursion',
      function recurse(): unknown {
        return [recurse()];
      },
      'templates call one another without end',
      'look for one that includes itself',
    ],
  ])('is a problem of the template: %s', (_, cause, message, hint) => {
    expect(
      problemOf(() => {
        try {
          cause();
        } catch (error) {
          throw asProblem(error);
        }
      }),
    ).toEqual({ code: 'template', severity: 'error', message, hint });
  });

  it.each([new RangeError('another'), new Error('Invalid string length')])(
    'is left as it is otherwise: %s',
    (error) => {
      expect(asProblem(error)).toBe(error);
    },
  );
});

function problemOf(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0];
    throw error;
  }
  return undefined;
}
