import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/yaml/json.ts';
import { readYaml, readYamlText, type YamlDocument } from '../../src/yaml/read.ts';
import { ExactNumber, isMap, type Value, type ValueMap } from '../../src/yaml/value.ts';

const read = (text: string): { documents: YamlDocument[]; problems: readonly unknown[] } =>
  readYaml(text, { name: 'values.yaml' });
const value = (text: string): Value => {
  const { documents, problems } = read(text);
  expect(problems).toEqual([]);
  return documents[0]?.value as Value;
};

describe('numbers', () => {
  it.each([
    ['1', 1],
    ['9007199254740993', new ExactNumber('9007199254740993')],
    ['0x7fffffffffffffff', new ExactNumber('9223372036854775807')],
    ['18446744073709551616', new ExactNumber('18446744073709551616')],
    ['0.1234567890123456789', new ExactNumber('0.1234567890123456789')],
    ['+1_000.50', 1000.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['-0.0', -0],
    ['0777', 511],
  ])('%s keeps its digits', (text, expected) => expect(value(`a: ${text}`)).toEqual({ a: expected }));
});

describe('keys', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '""'])('%s is only a key', (key) => {
    const map = value(`${key}: {polluted: yes}`) as ValueMap;
    expect(Object.getPrototypeOf(map)).toBe(null);
    expect(Object.keys(map)).toEqual([key === '""' ? '' : key]);
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
  });

  it('shares nothing between an anchor and its aliases', () => {
    const { a, b } = value('a: &x {l: [1]}\nb: *x\n') as { a: ValueMap; b: ValueMap };
    expect(a).toEqual(b);
    expect(a).not.toBe(b);
    expect(a.l).not.toBe(b.l);
  });
});

describe('documents', () => {
  it.each([
    ['', []],
    ['a: 1', ['{"a":1}']],
    ['# nothing\n', ['null']],
    ['---\na: 1\n---\nb: 2\n', ['{"a":1}', '{"b":2}']],
    ['a: |\n  x\n---\nb: 2', ['{"a":"x\\n"}', '{"b":2}']],
    ['a: |\n  x', ['{"a":"x\\n"}']],
    ['---\n--- # c\na: 1\n', ['null', '{"a":1}']],
    ['a: 1\r\n---\r\nb: 2\r\n', ['{"a":1}', '{"b":2}']],
  ])('%j is split as Helm splits it', (text, expected) => {
    const { documents, problems } = read(text);
    expect(problems).toEqual([]);
    expect(documents.map((document) => toJson(document.value))).toEqual(expected);
  });

  it('distinguishes an empty document from null', () => {
    expect(read('# c\n---\nnull\n').documents.map(({ empty }) => empty)).toEqual([true, false]);
  });

  it('when one document is broken, reads the others', () => {
    const { documents, problems } = read('a: [\n---\nb: 2\n---\nc: "\n');
    expect(documents.map(({ value }) => toJson(value))).toEqual(['{"b":2}']);
    expect(problems).toMatchObject([{ where: { line: 1, column: 4 } }, { where: { line: 5, column: 4 } }]);
  });

  it.each([
    ['a: 1\n---\nb: 2\n', '{"a":1}'],
    ['a: 1\n...\n]', '{"a":1}'],
    ['a: |\n  x', '{"a":"x"}'],
    ['%YAML 1.1\n---\na: 1\n', '{"a":1}'],
    ['--- text', '"text"'],
  ])('when a text is read by itself, %j is its first document', (text, expected) => {
    const { document, problems } = readYamlText(text, { name: '' });
    expect(problems).toEqual([]);
    expect(toJson(document?.value as Value)).toBe(expected);
  });
});

/** The places of the key and the value of a path, as `line:column` each. */
function place(text: string, ...path: (string | number)[]): string {
  const document = read(text).documents.at(-1) as YamlDocument;
  let container = document.value as Value[] | ValueMap;
  for (const step of path.slice(0, -1))
    container = (isMap(container) ? container[step] : container[step as number]) as ValueMap;
  const found = document.place(container, path.at(-1) as string | number);
  if (!found) return 'nowhere';
  return [found.key, found.value]
    .map((offset) => document.lines.locate(offset))
    .map(({ line, column }) => `${line}:${column}`)
    .join(' ');
}

