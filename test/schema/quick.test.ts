import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBuiltInChart } from '../../src/chart/index.ts';
import {
  compileSchema,
  readSchema,
  type Validator,
  validateValues,
  withoutAnnotations,
} from '../../src/schema/index.ts';
import { writeQuickCheck } from '../../src/schema/quick.ts';
import { computeValues, prepareDefaults, readDefaults } from '../../src/values/index.ts';
import { ExactNumber, freeze, isImmutable, isMap, newMap, type ValueMap } from '../../src/yaml/value.ts';
import { mutate } from '../lint/mutate.ts';
import { toValue } from './values.ts';

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

/** As tools/build/embed.ts puts it into the package. */
const quickCheck = (schema: unknown): NonNullable<Validator['accepts']> =>
  new Function('isMap', 'isImmutable', 'ExactNumber', writeQuickCheck(schema) ?? 'not written')(
    isMap,
    isImmutable,
    ExactNumber,
  );

const isRight = (values: ValueMap, validator: Validator): boolean =>
  validateValues(values, validator, { where: () => undefined }).length === 0;

const SCHEMAS: readonly object[] = [
  ...['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'].map((type) => ({ type })),
  { type: ['string', 'null'] },
  { type: ['integer', 'string'], minimum: 1, pattern: '^(auto|[0-9]+)$' },
  { enum: ['a', 7, null, true, '__proto__'] },
  { minimum: 1 },
  { maximum: 7 },
  { type: 'number', minimum: -1, maximum: 1e300 },
  { pattern: '^[^/\\s]{1,3}$' },
  { minLength: 1 },
  { minLength: 2, maxLength: 2 },
  { type: 'array', items: { type: 'string' } },
  { items: { enum: [1] }, maxItems: 2 },
  { minProperties: 1, maxProperties: 1 },
  { required: ['a', '__proto__'] },
  { properties: { a: { type: 'string' } } },
  { properties: { a: true, b: false }, additionalProperties: { type: 'integer' } },
  { additionalProperties: false },
  { type: 'object', properties: { constructor: { type: 'string' } }, additionalProperties: false },
  { propertyNames: { pattern: '^a' } },
  { allOf: [{ $ref: '#/definitions/text' }, { minLength: 1 }] },
];

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1,
  1.5,
  7,
  8,
  new ExactNumber('12345678901234567890'),
  new ExactNumber('-12345678901234567890'),
  new ExactNumber('1e400'),
  new ExactNumber('0.12345678901234567890'),
  '',
  'a',
  'ab',
  'abcd',
  '\u{1f600}',
  '\u{1f600}\u{1f600}',
  '12',
  'auto',
  '__proto__',
  [],
  ['a'],
  [1],
  [1, 1, 1],
  [[]],
  {},
  { a: 'x' },
  { a: 1 },
  { a: 'x', b: 1 },
  { c: 1 },
  { constructor: 'x' },
  { constructor: 1 },
  JSON.parse('{"a": "x", "__proto__": 1}'),
  JSON.parse('{"__proto__": {"a": "x"}}'),
];

describe('the quick check', () => {
  it.each(SCHEMAS)('when it says yes to %j, then so does the full one', async (schema) => {
    const whole = { properties: { v: schema }, definitions: { text: { type: 'string', maxLength: 3 } } };
    const full = await compileSchema({ $schema: DRAFT_7, ...whole });
    const accepts = quickCheck(whole);
    for (const value of VALUES) {
      const values = toValue({ v: value }) as ValueMap;
      const [quick, right] = [accepts(values), isRight(values, full)];
      if (value instanceof ExactNumber) expect(!quick || right).toBe(true);
      else expect([value, quick]).toEqual([value, right]);
    }
  });

  it('when an immutable map passes by some rules, then other rules are still applied to it', () => {
    const text = { type: 'object', additionalProperties: { type: 'string' } };
    const number = { type: 'object', additionalProperties: { type: 'number' } };
    const accepts = quickCheck({ type: 'object', properties: { text, number } });
    const shared = freeze(newMap([['a', 'x']]));
    for (const [key, right] of [
      ['text', true],
      ['number', false],
      ['text', true],
    ] as const)
      expect([key, accepts(newMap([[key, shared]]))]).toEqual([key, right]);
  });

  it.each([
    [{ if: { type: 'string' } }],
    [{ enum: [{}] }],
    [{ $ref: '#/properties/a' }],
    [{ type: 'text' }],
    [{ toString: true }],
    [{ properties: { a: { format: 'ipv4' } } }],
  ])('when the schema is %j, then it is not written: the full one is asked', (schema) => {
    expect(writeQuickCheck(schema)).toBeUndefined();
  });
});

describe('the quick check of the built-in chart', () => {
  let accepts: NonNullable<Validator['accepts']>;
  let full: Validator;
  let compute: (files: readonly string[]) => Promise<ValueMap>;

  beforeAll(async () => {
    const chart = await loadBuiltInChart();
    const { source } = readDefaults(chart.name, chart.values.path, chart.values.text);
    full = await compileSchema(readSchema(chart.schema?.text ?? '', 'values.schema.json'));
    accepts = quickCheck(withoutAnnotations(full.schema));
    const defaults = prepareDefaults(chart.name, source.values);
    const io = { readFile: (path: string) => readFile(path), readStdin: async () => '', fetch: async () => '' };
    compute = async (files) => (await computeValues({ defaults, files }, io)).values;
  });

  it.each([[[]], [['platforms/k3s.yaml']], [['test/kilo/all-parameters.yaml']]])(
    'agrees with the full one about each thing that can be wrong in the defaults and %j',
    async (files) => {
      const values = await compute(files);
      expect(accepts(values)).toBe(true);
      let wrong = 0;
      for (const [name, other] of mutate(values)) {
        const right = isRight(other, full);
        if (!right) wrong++;
        expect([name, accepts(other)]).toEqual([name, right]);
      }
      expect(wrong).toBeGreaterThan(1000);
    },
  );
});
