import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readBlocks } from '../../src/yaml/blocks.ts';
import { readPlainBlocks } from '../../src/yaml/plain-blocks.ts';
import { readYamlText } from '../../src/yaml/read.ts';
import { ExactNumber } from '../../src/yaml/value.ts';

// Both readers fall back to the parser wherever they do not know better, which is right, and slow.
vi.mock('../../src/yaml/read.ts', async (original) => {
  const module = await original<typeof import('../../src/yaml/read.ts')>();
  return { ...module, readYamlText: vi.fn(module.readYamlText) };
});
beforeEach(() => {
  vi.mocked(readYamlText).mockClear();
});

/** Lines that nearly all documents consist of. */
const COMMON: readonly (readonly [text: string, value: unknown])[] = [
  ['a: b', { a: 'b' }],
  ['a: b c-d, e', { a: 'b c-d, e' }],
  ['a:   b', { a: 'b' }],
  ['a: b:c', { a: 'b:c' }],
  ['a: /b/c.d', { a: '/b/c.d' }],
  ['a: $(B)', { a: '$(B)' }],
  ['a: (b)', { a: '(b)' }],
  ['a: +b', { a: '+b' }],
  ['a: -b', { a: '-b' }],
  ['a: --b=c', { a: '--b=c' }],
  ['a: 8080', { a: 8080 }],
  ['a: -1.5', { a: -1.5 }],
  ['a: 9007199254740993', { a: new ExactNumber('9007199254740993') }],
  ['a: 1.2.3', { a: '1.2.3' }],
  ['a: true', { a: true }],
  ['a: null', { a: null }],
  ['a: nothing', { a: 'nothing' }],
  ['a: "b: # c"', { a: 'b: # c' }],
  ["a: 'b: # c'", { a: 'b: # c' }],
  ['a: ""', { a: '' }],
  ['a: {}', { a: {} }],
  ['a: []', { a: [] }],
  ['a: [b, --c=d, /e, f_g]', { a: ['b', '--c=d', '/e', 'f_g'] }],
  ['a: [true, no]', { a: [true, false] }],
  ['a:', { a: null }],
  ['a:\nb:\n  c:', { a: null, b: { c: null } }],
  ['abcdef: word', { abcdef: 'word' }],
  ['abcdef: true', { abcdef: true }],
  ['abcdef: 1', { abcdef: 1 }],
  ['abcdef:\n  g.h/i-j: k', { abcdef: { 'g.h/i-j': 'k' } }],
  ['"a b": c\n\'d e\': f', { 'a b': 'c', 'd e': 'f' }],
  ['yesno: a', { yesno: 'a' }],
  ['a:\n  b: c\nd: e', { a: { b: 'c' }, d: 'e' }],
  ['a:\n- b\n- c\nd: e', { a: ['b', 'c'], d: 'e' }],
  ['a:\n  - b\n  - c: d\n    e: f\n  - 1\ng: h', { a: ['b', { c: 'd', e: 'f' }, 1], g: 'h' }],
  ['- a\n-   b: c\n    d: e', ['a', { b: 'c', d: 'e' }]],
  ['- a:\n    - b: c\n      d:\n      - e', [{ a: [{ b: 'c', d: ['e'] }] }]],
  ['  a: b\n  c: d', { a: 'b', c: 'd' }],
  ['a: |\n  b: # c\n    d\n\n  e\nf: g', { a: 'b: # c\n  d\n\ne\n', f: 'g' }],
  ['a: |-\n  b\n  c\nd: e', { a: 'b\nc', d: 'e' }],
];

/** What is frequent in the values files of charts. */
const PLAIN: readonly (readonly [text: string, value: unknown])[] = [
  ['# a\n\nb: c\n  # d\n\ne: f\n# g', { b: 'c', e: 'f' }],
  ['a: b # c', { a: 'b' }],
  ['a: b  c   d  # e', { a: 'b  c   d' }],
  ['a: b#c #d', { a: 'b#c' }],
  ["a: 'b' # c", { a: 'b' }],
  ['a: "b" # c', { a: 'b' }],
  ['a: # b\n  c: d', { a: { c: 'd' } }],
  ['a: [] # b', { a: [] }],
  ['a: "b \\"c\\" \\\\ \\n\\t"', { a: 'b "c" \\ \n\t' }],
  ["a: 'it''s'", { a: "it's" }],
  ['a: [b, "c, d", \'e\', yes]', { a: ['b', 'c, d', 'e', true] }],
  ['a: b\n  c\n  d', { a: 'b c d' }],
  ['a:\n  b', { a: 'b' }],
  ['a:\n  {}', { a: {} }],
  ['- - a\n  - b\n- - c', [['a', 'b'], ['c']]],
  ['---\na: b', { a: 'b' }],
  ['a: b!c? d@e %f', { a: 'b!c? d@e %f' }],
  ['a: b\u00e9\u6f22', { a: 'b\u00e9\u6f22' }],
  ['a: http://b:80/c#d', { a: 'http://b:80/c#d' }],
];

describe('no parser is needed', () => {
  it.each(COMMON)('for %j as a part of a manifest', (text, value) => {
    expect(readBlocks(`${text}\n`)).toEqual(value);
    expect(readYamlText).not.toHaveBeenCalled();
  });

  it.each([...COMMON, ...PLAIN])('for %j as a values file', (text, value) => {
    expect(readPlainBlocks(`${text}\n`)).toEqual(value);
    expect(readYamlText).not.toHaveBeenCalled();
  });
});
