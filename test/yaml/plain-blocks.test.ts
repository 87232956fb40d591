import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainBlocks } from '../../src/yaml/plain-blocks.ts';
import { editedYaml, readWhole } from './arbitrary.ts';

describe('a document by its lines', () => {
  it.each([
    ['maps and lists', 'a:\n  b: 1\n  c:\n    - x\n    - k: z\n      w: v\nd: text\n'],
    ['a list as far left as its key', 'a:\n- x\n- b: c\n  d: e\n  l:\n  - m\nf: g\n'],
    ['a mark at the beginning', '---\n# c\na: b\n'],
    ['blank lines and comments at the end', '# c\n\na: b\n\n  # c\n# d\n\n'],
    ['a value in a line of its own', 'a:\n  {}\nb:\n  c\nd:\n  - e:\n      f\n  - g\n    h\n'],
    ['long strings', 'a: b c\n  d e.\n  "f" g\nh: i\n   j:k\n'],
    ['lists in lists', 'a:\n  - - b\n    - c: d\n      e: f\n  - - - g\n'],
    ['a document that is indented, and a list alone', '  - a: b\n    c:\n      d: f\n  - e\n'],
    ['block scalars', 'a: |\n  # no comment\n    text\n\n\nb: |+\n  x\n\nc: >-\n  y\n  z\nd:\n  - |-\n   e\n\n   f\n'],
    [
      'comments and blank lines',
      '# c\n\na: b # c\n  # c\nc: # c\n\n  d: "e" # c\nf: g#h i \nl: [] # c\nm: [a, b] # c\n',
    ],
    ['flow collections', 'a: {b: [c, d]}\ne: [{f: g}, "h"]\n'],
    ['strings of several lines', 'a: b\n  c\nd: "e\n  f"\n'],
    ['what is in quotes', 'a: "b: # c"\nb: \'it\'\'s\'\nc: "\\"d\\" \\\\ \\n\\t"\nd: "\\u00e9"\n"e f": \'\'\n'],
    [
      'characters that mean nothing inside a word',
      'a: b[c] {d}, "e" %f & *g ! ? `h`|i>j@k\nb: http://c:80/d#e\nc: \u00e9\u00df\n',
    ],
    ['words that are no strings', 'a: yes\nb: null\nc: 0777\nd: 1e3\ne: ~\nf:\ng: .inf2\nh: 12345678901234567890\n'],
    ['nothing in an item', 'a:\n  - b\n  - \n  - c\n'],
  ])('reads %s as the whole is read', (_, text) => {
    const expected = readWhole(text);
    expect(expected).toBeDefined();
    expect(readPlainBlocks(text)).toEqual(expected?.value);
  });

  it.each([
    ['a key that is there twice', 'a: b\na: c\n'],
    ['an alias', 'a: &x {b: c}\nd: *x\n'],
    ['a merge key', '<<: {b: c}\n'],
    ['a key that is no string', 'yes: b\n1: c\n'],
    ['another line break', 'a: b\u2028c: d\n'],
    ['a carriage return', 'a: b\r\nc: d\n'],
    ['two documents', 'a: b\n---\nc: d\n'],
    ['what is not YAML', 'a: [b\nc: d\n'],
    ['a second colon', 'a: b: c\n'],
    ['a colon at the end', 'a: b:\n'],
    ['a string alone', 'a b c\n'],
    ['only comments', '# a\n\n'],
    ['a line that is indented oddly', 'a:\n    b: c\n  d: e\n'],
    ['an item among keys', 'a: b\n- c\n'],
    ['a key among items', '- a\nb: c\n'],
    ['a line that is indented further than its string', 'a: b\n  c: d\n'],
    ['a control character', 'a: b\u0007\n'],
    ['a number that is none', 'a: .nan\n'],
  ])('leaves %s to whoever reads the whole', (_, text) => {
    expect(readPlainBlocks(text)).toBeUndefined();
  });

  it('needs no line break at the end, and gives away what it reads', () => {
    const [a, b] = [readPlainBlocks('a: {}'), readPlainBlocks('a: {}')] as { a: object }[];
    expect(a).toEqual({ a: {} });
    expect(a?.a).not.toBe(b?.a);
    expect(Object.isFrozen(a?.a)).toBe(false);
  });

  it('reads nothing else than the whole does, or does not answer', () => {
    let read = 0;
    fc.assert(
      fc.property(editedYaml(PIECES), (text) => {
        const answer = readPlainBlocks(`${text}\n`);
        if (answer === undefined) return;
        read++;
        const expected = readWhole(`${text}\n`);
        expect(expected && /^\s*(?:#.*\s*)*$/.test(expected.rest)).toBe(true);
        expect(answer).toEqual(expected?.value);
      }),
      { numRuns: Number(process.env.BLOCKS_RUNS ?? 1500) },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('reads lines of all kinds as the whole does, or does not answer', () => {
    const line = fc
      .tuple(fc.constantFrom(0, 0, 1, 2, 2, 4), fc.constantFrom(...STARTS), fc.constantFrom(...ENDS))
      .map(([indent, start, end]) => `${' '.repeat(indent)}${start}${end}`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = `${lines.join('\n')}\n`;
        const answer = readPlainBlocks(text);
        if (answer === undefined) return;
        const expected = readWhole(text);
        expect(expected && /^\s*(?:#.*\s*)*$/.test(expected.rest)).toBe(true);
        expect(answer).toEqual(expected?.value);
      }),
      { numRuns: Number(process.env.BLOCKS_RUNS ?? 1500) },
    );
  });
});

const STARTS = [
  '',
  '- ',
  '- - ',
  '-  ',
  'a: ',
  'b:',
  'c:  ',
  '- d: ',
  '- e:',
  '"f": ',
  "'g': ",
  'h.i/j-k: ',
  '# ',
  'yes: ',
];

const ENDS = [
  ...[
    '',
    ' ',
    'x',
    'x y',
    'x: y',
    'x:',
    'x:y',
    ' # z',
    'x # z',
    'x#z',
    '#z',
    '"q"',
    '"q" # z',
    '"q"z',
    "'it''s'",
    '"\\""',
  ],
  ...[
    '[]',
    '{}',
    '[a, b]',
    '[a, b] # z',
    '["a, b",\'c\', yes,_d]',
    '[a,b: c]',
    '~x',
    '^x',
    '{a: b}',
    '[',
    '{',
    '|',
    '|-',
    '|+',
    '|2',
    '>',
    '>-',
    '| # z',
    '&a x',
    '*a',
    '!t x',
  ],
  ...[
    '1',
    '0x1f',
    '1.5e3',
    '1_000',
    '010',
    '.5',
    '-1',
    '- 1',
    '-',
    '--',
    '---',
    '...',
    '~',
    'null',
    'yes',
    'True',
    '.nan',
  ],
  ...[
    '2001-01-01',
    '?',
    '? x',
    '%x',
    '@x',
    '`x',
    'x, y',
    'x]',
    'x}y',
    '=',
    '<<',
    '\u00e9',
    'x\u00e9',
    'x\t',
    '\tx',
    'x \t# z',
  ],
];

const PIECES = [
  ...[
    ' ',
    '\n',
    '- ',
    ': ',
    '#',
    ' # ',
    'a: ',
    'a:\n',
    '|',
    '|-\n',
    '"',
    "'",
    '{',
    '[',
    '&a ',
    '*a',
    '\t',
    'yes',
    '---\n',
  ],
  ...['[]', '{}', '[--a, b.c, /d=e]', '[a, yes, ~]', '? ', '\\', ',', '\u00e9'],
];
