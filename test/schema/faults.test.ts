import { describe, expect, it } from 'vitest';
import { check, sentences } from './values.ts';

const text = { type: 'string' };
const port = { type: 'integer', minimum: 1 };
const named = { type: 'object', properties: { name: text, port }, required: ['name'], additionalProperties: false };
const circle = {
  type: 'object',
  properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
  required: ['radius'],
};
const square = {
  type: 'object',
  properties: { kind: { const: 'square' }, side: { type: 'number' } },
  required: ['side'],
};
const $defs = {
  text,
  port,
  named,
  circle,
  square,
  tree: { anyOf: [text, { items: { $ref: '#/$defs/tree' }, type: 'array' }] },
};
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

describe.each(['anyOf', 'oneOf'])('%s', (keyword) => {
  it.each<[title: string, branches: unknown[], value: unknown, expected: string[]]>([
    [
      'of kinds, none of which it is',
      [{ type: 'string' }, { type: 'array' }],
      5,
      ['a: expected a list or a string, got the number 5 -> write it as a list: ["5"]'],
    ],
    [
      'of kinds in the targets of references',
      [ref('text'), ref('named')],
      5,
      ['a: expected a map or a string, got the number 5'],
    ],
    ['of null and another', [{ type: 'null' }, ref('named')], 5, ['a: expected a map, got the number 5']],
    [
      'reports the branch whose kind the value has',
      [text, named],
      { name: 1 },
      ['a.name: expected a string, got the number 1 -> put it in quotes: "1"'],
    ],
    [
      'reports the branch in the target of a reference',
      [ref('text'), ref('named')],
      { nam: 'x' },
      ['unknown key `a.nam` -> did you mean `a.name`?'],
    ],
    [
      'reports all errors of the branch',
      [ref('text'), ref('named')],
      { name: 1, port: 0 },
      [
        'a.name: expected a string, got the number 1 -> put it in quotes: "1"',
        'a.port: expected at least 1, got the number 0',
      ],
    ],
    ['takes the branch that the value names', [circle, square], { kind: 'square', radius: 1 }, ['`a.side` is missing']],
    [
      'takes the named branch in the target of references',
      [ref('square'), ref('circle')],
      { kind: 'circle', side: 1 },
      ['`a.radius` is missing'],
    ],
    [
      'takes the branch with the fewest faults',
      [named, { ...named, required: ['port'] }],
      { port: 0, name: 'x' },
      ['a.port: expected at least 1, got the number 0'],
    ],
    [
      'of choices has all of them',
      [{ enum: ['soft'] }, { enum: ['hard', 'x'] }],
      'hart',
      ['a: expected soft or one of hard or x, got the string "hart" -> did you mean hard?'],
    ],
    [
      'of one value each',
      [{ const: 'soft' }, { const: 'hard' }],
      'hart',
      ['a: expected soft or hard, got the string "hart" -> did you mean hard?'],
    ],
    [
      'of a choice and a form',
      [{ enum: [''] }, { pattern: '^a' }],
      'x',
      ['a: expected "" or a string that matches ^a, got the string "x"'],
    ],
    [
      'of forms in words',
      [{ type: 'string', pattern: '^a', description: 'a name' }, { type: 'integer' }],
      'x',
      ['a: expected a name, got the string "x"'],
    ],
    [
      'within another',
      [{ [keyword]: [ref('circle'), ref('square')] }, text],
      { kind: 'circle' },
      ['`a.radius` is missing'],
    ],
    [
      'within another, of kinds',
      [{ [keyword]: [text, port] }, { type: 'array' }],
      {},
      ['a: expected a list, a string or a whole number, got an empty map'],
    ],
    ['of what nothing can be', [false, false], 1, ['`a` is not allowed here']],
  ])('%s', async (_, branches, value, expected) => {
    expect(sentences(await check({ $defs, properties: { a: { [keyword]: branches } } }, { a: value }))).toEqual(
      expected,
    );
  });

  it('when there is another of its kind, then both are reported', async () => {
    const schema = {
      properties: {
        a: {
          allOf: [
            { [keyword]: [{ minLength: 5 }, { pattern: '^x' }] },
            { [keyword]: [{ const: 'p' }, { const: 'q' }] },
          ],
        },
      },
    };
    expect(sentences(await check(schema, { a: 'abc' }))).toEqual([
      'a: expected a string of at least 5 characters or a string that matches ^x, got the string "abc"',
      'a: expected p or q, got the string "abc"',
    ]);
    expect(sentences(await check(schema, { a: 'p' }))).toEqual([
      'a: expected a string of at least 5 characters or a string that matches ^x, got the string "p"',
    ]);
  });

  it('leaves what is next to it untouched', async () => {
    const a = { required: ['z'], [keyword]: [ref('text'), ref('circle')], properties: { y: text } };
    expect(sentences(await check({ $defs, properties: { a } }, { a: { kind: 'circle', y: 1 } }))).toEqual([
      '`a.radius` is missing',
      'a.y: expected a string, got the number 1 -> put it in quotes: "1"',
      '`a.z` is missing',
    ]);
  });

  it('in a recursive schema, reports the innermost', async () => {
    expect(sentences(await check({ $defs, properties: { a: ref('tree') } }, { a: ['x', ['y', [{}]]] }))).toEqual([
      'a[1][1][0]: expected a list or a string, got an empty map',
    ]);
  });

  it('in each of many items, is sorted out in linear time', async () => {
    const schema = { $defs, properties: { a: { items: { [keyword]: [ref('text'), ref('named')] } } } };
    const before = performance.now();
    const problems = await check(schema, { a: Array.from({ length: 5000 }, () => ({ name: 1 })) });
    expect(performance.now() - before).toBeLessThan(5000);
    // The first hundred, and that there are more.
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.message).toContain('refuses more of the values');
  });
});

