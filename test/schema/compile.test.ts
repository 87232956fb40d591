import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/problem/problem.ts';
import { AJV_OPTIONS, type Check, compileSchema, readSchema, validateValues } from '../../src/schema/index.ts';
import { ExactNumber, newMap, type ValueMap } from '../../src/yaml/value.ts';
import { check, toValue } from './values.ts';

const DRAFT = {
  4: 'http://json-schema.org/draft-04/schema#',
  6: 'http://json-schema.org/draft-06/schema#',
  7: 'http://json-schema.org/draft-07/schema#',
  2019: 'https://json-schema.org/draft/2019-09/schema',
  2020: 'https://json-schema.org/draft/2020-12/schema',
};

describe('compileSchema', () => {
  it.each<[title: string, schema: object, values: object, valid: boolean]>([
    [
      'draft 4 says with a boolean that a limit is exclusive',
      { $schema: DRAFT[4], properties: { a: { minimum: 1, exclusiveMinimum: true } } },
      { a: 1 },
      false,
    ],
    [
      'and that it is not',
      { $schema: DRAFT[4], properties: { a: { maximum: 1, exclusiveMaximum: false } } },
      { a: 1 },
      true,
    ],
    [
      'draft 4 has id',
      { $schema: DRAFT[4], id: 'http://x/y#', properties: { id: { type: 'string' } } },
      { id: 1 },
      false,
    ],
    ['draft 6', { $schema: DRAFT[6], properties: { a: { exclusiveMinimum: 1 } } }, { a: 1 }, false],
    [
      'draft 7: a list of items',
      { $schema: DRAFT[7], properties: { a: { items: [{ type: 'string' }], additionalItems: false } } },
      { a: ['x', 1] },
      false,
    ],
    [
      'draft 7: what is next to a reference means nothing',
      { $schema: DRAFT[7], definitions: { x: true }, properties: { a: { $ref: '#/definitions/x', type: 'string' } } },
      { a: 1 },
      true,
    ],
    [
      '2020: what is next to a reference counts',
      { $defs: { x: true }, properties: { a: { $ref: '#/$defs/x', type: 'string' } } },
      { a: 1 },
      false,
    ],
    [
      'a property called $ref is not a reference',
      { $schema: DRAFT[7], properties: { $ref: { type: 'string' }, b: { type: 'string' } } },
      { b: 1 },
      false,
    ],
    ['draft 7: formats are checked', { $schema: DRAFT[7], properties: { a: { format: 'ipv4' } } }, { a: 'x' }, false],
    [
      '2019-09: formats are comments',
      { $schema: DRAFT[2019], properties: { a: { format: 'ipv4' } } },
      { a: 'x' },
      true,
    ],
    [
      '2020-12: formats are comments',
      { $schema: DRAFT[2020], properties: { a: { format: 'ipv4' } } },
      { a: 'x' },
      true,
    ],
    ['2019-09', { $schema: DRAFT[2019], properties: { a: { $recursiveRef: '#' } }, required: ['a'] }, { a: {} }, false],
    ['no version means 2020-12', { properties: { a: { prefixItems: [{ type: 'string' }] } } }, { a: [1] }, false],
    [
      'no version in $schema means 2020-12',
      { $schema: 'http://json-schema.org/schema#', properties: { a: { prefixItems: [{ type: 'string' }] } } },
      { a: [1] },
      false,
    ],
    [
      'keywords without a meaning are ignored',
      { $schema: DRAFT[7], 'x-form': {}, properties: { a: { render: 'slider', format: 'unheard-of' } } },
      { a: 'x' },
      true,
    ],
    [
      'anchors',
      { properties: { a: { $ref: '#here' } }, $defs: { x: { $anchor: 'here', type: 'string' } } },
      { a: 1 },
      false,
    ],
    [
      'patterns in the spelling of Go',
      { properties: { a: { pattern: '(?i)\\A[a-z\\-\\_]+\\z' } } },
      { a: 'A-b_' },
      true,
    ],
    [
      'patterns in the spelling of Go',
      { properties: { a: { pattern: '(?i)\\A(?P<x>[a-z]+)\\z' } } },
      { a: '1' },
      false,
    ],
  ])('%s', async (_, schema, values, valid) => {
    expect((await check(schema, values)).length === 0).toBe(valid);
  });

  it.each([
    [true, 0],
    [false, 1],
  ])('when the schema is %j, then it has %i problems', async (schema, count) => {
    expect(await check(schema, { a: 1 })).toHaveLength(count);
  });

  it.each<[schema: unknown, message: RegExp]>([
    [[], /^the schema is not a map$/],
    ['x', /^the schema is not a map$/],
    [{ type: 'strin' }, /^the schema is not a valid JSON Schema: type: expected one of .*, got the string "strin"$/],
    [
      { $schema: DRAFT[7], properties: { a: { properties: [], items: 1 } } },
      /^the schema is not a valid JSON Schema: properties\.a\.items: expected a list, a map or a boolean, got the number 1$/,
    ],
    [{ required: 'a' }, /^the schema is not a valid JSON Schema: required: expected a list, got the string "a"$/],
    [{ properties: { a: { pattern: '(' } } }, /^the schema is not a valid JSON Schema: /],
    [
      { properties: { a: { $ref: 'https://example.com/x.json' } } },
      /^the schema refers to https:\/\/example.com\/x.json, which is not in it$/,
    ],
    [{ properties: { a: { $ref: '#/$defs/none' } } }, /^the schema refers to #\/\$defs\/none, which is not in it$/],
    [
      { $schema: 'https://example.com/mine' },
      /^the schema is written in a dialect that is not known here: https:\/\/example.com\/mine$/,
    ],
  ])('when the schema is %j, then there is one problem, of the chart', async (schema, message) => {
    const error = await compileSchema(schema, 'x/values.schema.json').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problems).toMatchObject([
      { code: 'chart', message: expect.stringMatching(message), where: { file: 'x/values.schema.json' } },
    ]);
  });

  it.each([
    [{ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }],
    [{ allOf: [{ $ref: '#' }] }],
  ])('when the schema refers to itself without end, then that is the problem: %j', async (schema) => {
    const problems = await check(schema, {}).catch((error: ProblemError) => error.problems);
    expect(problems).toMatchObject([{ code: 'chart', message: 'the schema refers to itself without end' }]);
  });

  it('accepts a schema of maps without a prototype and exact numbers, as a values file has them', async () => {
    const schema = toValue({ properties: { a: { maximum: new ExactNumber('10000000000000000001') } } });
    expect(await check(schema, { a: new ExactNumber('20000000000000000001') })).toHaveLength(1);
  });
});

