import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Path } from '../../src/problem/path.ts';
import { type Problem, ProblemError } from '../../src/problem/problem.ts';
import { readDefaults, readFileSource } from '../../src/values/file-source.ts';
import { readYaml } from '../../src/yaml/read.ts';
import { isMap, type Value } from '../../src/yaml/value.ts';
import { toYaml } from '../../src/yaml/write.ts';
import { anyValue } from '../yaml/arbitrary.ts';

/** The line and column of each key and item. */
function places(text: string): Map<string, unknown> {
  const { source } = readFileSource('f.yaml', text);
  const found = new Map<string, unknown>();
  const visit = (value: Value, path: Path): void => {
    if (path.length > 0) found.set(JSON.stringify(path), source.locate?.(path));
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index]);
    else if (isMap(value)) for (const [key, item] of Object.entries(value)) visit(item, [...path, key]);
  };
  visit(source.values, []);
  return found;
}

function problemOf(read: () => unknown): Problem | undefined {
  try {
    read();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0];
    throw error;
  }
  return undefined;
}

describe('a values file', () => {
  it.each([
    ['the mark of a document before it', '---\na: 1\nb:\n  - c\n'],
    ['no line break at its end', 'a: 1\nb:\n  - c'],
    ['comments', '# one\na: 1 # two\n\nb:\n  # three\n  - c\n'],
    ['line breaks of Windows', 'a: 1\r\nb:\r\n  - c\r\n'],
    ['a second document', 'a: 2\n---\na: 1\nb:\n  - c\n'],
  ])('has the same values with %s', (_, text) => {
    expect(readFileSource('f.yaml', text).source.values).toEqual({ a: 1, b: ['c'] });
  });

  it('knows the line and the column of each value, counted from its beginning', () => {
    expect(places('---\n# one\na: 1\nb:\n  - c\n  - {d: e}\n')).toEqual(
      new Map([
        ['["a"]', { line: 3, column: 1, source: 'a: 1' }],
        ['["b"]', { line: 4, column: 1, source: 'b:' }],
        ['["b",0]', { line: 5, column: 5, source: '  - c' }],
        ['["b",1]', { line: 6, column: 5, source: '  - {d: e}' }],
        ['["b",1,"d"]', { line: 6, column: 6, source: '  - {d: e}' }],
      ]),
    );
  });

  it('returns the place of a character of a string', () => {
    const { source } = readFileSource('f.yaml', 'a: |\n  one\n  two\n');
    expect(source.locate?.(['a'], 5)).toEqual({ line: 3, column: 4, source: '  two' });
  });

  it('warns of duplicate keys, and refuses what is not a map', () => {
    expect(readFileSource('f.yaml', 'a: 1\na: 2\n').problems).toMatchObject([
      { code: 'yaml-duplicate-key', where: { line: 2, column: 1 } },
    ]);
    expect(() => readFileSource('f.yaml', '- a\n')).toThrow(/cannot unmarshal array/);
    expect(() => readFileSource('f.yaml', 'a: b: c\n')).toThrow();
  });

  it.each([
    ['- a\n', 'array', 1, 1],
    ['# one\n---\n\n  # two\n   - a\n', 'array', 5, 4],
    ['--- \n \n  5\n', 'number', 3, 3],
    ['a: 1\n---\n x y\n', 'string', 3, 2],
    ['true', 'bool', 1, 1],
    ['9007199254740993', 'number', 1, 1],
  ])('when it is %j, then it is refused as %s, with its place', (text, type, line, column) => {
    const kinds = [
      [() => readFileSource('f.yaml', text), 'failed to parse f.yaml'],
      [() => readDefaults('web', 'f.yaml', text), 'cannot load f.yaml'],
    ] as const;
    for (const [read, failure] of kinds)
      expect(problemOf(read)).toMatchObject({
        code: 'values-not-a-map',
        message: `${failure}: cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${type} into Go value of type map[string]interface {}`,
        where: { file: 'f.yaml', line, column },
        hint: 'a values file is a map: write key: value',
      });
  });

  it('is read as JSON if it is JSON: then two escapes may be the halves of a character', () => {
    expect(readFileSource('f.yaml', ' {"a": "\\ud83d\\ude00"}').source.values).toEqual({ a: '\u{1f600}' });
  });

  it.each([
    '{"a": "\\ud83d\\ude00"} x',
    '{a: "\\ud83d\\ude00"}',
    'a: "\\ud83d\\ude00"',
    '# {\n{"a": "\\ud83d\\ude00"}',
  ])('is read as YAML otherwise, where they are not: %j', (text) => {
    expect(problemOf(() => readFileSource('f.yaml', text))).toMatchObject({ code: 'yaml-syntax' });
  });

  it('has the values that YAML defines, each with a place', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anyValue), (value) => {
        const text = toYaml(Object.assign(Object.create(null), value));
        const { source } = readFileSource('f.yaml', text);
        expect(source.values).toEqual(readYaml(`${text}\n`, { name: '' }).documents[0]?.value ?? {});
        for (const place of places(text).values()) expect(place).toMatchObject({ line: expect.any(Number) });
      }),
    );
  });
});
