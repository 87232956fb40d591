import fc from 'fast-check';
import { readYamlText } from '../../src/yaml/read.ts';
import { newMap, parseNumber, type Value } from '../../src/yaml/value.ts';
import { toYaml } from '../../src/yaml/write.ts';

/**
 * Pieces of which hostile texts are made: indicators, look-alikes of other types, every kind of line break, invisible
 * characters.
 */
const PIECES: readonly string[] = [
  ...['a', 'b', 'Z', ' ', '  ', '\n', '\n\n', '\t', '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\ufeff', '\0', '\x07'],
  ...['\x1b', '\x7f', '\x9f', '\xa0', '\u200d', '\u202e', '\ufffe', '\ue000', 'é', '漢', '😀', '\u0300', '\u{e0001}'],
  ...[':', ': ', '-', '- ', '#', ' #', ',', '[', ']', '{', '}', '{{', '}}', '"', "'", '\\', '|', '>', '&', '*', '!'],
  ...['%', '@', '`', '?', '? ', '~', '=', '<<', '---', '...', '+', '$', '/', '_', '(', ')', '<', ';', '^'],
  ...['yes', 'null', 'true', 'NO', 'on', '1', '0x1', '0777', '0o7', '1_000', '1e3', '.5', '.inf', '1:30', '2001-01-01'],
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '') },
);

const number: fc.Arbitrary<Value> = fc.oneof(
  fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => (value === 0 ? 0 : value)),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map((integer) => parseNumber(String(integer))),
  fc.constantFrom('0.1234567890123456789', '-12345678901234567890.5', '1.10').map(parseNumber),
);

/** Any value that values files, flags and manifests can hold. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    hostileText,
    number,
    fc.constantFrom<Value>(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(hostileText, tie('value')), { maxLength: 4 }).map((entries) => newMap(entries)),
  ),
})).value;

/** Texts that are sometimes YAML: pieces of it thrown together, and whole files with pieces put in and taken out. */
const TOKENS: readonly string[] = [
  ...[
    'a',
    'b',
    'c: ',
    'a:',
    'b: 1',
    '- ',
    '-',
    '? ',
    ': ',
    ':',
    ' ',
    '  ',
    '\n',
    '\n',
    '\n  ',
    '\n ',
    '\n    ',
    '[',
    ']',
  ],
  ...[
    '{',
    '}',
    ', ',
    ',',
    '"',
    "'",
    '"x"',
    "'y'",
    '# c',
    ' #d',
    '&a ',
    '*a',
    '*a ',
    '!!str ',
    '! ',
    '|',
    '>',
    '|-',
    '|2',
  ],
  ...['>+', '...', '---', '\t', '<<', '<<: ', '%', '\\n', '\\', '1', '~', 'yes', '@', '`', '\r\n', '\u0085', '\u2028'],
  ...['x y', '?', 'k: v\n', '- i\n', '{a: 1}', '[1, 2]', 'é', '0777', '1e3', '.5'],
];

const FILES: readonly string[] = [
  'a: 1\nb:\n  c: [1, 2, {d: e}]\n  f:\n  - g\n  - h: i\n    j: "k\n      l"\nm: |\n  n\n   o\n\n  p\nq: >-\n  r\n  s\n',
  'tolerations: [\n  {key: a},\n  {key: b}\n]\nargs:\n  - --x=y\n  - "--z: 1"\nx: &x {a: 1}\ny:\n  <<: *x\n  b: 2\n',
  "a:\n  - |\n    x\n     y\n  - >\n    z\n    w\n\n    v\n  - 'it''s\n    ok'\nb: plain\n   continued\nc: {a: b, \"c\": d, e: [f, g: h]}\n",
];

const soup = fc.array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 12 }).map((tokens) => tokens.join(''));

const edited = fc
  .tuple(
    fc.constantFrom(...FILES),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3), fc.constantFrom('', ...TOKENS)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([file, edits]) =>
    edits.reduce((text, [where, removed, added]) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + added + text.slice(at + removed);
    }, file),
  );

export const almostYaml: fc.Arbitrary<string> = fc.oneof(soup, edited);

/** A value as YAML, into which up to three of some pieces are put anywhere. */
export const editedYaml = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(anyValue, fc.array(fc.tuple(fc.nat(), fc.constantFrom(...pieces)), { maxLength: 3 }))
    .map(([value, edits]) => {
      let text = toYaml(value);
      for (const [at, piece] of edits) {
        const place = at % (text.length + 1);
        text = text.slice(0, place) + piece + text.slice(place);
      }
      return text;
    });

/** What the reader of whole documents makes of a text without faults: the value, and what follows the document. */
export const readWhole = (text: string): { value: Value; rest: string } | undefined => {
  const { document, problems } = readYamlText(text, { name: '' });
  return problems.length === 0 && document ? { value: document.value, rest: text.slice(document.end) } : undefined;
};
