import { describe, expect, it } from 'vitest';
import type { Where } from '../../src/problem/problem.ts';
import { ExactNumber } from '../../src/yaml/value.ts';
import { check, sentences } from './values.ts';

const text = { type: 'string' };
const inFlag: Where = { flag: { name: '--set', text: 'a=1.20', offset: 0 } };
const inFile: Where = { file: 'my.yaml', line: 1, column: 4, source: 'a: 1.20' };

describe('a value of a wrong kind', () => {
  it.each<[schema: object, value: unknown, expected: string[], where?: Where]>([
    [{ type: 'array' }, '--a', ['a: expected a list, got the string "--a" -> write --set \'a={--a}\''], inFlag],
    [
      { type: 'array' },
      'x,{y}',
      ['a: expected a list, got the string "x,{y}" -> write --set \'a={x\\,\\{y\\}}\''],
      inFlag,
    ],
    [{ type: 'array' }, '--a', ['a: expected a list, got the string "--a" -> write it as a list: ["--a"]'], inFile],
    [
      { type: 'array' },
      { x: 1 },
      ['a: expected a list, got a map with the key x -> in a list, each item begins with `- `'],
    ],
    [{ type: 'array' }, {}, ['a: expected a list, got an empty map']],
    [{ type: 'object' }, [1, 2], ['a: expected a map, got a list of 2 items']],
    [{ type: 'object' }, [], ['a: expected a map, got an empty list']],
    [{ type: 'object' }, '', ['a: expected a map, got an empty string']],
    [{ type: 'string' }, 1.2, ['a: expected a string, got the number 1.2 -> write --set-string a=1.20'], inFlag],
    [{ type: 'string' }, 1.2, ['a: expected a string, got the number 1.2 -> put it in quotes: "1.20"'], inFile],
    [{ type: 'string' }, 1.3, ['a: expected a string, got the number 1.3 -> put it in quotes: "1.3"'], inFile],
    [{ type: 'string' }, true, ['a: expected a string, got true -> put it in quotes: "true"']],
    [{ type: 'string' }, null, ['a: expected a string, got null']],
    [{ type: 'integer' }, '5', ['a: expected a whole number, got the string "5" -> write --set a=5'], inFlag],
    [
      { type: 'integer' },
      '5',
      ['a: expected a whole number, got the string "5" -> write it without quotes: 5'],
      inFile,
    ],
    [{ type: 'integer' }, 1.5, ['a: expected a whole number, got the number 1.5']],
    [{ type: 'number' }, 'x', ['a: expected a number, got the string "x"']],
    [
      { type: 'boolean' },
      'true',
      ['a: expected true or false, got the string "true" -> write it without quotes: true'],
    ],
    [
      { type: 'boolean' },
      'yes',
      ['a: expected true or false, got the string "yes" -> write true or false, without quotes'],
    ],
    [{ type: ['string', 'null'] }, [1], ['a: expected a string, got a list of 1 item']],
    [
      { type: ['array', 'string', 'null'] },
      5,
      ['a: expected a list or a string, got the number 5 -> write it as a list: ["5"]'],
    ],
    [{ type: ['boolean', 'number', 'integer'] }, [], ['a: expected a number or a boolean, got an empty list']],
    [{ type: 'null' }, 1, ['a: expected null, got the number 1']],
    [
      { type: 'string' },
      new ExactNumber('12345678901234567890'),
      ['a: expected a string, got the number 12345678901234567890 -> put it in quotes: "12345678901234567890"'],
    ],
    [
      { type: 'boolean' },
      'x'.repeat(99),
      [`a: expected true or false, got the string "${'x'.repeat(36)}…" -> write true or false, without quotes`],
    ],
    // One fault, although the list of choices is violated too.
    [{ type: 'string', enum: ['x'] }, [], ['a: expected a string, got an empty list']],
  ])('%j rejects %j', async (schema, value, expected, where) => {
    const problems = await check({ properties: { a: schema } }, { a: value }, () => where);
    expect(sentences(problems)).toEqual(expected);
  });
});

