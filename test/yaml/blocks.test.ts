import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Path } from '../../src/problem/path.ts';
import { findInBlocks, readBlocks } from '../../src/yaml/blocks.ts';
import { readYamlText } from '../../src/yaml/read.ts';
import { isMap, newMap, type Value } from '../../src/yaml/value.ts';
import { toYaml } from '../../src/yaml/write.ts';
import { anyValue, editedYaml, readWhole } from './arbitrary.ts';

describe('what blocks of several documents share', () => {
  it.each(['a:\n  b:\n    - c\n', 'a: {}\n', 'a: [b, c]\n', 'a: {b: [c, 1.5]}\n'])(
    '%j cannot be changed by who reads one',
    (text) => {
      const { a } = readBlocks(text) as { a: object };
      expect(() => Object.assign(a, { x: 'y' })).toThrow(TypeError);
      expect(readBlocks(text)).toEqual(readWhole(`${text}\n`)?.value);
    },
  );
});

describe('a document by its blocks', () => {
  it.each([
    ['maps and lists', 'a:\n  b: 1\n  c:\n    - x\n    - k: z\n      w: v\nd: text\n'],
    ['a list as far left as its key', 'a:\n- x\n- b: c\n  d: e\nf: g\n'],
    ['block scalars', 'a: |\n  # no comment\n  text\n\n\nb: |+\n  x\n\nc: >-\n  y\n  z\n'],
    ['comments and blank lines', '# c\n\na: b # c\n  # c\nc:\n  # c\n\n  d: e\n'],
    ['flow collections', 'a: {b: [c, d]}\ne: [{f: g}, "h"]\n'],
    ['texts of several lines', 'a: b\n  c\nd: "e\n  f"\n'],
    ['words that are no text', 'a: yes\nb: null\nc: 0777\nd: 1e3\ne: ~\nf:\ng: .inf2\n'],
    ['nothing in an item', 'a:\n  - b\n  - \n  - c\n'],
  ])('reads %s as the whole is read', (_, text) => {
    const read = readBlocks(`${text}\n`);
    expect(read).toBeDefined();
    expect(read).toEqual(readWhole(`${text}\n`)?.value);
  });

  it.each([
    ['a key that occurs twice', 'a: b\na: c\n'],
    ['an alias', 'a: &x {b: c}\nd: *x\n'],
    ['a merge key', 'a:\n  <<: {b: c}\n'],
    ['a key that is no text', 'yes: b\n1: c\n'],
    ['another line break', 'a: b\u2028c: d\n'],
    ['a carriage return', 'a: b\r\nc: d\n'],
    ['two documents', 'a: b\n---\nc: d\n'],
    ['what is no YAML', 'a: [b\nc: d\n'],
    ['only a string', 'a b c\n'],
    ['a line that is indented oddly', 'a:\n    b: c\n  d: e\n'],
  ])('leaves %s to the reader of whole documents', (_, text) => {
    expect(readBlocks(`${text}\n`)).toBeUndefined();
  });

  it('reads nothing else than the whole does, or does not answer', () => {
    fc.assert(
      fc.property(editedYaml(PIECES), (text) => {
        const read = readBlocks(`${text}\n`);
        if (read === undefined) return;
        const expected = readWhole(`${text}\n`);
        expect(expected && /^\s*(?:#.*\s*)*$/.test(expected.rest)).toBe(true);
        expect(read).toEqual(expected?.value);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds each value where the whole has it, or does not answer', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c-d', 'yes', '1', ''), anyValue), (value) => {
        const text = `# values\n${toYaml(Object.assign(newMap(), value))}\n`;
        const { document } = readYamlText(text, { name: '' });
        if (!document || readBlocks(text) === undefined) return;
        const visit = (container: Value, above: Path): void => {
          if (!isMap(container) && !Array.isArray(container)) return;
          for (const [name, item] of Object.entries(container)) {
            const step = Array.isArray(container) ? Number(name) : name;
            const place = findInBlocks(text, [...above, step]);
            if (place !== undefined) expect(place).toBe(document.place(container, step)?.key);
            if (place !== undefined) found++;
            visit(item, [...above, step]);
          }
        };
        visit(document.value, []);
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(300);
  });

  it('finds nothing where nothing is', () => {
    for (const path of [['x'], ['a', 'b', 'x'], ['a', 'b', 2], ['a', 0], ['c', 'd']])
      expect(findInBlocks('a:\n  b:\n    - 1\n    - e: f\nc:\n', path)).toBeUndefined();
  });

  it('returns the same object for the same block', () => {
    const [a, b] = ['x', 'y'].map((name) => readBlocks(`a: ${name}\nsame:\n  b:\n    - c: d\n`) as { same: object });
    expect(a?.same).toBe(b?.same);
  });
});

const PIECES = [
  ' ',
  '\n',
  '- ',
  ': ',
  '#',
  'a: ',
  'a:\n',
  '|',
  '"',
  "'",
  '{',
  '[',
  '&a ',
  '*a',
  '\t',
  'yes',
  '---\n',
  '[]',
  '{}',
  '[--a, b.c, /d=e]',
  '[a, yes, ~]',
  '? ',
];
