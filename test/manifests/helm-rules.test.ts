import { describe, expect, test } from 'vitest';
import { arrange, printInPieces, printRelease, readManifests, showOnlyInStream } from '../../src/manifests/index.ts';

const file = (text: string, source = 'c/templates/t.yaml') => ({ source, file: 'templates/t.yaml', text });

const HOOK = '{annotations: {helm.sh/hook: test}}';

describe('what Helm reads of an object', () => {
  test.each([
    ['when its kind is a number, then it is a string', 'kind: 1', '1', []],
    ['when a key is in another case, then it is read', 'Kind: Foo', 'Foo', []],
    ['when a key is there in two cases, then the usual one counts', 'kind: A\nKind: B', 'A', []],
    ['when an annotation is a boolean, then it is a string', 'metadata: {annotations: {a: true}}', '', []],
    [
      'when annotations are in another case, then they make a hook',
      'Metadata: {Annotations: {helm.sh/hook: test}}',
      '',
      ['test'],
    ],
    [
      'when metadata are there in two cases, then both count',
      'Metadata: {annotations: {helm.sh/hook: test}}\nmetadata: {name: a}',
      '',
      ['test'],
    ],
    ['when one of two cases is null, then the other counts', 'Kind: A\nkind: null', 'A', []],
    ['when the first of two cases is null, then the other counts', 'Kind: null\nkind: A', 'A', []],
    ['when the usual one of two metadata is null, then there are none', `Metadata: ${HOOK}\nmetadata: null`, '', []],
    [
      'when the other one of two metadata is null, then the usual counts',
      `Metadata: null\nmetadata: ${HOOK}`,
      '',
      ['test'],
    ],
    ['when the first mark is indented, then it is a mark', '\n ---\nkind: A', 'A', []],
  ])('%s', (_, text, kind, hooks) => {
    const { manifests, problems } = readManifests(file(text), 'helm');
    expect(manifests).toMatchObject([{ kind, hooks }]);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.each([
    ['kind: {a: 1}', 'has a map with the key a for its kind', 1, 7],
    ['kind: [1]', 'has a list of 1 item for its kind', 1, 7],
    ['KIND: [1]', 'has a list of 1 item for its kind', 1, 1],
    ['apiVersion: {a: 1}', 'has a map with the key a for its apiVersion', 1, 13],
    ['apiversion: [1]', 'has a list of 1 item for its apiVersion', 1, 1],
    ['metadata: x', 'has the string "x" for its metadata', 1, 11],
    ['metadata: {name: [a]}', 'has a list of 1 item for its metadata.name', 1, 18],
    ['METADATA: {NAME: [a]}', 'has a list of 1 item for its metadata.name', 1, 1],
    ['metadata: {annotations: x}', 'has the string "x" for its metadata.annotations', 1, 25],
    ['metadata: {annotations: {a: [b]}}', 'has a list of 1 item for the annotation a', 1, 29],
    ['METADATA: {annotations: {a: {b: 1}}}', 'has a map with the key b for the annotation a', 1, 1],
    ['[a]', 'is a list', 1, 1],
  ])('when it is %s, then it is an error', (text, message, line, column) => {
    const { manifests, problems } = readManifests(file(text), 'helm');
    expect(manifests).toEqual([]);
    expect(problems).toMatchObject([
      {
        code: 'manifest-object',
        severity: 'error',
        message: expect.stringContaining(`an object of c/templates/t.yaml ${message}`),
        rendered: { line, column },
      },
    ]);
  });

  test.each(['# a comment', 'null', '# c\n~ # d'])('when it is only %j, then it is printed all the same', (text) => {
    expect(readManifests(file(text), 'helm')).toEqual({
      manifests: [{ source: 'c/templates/t.yaml', text, object: {}, kind: '', hooks: [] }],
      problems: [],
    });
    expect(readManifests(file(text)).manifests).toEqual([]);
  });

  test.each([
    ['a: 1', 'has no apiVersion (it has a)'],
    ['apiVersion: v1', 'has no kind (it has apiVersion)'],
    ['apiVersion: v1\nkind: A', 'has no metadata (A)'],
    ['apiVersion: v1\nkind: 1\nmetadata: {name: a}', 'has the number 1 for its kind (a)'],
    ['apiVersion: v1\nkind: A\nmetadata: {annotations: {a: b}}', 'has no metadata.name (A)'],
    ['apiVersion: v1\nkind: A\nmetadata: {name: true}', 'has true for its metadata.name (A)'],
    [
      'apiVersion: v1\nkind: A\nmetadata: {name: a, annotations: {b: 1}}',
      'has the number 1 for the annotation b (A a)',
    ],
  ])('when only an API server would refuse %j, then it is a warning', (text, message) => {
    const { manifests, problems } = readManifests(file(text), 'helm');
    expect(manifests).toHaveLength(1);
    expect(problems).toMatchObject([
      { code: 'manifest-object', severity: 'warning', message: `an object of c/templates/t.yaml ${message}` },
    ]);
  });
});

describe('the stream of a release', () => {
  const stream = (text: string): string => printRelease(arrange([file(text)], 'helm').manifests, 'helm');

  test.each([
    ['when there is nothing, then it is an empty line', '', '\n'],
    [
      'when there are only hooks, then they come after an empty line',
      'metadata: {annotations: {helm.sh/hook: test}}\n',
      '\n---\n# Source: c/templates/t.yaml\nmetadata: {annotations: {helm.sh/hook: test}}\n\n',
    ],
    [
      'when there are several objects, then the last one has no blank line after it',
      'kind: A\n---\nkind: B\n\n',
      '---\n# Source: c/templates/t.yaml\nkind: A\n\n---\n# Source: c/templates/t.yaml\nkind: B\n',
    ],
  ])('%s', (_, text, printed) => {
    expect(stream(text)).toBe(printed);
  });

  test('when it is long, then it is in pieces of at most a megabyte, but for longer documents', () => {
    const sizes = (...lengths: number[]) => {
      const text = lengths.map((length) => `a: ${'b'.repeat(length)}\n`).join('---\n');
      const { manifests } = arrange([file(text)], 'helm');
      const pieces = printInPieces(manifests, 'helm');
      expect(pieces.join('')).toBe(printRelease(manifests, 'helm'));
      return pieces.map(({ length }) => Math.round(length / 100_000));
    };
    expect(sizes(400_000, 400_000, 400_000, 400_000)).toEqual([8, 8]);
    expect(sizes(2_000_000, 100_000, 3_000_000)).toEqual([20, 1, 30]);
    expect(sizes(100_000)).toEqual([1]);
    expect(printInPieces([])).toEqual([]);
  });

  test('when documents are selected, then those are found that have a source, wherever it is written', () => {
    const text = '---\n# Source: c/crds/a.yaml\na: 1\n---\na: 2\n---\na: 3\n# Source: x/templates/b.yaml\n';
    expect(showOnlyInStream(text, ['crds/*', 'templates/b.yaml', 'nope', '['])).toEqual({
      text: '---\n# Source: c/crds/a.yaml\na: 1\n\n---\na: 3\n# Source: x/templates/b.yaml\n\n',
      missing: ['nope', '['],
    });
  });
});
