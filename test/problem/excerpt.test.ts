import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../src/problem/excerpt.ts';

const digits = '0123456789'.repeat(20);

describe('excerpt', () => {
  it.each<[title: string, line: string, offset: number | undefined, width: number, text: string, caret: string]>([
    ['points under the place', 'a: b', 3, 20, 'a: b', '   ^'],
    ['points at the beginning', 'a: b', 0, 20, 'a: b', '^'],
    ['points after the last character', 'a: b', 4, 20, 'a: b', '    ^'],
    ['does not leave the line', 'a: b', 99, 20, 'a: b', '    ^'],
    ['points into an empty line', '', 0, 20, '', '^'],
    ['points at nothing', 'a: b', undefined, 20, 'a: b', ''],
    ['widens a tab to the next fourth column', 'a\tb', 2, 20, 'a   b', '    ^'],
    ['points at the beginning of a tab', '\tb', 0, 20, '    b', '^'],
    ['counts wide characters twice', '日本: x', 4, 20, '日本: x', '      ^'],
    ['counts an emoji of several code points once, as wide', '👩‍👩‍👧: x', 10, 20, '👩‍👩‍👧: x', '    ^'],
    ['counts no column for a combining mark', 'e\u0301: x', 4, 20, 'e\u0301: x', '   ^'],
    ['shows a control character instead of sending it', '\x1b[2J: x', 6, 20, '\\x1b[2J: x', '         ^'],
    ['shows a carriage return', 'a: b\r', 3, 20, 'a: b\\r', '   ^'],
    ['shows half of a surrogate pair', '\ud800x', 1, 20, '\\ud800x', '      ^'],
    ['cuts what follows', digits, 0, 12, '0123456789…', '^'],
    ['cuts what comes before', digits, digits.length, 12, '…123456789', '          ^'],
    ['cuts both', digits, 55, 12, '…9012345678…', '       ^'],
    ['does not cut a line that just fits', '0123456789', 9, 10, '0123456789', '         ^'],
    ['cuts a line whose end is pointed at and has no room', '0123456789', 10, 10, '…3456789', '        ^'],
    ['cuts a line of wide characters', '日'.repeat(50), 25, 12, '…日日日日日…', '       ^'],
    ['cuts a line that nothing points at', digits, undefined, 12, '0123456789…', ''],
  ])('%s', (_, line, offset, width, text, caret) => {
    expect(excerpt(line, offset, width)).toEqual({ text, caret });
  });

  it('never takes more than its width, and points at the character in question', () => {
    const line = fc.string({ unit: fc.constantFrom('a', '0', '\t', '日', '\x1b', 'é'), maxLength: 300 });
    fc.assert(
      fc.property(line, fc.nat(300), fc.integer({ min: 20, max: 90 }), (source, offset, width) => {
        const { text, caret } = excerpt(source, offset, width);
        expect(text.replace(/日/g, 'xx').length).toBeLessThanOrEqual(width);
        expect(caret.length).toBeLessThanOrEqual(width);
        const target = source[Math.min(offset, source.length)] ?? '';
        const pointed = text.replace(/日/g, '日 ')[caret.length - 1];
        expect({ '\t': [' ', undefined], '\x1b': ['\\'], '': [undefined] }[target] ?? [target]).toContain(pointed);
      }),
    );
  });

  it('when the line has megabytes, then it is cut without being measured', () => {
    const before = performance.now();
    expect(excerpt('x'.repeat(1 << 23), 1 << 22, 80).text).toMatch(/^…x{78}…$/);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
