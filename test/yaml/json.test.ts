import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes, JsonError, parseJson, toJson } from '../../src/yaml/json.ts';
import { ExactNumber, newMap, type Value } from '../../src/yaml/value.ts';
import { anyValue } from './arbitrary.ts';

describe('toJson', () => {
  it.each<[value: Value, json: string]>([
    [
      newMap([
        ['b', 1],
        ['a', [null, true]],
        ['', {}],
      ]),
      '{"":{},"a":[null,true],"b":1}',
    ],
    [
      newMap([
        ['10', 1],
        ['9', 2],
        ['A', 3],
        ['\u{1f600}', 4],
        ['\ufb00', 5],
      ]),
      '{"10":1,"9":2,"A":3,"\ufb00":5,"\u{1f600}":4}',
    ],
    ['<a href="x">&\u2028\u2029', '"\\u003ca href=\\"x\\"\\u003e\\u0026\\u2028\\u2029"'],
    ['\b\f\n\r\t\0\x1f\x7f\\/', '"\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\\\\/"'],
    ['a\ud800b', '"a\\ufffdb"'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [0.000001, '0.000001'],
    [-0, '-0'],
    [new ExactNumber('0.1234567890123456789'), '0.1234567890123456789'],
  ])('%j', (value, json) => expect(toJson(value)).toBe(json));
});

describe('compareBytes', () => {
  // In the order of UTF-8, where what is beyond the BMP comes last; in UTF-16 it comes before U+E000.
  const sorted = [
    '',
    '!',
    'A',
    'a',
    'a!',
    'aa',
    'a\ud7ff',
    'a\ue000',
    'a\uffff',
    'a\u{10000}',
    'a\u{10000}!',
    'a\u{1f600}',
    'b',
  ];
  it.each(sorted.slice(1).map((text, index) => [sorted[index] as string, text]))('%j is before %j', (a, b) => {
    expect(compareBytes(a, b)).toBeLessThan(0);
    expect(compareBytes(b, a)).toBeGreaterThan(0);
    expect(compareBytes(b, b)).toBe(0);
  });

  it('sorts as the bytes of UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe('parseJson', () => {
  it.each<[json: string, value: Value]>([
    ['{"a":1,"a":2}', newMap([['a', 2]])],
    ['{"__proto__":{"x":1}}', newMap([['__proto__', newMap([['x', 1]])]])],
    ['9007199254740993', new ExactNumber('9007199254740993')],
    ['[1.10, -0.0, 1E3]', [1.1, -0, 1000]],
    ['"\\ud83d\\ude00\\ud800\\/"', '😀\ufffd/'],
    [' \t\r\n[ ]', []],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9"', '"\\/\b\f\n\r\t\u00e9'],
    ['"\\\\"', '\\'],
    ['[-1, 0, -0, 1e2, 1E+2, 1.5e-1, 0e0, -0.5]', [-1, 0, -0, 100, 100, 0.15, 0, -0.5]],
    ['[true,false,null,"",{}]', [true, false, null, '', newMap()]],
    ['0.10000000000000000001', new ExactNumber('0.10000000000000000001')],
    [`${'['.repeat(1000)}${']'.repeat(1000)}`, JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`)],
  ])('%j', (json, value) => {
    expect(parseJson(json)).toEqual(value);
    expect(Object.getPrototypeOf(parseJson('{}'))).toBe(null);
  });

  it.each<[json: string, offset: number, message: string]>([
    ['', 0, 'expected a value, found the end'],
    ['{', 1, 'expected a key in double quotes, found the end'],
    ['{"a" 1}', 5, 'expected `:` after the key, found `1`'],
    ['{"a":1,}', 7, 'expected a key in double quotes, found `}`'],
    ['{a:1}', 1, 'expected a key in double quotes, found `a`'],
    ['[1,]', 3, 'expected a value, found `]`'],
    ['[1 2]', 3, 'expected `,` or `]`, found `2`'],
    ['01', 1, 'expected the end of the text, found `1`'],
    ['1.', 1, 'expected the end of the text, found `.`'],
    ['+1', 0, 'expected a value, found `+`'],
    ['tru', 0, 'expected a value, found `t`'],
    ['"a', 2, 'expected `"` at the end of the string, found the end'],
    ['"a\nb"', 2, 'expected `"` at the end of the string, found `\n`'],
    ['"\\x"', 1, 'expected an escape that JSON knows, found `\\`'],
    ['"\\u12"', 1, 'expected an escape that JSON knows, found `\\`'],
    ['1e400', 0, 'the number is too large'],
    ['null null', 5, 'expected the end of the text, found `n`'],
    ['\u00a0 1', 0, 'expected a value, found `\u00a0`'],
    [`${'['.repeat(5000)}`, 1000, 'maps and lists are nested too deeply'],
    ['{"a":1 ', 7, 'expected `,` or `}`, found the end'],
    ['{"a":1]', 6, 'expected `,` or `}`, found `]`'],
    ['{"a', 3, 'expected `"` at the end of the string, found the end'],
    ['"a\\\\\\"', 6, 'expected `"` at the end of the string, found the end'],
    ['"\\u00e9\\q"', 7, 'expected an escape that JSON knows, found `\\`'],
    ['\u{1f600}', 0, 'expected a value, found `\u{1f600}`'],
    ['-', 0, 'expected a value, found `-`'],
    ['1e', 1, 'expected the end of the text, found `e`'],
    ['.5', 0, 'expected a value, found `.`'],
  ])('%j is refused at offset %i: %s', (json, offset, message) => {
    expect(() => parseJson(json)).toThrow(JsonError);
    try {
      parseJson(json);
    } catch (error) {
      expect((error as JsonError).offset).toBe(offset);
      expect((error as JsonError).message).toBe(message);
    }
  });

  it('reads what toJson writes, and agrees with the built-in parser', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const json = toJson(value);
        expect(toJson(parseJson(json))).toBe(toJson(parseJson(toJson(parseJson(json)))));
        expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(JSON.parse(toJson(parseJson(json)))));
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(JSON.parse(toJson(parseJson(json)))).toEqual(JSON.parse(json));
      }),
    );
  });
});