describe('a value that is not allowed', () => {
  it.each<[schema: object, value: unknown, expected: string]>([
    [
      { enum: ['soft', 'hard', ''] },
      'sotf',
      'a: expected one of soft, hard or "", got the string "sotf" -> did you mean soft?',
    ],
    [{ enum: ['soft', null] }, 'xx', 'a: expected soft, got the string "xx"'],
    [{ enum: [1, 'a b', true] }, 2, 'a: expected one of 1, "a b" or true, got the number 2'],
    [
      { enum: Array.from('abcdefghijklmnop') },
      'zz',
      'a: expected one of a, b, c, d, e, f, g, h, i, j or 6 more, got the string "zz"',
    ],
    [{ enum: [{ x: 1 }] }, { x: 2 }, 'a: expected {"x":1}, got a map with the key x'],
    [{ const: 'Kilo' }, 'kilo', 'a: expected Kilo, got the string "kilo"'],
    [{ pattern: '^[a-z]+$' }, 'A', 'a: expected a string that matches ^[a-z]+$, got the string "A"'],
    [
      { pattern: '^[a-z]+$', description: 'Name of the thing' },
      'A',
      'a: expected a string that matches ^[a-z]+$, got the string "A" -> Name of the thing',
    ],
    [
      { pattern: '^[a-z]+$', description: 'a lower case word.' },
      'A',
      'a: expected a lower case word, got the string "A"',
    ],
    [{ pattern: '^[a-z]+$', minLength: 1 }, '', 'a: expected a string that matches ^[a-z]+$, got an empty string'],
    [{ minLength: 1 }, '', 'a: expected a string that is not empty, got an empty string'],
    [{ minLength: 2 }, 'x', 'a: expected a string of at least 2 characters, got the string "x"'],
    [{ maxLength: 1 }, 'xx', 'a: expected a string of at most 1 character, got the string "xx"'],
    [{ minimum: 1 }, 0, 'a: expected at least 1, got the number 0'],
    [{ maximum: 65535 }, 70000, 'a: expected at most 65535, got the number 70000'],
    [{ exclusiveMinimum: 0 }, 0, 'a: expected more than 0, got the number 0'],
    [{ exclusiveMaximum: 1 }, 1, 'a: expected less than 1, got the number 1'],
    [{ multipleOf: 5 }, 7, 'a: expected a multiple of 5, got the number 7'],
    [{ minItems: 1 }, [], 'a: expected a list that is not empty, got an empty list'],
    [{ maxItems: 0 }, [1], 'a: expected an empty list, got a list of 1 item'],
    [{ minProperties: 1 }, {}, 'a: expected a map that is not empty, got an empty map'],
    [{ maxProperties: 1 }, { x: 1, y: 2 }, 'a: expected a map of at most 1 key, got a map with the keys x, y'],
    [{ prefixItems: [true], items: false }, [1, 2], 'a: expected a list of at most 1 item, got a list of 2 items'],
    [
      { prefixItems: [true], unevaluatedItems: false },
      [1, 2],
      'a: expected a list of at most 1 item, got a list of 2 items',
    ],
    [{ uniqueItems: true }, ['x', 'y', 'x'], 'a: the items [0] and [2] are the same'],
    [
      { contains: text, description: 'At least one name' },
      [1, 2],
      'a: none of its items is what one of them has to be -> At least one name',
    ],
    [{ not: { const: 'x' } }, 'x', 'a: the string "x" is not allowed here'],
    [false as unknown as object, 1, '`a` is not allowed here'],
    [
      { if: { type: 'number' }, else: { minLength: 3 } },
      'x',
      'a: expected a string of at least 3 characters, got the string "x"',
    ],
    [{ if: { type: 'number' }, else: false }, 'x', '`a` is not allowed here'],
    [
      { propertyNames: { pattern: '^[a-z]$' } },
      { 'B c': 1 },
      'a: the key "B c" is not allowed: expected a string that matches ^[a-z]$',
    ],
    [{ propertyNames: false }, { x: 1 }, 'a: the key "x" is not allowed: expected something else'],
    [{ required: ['b'] }, {}, '`a.b` is missing'],
    [{ dependentRequired: { x: ['b'] } }, { x: 1 }, '`a.b` is missing: x needs it'],
    [
      { allOf: [{ properties: { x: true } }], unevaluatedProperties: false },
      { xx: 1 },
      'unknown key `a.xx` -> known here: x',
    ],
  ])('%j rejects %j', async (schema, value, expected) => {
    expect(sentences(await check({ properties: { a: schema } }, { a: value }))).toEqual([expected]);
  });
});

