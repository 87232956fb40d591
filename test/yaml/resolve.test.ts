import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys } from '../../src/yaml/keys.ts';
import { LineMap } from '../../src/yaml/lines.ts';
import { formatFloat, isTimestamp, kindOfPlain } from '../../src/yaml/resolve.ts';

describe('formatFloat', () => {
  it.each([
    [1.1, 32, '1.1'],
    [0.1, 32, '0.1'],
    [1e6, 32, '1e+06'],
    [100000.5, 32, '100000.5'],
    [123456789.5, 32, '1.2345679e+08'],
    [1e300, 32, '.inf'],
    [Number.NaN, 32, '.nan'],
    [0.0001, 64, '0.0001'],
    [0.00001, 64, '1e-05'],
    [1234567.5, 64, '1.2345675e+06'],
    [-1e21, 64, '-1e+21'],
    [5e-324, 64, '5e-324'],
  ] as const)('%d of %i bits is %s, as Go writes it', (value, bits, text) =>
    expect(formatFloat(value, bits)).toBe(text),
  );
});

describe('isTimestamp', () => {
  it.each([
    ['2001-01-01', true],
    ['2001-1-1', true],
    ['2001-02-29', false],
    ['2000-02-29', true],
    ['2001-13-01', false],
    ['2001-01-01T1:2:3Z', true],
    ['2001-01-01t01:02:03.5+02:00', true],
    ['2001-01-01 01:02:03', true],
    ['2001-01-01 01:02:03Z', false],
    ['2001-01-01T24:00:00Z', false],
    ['2001-01-01T01:02:03', false],
    ['01-01-2001', false],
    ['20010101', false],
  ])('%s: %s', (text, expected) => expect(isTimestamp(text)).toBe(expected));

  it.each([
    ['a', 'str'],
    ['', 'null'],
    ['<<', 'str'],
    ['1.0', 'float'],
    ['0b1', 'int'],
    ['1e400', 'str'],
    ['.5_0', 'float'],
    ['2001-01-01', 'timestamp'],
  ])('%j is %s', (text, kind) => expect(kindOfPlain(text)).toBe(kind));
});

describe('compareKeys', () => {
  it.each([
    [
      ['b', 'a', 'B', 'A'],
      ['A', 'B', 'a', 'b'],
    ],
    [
      ['item10', 'item9', 'item'],
      ['item', 'item9', 'item10'],
    ],
    [
      ['a', '_a', '1', '-'],
      ['-', '_a', '1', 'a'],
    ],
    [
      ['10', '9', '1'],
      ['1', '9', '10'],
    ],
    [
      ['a.b', 'a-b', 'ab', 'a'],
      ['a', 'a-b', 'a.b', 'ab'],
    ],
    [
      ['é', 'z', '漢'],
      ['z', 'é', '漢'],
    ],
    [
      ['v1.10', 'v1.9', 'v1.100'],
      ['v1.9', 'v1.10', 'v1.100'],
    ],
  ])('sorts %j as go-yaml does', (keys, sorted) => expect([...keys].sort(compareKeys)).toEqual(sorted));
});

describe('LineMap', () => {
  it('counts lines and UTF-16 code units, from 1', () => {
    const lines = new LineMap('a\nb\r\n😀c\rd');
    expect([0, 1, 2, 5, 7, 9, 99].map((offset) => lines.locate(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 3, column: 3 },
      { line: 4, column: 1 },
      { line: 4, column: 2 },
    ]);
    expect([1, 2, 3, 4, 5].map((line) => lines.line(line))).toEqual(['a', 'b', '😀c', 'd', '']);
  });

  it('finds every place of any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n') }), fc.nat(20), (text, offset) => {
        const { line, column } = new LineMap(text).locate(offset);
        const before = text.slice(0, offset).split(/\r\n|\n|\r(?!\n)/);
        fc.pre(!(text[offset - 1] === '\r' && text[offset] === '\n'));
        expect([line, column]).toEqual([before.length, (before.at(-1) as string).length + 1]);
      }),
    );
  });
});