describe('oneOf', () => {
  it('when several forms fit, then it says so', async () => {
    expect(sentences(await check({ properties: { a: { oneOf: [text, { minLength: 1 }] } } }, { a: 'x' }))).toEqual([
      'a: the string "x" has more than one of the forms it may have',
    ]);
  });
});

describe('a combinator that the way to the value does not lead to', () => {
  it('is explained by the messages of its branches', async () => {
    const inner = {
      $id: 'https://example.com/inner/x',
      $defs: { t: text },
      anyOf: [{ $ref: '#/$defs/t' }, { minItems: 1 }],
    };
    const schema = {
      properties: { a: { $ref: 'https://example.com/inner/x' }, b: { type: 'null' } },
      $defs: { inner },
    };
    expect(sentences(await check(schema, { a: [], b: 1 }))).toEqual([
      'a: expected a list that is not empty, got an empty list',
      'b: expected null, got the number 1',
    ]);
  });
});

describe('contains', () => {
  it('does not report what each item lacks, but reports what the items lack for other reasons', async () => {
    const a = { contains: { const: 1 }, items: { type: 'integer' } };
    expect(sentences(await check({ properties: { a } }, { a: [2, 'x'] }))).toEqual([
      'a: none of its items is what one of them has to be',
      'a[1]: expected a whole number, got the string "x"',
    ]);
  });
});

describe('of several things that are wrong with one value', () => {
  const wrong = { pattern: '^x', format: 'ipv4', minLength: 9, not: { type: 'string' } };
  const seven = 'http://json-schema.org/draft-07/schema#';

  it.each<[title: string, schema: object, expected: string]>([
    ['a choice comes before a form', { ...wrong, enum: ['x', 'y'] }, 'a: expected one of x or y, got the string "ab"'],
    ['a constant comes before a form', { ...wrong, const: 'x' }, 'a: expected x, got the string "ab"'],
    ['a type comes before a choice', { type: 'array', enum: [[]] }, 'a: expected a list, got the string "ab"'],
    ['a type comes before a single choice', { type: 'array', const: [] }, 'a: expected a list, got the string "ab"'],
    [
      'a form comes before a size',
      { pattern: '^x', minLength: 9 },
      'a: expected a string that matches ^x, got the string "ab"',
    ],
    [
      'a format comes before a size',
      { format: 'ipv4', minLength: 9 },
      'a: expected an IPv4 address, got the string "ab"',
    ],
  ])('%s', async (_, schema, expected) => {
    const [problem, ...more] = await check({ $schema: seven, properties: { a: schema } }, { a: 'ab' });
    expect(more).toEqual([]);
    expect(problem?.message).toBe(expected);
  });
});
