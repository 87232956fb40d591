import { describe, expect, it } from 'vitest';
import { callFunction, functions } from '../../src/functions/policy/handlebars.ts';
import { Budget, within } from '../../src/problem/budget.ts';
import { type GoFunction, goFunctions } from './go/parts.ts';
import { type Scaled, scaledForGo, scaledForHandlebars } from './scaled.ts';

const SIZE = 200;
/** Units after which a call is stopped: fewer than a key of RSA or a hash of bcrypt costs, which take long. */
const MOST = 70_000;
/** Twice the input may cost so many times as much. */
const GROWTH = 2.5;
/** Units that a call costs whatever it is given. */
const FIXED = 50;

/** Compares each pair of elements that are lists or maps, as in Helm; the budget ends it. */
const QUADRATIC = new Set(['uniq', 'mustUniq']);

/** The units that a call is charged, whether it ends well or not. */
function unitsOf(call: () => unknown): number {
  const budget = new Budget(MOST);
  try {
    within(budget, call);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
  return budget.spent;
}

/** The argument lists for which the charge grows faster than the input. */
function growing(scaled: readonly Scaled[], call: (args: unknown[]) => unknown): string[] {
  return scaled.flatMap((argsOf, index) => {
    const [small, large] = [SIZE, 2 * SIZE].map((size) => {
      const args = argsOf(size);
      return unitsOf(() => call(args));
    }) as [number, number];
    return large <= small * GROWTH + FIXED ? [] : [`arguments ${index}: ${small} units, then ${large}`];
  });
}

describe('when arguments are twice as large then a call costs at most 2.5 times as much', () => {
  it.each(Object.entries<GoFunction>(goFunctions).filter(([name]) => !QUADRATIC.has(name)))(
    'Go: %s',
    (_, definition) => {
      const run = definition.run as (...args: unknown[]) => unknown;
      expect(growing(scaledForGo(definition), (args) => run(...args))).toEqual([]);
    },
  );

  it.each(Object.entries(functions).filter(([name]) => !QUADRATIC.has(name)))('Handlebars: %s', (name, definition) => {
    expect(growing(scaledForHandlebars(definition), (args) => callFunction(name, definition, args))).toEqual([]);
  });
});