describe('any key is only a key', () => {
  const own = (text: string) => toValue(JSON.parse(text)) as ValueMap;

  it.each<[schema: object, values: string, valid: boolean]>([
    [{ additionalProperties: false }, '{"__proto__": 1}', false],
    [{ additionalProperties: false }, '{"constructor": 1}', false],
    [{ additionalProperties: { type: 'string' } }, '{"toString": 1}', false],
    [{ required: ['constructor', 'toString', 'hasOwnProperty'] }, '{}', false],
    [{ properties: { constructor: { type: 'string' } } }, '{}', true],
    [{ properties: { constructor: { type: 'string' } } }, '{"constructor": 1}', false],
    [
      { additionalProperties: false, properties: Object.fromEntries(Array.from('abcdefghij', (key) => [key, true])) },
      '{"__proto__": 1, "toString": 1}',
      false,
    ],
    [{ properties: { a: { const: {} } } }, '{"a": {}}', true],
    [{ properties: { a: { const: { constructor: 1 } } } }, '{"a": {"constructor": 1}}', true],
    [{ properties: { a: { enum: [[], { x: [1] }] } } }, '{"a": {"x": [1]}}', true],
    [{ properties: { a: { uniqueItems: true } } }, '{"a": [{"valueOf": 1}, {"valueOf": 2}]}', true],
    [{ properties: { a: { uniqueItems: true } } }, '{"a": [{"x": 1, "y": 2}, {"y": 2, "x": 1}]}', false],
    [{ properties: { a: { uniqueItems: true } } }, '{"a": [{"__proto__": 1}, {}]}', true],
    [
      { properties: { a: { uniqueItems: true } } },
      '{"a": [[["x", 1]], {"x": 1}, {"map": [["x", 1]]}, "x", "1", 1, null]}',
      true,
    ],
  ])('%j, %s', async (schema, values, valid) => {
    const problems = validateValues(own(values), await compileSchema(schema), { where: () => undefined });
    expect(problems.length === 0).toBe(valid);
  });
});

