import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateInside } from '../../src/yaml/inside.ts';
import { readYamlText } from '../../src/yaml/read.ts';
import { isMap, newMap } from '../../src/yaml/value.ts';
import { toYaml } from '../../src/yaml/write.ts';
import { hostileText } from './arbitrary.ts';

/** The character of the source for an `X` in the value. */
function find(source: string): string | undefined {
  const { document } = readYamlText(source, { name: '' });
  const map = document?.value;
  if (!document || !isMap(map) || typeof map.a !== 'string') throw new Error(`no text: ${source}`);
  const offset = map.a.indexOf('X');
  const place = locateInside(source, document.place(map, 'a')?.value ?? -1, map.a, offset);
  return place === undefined ? undefined : source.slice(place, place + 2);
}

describe('a place in a string', () => {
  it.each([
    ['plain', 'a: bXc\n'],
    ['plain, over two lines', 'a: b\n  c Xc\n'],
    ['in double quotes', 'a: "bXc"\n'],
    ['behind escapes', 'a: "\\t\\x41\\u00e9\\U0001F680\\"Xc"\n'],
    ['after a line break that is escaped', 'a: "b\\\n   cXc"\n'],
    ['in double quotes over several lines', 'a: "b\n\n  c\n  Xc"\n'],
    ['in single quotes', "a: 'it''s Xc'\n"],
    ['in a literal block', 'a: |\n  b\n\n    c\n  d Xc\n'],
    ['in a literal block with an explicit indentation', 'a: |2-\n   b\n  Xc\n'],
    ['in a literal block with other line breaks', 'a: |\r\n  b\r\n  Xc\r\n'],
    ['in a folded block', 'a: >\n  b\n  c\n\n  Xc\n'],
    ['after a tag and an anchor', 'a: !!str &x "bXc"\n'],
  ])('is found %s', (_, source) => {
    expect(find(source)).toBe('Xc');
  });

  it('is found wherever this program writes a string', () => {
    let asked = 0;
    let found = 0;
    fc.assert(
      fc.property(hostileText, hostileText, (before, after) => {
        const value = `${before}X${after}`.replaceAll('\r', '');
        const source = `${toYaml(newMap([['a', value]]))}\n`;
        const place = find(source);
        expect(place === undefined || place.startsWith('X')).toBe(true);
        asked++;
        if (place !== undefined) found++;
      }),
    );
    expect(found / asked).toBeGreaterThan(0.9);
  });
});
