import fc from 'fast-check';
import { ProblemError } from '../../src/problem/problem.ts';
import { compileSchema, readSchema, validateValues } from '../../src/schema/index.ts';
import { parseJson } from '../../src/yaml/json.ts';
import type { ValueMap } from '../../src/yaml/value.ts';

/** What Helm says of a schema and values; refused: the schema itself is wrong. */
export type Verdict = 'valid' | 'invalid' | 'refused';

/** A schema and values, both as the text of a JSON file. */
export interface Pair {
  readonly schema: string;
  readonly values: string;
}

/** What this project says of a pair. */
export async function verdictOf(schema: string, values: string): Promise<{ verdict: Verdict; error?: string }> {
  try {
    const validator = await compileSchema(readSchema(schema, 'values.schema.json'));
    const problems = validateValues(parseJson(values) as ValueMap, validator, { where: () => undefined });
    const [first] = problems;
    return first === undefined ? { verdict: 'valid' } : { verdict: 'invalid', error: first.message };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { verdict: 'refused', error: error.message };
  }
}

const DRAFTS = {
  4: 'http://json-schema.org/draft-04/schema#',
  6: 'http://json-schema.org/draft-06/schema#',
  7: 'http://json-schema.org/draft-07/schema#',
  2019: 'https://json-schema.org/draft/2019-09/schema',
  2020: 'https://json-schema.org/draft/2020-12/schema',
} as const;

/** A number as it is spelled, which a schema or values may hold: written without quotes. */
class Spelled {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function toJson(value: unknown): string {
  if (value instanceof Spelled) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${toJson(item)}`)
    .join(',')}}`;
}

const map = <T>(keys: fc.Arbitrary<string>, values: fc.Arbitrary<T>, max = 3): fc.Arbitrary<Record<string, T>> =>
  fc
    .array(fc.tuple(keys, values), { maxLength: max })
    .map((entries) => Object.fromEntries(entries) as Record<string, T>);

const key = fc.constantFrom('a', 'b', 'c', 'aa', 'ab', '__proto__', 'constructor', '$ref', 'x/y', '');
const number = fc
  .constantFrom(
    ...['0', '1', '2', '-1', '1.5', '0.1', '0.3', '19.99', '0.01', '3', '1e2', '100', '1.0', '-0', '1e-7'],
    ...['12345678901234567890', '12345678901234567891', '9007199254740993', '1.00000000000000000001', '1e300'],
  )
  .map((text) => new Spelled(text));
const string = fc.constantFrom(
  ...['', 'a', 'ab', 'abc', 'b', '1', 'true', '\u{1f600}', 'a b', '\u00a0', 'x\ny'],
  ...[
    'root@localhost',
    '.a@b',
    '"a@b',
    'a@[1.2.3.4]',
    'http://x/{y}',
    'http://[::1',
    'urn:uuid:1',
    'a:b:c',
    '%zz',
    '//x:y',
  ],
  ...[
    '1.2.3',
    '01.2.3',
    '1.2.3-a.01',
    '1.2.3+',
    '2026-01-31',
    '2026-02-30',
    '2026-01-31T12:00:00Z',
    '2026-01-31 12:00:00Z',
  ],
  ...[
    '12:30:60Z',
    '23:59:60Z',
    '00:59:60+01:00',
    '1.2.3.4',
    '1.2.3.04',
    '+1.2.3.4',
    '::1',
    '1::',
    '::1.2.3.4',
    '::1%eth0',
  ],
  ...[
    'P1D',
    'PT',
    'P1W',
    'P1Y2W',
    'P1DT1H',
    '/a/~1',
    '/~2',
    '0#',
    '1/a',
    '{a}/{b}',
    '{{a}}',
    'a(?!b)',
    '(',
    '(?P<x>a)',
    '\\d',
  ],
  ...['a.b.', '-a', 'a_b', '123e4567-e89b-12d3-a456-426614174000', '2026-01-31T12:00:00Z/P1D'],
);
const scalar = fc.oneof(fc.constant(null), fc.boolean(), number, string);
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 3 },
    { weight: 3, arbitrary: scalar },
    fc.array(tie('data'), { maxLength: 3 }),
    map(key, tie('data')),
  ),
}));