describe('numbers that keep their digits', () => {
  it.each<[schema: object, text: string, valid: boolean]>([
    [{ type: 'integer' }, '12345678901234567890', true],
    [{ type: 'number' }, '1.00000000000000000001', true],
    [{ type: 'string' }, '12345678901234567890', false],
    [{ maximum: 10 }, '12345678901234567890', false],
    [{ type: 'number' }, `1${'0'.repeat(400)}`, true],
  ])('%j, %s', async (schema, text, valid) => {
    const values = { other: { deep: ['x'] }, a: [{ b: new ExactNumber(text) }] };
    const problems = await check({ properties: { a: { items: { properties: { b: schema } } } } }, values);
    expect(problems.length === 0).toBe(valid);
  });

  it('are projected only for the validator: the values stay as they are', async () => {
    const number = new ExactNumber('12345678901234567890');
    const values = newMap([['a', [number]]]);
    validateValues(values, await compileSchema(true), { where: () => undefined });
    expect(values).toEqual(newMap([['a', [number]]]));
  });
});

describe('a validator compiled when the package was built', () => {
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: {
      a: { anyOf: [{ $ref: '#/definitions/named' }, { type: 'string', pattern: '^x' }] },
      b: { enum: ['soft', 'hard'] },
      c: { $ref: '#/definitions/named' },
    },
    definitions: {
      named: {
        type: 'object',
        properties: { name: { type: 'string' }, inner: { $ref: '#/definitions/named' } },
        required: ['name'],
        additionalProperties: false,
      },
    },
  };
  const ajv = new Ajv({ ...AJV_OPTIONS, code: { source: true } });
  const module = { exports: undefined as unknown };
  new Function('module', 'require', standaloneCode.default(ajv, ajv.compile(schema)))(module, () => ({}));

  const scalar = fc.oneof(fc.constantFrom('x', 'soft', 'sotf', ''), fc.integer(), fc.boolean(), fc.constant(null));
  const key = fc.constantFrom('name', 'nam', 'inner', 'a', 'b', 'c', '__proto__', 'constructor', '');
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4, withCrossShrink: true }, scalar, fc.array(tie('tree'), { maxLength: 3 }), tie('map')),
    map: fc.array(fc.tuple(key, tie('tree')), { maxLength: 4 }),
  }));
  const values = fc
    .array(fc.tuple(key, tree), { maxLength: 5 })
    .map((entries) => newMap(entries.map(([name, item]) => [name, toValue(item)])));

  it('reports the same problems, and at least one for everything invalid', async () => {
    const compiled = await compileSchema({ $schema: DRAFT[7], ...schema });
    const standalone = { schema, check: module.exports as Check };
    fc.assert(
      fc.property(values, (generated) => {
        const problems = validateValues(generated, compiled, { where: () => undefined });
        expect(validateValues(generated, standalone, { where: () => undefined })).toEqual(problems);
        expect(problems.length > 0).toBe(!compiled.check(generated));
      }),
      { numRuns: 300 },
    );
  });
});

describe('readSchema', () => {
  it('returns the content of the text', () => {
    expect(readSchema(' {"a": [1, true, null, "\\u0041"]}\n', 'x.json')).toEqual({ a: [1, true, null, 'A'] });
  });

  it.each<[text: string, message: string, line: number, column: number]>([
    ['{"a": }', 'unexpected "}"', 1, 7],
    ['{\n  "a": 1,\n}', 'unexpected "}"', 3, 1],
    ['[1,]', 'unexpected "]"', 1, 4],
    ['{"a" 1}', 'unexpected "1"', 1, 6],
    ["{'a': 1}", `unexpected "'"`, 1, 2],
    ['a: 1', 'unexpected "a"', 1, 1],
    ['{"a": 1}\r\n{', 'unexpected "{"', 2, 1],
    ['{"a": "x\ny"}', 'unexpected "\\""', 1, 7],
    ['[01]', 'unexpected "1"', 1, 3],
    ['[[{"a": [', 'it ends too early', 1, 10],
    ['', 'it ends too early', 1, 1],
    ['\ufeff{}', 'unexpected "\ufeff"', 1, 1],
  ])('%j is broken', (text, message, line, column) => {
    expect(() => readSchema(text, 'x.json')).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({
            code: 'chart',
            message: `the schema is not valid JSON: ${message}`,
            where: expect.objectContaining({ file: 'x.json', line, column }),
          }),
        ],
      }),
    );
  });

  it('finds a place in everything that is not JSON, and only in it', () => {
    const token = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', ' ', 'true', '-', '"');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        const text = tokens.join('');
        let expected: unknown;
        try {
          expected = { value: JSON.parse(text) };
        } catch {
          expected = 'broken';
        }
        let actual: unknown;
        try {
          actual = { value: readSchema(text, 'x.json') };
        } catch (error) {
          actual = error instanceof ProblemError ? 'broken' : error;
        }
        expect(actual).toEqual(expected);
      }),
    );
  });
});
