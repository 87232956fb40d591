import { describe, expect, it } from 'vitest';
import { Budget } from '../../src/problem/budget.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { compileSchema } from '../../src/schema/compile.ts';
import { validateValues } from '../../src/schema/index.ts';
import { newMap, type Value } from '../../src/yaml/value.ts';

const list = <T>(length: number, item: (index: number) => T): T[] => Array.from({ length }, (_, index) => item(index));
const table = <T>(length: number, item: (index: number) => T, name = 'k'): Record<string, T> =>
  Object.fromEntries(list(length, (index) => [`${name}${index}`, item(index)]));
const ofA = (a: unknown) => ({ properties: { a } });
const itemsOfA = (items: unknown) => ofA({ items });
const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

const check = async (schema: unknown, a: unknown, units: number) => {
  const budget = new Budget(units);
  const validator = await compileSchema(schema);
  return {
    problems: validateValues(newMap([['a', a as Value]]), validator, { where: () => undefined, budget }),
    budget,
  };
};

/** Definitions of which each one applies the next twice. */
const doubling = (keyword: string, last: unknown) => ({
  $ref: '#/$defs/d0',
  $defs: {
    ...table(40, (i) => ({ [keyword]: list(2, () => ({ $ref: `#/$defs/d${i + 1}` })) }), 'd'),
    d40: last,
  },
});

/** Schemas and values whose sizes multiply; the schema and the value have so many parts. */
const MULTIPLIED: readonly (readonly [
  name: string,
  schema: (parts: number) => unknown,
  a: (parts: number) => unknown,
])[] = [
  ['branches of items', (n) => itemsOfA({ allOf: list(n, () => ({ minLength: 1 })) }), (n) => list(n, () => 'x')],
  ['lengths of a string', (n) => ofA({ allOf: list(n, () => ({ maxLength: 1e6 })) }), (n) => 'x'.repeat(100 * n)],
  [
    'formats',
    (n) => ({ $schema: DRAFT_7, ...ofA({ allOf: list(n, () => ({ format: 'uri' })) }) }),
    (n) => `a:${'x'.repeat(10 * n)}`,
  ],
  ['patterns', (n) => ofA({ allOf: list(n, (i) => ({ pattern: `(a|b|${i})*c` })) }), (n) => 'ab'.repeat(n)],
  ['patterns of keys', (n) => ofA({ patternProperties: table(n, () => ({}), '^x') }), (n) => table(n, () => 1)],
  ['values of an enum', (n) => itemsOfA({ enum: list(n, (i) => `v${i}`) }), (n) => list(n, () => 'v0')],
  [
    'required keys',
    (n) => itemsOfA({ required: list(n, (i) => `v${i}`) }),
    (n) => list(n, () => table(n, () => 1, 'v')),
  ],
  ['properties', (n) => itemsOfA({ properties: table(n, () => ({ type: 'string' })) }), (n) => list(n, () => ({}))],
  [
    'other properties',
    (n) => ofA({ allOf: list(n, () => ({ additionalProperties: true, minProperties: 1 })) }),
    (n) => table(n, () => 1),
  ],
  ['unique items', (n) => ofA({ allOf: list(n, () => ({ uniqueItems: true })) }), (n) => list(n, (i) => i)],
];

describe('when a schema multiplies its work', () => {
  it.each([
    ['allOf', {}],
    ['anyOf', { type: 'string' }],
    ['oneOf', { type: 'string' }],
  ])('by references that double in %s, then the check ends', async (keyword, last) => {
    const { problems, budget } = await check(doubling(keyword, last), 1, 100_000);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(
      /with the schema takes too much work$|refuses more than 100000 of the values$/,
    );
    expect(budget.spent).toBeGreaterThan(5000);
  });

  it.each(MULTIPLIED)('by %s, then each visit is charged', async (_, schema, a) => {
    const spent = async (parts: number) => (await check(schema(parts), a(parts), 1e9)).budget.spent;
    const [few, many] = [await spent(50), await spent(200)];
    // A quarter of each of the two.
    expect(many / few).toBeGreaterThan(8);
    expect(many / few).toBeLessThan(20);
    expect(many).toBeGreaterThan(200 * 200 * 0.01);
  });
});

describe('when values break a schema in very many places', () => {
  it('then errors are charged, and their number is limited', async () => {
    const schema = itemsOfA({ allOf: list(2000, () => ({ type: 'string' })) });
    const { problems } = await check(
      schema,
      list(100, () => 1),
      1e9,
    );
    expect(problems.map(({ message }) => message)).toEqual(['the schema refuses more than 100000 of the values']);
  });
});

describe('when a schema is too large to be compiled', () => {
  it.each([
    ['more than 10000 parts', { properties: table(10_001, () => ({ type: 'string' })) }],
    ['more than 2000 patterns', { allOf: list(2001, (i) => ({ pattern: `a${i}` })) }],
    ['more than 2000 patterns', { patternProperties: table(2001, () => true) }],
    [
      'more than 2000 parts that references lead to',
      { ...ofA({ allOf: list(2001, (i) => ({ $ref: `#/$defs/k${i}` })) }), $defs: table(2001, () => ({})) },
    ],
  ])('because it has %s, then that is the error', async (words, schema) => {
    await expect(compileSchema(schema)).rejects.toThrow(ProblemError);
    await expect(compileSchema(schema)).rejects.toThrow(words);
  });
});

describe('when a large schema is as usual', () => {
  it('then its check needs a small part of the budget of a render', async () => {
    const schema = itemsOfA({
      type: 'object',
      properties: table(50, () => ({ type: 'string', pattern: '^x' })),
      additionalProperties: false,
    });
    const { problems, budget } = await check(
      schema,
      list(100, () => table(50, () => 'x')),
      8_000_000,
    );
    expect(problems).toEqual([]);
    expect(budget.spent).toBeLessThan(80_000);
  });
});