const type = fc.constantFrom('array', 'object', 'string', 'number', 'integer', 'boolean', 'null');
const format = fc.constantFrom(
  ...[
    'json-pointer',
    'relative-json-pointer',
    'uuid',
    'duration',
    'period',
    'ipv4',
    'ipv6',
    'hostname',
    'email',
    'date',
  ],
  ...['time', 'date-time', 'uri', 'iri', 'uri-reference', 'iri-reference', 'uri-template', 'semver', 'regex'],
  ...['url', 'byte', 'int32', 'float', 'password', 'idn-email', 'uriref', 'nothing'],
);
/** Mostly the one, now and then what makes a schema wrong. */
const seldom = <T>(usual: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: wrong });
const pattern = seldom(
  fc.constantFrom(
    'a',
    '^a',
    'b$',
    '^[a-z]*$',
    '\\s',
    '^.$',
    '(?i)A',
    '\\Aa\\z',
    '^$',
    '[[:alpha:]]',
    '\\p{L}',
    '__proto__',
  ),
  fc.constantFrom('a(?!b)', '('),
);
const size = seldom(fc.constantFrom('0', '1', '2', '2.0'), fc.constantFrom('-1', '1.5')).map(
  (text) => new Spelled(text),
);
const reference = seldom(
  fc.constantFrom('#/$defs/a', '#/$defs/b', '#/$defs/c', 'values.schema.json#/$defs/a', 'urn:x', '#/properties/a'),
  fc.constantFrom(
    '#',
    '#a',
    '#b',
    'urn:x#/a',
    'other.json',
    'values.schema.json',
    'http://x/y',
    'http://x/y#a',
    '#/x-more/a',
  ),
);

/** Keywords of all drafts, whichever the schema is in, with what may follow each, not always rightly. */
const { schema: anySchema } = fc.letrec<{ schema: unknown; keyword: [string, unknown] }>((tie) => {
  const schema = tie('schema');
  const schemas = fc.array(schema, { minLength: 1, maxLength: 3 });
  const named = map(key, schema);
  const names = fc.uniqueArray(key, { maxLength: 2 });
  const of = <T>(keyword: string, value: fc.Arbitrary<T>, weight = 2) => ({
    weight,
    arbitrary: value.map((chosen): [string, unknown] => [keyword, chosen]),
  });
  return {
    schema: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'schema' },
      {
        weight: 1,
        arbitrary: fc.oneof(
          fc.boolean(),
          type.map((chosen) => ({ type: chosen })),
        ),
      },
      {
        weight: 6,
        arbitrary: fc.array(tie('keyword'), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
      },
    ),
    keyword: fc.oneof(
      { depthIdentifier: 'schema' },
      of('type', fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })), 6),
      of('enum', fc.array(data, { minLength: 1, maxLength: 4 })),
      of('const', data, 4),
      of('minimum', number),
      of('maximum', number),
      of('exclusiveMinimum', seldom<Spelled | boolean>(number, fc.boolean())),
      of('exclusiveMaximum', seldom<Spelled | boolean>(number, fc.boolean())),
      of(
        'multipleOf',
        fc.constantFrom('0.01', '0.1', '2', '1e-7', '1.5').map((text) => new Spelled(text)),
        3,
      ),
      of('minLength', size),
      of('maxLength', size),
      of('pattern', pattern, 4),
      of('format', format, 5),
      of('minItems', size, 1),
      of('maxItems', size, 1),
      of('uniqueItems', fc.boolean()),
      of('minProperties', size, 1),
      of('maxProperties', size, 1),
      of('required', names),
      of('properties', named, 8),
      of('patternProperties', map(pattern, schema, 2)),
      of('additionalProperties', schema, 3),
      of('propertyNames', schema),
      of('dependencies', map(key, fc.oneof(schema, names))),
      of('dependentRequired', map(key, names)),
      of('dependentSchemas', named),
      of('items', fc.oneof(schema, schemas), 3),
      of('additionalItems', schema),
      of('prefixItems', schemas),
      of('contains', schema, 3),
      of('minContains', size),
      of('maxContains', size),
      of('unevaluatedItems', schema),
      of('unevaluatedProperties', schema),
      of('allOf', schemas),
      of('anyOf', schemas),
      of('oneOf', schemas),
      of('not', schema),
      of('if', schema),
      of('then', schema),
      of('else', schema),
      of('nullable', fc.boolean()),
      of('id', fc.constantFrom('x', 'http://x/y', '#a')),
      of('$id', fc.constantFrom('x', 'http://x/y', '#a'), 1),
      of('$anchor', fc.constantFrom('a', 'b'), 1),
      of('$dynamicAnchor', fc.constantFrom('a', 'b'), 1),
      of('$recursiveAnchor', fc.boolean(), 1),
      of('$ref', reference, 3),
      of('$dynamicRef', reference, 1),
      of('$recursiveRef', fc.constant('#'), 1),
      of('x-more', named, 1),
      of('default', data, 1),
    ),
  };
});

