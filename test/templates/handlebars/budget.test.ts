import { describe, expect, it } from 'vitest';
import { callFunction, functions } from '../../../src/functions/policy/handlebars.ts';
import { Budget, within } from '../../../src/problem/budget.ts';
import type { Entry } from '../../../src/templates/language.ts';
import { newMap, type Value } from '../../../src/yaml/value.ts';
import { contextOf } from '../go/rendering.ts';
import { compile } from './rendering.ts';

/** A list of itself twice, so deep, and what is done with it. */
const doubled = (depth: number, what: string): string =>
  `{{#with (list 1)}}${'{{#with (list this this)}}'.repeat(depth)}${what}${'{{/with}}'.repeat(depth)}{{/with}}`;

const loop = (turns: number, what: string): string => `{{#each (until ${turns})}}{{#if (${what})}}{{/if}}{{/each}}`;

describe('when a template does too much, then the render stops', () => {
  it.each([
    ['bcrypt in a loop', loop(5000, 'bcrypt "a"')],
    ['genPrivateKey in a loop', loop(5000, 'genPrivateKey "rsa"')],
    ['genCA in a loop', loop(5000, 'genCA "a" 1')],
    ['sha256sum in a loop', loop(5_000_000, 'sha256sum "abc"')],
    ['regexMatch in a loop', loop(5_000_000, 'regexMatch "(a?){900}b" "aaaaaaaa"')],
    ['has in a loop', loop(1_000_000, 'has 1 (list 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24)')],
    ['a list of itself under toYaml', doubled(24, '{{#if (toYaml this)}}{{/if}}')],
    ['a list of itself under toJson', doubled(24, '{{#if (toJson this)}}{{/if}}')],
    ['a list of itself under deepEqual', doubled(24, '{{#if (deepEqual this (list this this))}}{{/if}}')],
    ['a list of itself, printed', doubled(24, 'a: {{this}}')],
    ['a list of itself, evaluated', doubled(24, '{{#if (evaluate this)}}{{/if}}')],
    ['a list of itself in a message', doubled(24, '{{warn this}}')],
    [
      'concat of a list with itself',
      `{{#with (list 1)}}${'{{#with (concat this this)}}'.repeat(26)}${'{{/with}}'.repeat(26)}{{/with}}`,
    ],
    ['a loop with a long body', `{{#each (until 1000000)}}${'{{#if (eq this 1)}}{{/if}}'.repeat(100)}{{/each}}`],
    ['kebabcase of megabytes', '{{#if (kebabcase (repeat 8000000 "a-"))}}{{/if}}'],
    ['split of megabytes', '{{#if (split "" (repeat 16000000 "a"))}}{{/if}}'],
    ['shuffle of megabytes in a loop', loop(100, 'shuffle (repeat 1000000 "a")')],
  ])('%s', async (_, template) => {
    const program = await compile([{ path: 'templates/t.yaml.hbs', text: template }]);
    // A budget that is small: what it is used up by does not change with its size.
    const session = program.open(
      new Map([['c', contextOf()]]),
      undefined,
      new Budget(100_000, { bytes: 64 * 1024 * 1024 }),
    );
    const { problems } = session.render(program.entries[0] as Entry);
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the templates (?:do too much work|make more than 64 MiB of values), at /),
    ]);
  });
});

/** What a call of a function draws on the budget. */
function costOf(name: string, args: readonly Value[]): { work: number; bytes: number } {
  const definition = functions[name];
  if (!definition) throw new Error(name);
  const budget = new Budget(1e9, { bytes: 1e12 });
  within(budget, () => callFunction(name, definition, [...args]));
  return { work: budget.spent, bytes: budget.allocated };
}

const text = (size: number): string => 'ab-C '.repeat(size / 5);
const list = (size: number): Value[] => Array.from({ length: size }, (_, i) => `item ${i}`);
const map = (size: number): Value => newMap(Array.from({ length: size }, (_, i) => [`key${i}`, `value ${i}`]));

describe('when what a function is given doubles, then its cost doubles', () => {
  it.each<readonly [string, (size: number) => Value[]]>([
    ['kebabcase', (size) => [text(size)]],
    ['snakecase', (size) => [text(size)]],
    ['title', (size) => [text(size)]],
    ['b32enc', (size) => [text(size)]],
    ['sha512sum', (size) => [text(size)]],
    ['split', (size) => [' ', text(size)]],
    ['regexFindAll', (size) => ['a.', text(size), -1]],
    ['replace', (size) => ['a', 'b', text(size)]],
    ['trim', (size) => [text(size)]],
    ['toYaml', (size) => [map(size)]],
    ['toJson', (size) => [map(size)]],
    ['deepEqual', (size) => [map(size), map(size)]],
    ['merge', (size) => [map(size), map(size)]],
    ['has', (size) => ['none', list(size)]],
    ['join', (size) => [',', list(size)]],
    ['until', (size) => [size]],
    ['randAlpha', (size) => [size]],
    ['repeat', (size) => [size, 'ab']],
  ])('%s', (name, argsOf) => {
    const [small, large] = [1000, 4000].map((size) => costOf(name, argsOf(size)));
    const growth = (large?.work ?? 0) / (small?.work ?? 1);
    expect(growth).toBeGreaterThan(2);
    expect(growth).toBeLessThan(6);
  });

  it('no function is free', () => {
    const budget = new Budget(1e9);
    within(budget, () => callFunction('list', functions.list as never, []));
    expect(budget.spent).toBeGreaterThan(0);
  });
});

it('when the time of a render is over, then it stops', async () => {
  const budget = new Budget(1e9, { deadline: performance.now() - 1 });
  expect(() => within(budget, () => callFunction('kebabcase', functions.kebabcase as never, [text(100_000)]))).toThrow(
    'rendering takes longer than the time that it was given',
  );
});
