import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Regexp, RegexpError } from '../../src/go/regexp/regexp.ts';

describe('malformed expressions', () => {
  it.each([
    ['a(', 'missing closing ): `a(`'],
    ['a)', 'unexpected ): `a)`'],
    ['[a', 'missing closing ]: `[a`'],
    ['*', 'missing argument to repetition operator: `*`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['a{2}{3}', 'invalid nested repetition operator: `{2}{3}`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?<!a)', 'invalid or unsupported Perl syntax: `(?<!`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['\\p{Klingon}', 'invalid character class range: `\\p{Klingon}`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    ['a\\', 'trailing backslash at end of expression: ``'],
  ])('when it is %s then the message is Go’s', (pattern, message) => {
    expect(() => new Regexp(pattern)).toThrow(new RegexpError(`error parsing regexp: ${message}`));
  });

  it('when it nests or repeats without measure then it is refused', () => {
    expect(() => new Regexp('('.repeat(10_000) + ')'.repeat(10_000))).toThrow('nests too deeply');
    expect(() => new Regexp('(?:a{30}b{30}c{30}){10}'.repeat(100))).toThrow('too large');
  });
});

describe('hostile expressions and strings', () => {
  it.each([
    ['(a+)+$', `${'a'.repeat(20_000)}b`],
    ['(a|aa)*c', 'a'.repeat(20_000)],
    ['(.*)(.*)(.*)x', 'a'.repeat(5_000)],
    ['(?:a?){200}a{200}', 'a'.repeat(2_000)],
  ])('when JavaScript would need ages for %s then the time stays linear', (pattern, text) => {
    const start = performance.now();
    new Regexp(pattern).find(text);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('against JavaScript, where both have the same rules', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '(a)', '(b|a)', '(?:ab)', '^', '$', '\\b');
  const piece = fc.tuple(atom, fc.constantFrom('', '', '?', '??', '{2}', '{0,2}'));
  const pattern = fc
    .array(fc.array(piece, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 })
    .map((branches) =>
      branches
        .map((branch) => branch.map(([one, times]) => (/[$^b]$/.test(one) && one !== 'b' ? one : one + times)).join(''))
        .join('|'),
    );

  it('when a string is searched then the first match and its groups are the same', () => {
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', '1', ' '), maxLength: 12 }), (source, text) => {
        const theirs = new RegExp(source, 'd').exec(text);
        const ours = new Regexp(source).find(text);
        expect(ours?.slice(0, 2)).toEqual(theirs?.indices?.[0]);
      }),
      { numRuns: 2000 },
    );
  });
});
