import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickMatch } from '../../src/functions/quick-match.ts';
import { match } from '../../src/functions/regex.ts';

const PIECES = [
  'a',
  'b',
  '-',
  '0',
  '\\.',
  '[a-z]',
  '[^a-z]',
  '[^-a-z]',
  '[0-9a-f]',
  '[.]',
  '[= ]',
  '[0-9-]',
  'v?',
  'é',
];
const piece = fc
  .tuple(fc.constantFrom(...PIECES, '$', '^', '.'), fc.constantFrom('', '', '', '*', '+', '?', '{3}', '*?', '{2,}'))
  .map((parts) => parts.join(''));
const pieces = fc.array(piece, { minLength: 1, maxLength: 4 }).map((all) => all.join(''));
const group = fc.array(pieces, { minLength: 1, maxLength: 3 }).map((all) => `(${all.join('|')})`);
const expression = fc
  .tuple(fc.constantFrom('', '^'), fc.array(fc.oneof(pieces, group), { minLength: 1, maxLength: 3 }))
  .map(([start, all]) => start + all.join(''));
/** The last one is the byte 0xE9, which is no UTF-8. */
const text = fc
  .array(fc.constantFrom('a', 'b', 'v', '0', '.', '-', '=', ' ', '\n', 'é', '😀', '\uDCE9'), { maxLength: 12 })
  .map((all) => all.join(''));

function outcomeOf(run: () => boolean): boolean | string {
  try {
    return run();
  } catch {
    return 'refused';
  }
}

describe('a simple regular expression', () => {
  it.each([
    ['^v?[0-9]+[.][0-9]+[.][0-9]+$', 'v0.7.1', true],
    ['--kubeconfig([^-a-z]|$)', '--kubeconfig=x', true],
    ['[0-9][.][0-9]|[0-9a-f]{7}', 'latest', false],
    ['^[a-z][-a-z0-9]*$', 'a-1\n', false],
  ])('when it is %j, then %j is matched without an engine of its own', (pattern, given, expected) => {
    expect(quickMatch(pattern, given)).toBe(expected);
  });

  it.each([
    ['a**', 'Go refuses it'],
    ['(?i)a', 'it has flags'],
    ['(a+)+b', 'a repeated group can take exponentially long'],
    ['[[:alpha:]]', 'JavaScript reads it differently'],
    ['.', 'invalid bytes are no characters for Go'],
  ])('when it is %j, then an engine decides: %s', (pattern) => {
    expect(quickMatch(pattern, 'aaa')).toBeUndefined();
  });

  it('when many repetitions meet a long text, then an engine decides, which takes linear time', () => {
    expect(quickMatch('a*a*a*b', 'a'.repeat(1000))).toBeUndefined();
  });

  it('always matches what it matches in Go', () => {
    fc.assert(
      fc.property(expression, text, (pattern, given) => {
        const quick = quickMatch(pattern, given);
        if (quick !== undefined) expect(quick).toBe(outcomeOf(() => match(pattern, given)));
      }),
      { numRuns: 3000 },
    );
  });
});
