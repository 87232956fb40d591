import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { helperNames } from '../../../src/templates/handlebars/runtime/environment.ts';
import { render } from './rendering.ts';

/** They compute for seconds. */
const SLOW = /^(?:gen|bcrypt|htpasswd|buildCustomCert)/;
const NAMES = [...helperNames()].filter((name) => !SLOW.test(name));
const ARGUMENTS = [
  ...['0', '1', '-1', '1.5', '99999999', 'true', 'false', 'null', '""', '"a"', '"a b,c"', '"{{x}}"', '"1.2.3"'],
  ...['"[("', '"%"', '"__proto__"', '(list)', '(list 3 1 "a")', '(dict)', '(dict "a" (dict))', '@root', 'Files'],
  ...['Values.list', 'Values.map', 'Values.map.none', 'Values.big'],
];
const VALUES = { list: [1, 'x', null], map: { a: 1, constructor: 2 }, big: 12345678901234567890n.toString() };

describe('whatever a function is given', () => {
  it('returns a value or a problem, and never crashes', { timeout: 60_000 }, async () => {
    const call = fc.tuple(fc.constantFrom(...NAMES), fc.array(fc.constantFrom(...ARGUMENTS), { maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(call, async ([name, args]) => {
        await render(`a: {{toJson (${name} ${args.join(' ')})}}`, VALUES);
        await render(`{{#${name} ${args.join(' ')}}}a: b{{/${name}}}`, VALUES);
      }),
      { numRuns: 3000, seed: 3 },
    );
  });

  it.each([
    ['a: {{include}}', 'wrong number of args for include: want at least 1 got 0'],
    ['a: {{tpl "a" @root "b"}}', 'wrong number of args for tpl: want at most 2 got 3'],
    ['{{fail}}', 'wrong number of args for fail: want 1 got 0'],
    ['{{fail (dict "a" 1)}}', '{"a":1}'],
    ['a: {{Files.Get}}', 'wrong number of args for Files.Get: want 1 got 0'],
    ['a: {{evaluate "x" "constructor"}}', 'evaluate: unknown kind "constructor"'],
    ['a: {{each Values.l}}', 'each is a block, not a function'],
    ['{{#if}}a: b{{/if}}', '{{#if}} takes one argument, and here are 0'],
    ['{{#if eq 1 2}}a: b{{/if}}', '{{#if}} takes one argument, and here are 3'],
  ])('%s is reported in a sentence', async (template, message) => {
    const { problems } = await render(template);
    expect(problems).toMatchObject([{ message, where: { line: 1 } }]);
  });
});
