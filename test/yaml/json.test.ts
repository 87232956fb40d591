import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonError, parseJson, toJson } from '../../src/yaml/json.ts';
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

describe('parseJson', () => {
  it.each<[json: string, value: Value]>([
    ['{"a":1,"a":2}', newMap([['a', 2]])],
    ['{"__proto__":{"x":1}}', newMap([['__proto__', newMap([['x', 1]])]])],
    ['9007199254740993', new ExactNumber('9007199254740993')],
    ['[1.10, -0.0, 1E3]', [1.1, -0, 1000]],
    ['"\\ud83d\\ude00\\ud800\\/"', '😀\ufffd/'],
    [' \t\r\n[ ]', []],
  ])('%j', (json, value) => {
    expect(parseJson(json)).toEqual(value);
    expect(Object.getPrototypeOf(parseJson('{}'))).toBe(null);
  });

  it.each<[json: string, offset: number]>([
    ['', 0],
    ['{', 1],
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ['{a:1}', 1],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['01', 1],
    ['1.', 1],
    ['+1', 0],
    ['tru', 0],
    ['"a', 2],
    ['"a\nb"', 2],
    ['"\\x"', 1],
    ['"\\u12"', 1],
    ['1e400', 0],
    ['null null', 5],
    ['\u00a0 1', 0],
    [`${'['.repeat(5000)}`, 1000],
  ])('%j is refused at its offset', (json, offset) => {
    expect(() => parseJson(json)).toThrow(JsonError);
    try {
      parseJson(json);
    } catch (error) {
      expect((error as JsonError).offset).toBe(offset);
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
