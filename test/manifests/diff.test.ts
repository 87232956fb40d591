import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffManifests, diffValues } from '../../src/manifests/diff.ts';
import { readManifests } from '../../src/manifests/index.ts';
import { formatPath } from '../../src/problem/path.ts';
import { copy, newMap, type Value } from '../../src/yaml/value.ts';

const read = (text: string) => readManifests({ source: 'web/templates/a.yaml', file: 'a.yaml', text }).manifests;

/** A line for each change, as short as can be read. */
function compare(before: string, after: string): string[] {
  return diffManifests(read(before), read(after)).flatMap(({ change, object, fields }) => {
    const { group, kind, namespace, name } = object;
    const title = `${change} ${[group, kind, namespace, name].filter(Boolean).join('/')}`;
    return [title, ...fields.map((field) => `  ${field.change} ${formatPath(field.path)}`)];
  });
}

const map = (name: string, rest = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${rest}`;

describe('two releases', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing differs', map('a'), map('a'), []],
    [
      'only the layout of the text differs',
      map('a', 'data: {x: "1"}'),
      map('a', 'data:\n  # a comment\n  x: "1"\n'),
      [],
    ],
    ['an object is new', map('a'), `${map('a')}---\n${map('b')}`, ['added ConfigMap/b']],
    ['an object is gone', `${map('a')}---\n${map('b')}`, map('b'), ['removed ConfigMap/a']],
    [
      'fields differ, appear and disappear',
      map('a', 'data: {x: "1", w: "2"}'),
      map('a', 'data: {x: "3", z: "2"}'),
      ['changed ConfigMap/a', '  removed data.w', '  changed data.x', '  added data.z'],
    ],
    [
      'a number becomes a string',
      map('a', 'data: {x: 1}'),
      map('a', 'data: {x: "1"}'),
      ['changed ConfigMap/a', '  changed data.x'],
    ],
    [
      'only digits beyond those of a double differ',
      map('a', 'data: {x: 9007199254740993}'),
      map('a', 'data: {x: 9007199254740995}'),
      ['changed ConfigMap/a', '  changed data.x'],
    ],
    [
      'the version of the API changes: it is the same object',
      'apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: a}',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}',
      ['changed apps/Deployment/a', '  changed apiVersion'],
    ],
    [
      'the namespace changes: it is another object',
      map('a', '  namespace: one\n'),
      map('a', '  namespace: two\n'),
      ['removed ConfigMap/one/a', 'added ConfigMap/two/a'],
    ],
    [
      'the objects are in a list',
      `apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Secret, metadata: {name: a}}]`,
      `apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Secret, metadata: {name: b}}]`,
      ['removed Secret/a', 'added Secret/b'],
    ],
    [
      'named items of a list change places',
      map('a', 'list: [{name: x, v: 1}, {name: w, v: 2}]'),
      map('a', 'list: [{name: w, v: 2}, {name: x, v: 3}, {name: z}]'),
      ['changed ConfigMap/a', '  changed list[1].v', '  added list[2]'],
    ],
    [
      'a named item is removed',
      map('a', 'list: [{name: x}, {name: w}]'),
      map('a', 'list: [{name: w}]'),
      ['changed ConfigMap/a', '  removed list[0]'],
    ],
    [
      'an item is inserted into a list without names',
      map('a', 'list: [a, b, c]'),
      map('a', 'list: [a, x, b, c]'),
      ['changed ConfigMap/a', '  added list[1]'],
    ],
    [
      'an item is removed from a list without names',
      map('a', 'list: [a, a, b]'),
      map('a', 'list: [a, b]'),
      ['changed ConfigMap/a', '  removed list[1]'],
    ],
    [
      'two items have one name: positions count',
      map('a', 'list: [{name: x, v: 1}, {name: x, v: 2}]'),
      map('a', 'list: [{name: x, v: 1}, {name: x, v: 3}]'),
      ['changed ConfigMap/a', '  changed list[1].v'],
    ],
    [
      'only an item without a name joins named ones: positions count',
      map('a', 'list: [{name: x, v: 1}, {name: y}]'),
      map('a', 'list: [{name: y}, {name: x, v: 1}, 1]'),
      [
        'changed ConfigMap/a',
        '  changed list[0].name',
        '  removed list[0].v',
        '  changed list[1].name',
        '  added list[1].v',
        '  added list[2]',
      ],
    ],
    [
      'a list gets longer at both ends',
      map('a', 'list: [b, c]'),
      map('a', 'list: [a, b, c, d]'),
      ['changed ConfigMap/a', '  changed list[0]', '  changed list[1]', '  added list[2]', '  added list[3]'],
    ],
    [
      'a list gets shorter in its middle and changes there',
      map('a', 'list: [a, b, c, d, e]'),
      map('a', 'list: [a, x, e]'),
      ['changed ConfigMap/a', '  changed list[1]', '  removed list[2]', '  removed list[3]'],
    ],
  ])('when %s', (_, before, after, expected) => {
    expect(compare(before, after)).toEqual(expected);
  });

  it('have objects that two templates print counted once, as the later one', () => {
    expect(
      compare(`${map('a', 'data: {x: "1"}')}\n---\n${map('a', 'data: {x: "2"}')}`, map('a', 'data: {x: "2"}')),
    ).toEqual([]);
  });
});

describe('the change of an object', () => {
  const inFile = (name: string, text: string) =>
    readManifests({ source: `web/templates/${name}.yaml`, file: `${name}.yaml`, text }, 'helm').manifests;

  it('has its identity, its template and its fields', () => {
    const before = [...inFile('a', map('same', 'data: {x: "1"}')), ...inFile('b', map('gone'))];
    const after = [...inFile('c', map('same', 'data: {x: "2"}')), ...inFile('d', map('new', '  namespace: space\n'))];
    const identity = { group: '', kind: 'ConfigMap' };
    expect(diffManifests(before, after)).toEqual([
      {
        change: 'changed',
        object: { ...identity, name: 'same' },
        source: 'web/templates/c.yaml',
        before: before[0]?.object,
        after: after[0]?.object,
        fields: [{ change: 'changed', path: ['data', 'x'], before: '1', after: '2' }],
      },
      {
        change: 'removed',
        object: { ...identity, name: 'gone' },
        source: 'web/templates/b.yaml',
        before: before[1]?.object,
        fields: [],
      },
      {
        change: 'added',
        object: { ...identity, namespace: 'space', name: 'new' },
        source: 'web/templates/d.yaml',
        after: after[1]?.object,
        fields: [],
      },
    ]);
  });

  it.each([
    ['has nothing that identifies it', 'a: 1', { group: '', kind: '', name: '' }],
    [
      'has numbers for them',
      'apiVersion: 1\nkind: 2\nmetadata: {name: 3, namespace: 4}',
      { group: '', kind: '', name: '' },
    ],
    ['has no metadata', 'kind: A\nmetadata:', { group: '', kind: 'A', name: '' }],
    ['has a group with a slash', 'apiVersion: a/b/v1\nkind: A', { group: 'a/b', kind: 'A', name: '' }],
    [
      'is in a list of a list',
      'kind: List\nitems: [1, {kind: AList, items: [{kind: A, metadata: {name: a}}]}]',
      { group: '', kind: 'A', name: 'a' },
    ],
    ['has items, but is not of a list kind', 'kind: A\nitems: [{kind: B}]', { group: '', kind: 'A', name: '' }],
  ])('when it %s, then its identity is what is known', (_, text, identity) => {
    expect(diffManifests([], inFile('a', text)).map(({ object }) => object)).toEqual([identity]);
  });
});

const values = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Value>(null, true, 0, 1, '', 'a', '1'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .dictionary(fc.constantFrom('name', 'a', 'b', '__proto__'), tie('value'))
      .map((one) => newMap(Object.entries(one))),
  ),
})).value;

describe('the fields of two values', () => {
  it('differ nowhere in a copy', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(diffValues(value, copy(value))).toEqual([]);
      }),
    );
  });

  it('differ the other way round where the values are exchanged', () => {
    const opposite = { added: 'removed', removed: 'added', changed: 'changed' } as const;
    fc.assert(
      fc.property(values, values, (one, other) => {
        const there = diffValues(one, other).map(({ change }) => change);
        const back = diffValues(other, one).map(({ change }) => opposite[change]);
        expect(back.sort()).toEqual(there.sort());
      }),
    );
  });
});
