import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Regexp, RegexpError } from '../../src/go/regexp/regexp.ts';
import { toPortable, toRegExp } from '../../src/schema/pattern.ts';
import { check, sentences } from './values.ts';

it('when a pattern could backtrack without end, then a string is refused in linear time', async () => {
  const schema = { properties: { a: { pattern: '^(([a-z0-9]+-?)+[.]?)+$' } } };
  const [message] = sentences(await check(schema, { a: `${'a'.repeat(2000)}!` }));
  expect(message).toMatch(/^a: expected a string that matches \^\(\(/);
});

it('when a pattern takes too long even so, then that is the problem, of the chart', async () => {
  const find = vi.spyOn(Regexp.prototype, 'find').mockImplementation(() => {
    throw new RegexpError('the expression takes too long on this text');
  });
  try {
    expect(await check({ properties: { a: { pattern: 'x' } } }, { a: 'x' })).toEqual([
      {
        code: 'chart',
        severity: 'error',
        message: 'the pattern x cannot be tried: the expression takes too long on this text',
      },
    ]);
  } finally {
    find.mockRestore();
  }
});

it('when a pattern is in the syntax of JavaScript only, then the schema is refused with the reason', async () => {
  await expect(check({ properties: { a: { pattern: 'a(?!b)' } } }, {})).rejects.toMatchObject({
    problems: [
      {
        message:
          'the schema is not a valid JSON Schema: properties.a.pattern: a(?!b) is not a regular expression: invalid or unsupported Perl syntax: `(?!`',
        hint: 'write it in the syntax of Go (RE2), as Helm reads it: it has no look-ahead and no back references',
      },
    ],
  });
});

describe('the patterns of the built-in chart, which its compiled check tries in JavaScript', () => {
  const schema = readFileSync(new URL('../../values.schema.json', import.meta.url), 'utf8');
  const patterns = [...schema.matchAll(/"pattern": ("(?:[^"\\]|\\.)*")/g)].map(
    ([, json]) => JSON.parse(json as string) as string,
  );
  const piece = fc.constantFrom(
    'a',
    'Z',
    '0',
    '9',
    '10',
    '255',
    '.',
    '-',
    '_',
    '/',
    ':',
    '::',
    '=',
    '+',
    ' ',
    '\u00a0',
    '\v',
    '\n',
    '{{',
    '$(',
    'ms',
    'µs',
    'é',
  );

  it.each([...new Set(patterns)])('when it is %s, then both engines agree', (pattern) => {
    const [ours, theirs] = [toRegExp(pattern), new RegExp(toPortable(pattern), 'u')];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
        expect(theirs.test(pieces.join(''))).toBe(ours.test(pieces.join('')));
      }),
      { numRuns: 150 },
    );
  });
});
