import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys } from '../../src/yaml/keys.ts';
import { LineMap } from '../../src/yaml/lines.ts';
import { memoize } from '../../src/yaml/memo.ts';
import { formatFloat, isTimestamp, kindOfPlain, resolvePlain } from '../../src/yaml/resolve.ts';
import { ExactNumber, valueAt } from '../../src/yaml/value.ts';

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
    ['x2001-01-01', false],
    ['2001-01-01x', false],
    ['2001-00-01', false],
    ['2001-01-00', false],
    ['2001-01-31', true],
    ['2001-01-32', false],
    ['2001-02-28', true],
    ['2001-03-32', false],
    ['2001-04-31', false],
    ['2001-05-32', false],
    ['2001-06-31', false],
    ['2001-07-32', false],
    ['2001-08-32', false],
    ['2001-09-31', false],
    ['2001-10-32', false],
    ['2001-11-31', false],
    ['2001-12-31', true],
    ['2001-12-32', false],
    ['1900-02-29', false],
    ['2004-02-29', true],
    ['2001-001-01', false],
    ['201-01-01', false],
    ['2001-01-01T23:59:59Z', true],
    ['2001-01-01T00:60:00Z', false],
    ['2001-01-01T00:00:60Z', false],
    ['2001-01-01T000:00:00Z', false],
    ['2001-01-01T01:02:03Zx', false],
    ['2001-01-01xT01:02:03Z', false],
    ['2001-01-01T01:02:03.123456789Z', true],
    ['2001-01-01T01:02:03,5Z', true],
    ['2001-01-01T01:02:03.Z', false],
    ['2001-01-01T01:02:03+24:59', true],
    ['2001-01-01T01:02:03+25:00', false],
    ['2001-01-01T01:02:03-01:60', false],
    ['2001-01-01T01:02:03-1:00', false],
    ['2001-01-01   1:2:3.5', true],
    ['2001-01-01\t01:02:03', false],
    ['2001-01-01 24:02:03', false],
    ['2001-01-01 01:02:03x', false],
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

describe('resolvePlain', () => {
  it.each([
    ['0b-101', -5],
    ['0b+101', 5],
    ['0b101', 5],
    ['0B101', 5],
    ['-0b11', -3],
    ['0b2', '0b2'],
    ['0b', '0b'],
    ['0x1F', 31],
    ['0X1f', 31],
    ['-0x10', -16],
    ['0x', '0x'],
    ['017', 15],
    ['0o17', 15],
    ['0O17', 15],
    ['08', 8],
    ['+5', 5],
    ['-0', 0],
    ['00', 0],
    ['1_000', 1000],
    ['_1', '_1'],
    ['1_', 1],
    ['.5', 0.5],
    ['5.', 5],
    ['.', '.'],
    ['-.5', -0.5],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1e-3', 0.001],
    ['1e', '1e'],
    ['.5e1', 5],
    ['.5_5', 0.55],
    ['._5', '._5'],
    ['1e999', '1e999'],
    ['999999999999999', 999_999_999_999_999],
    ['9223372036854775807', new ExactNumber('9223372036854775807')],
    ['18446744073709551615', new ExactNumber('18446744073709551615')],
    ['+18446744073709551615', new ExactNumber('18446744073709551615')],
    ['-9223372036854775808', new ExactNumber('-9223372036854775808')],
    ['0x7fffffffffffffff', new ExactNumber('9223372036854775807')],
    ['0xffffffffffffffff', new ExactNumber('18446744073709551615')],
    ['0x10000000000000000', '0x10000000000000000'],
  ])('reads %j as go-yaml does', (text, value) => expect(resolvePlain(text)).toEqual(value));
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

describe('valueAt', () => {
  const value = { a: [{ b: 'c' }], '0': 'd', e: null };
  it.each([
    [[], value],
    [['a', 0, 'b'], 'c'],
    [['0'], 'd'],
    [['e'], null],
    [['a', '0'], undefined],
    [[0], undefined],
    [['a', 1], undefined],
    [['a', 0, 'b', 0], undefined],
    [['e', 'f'], undefined],
    [['toString'], undefined],
  ])('%j is %j', (path, expected) => expect(valueAt(value, path)).toEqual(expected));
});

describe('memoize', () => {
  const counted = (weight?: number) => {
    let calls = 0;
    const length = memoize((text) => {
      calls++;
      return text.length;
    }, weight);
    return { length, calls: () => calls };
  };

  it('computes a result once, but for long strings', () => {
    const { length, calls } = counted();
    for (const text of ['a', 'b', 'a', 'b', 'x'.repeat(65_536), 'x'.repeat(65_536)])
      expect(length(text)).toBe(text.length);
    expect(calls()).toBe(3);
    for (let i = 0; i < 2; i++) expect(length('x'.repeat(65_537))).toBe(65_537);
    expect(calls()).toBe(5);
  });

  it('forgets all when it has kept a million characters, or their weight', () => {
    const { length, calls } = counted(1_000_000);
    for (const text of ['a', 'a', 'b'.repeat(48_574), 'a', 'c'.repeat(48_575), 'a']) length(text);
    expect(calls()).toBe(5);
  });
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