describe('places', () => {
  it.each<[text: string, path: (string | number)[], expected: string]>([
    ['a: 1\nb:\n  c: text\n', ['b', 'c'], '3:3 3:6'],
    ['a: 1\nb:\n  c: text\n', ['b'], '2:1 3:3'],
    ['a:\n- x\n- y\n', ['a', 1], '3:3 3:3'],
    ['a:\n- k: 1\n  l: 2\n', ['a', 0, 'l'], '3:3 3:6'],
    ['a: {b: [1, {c: 2}]}', ['a', 'b', 1, 'c'], '1:13 1:16'],
    ['a: "x"\n', ['a'], '1:1 1:4'],
    ['a: |\n  x\nb: 1\n', ['a'], '1:1 1:4'],
    ['a:\nb: 1\n', ['a'], '1:1 1:2'],
    ['a: !!str 12\n', ['a'], '1:1 1:10'],
    ['x: &x {k: 1}\nw: *x\n', ['w', 'k'], '1:8 1:11'],
    ['x: &x 1\nw: *x\n', ['w'], '2:1 1:7'],
    ['x: &x {k: 1}\nw:\n  <<: *x\n  l: 2\n', ['w', 'k'], '1:8 1:11'],
    ['x: &x {k: 1}\nw:\n  <<: *x\n  k: 2\n', ['w', 'k'], '4:3 4:6'],
    ['a: 1\na: 2\n', ['a'], '2:1 2:4'],
    ['# c\n---\na: 1\n---\nb:\n  c: 1\n', ['b', 'c'], '6:3 6:6'],
    ['a: 1\r\nb: 2\r\n', ['b'], '2:1 2:4'],
    ['\ufeffa: 1\n', ['a'], '1:2 1:5'],
    ['"ä😀": 1\nb: {"😀": 1, c: 2}\n', ['b', 'c'], '2:14 2:17'],
    ['a: x\n  y\nb: "x\n  y"\nc: 1\n', ['c'], '5:1 5:4'],
    ['a: [\n 1, # c\n 2\n]\n', ['a', 1], '3:2 3:2'],
    ['a: 1', ['b'], 'nowhere'],
  ])('in %j of %j', (text, path, expected) => expect(place(text, ...path)).toBe(expected));
});

describe('hostile input', () => {
  const levels = 'abcdefghij';
  it.each<[name: string, text: string, message: RegExp | undefined]>([
    ['a hundred thousand brackets', '['.repeat(100_000), /nested too deeply|never closed/],
    ['a hundred thousand dashes', '- '.repeat(100_000), /nested too deeply/],
    ['900 levels of brackets', `${'['.repeat(900)}${']'.repeat(900)}`, undefined],
    [
      'a billion laughs',
      [...levels].map((c, i) => `${c}: &${c} [${Array(10).fill(i ? `*${levels[i - 1]}` : 'lol')}]`).join('\n'),
      /multiply/,
    ],
    [
      'merges of merges',
      [...levels].map((c, i) => `${c}: &${c} {<<: [${Array(10).fill(i ? `*${levels[i - 1]}` : '{x: 1}')}]}`).join('\n'),
      /multiply/,
    ],
    ['an alias within what it names', 'a: &a [*a]', /is inside/],
    [
      'nesting through aliases',
      `a: &a ${'['.repeat(600)}${']'.repeat(600)}\nb: ${'['.repeat(600)}*a${']'.repeat(600)}`,
      /nested too deeply/,
    ],
  ])('%s', (_, text, message) => {
    const { problems } = read(text);
    if (message) expect(problems).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
    else expect(problems).toEqual([]);
  });

  it('is read in linear time', () => {
    const time = (lines: number): number => {
      const text = 'key: {a: "x", b: [1, 2]} # c\nlist:\n- |\n  text\n- &a x\n- *a\n'
        .replaceAll(/key|list/g, '$&N')
        .repeat(lines);
      const start = performance.now();
      read(text);
      return performance.now() - start;
    };
    time(500);
    expect(time(16_000)).toBeLessThan(40 * Math.max(time(2_000), 5));
  });
});
