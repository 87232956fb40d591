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
  ])('when %s', (_, before, after, expected) => {
    expect(compare(before, after)).toEqual(expected);
  });

  it('have objects that two templates print counted once, as the later one', () => {
    expect(
      compare(`${map('a', 'data: {x: "1"}')}\n---\n${map('a', 'data: {x: "2"}')}`, map('a', 'data: {x: "2"}')),
    ).toEqual([]);
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
