import fc from 'fast-check';
import { NAMES } from './generate-flags.ts';
import { type Arb, all, just, many, nested, oneOf, sequence, type Tagged, wrap } from './tagged.ts';

/** What a scalar of a values file can look like, by kind; some are refused. */
const scalar = oneOf(
  [1, just('yaml: null', '', '~', 'null', 'Null', 'NULL')],
  [1, just('yaml: boolean', 'true', 'False', 'yes', 'NO', 'on', 'off', 'y', 'n')],
  [1, just('yaml: integer', '0', '1', '-1', '+1', '12345678')],
  [1, just('yaml: octal', '0777', '0o14', '-012', '08')],
  [1, just('yaml: hexadecimal', '0x1F', '-0x1f', '0X1')],
  [1, just('yaml: binary number', '0b101', '0b2')],
  [1, just('yaml: underscores', '1_000', '1__0', '_1', '1_', '0x_1', '1_000.5')],
  [1, just('yaml: large integer', '9007199254740993', '18446744073709551615', '18446744073709551616')],
  [1, just('yaml: float', '1.5', '-.5', '5.', '1e3', '1.5E-3', '1000000.0', '1e20', '12e03')],
  [1, just('yaml: infinity', '.inf', '-.Inf', '.nan', '1e400')],
  [1, just('yaml: base 60', '1:30', '190:20:30')],
  [1, just('yaml: timestamp', '2006-01-02', '2006-01-02T15:04:05Z', '2006-1-2')],
  [1, just('yaml: plain', 'x', 'some text', 'x:y', 'x#y', 'é😀', '-x', 'x, y')],
  [1, just('yaml: single quotes', "'x'", "'it''s'", "''", "'true'")],
  [1, just('yaml: double quotes', '"x"', '"\\n\\x41\\u00e9"', '""', '"1"', '"\\ud800"', '"\\z"')],
  [1, just('yaml: tag', '!!str 1', '!!int "1"', '!!float 1', '!foo x', '!!binary aGk=', '!!bool x', '!!null ""')],
  [1, just('yaml: indicator', '@x', '%x', '`x', '{{ x }}', '*x', '&a x', '!', '- x', 'x: y', '? x')],
);

const key = oneOf(
  [12, just('yaml: key', ...NAMES)],
  [1, just('yaml: typed key', '1', 'true', '1.5', '0x10', '2006-01-02')],
  [1, just('yaml: odd key', '""', '"0"', '__proto__', 'constructor', "'a.b'", 'é', 'a b')],
  [1, just('yaml: refused key', '~', '[a]', '{a: b}', '<<')],
);

interface Node {
  /** On the line of its key or dash. */
  readonly inline?: string;
  /** The lines below. */
  readonly block?: readonly string[];
}

const node = fc.letrec<{ node: Tagged<Node>; flow: Tagged<string> }>((tie) => ({
  flow: nested(
    2,
    [3, scalar],
    [1, wrap('yaml: flow list', many(tie('flow'), { maxLength: 3 }), (items) => `[${items.join(', ')}]`)],
    [
      1,
      wrap(
        'yaml: flow map',
        many(sequence('yaml: flow entry', key, ': ', tie('flow')), { maxLength: 3 }),
        (entries) => `{${entries.join(', ')}}`,
      ),
    ],
  ),
  node: nested<Node>(
    4,
    [4, wrap('yaml: scalar', scalar, (inline) => ({ inline }))],
    [1, wrap('yaml: flow', tie('flow'), (inline) => ({ inline }))],
    [
      1,
      wrap('yaml: block text', just('yaml: block header', '|', '|-', '>', '|+', '>-'), (inline) => ({
        inline,
        block: ['x', ' y', '', 'z'],
      })),
    ],
    [
      1,
      wrap('yaml: block list', many(tie('node'), { minLength: 1, maxLength: 3 }), (items) => ({
        block: items.flatMap((item) => linesOf('-', item)),
      })),
    ],
    [
      4,
      wrap(
        'yaml: block map',
        many(all<[string, Node]>(key, tie('node')), { minLength: 1, maxLength: 4 }),
        (entries) => ({ block: entries.flatMap(([name, item]) => linesOf(`${name}:`, item)) }),
      ),
    ],
  ),
})).node;

const linesOf = (lead: string, { inline, block = [] }: Node): string[] => [
  inline === undefined ? lead : `${lead} ${inline}`,
  ...block.map((line) => (line === '' ? '' : `  ${line}`)),
];

const map = wrap('yaml: map', many(all<[string, Node]>(key, node), { maxLength: 4 }), (entries) =>
  entries
    .flatMap(([name, item]) => linesOf(`${name}:`, item))
    .map((line) => `${line}\n`)
    .join(''),
);

const anchored = sequence(
  'yaml: anchored',
  just('yaml: anchor', 'b: &x {a: 1, c: [1]}\n', 'b: &x 1\n', 'b: &x\n  a: {b: 1}\n'),
  just('yaml: alias', 'c: *x\n', 'a:\n  <<: *x\n  b: 2\n', 'a: {<<: [*x], c: 3}\n', 'a: [*x, *x]\n'),
);

const separator = just('yaml: document mark', '---\n', '--- # x\n', '...\n', '---\n---\n', '--- x\n');

/** A values file in all its forms. */
export const valuesFile: Arb<string> = oneOf(
  [12, map],
  [2, anchored],
  [1, sequence('yaml: documents', map, separator, map)],
  [1, just('yaml: no map', '- a\n', 'x\n', '5\n', 'null\n', '', '# x\n', '{}\n')],
  [1, sequence('yaml: beginning', just('yaml: lead', '\ufeff', '\t', '# x\n', '%YAML 1.1\n---\n', '---\n'), map)],
);

const plainScalar = oneOf(
  [2, just('plain: null', 'null')],
  [1, just('plain: text', 'x', '""')],
  [1, just('plain: number', '1', '2.5')],
  [1, just('plain: boolean', 'true')],
);
const plainKey = just('plain: key', 'a', 'b', 'c', '__proto__', '""');
const plainNode = fc.letrec<{ node: Tagged<string> }>((tie) => ({
  node: nested(
    4,
    [3, plainScalar],
    [1, wrap('plain: list', many(tie('node'), { maxLength: 3 }), (items) => `[${items.join(', ')}]`)],
    [
      3,
      wrap(
        'plain: map',
        many(sequence('plain: entry', plainKey, ': ', tie('node')), { maxLength: 4 }),
        (entries) => `{${entries.join(', ')}}`,
      ),
    ],
  ),
})).node;

/** A values file without anything that can be read in two ways: for the stages after reading. */
export const plainFile: Arb<string> = wrap(
  'plain: file',
  many(sequence('plain: line', plainKey, ': ', plainNode, '\n'), { maxLength: 4 }),
  (lines) => lines.join(''),
);