const draft = fc.constantFrom(4, 6, 7, 2019, 2020, undefined);

/** Schemas of each draft, and values that they speak of. */
export const pair: fc.Arbitrary<Pair> = fc
  .record({
    draft,
    properties: fc.record({ a: anySchema, b: anySchema, ['__proto__']: anySchema }, { requiredKeys: ['a'] }),
    definitions: fc.record({ a: anySchema, b: anySchema }),
    more: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, anySchema),
    values: fc.record({ a: data, b: data, c: data, ['__proto__']: data }, { requiredKeys: ['a'] }),
  })
  .map(({ draft, properties, definitions, more, values }) => ({
    schema: toJson({
      ...(draft === undefined ? {} : { $schema: DRAFTS[draft] }),
      $defs: { ...definitions, c: { type: 'string' } },
      properties,
      ...(typeof more === 'object' ? more : {}),
    }),
    values: toJson(values),
  }));

/** What strings of the formats are made of. */
const PIECES = [
  ...[
    'a',
    'b.c',
    'A',
    'x_y',
    '-',
    '.',
    '..',
    '@',
    '"',
    '[',
    ']',
    '\\',
    ' ',
    '\u00e9',
    '\u{1f600}',
    '\n',
    '%',
    '%41',
    '%zz',
    '%25',
  ],
  ...[
    'http:',
    'https:',
    'urn:',
    'x:',
    ':',
    '//',
    '/',
    '?',
    '#',
    '{',
    '}',
    '{x}',
    ':80',
    '::',
    '::1',
    'fe80',
    '1.2.3.4',
    '255',
    '256',
  ],
  ...[
    '0',
    '1',
    '01',
    '00',
    '+1',
    '-0',
    '12',
    '23',
    '59',
    '60',
    '2026',
    '-01',
    '-02-29',
    '2024-02-29',
    'T',
    't',
    'Z',
    'z',
    '+01:00',
  ],
  ...[
    '-23:59',
    '12:30:00',
    '23:59:60',
    '.5',
    '.',
    'P',
    'PT',
    '1D',
    '2W',
    '3Y',
    '1M',
    '4H',
    '5S',
    '1.2.3',
    '-rc.1',
    '+build',
    '~0',
    '~1',
    '~2',
  ],
  ...[
    '123e4567-e89b-12d3-a456-426614174000',
    '2026-01-31T12:30:00Z',
    '2026-01-31',
    '(',
    ')',
    '*',
    '[a-z]',
    '\\d',
    'IPv6:',
    'a.b',
  ],
];

/** Strings that have some of the form of a format, each with the format and nothing else. */
export function formatPairs(formats: readonly string[], parameters: { numRuns: number; seed: number }): Pair[] {
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((parts) => parts.join(''));
  const one = fc.record({ format: fc.constantFrom(...formats), text: pieces });
  return fc.sample(one, parameters).map(({ format, text }) => ({
    schema: toJson({ $schema: DRAFTS[7], properties: { a: { format } } }),
    values: toJson({ a: text }),
  }));
}
