import { gzipSync } from 'node:zlib';
import { type Attack, chart, long, times, values } from './attack.ts';

const MIB = 1024 * 1024;
const aliases = (width: number, depth: number): string =>
  `a0: &a0 [${'x,'.repeat(width)}]\n${times(depth, (i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(width)}]\n`)}`;

/** Hostile values files, and flags that set values. */
export const VALUES: readonly Attack[] = [
  values('--- a million times', () => '---\n'.repeat(1e6)),
  values('documents of one key, 200,000', () => times(200_000, (i) => `---\na: ${i}\n`)),
  values('3 MB of digits', () => `a: ${'1'.repeat(3e6)}\n`),
  values('3 MB of digits after a point', () => `a: 0.${'1'.repeat(3e6)}\n`),
  values('3 MB of digits after an exponent', () => `a: 1e${'1'.repeat(3e6)}\n`),
  values('3 MB of hexadecimal digits', () => `a: 0x${'f'.repeat(3e6)}\n`),
  values('3 MB of octal digits', () => `a: 0o${'7'.repeat(3e6)}\n`),
  values('3 MB of digits and underscores', () => `a: ${'1_'.repeat(1.5e6)}1\n`),
  values('3 MB of digits as a key', () => `? ${'1'.repeat(3e6)}\n: a\n`),
  values('3 MB of sexagesimal digits', () => `a: 1${':10'.repeat(1e6)}\n`),
  values('300,000 numbers', () => `a: [${times(300_000, (i) => `${i}.5,`)}]\n`),
  values('one plain value of 20 MB', () => `a: ${'x'.repeat(20 * MIB)}\n`),
  values('one plain value of 20 MB in words', () => `a: ${'xx '.repeat(7 * MIB)}\n`),
  values('one plain value of 20 MB in lines', () => `a: ${'xx\n  '.repeat(4 * MIB)}\n`),
  values('one single-quoted value of 20 MB', () => `a: '${"x''".repeat(7 * MIB)}'\n`),
  values('one double-quoted value of 20 MB', () => `a: "${'x\\n'.repeat(7 * MIB)}"\n`),
  values('one double-quoted value of 20 MB of \\u', () => `a: "${'\\u00e4'.repeat(3 * MIB)}"\n`),
  values('one double-quoted value of 20 MB in lines', () => `a: "${'x\n  '.repeat(5 * MIB)}"\n`),
  values('one literal block of 20 MB', () => `a: |\n${'  some text of a line\n'.repeat(MIB)}`),
  values('one folded block of 20 MB', () => `a: >\n${'  some text of a line\n'.repeat(MIB)}`),
  values('!!binary of 20 MB', () => `a: !!binary ${'QUJD'.repeat(5 * MIB)}\n`),
  values('!!binary of 20 MB in lines', () => `a: !!binary |\n${`  ${'QUJD'.repeat(16)}\n`.repeat(300_000)}`),
  values('one key of 20 MB', () => `? ${'x'.repeat(20 * MIB)}\n: a\n`),
  values('a file of 100 MB', () => `a: ${'x'.repeat(100 * MIB)}\n`),
  values('a file of 20 MB of comments', () => '# comment\n'.repeat(2 * MIB)),
  values('20 MB of blanks', () => `a:${' '.repeat(20 * MIB)}b\n`),
  values('20 MB of empty lines', () => `a: 1\n${'\n'.repeat(20 * MIB)}b: 1\n`),
  values('20 MB of carriage returns', () => `a: 1\n${'\r'.repeat(20 * MIB)}b: 1\n`),
  values('blanks before 100,000 colons', () => `${times(100_000, () => `a${' '.repeat(50)}:`)}\n`),
  values('100,000 blanks at the ends of lines', () => `a: |\n${`  x${' '.repeat(100_000)}\n`.repeat(20)}`),
  values('%TAG of 1 MB', () => `%TAG !${'!'.repeat(MIB)}\n---\na: 1\n`),
  values('100,000 directives', () => `${'%TAG ! tag:x,2000:\n'.repeat(100_000)}---\na: 1\n`),
  values('300,000 anchors', () => times(300_000, (i) => `k${i}: &a${i} 1\n`)),
  values('300,000 aliases', () => `a: &a 1\nb: [${'*a,'.repeat(300_000)}]\n`),
  values('an alias bomb', () => aliases(9, 9)),
  values('an alias bomb that is deep', () => aliases(2, 60)),
  values(
    'an alias bomb of merge keys',
    () => `a0: &a0 {x: 1}\n${times(60, (i) => `a${i + 1}: &a${i + 1}\n  <<: [*a${i}, *a${i}]\n  k${i}: *a${i}\n`)}`,
  ),
  values('300,000 merge keys', () => `a: &a {x: 1}\n${times(100_000, (i) => `k${i}: {<<: *a}\n`)}`),
  values(
    'a merge of 3,000 wide maps',
    () => `a: &a {${times(3000, (i) => `k${i}: 1,`)}}\nb: {<<: [${'*a,'.repeat(3000)}]}\n`,
  ),
  values('lists within lists, flow, 100,000 deep', () => `a: ${'['.repeat(1e5)}${']'.repeat(1e5)}\n`),
  values('lists within lists, flow, not closed, 1,000,000 deep', () => `a: ${'['.repeat(1e6)}\n`),
  values('maps within maps, flow, 100,000 deep', () => `a: ${'{a: '.repeat(1e5)}${'}'.repeat(1e5)}\n`),
  values('lists within lists, block, 100,000 deep', () => `${'- '.repeat(1e5)}x\n`),
  values('maps within maps, block, 3,000 deep', () => times(3000, (i) => `${' '.repeat(i)}a:\n`)),
  values('maps within maps, 900 deep, printed', () => `a: ${'{a: '.repeat(900)}1${'}'.repeat(900)}\n`),
  values('keys within keys', () => `${'? '.repeat(1e5)}x\n`),
  values('300,000 keys', () => times(300_000, (i) => `key${i}: ${i}\n`)),
  values('300,000 keys in one line', () => `a: {${times(300_000, (i) => `key${i}: ${i}, `)}}\n`),
  values('300,000 times the same key', () => times(300_000, (i) => `key: ${i}\n`)),
  values('300,000 items', () => `a:\n${times(300_000, (i) => `- ${i}\n`)}`),
  values('300,000 faults', () => times(300_000, () => 'a: b: c\n')),
  values('300,000 tags', () => `a: [${'!x y,'.repeat(300_000)}]\n`),
  values('300,000 long tags', () => `a: [${times(3000, () => `!${'x'.repeat(1000)} y,`)}]\n`),
  values('300,000 closing brackets', () => `a: ${']'.repeat(300_000)}\n`),
  values('300,000 tabs', () => `a:\n${'\t'.repeat(300_000)}b: 1\n`),
  values('300,000 quotes', () => `a: ${'"'.repeat(300_000)}\n`),
  values('300,000 quotes of lines', () => `${'"\n'.repeat(300_000)}\n`),
  values('300,000 quoted keys', () => times(300_000, (i) => `"k${i}": 'v'\n`)),
  values('JSON of 300,000 maps', () => `{"a":[${times(100_000, () => '{"a":{"b":[1,"x",null]}},')}1]}`),
  values('JSON with surrogates of 10 MB', () => `{"a":"${'\\ud83d\\ude00'.repeat(800_000)}"}`),
  values('JSON with surrogates, 100,000 deep', () => `{"b":"\\ud83d\\ude00","a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`),
  values('zeros of 100 MB', () => new Uint8Array(100 * MIB)),
  values('bytes of 20 MB that are no UTF-8', () => new Uint8Array(20 * MIB).fill(0xff)),
  values('templates in 20 MB of values', () => `a: ${'"{{x}}"'.repeat(3e6)}\n`),
  {
    ...values('--set with 65,000 elements, 30 times', () => 'a: 1\n'),
    args: ['template', 'x', 'chart', ...Array.from({ length: 30 }, (_, i) => ['--set', `l${i}[65000]=1`]).flat()],
  },
  {
    ...values('--set with lists of lists', () => 'a: 1\n'),
    args: [
      'template',
      'x',
      'chart',
      ...Array.from({ length: 30 }, (_, i) => ['--set', `l${'[60000]'.repeat(i)}=1`]).flat(),
    ],
  },
  {
    ...values('--set 60,000 deep', () => 'a: 1\n'),
    args: ['template', 'x', 'chart', '--set', `${'a.'.repeat(60_000)}a=1`],
  },
  {
    ...values('--set of 60,000 values', () => 'a: 1\n'),
    args: ['template', 'x', 'chart', '--set', `a={${'1,'.repeat(60_000)}}`],
  },
  {
    ...values('--set of 25,000 keys', () => 'a: 1\n'),
    args: ['template', 'x', 'chart', '--set', times(20_000, (i) => `k${i}=1,`).slice(0, 120_000)],
  },
  {
    ...values('--set-json 60,000 deep', () => 'a: 1\n'),
    args: ['template', 'x', 'chart', '--set-json', `a=${'['.repeat(60_000)}${']'.repeat(60_000)}`],
  },
  {
    ...values('--set-file of 20 MB', () => 'x'.repeat(20 * MIB)),
    args: ['template', 'x', 'chart', '--set-file', 'a=v.yaml'],
  },
  { ...values('-f /dev/zero', () => ''), args: ['template', 'x', 'chart', '-f', '/dev/zero'] },
  { ...values('--set-file /dev/zero', () => ''), args: ['template', 'x', 'chart', '--set-file', 'a=/dev/zero'] },
];