describe('a key that the chart does not know', () => {
  const args = { type: 'array' };
  const schema = {
    additionalProperties: false,
    properties: {
      kdaemon: { $ref: '#/$defs/daemon' },
      image: { additionalProperties: false, properties: { tag: text, enabled: true } },
      a: { properties: { enabled: true } },
      b: { properties: { enabled: true } },
      c: { properties: { enabled: true } },
    },
    $defs: {
      daemon: {
        additionalProperties: false,
        properties: { args, sidecars: args, nested: { $ref: '#/$defs/daemon' } },
      },
    },
  };

  it.each<[title: string, values: object, expected: string[], where?: Where]>([
    [
      'it is named with the near one',
      { kdaemon: { arg: [] } },
      ['unknown key `kdaemon.arg` -> did you mean `kdaemon.args`?'],
    ],
    ['it is looked for elsewhere', { sidecars: [] }, ['unknown key `sidecars` -> did you mean `kdaemon.sidecars`?']],
    [
      'it may be at several places',
      { kdaemon: { tag: 1 } },
      ['unknown key `kdaemon.tag` -> did you mean `image.tag`?'],
    ],
    ['it may be at too many places', { enabled: 1 }, ['unknown key `enabled` -> known here: kdaemon, image, a, b, c']],
    [
      'it may be a path in one piece',
      { 'image.tag': 'x' },
      ['unknown key `image\\.tag` -> a dot is part of the key here; write image: {tag: …}'],
      inFile,
    ],
    [
      'it may be an escaped path',
      { 'image.tag': 'x' },
      ['unknown key `image\\.tag` -> write image.tag, without the backslash'],
      inFlag,
    ],
    [
      'it may be in what a reference describes',
      { kdaemon: { nested: { nested: { sidecar: 1 } } } },
      ['unknown key `kdaemon.nested.nested.sidecar` -> did you mean `kdaemon.nested.nested.sidecars`?'],
    ],
    [
      'it may be any name',
      JSON.parse('{"__proto__": 1, "constructor": 2, "": 3}'),
      [
        'unknown key `""` -> known here: kdaemon, image, a, b, c',
        'unknown key `__proto__` -> known here: kdaemon, image, a, b, c',
        'unknown key `constructor` -> known here: kdaemon, image, a, b, c',
      ],
    ],
  ])('%s', async (_, values, expected, where) => {
    expect(sentences(await check(schema, values, () => where))).toEqual(expected);
  });

  it('when it is the misspelt name of a missing one, then that is the only problem', async () => {
    const needsName = {
      additionalProperties: false,
      required: ['name', 'image'],
      properties: { name: text, image: text },
    };
    expect(sentences(await check({ properties: { c: needsName } }, { c: { nmae: 'x' } }))).toEqual([
      '`c.image` is missing',
      'unknown key `c.nmae` -> did you mean `c.name`?',
    ]);
  });
});

describe('the problems of several values', () => {
  it('are sorted by their place, items by their number, and the same one is reported once', async () => {
    const item = { type: 'integer' };
    const schema = { properties: { b: { items: item, allOf: [{ items: item }] }, a: { type: 'null' } } };
    const list = Array.from({ length: 11 }, (_, index) => (index === 2 || index === 10 ? [] : index));
    expect(sentences(await check(schema, { b: list, a: 1 }))).toEqual([
      'a: expected null, got the number 1',
      'b[2]: expected a whole number, got an empty list',
      'b[10]: expected a whole number, got an empty list',
    ]);
  });

  it('have the place where the value was set, or the nearest above it', async () => {
    const where = (path: readonly (string | number)[]): Where | undefined =>
      path.length === 1 ? { file: 'my.yaml', line: 3, column: 1 } : path.length > 1 ? { path } : undefined;
    const [problem] = await check({ properties: { 'a/b': { items: text } } }, { 'a/b': [1] }, where);
    expect(problem).toMatchObject({ code: 'schema', severity: 'error' });
    expect(problem?.where).toEqual({ file: 'my.yaml', line: 3, column: 1, path: ['a/b', 0] });
  });

  it('have only a path where nobody knows who set them', async () => {
    const [problem] = await check({ required: ['a'] }, {});
    expect(problem).toEqual({ code: 'schema', severity: 'error', message: '`a` is missing', where: { path: ['a'] } });
  });
});