const spell = (content: unknown): string => (typeof content === 'string' ? content : JSON.stringify(content));

/** A chart with a schema, as data or as a text of JSON that is too deep for `JSON.stringify`. */
const schema = (name: string, content: () => unknown, valuesText: () => string): Attack =>
  chart(`schema: ${name}`, () => ({
    'values.schema.json': spell(content()),
    'values.yaml': valuesText(),
    'templates/t.yaml': '',
  }));

const ofA = (a: unknown) => ({ properties: { a } });
const itemsOfA = (items: unknown) => ofA({ items });
const many = <T>(length: number, part: (index: number) => T): T[] => Array.from({ length }, (_, index) => part(index));

const HOSTILE_TEXT = 60_000;
const format = (name: string, text: () => string): Attack =>
  schema(
    `format ${name}`,
    () => ({ properties: { a: { format: name } } }),
    () => `a: ${JSON.stringify(text())}\n`,
  );

/** Hostile schemas, and values that break a schema in many places. */
export const SCHEMAS: readonly Attack[] = [
  {
    name: 'built-in chart: 20,000 unknown keys in one line',
    files: () => ({ 'v.yaml': `{${times(20_000, (i) => `unknown${i}: 1, `)}}` }),
    args: ['template', 'x', '-f', 'v.yaml'],
  },
  {
    name: 'built-in chart: 20,000 unknown keys in lines',
    files: () => ({ 'v.yaml': times(20_000, (i) => `unknown${i}: 1\n`) }),
    args: ['template', 'x', '-f', 'v.yaml'],
  },
  {
    name: 'built-in chart: lint of 20,000 unknown keys in one line',
    files: () => ({ 'v.yaml': `{${times(20_000, (i) => `unknown${i}: 1, `)}}` }),
    args: ['lint', 'v.yaml'],
  },
  {
    name: 'built-in chart: 20,000 items of a wrong type in one line',
    files: () => ({ 'v.yaml': `peers: [${'1, '.repeat(20_000)}]\ntolerations: [${'1, '.repeat(20_000)}]\n` }),
    args: ['template', 'x', '-f', 'v.yaml'],
  },
  {
    name: 'built-in chart: a key of 5 MB that is unknown',
    files: () => ({ 'v.yaml': `? ${'k'.repeat(5e6)}\n: 1\n` }),
    args: ['template', 'x', '-f', 'v.yaml'],
  },
  schema(
    'a pattern that backtracks',
    () => ({ properties: { a: { pattern: '^(a+)+$' } } }),
    () => `a: ${'a'.repeat(60_000)}b\n`,
  ),
  schema(
    'a pattern of patternProperties that backtracks',
    () => ({ patternProperties: { '^(a+)+$': {} } }),
    () => `${'a'.repeat(60_000)}b: 1\n`,
  ),
  schema(
    'a pattern with large counts',
    () => ({ properties: { a: { pattern: '((a{0,100}){0,100}){0,100}b' } } }),
    () => `a: ${'a'.repeat(60_000)}\n`,
  ),
  schema(
    'a pattern of 1 MB',
    () => ({ properties: { a: { pattern: 'a?'.repeat(500_000) } } }),
    () => 'a: aaa\n',
  ),
  schema(
    '10,000 patterns',
    () => ({ properties: { a: { allOf: Array.from({ length: 10_000 }, (_, i) => ({ pattern: `(a|b|${i})*c` })) } } }),
    () => `a: ${'ab'.repeat(500)}\n`,
  ),
  schema(
    'uniqueItems of 50,000 items',
    () => ({ properties: { a: { uniqueItems: true } } }),
    () => `a: [${times(50_000, (i) => `${i},`)}]\n`,
  ),
  schema(
    'uniqueItems of 20,000 maps',
    () => ({ properties: { a: { uniqueItems: true } } }),
    () => `a: [${times(20_000, (i) => `{a: {b: ${i}}},`)}]\n`,
  ),
  schema(
    'uniqueItems of maps within maps',
    () => ({ properties: { a: { uniqueItems: true, items: { uniqueItems: true } } } }),
    () => `a: [${times(300, (i) => `[${times(100, (k) => `{a: ${i}${k}},`)}],`)}]\n`,
  ),
  schema(
    'a $ref to itself',
    () => ({ $ref: '#' }),
    () => 'a: 1\n',
  ),
  schema(
    '$refs that double',
    () => ({
      $ref: '#/$defs/d0',
      $defs: Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [
          `d${i}`,
          i === 39 ? {} : { allOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
        ]),
      ),
    }),
    () => 'a: 1\n',
  ),
  schema(
    '$refs that double, in anyOf',
    () => ({
      $ref: '#/$defs/d0',
      $defs: Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [
          `d${i}`,
          i === 39 ? { type: 'string' } : { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
        ]),
      ),
    }),
    () => 'a: 1\n',
  ),
  schema(
    'allOf 10,000 deep',
    () => `${'{"allOf":['.repeat(10_000)}{}${']}'.repeat(10_000)}`,
    () => 'a: 1\n',
  ),
  schema(
    '20,000 branches of anyOf',
    () => ({ properties: { a: { anyOf: Array.from({ length: 20_000 }, (_, i) => ({ const: i })) } } }),
    () => 'a: x\n',
  ),
  schema(
    'enum of 100,000 values',
    () => ({ properties: { a: { enum: Array.from({ length: 100_000 }, (_, i) => `v${i}`) } } }),
    () => 'a: x\n',
  ),
  schema(
    '20,000 properties',
    () => ({
      properties: Object.fromEntries(
        Array.from({ length: 20_000 }, (_, i) => [`k${i}`, { type: 'string', minLength: 1 }]),
      ),
    }),
    () => times(20_000, (i) => `k${i}: 1\n`),
  ),
  schema(
    '20,000 items that break it',
    () => ({ properties: { a: { items: { type: 'string' } } } }),
    () => `a: [${'1,'.repeat(20_000)}]\n`,
  ),
  schema(
    '20,000 dependencies',
    () => ({
      dependentRequired: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, [`k${i + 1}`]])),
    }),
    () => 'k1: 1\n',
  ),
  schema(
    '9,900 branches for each of 100,000 items',
    () => itemsOfA({ allOf: many(9900, () => ({ minLength: 1 })) }),
    () => `a: [${'x,'.repeat(100_000)}]\n`,
  ),
  schema(
    'enum of 20,000 values for each of 100,000 items',
    () => itemsOfA({ enum: many(20_000, (i) => `v${i}`) }),
    () => `a: [${'x,'.repeat(100_000)}]\n`,
  ),
  schema(
    '9,900 properties for each of 100,000 items',
    () => itemsOfA({ properties: Object.fromEntries(many(9900, (i) => [`k${i}`, { type: 'string' }])) }),
    () => `a: [${'{},'.repeat(100_000)}]\n`,
  ),
  schema(
    '20,000 required keys for each of 10,000 items',
    () => itemsOfA({ required: many(20_000, (i) => `k${i}`) }),
    () => `a: [${'{},'.repeat(10_000)}]\n`,
  ),
  schema(
    '9,900 lengths of a string of 5 MB',
    () => ofA({ allOf: many(9900, () => ({ minLength: 1 })) }),
    () => `a: ${'x'.repeat(5e6)}\n`,
  ),
  schema(
    '5,000 rules for the other keys of a map of 20,000',
    () => ofA({ allOf: many(5000, () => ({ additionalProperties: true })) }),
    () => `a: {${times(20_000, (i) => `k${i}: 1,`)}}\n`,
  ),
  schema(
    '2,000 patterns of keys for a map of 20,000',
    () => ofA({ patternProperties: Object.fromEntries(many(2000, (i) => [`^x${i}$`, {}])) }),
    () => `a: {${times(20_000, (i) => `k${i}: 1,`)}}\n`,
  ),
  schema(
    '5,000 times uniqueItems of 20,000 items',
    () => ofA({ allOf: many(5000, () => ({ uniqueItems: true })) }),
    () => `a: [${times(20_000, (i) => `${i},`)}]\n`,
  ),
  schema(
    '200,000 items that break a part that is referred to',
    () => ({ ...itemsOfA({ $ref: '#/$defs/a' }), $defs: { a: { type: 'string', items: { $ref: '#' } } } }),
    () => `a: [${'1,'.repeat(200_000)}]\n`,
  ),
  schema(
    '1,000 alternatives for each of 20,000 items',
    () => itemsOfA({ anyOf: many(1000, () => ({ type: 'string' })) }),
    () => `a: [${'1,'.repeat(20_000)}]\n`,
  ),
  schema(
    'a part of 2,000 parts, referred to 5,000 times',
    () => ({
      properties: Object.fromEntries(many(5000, (i) => [`k${i}`, { $ref: '#/$defs/a' }])),
      $defs: { a: { allOf: many(2000, () => ({ type: 'string' })) } },
    }),
    () => 'k1: a\n',
  ),
  schema(
    '6,000 references to a chain of 1,900',
    () => ({
      properties: Object.fromEntries(many(6000, (i) => [`k${i}`, { $ref: '#/$defs/d0' }])),
      $defs: Object.fromEntries(many(1900, (i) => [`d${i}`, i === 1899 ? {} : { $ref: `#/$defs/d${i + 1}` }])),
    }),
    () => 'k1: a\n',
  ),
  ...(
    [
      'date-time',
      'date',
      'time',
      'duration',
      'uri',
      'uri-reference',
      'iri',
      'uri-template',
      'email',
      'idn-email',
      'hostname',
      'idn-hostname',
      'ipv4',
      'ipv6',
      'uuid',
      'json-pointer',
      'relative-json-pointer',
      'regex',
    ] as const
  ).map((name) => format(name, () => `${'a.1-'.repeat(HOSTILE_TEXT)}@${'a:/%20'.repeat(HOSTILE_TEXT)}`)),
  format('email', () => `"${'\\"'.repeat(HOSTILE_TEXT)}@a`),
  format('ipv6', () => '1:'.repeat(HOSTILE_TEXT)),
  format('duration', () => `P${'1'.repeat(HOSTILE_TEXT)}`),
  format('regex', () => '('.repeat(HOSTILE_TEXT)),
];

/** A file that unpacks to so many MiB of zeros. */
export const bomb = (mebibytes: number): Uint8Array => gzipSync(new Uint8Array(mebibytes * MIB));
export { long };
