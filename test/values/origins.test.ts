import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPath, type Path } from '../../src/problem/path.ts';
import { hasErrors } from '../../src/problem/problem.ts';
import {
  evaluate,
  Origins,
  readDefaults,
  readFileSource,
  renderOrigins,
  type SetFlag,
  type Source,
} from '../../src/values/index.ts';
import { toJson } from '../../src/yaml/json.ts';
import { isMap, type Value } from '../../src/yaml/value.ts';
import { computeInput } from './case.ts';
import { CASES } from './generate.ts';

const flag = (name: SetFlag, text: string, position = 1): Source => ({ kind: 'flag', flag: name, text, position });
const file = (name: string, text: string): Source => readFileSource(name, text).source;

const originsOf = (defaults: string, ...sources: Source[]): Origins =>
  new Origins(evaluate(readDefaults('kilo', 'values.yaml', defaults).source, sources));

/** Each leaf as `path value origin < what was there`. */
const table = (origins: Origins): string[] =>
  renderOrigins(origins, 'text')
    .replace(/\n +(?=was)/g, ' ')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim());

describe('the origin of a leaf', () => {
  it.each<[string, string, Source[], string[]]>([
    ['is the default', 'a: {b: 1}', [], ['a.b 1 values.yaml:1:5']],
    ['is the last file', 'a: 1', [file('f', 'a: 2'), file('g', '\na: 3')], ['a 3 g:2:1 was 2, f:1:1']],
    [
      'is the flag',
      'a: {b: 1}',
      [flag('--set', 'x=0,a.b=2')],
      ['a.b 2 --set #1 was 1, values.yaml:1:5', 'x 0 --set #1'],
    ],
    [
      'is the flag that was given last',
      '',
      [flag('--set', 'a=1'), flag('--set', 'a=2', 2)],
      ['a 2 --set #2 was 1, --set #1'],
    ],
    ['is the place in one flag that came last', '', [flag('--set', 'a=1,a=2')], ['a 2 --set #1 was 1, --set #1']],
    [
      'goes through what a flag sets as a whole',
      'a: {b: 1}',
      [flag('--set-json', 'a={"b":{"c":2},"d":[3]}')],
      ['a.b.c 2 --set-json #1', 'a.d[0] 3 --set-json #1'],
    ],
    [
      'is the object of --set-json',
      'a: {b: 1, c: 2}',
      [flag('--set-json', '{"a":{"b":3}}')],
      ['a.b 3 --set-json #1 was 1, values.yaml:1:5', 'a.c 2 values.yaml:1:11'],
    ],
    [
      'is an item’s own',
      'l: [x, y]',
      [file('f', 'l: [a, b, c]'), flag('--set', 'l[1]=z')],
      ['l[0] a f:1:5 was x, values.yaml:1:5', 'l[1] z --set #1 was b, f:1:8', 'l[2] c f:1:11'],
    ],
    [
      'of a filled list is the flag that made it grow',
      'l: [x, y]',
      [flag('--set', 'l[2].a=z')],
      [
        'l[0] null --set #1 was x, values.yaml:1:5',
        'l[1] null --set #1 was true, values.yaml:1:8',
        'l[2].a z --set #1',
      ],
    ],
    [
      'of what a flag began and left empty is the flag',
      '',
      [flag('--set', 'x=1'), flag('--set', 'a[1].=1,b[0][', 2)],
      ['a[0] null --set #2', 'a[1] {} --set #2', 'b [] --set #2', 'x 1 --set #1'],
    ],
    [
      'of a map that null emptied is what has the null',
      'a: {b: {c: 1}}',
      [flag('--set', 'a.b.c=null')],
      ['a.b {} --set #1 was {c: 1}, values.yaml:1:5', 'a.b.c (deleted) --set #1 was 1, values.yaml:1:9'],
    ],
    [
      'is the default again where a map takes the place of null',
      'a: {b: 1, c: 2}',
      [file('f', 'a: null'), file('g', 'a: {c: 3}')],
      ['a.b 1 values.yaml:1:5', 'a.c 3 g:1:5 was 2, values.yaml:1:11'],
    ],
    [
      'is the default again where a map takes the place of a text',
      'a: {b: {d: 1}}',
      [file('f', 'a: {b: x}'), flag('--set-json', '{"a":{"b":{}}}')],
      ['a.b.d 1 values.yaml:1:9'],
    ],
    [
      'of what a file replaces is not what was below',
      'a: {b: 1}',
      [file('f', 'a: {b: {c: 1}}'), file('g', 'a: {b: 2}')],
      ['a.b 2 g:1:5 was {c: 1}, f:1:5'],
    ],
    ['of an empty map is what set it', 'a: {}', [], ['a {} values.yaml:1:1']],
    [
      'names what null deleted',
      'a: {b: 1, c: 2}',
      [file('f', 'a: {b: null}')],
      ['a.c 2 values.yaml:1:11', 'a.b (deleted) f:1:5 was 1, values.yaml:1:5'],
    ],
    [
      'of what comes after a text is not what the text replaced',
      '',
      [file('f', 'a: {b: {c: 1}}'), file('g', 'a: {b: x}'), file('h', 'a: {b: {c: 3}}')],
      ['a.b.c 3 h:1:9'],
    ],
    [
      'of an item of a list under the empty key is the flag that changed it',
      '',
      [file('f', '"": [1, 2]'), flag('--set', '[0]=3')],
      ['[0] 3 --set #1 was 1, f:1:6', '[1] 2 f:1:9'],
    ],
    [
      'of an item of a list under the empty key is not the flag whose longer list is lost',
      '',
      [file('f', '"": [1]'), flag('--set', '[1]=3')],
      ['[0] 1 f:1:6'],
    ],
    [
      'of a text that replaces a map does not name what was in it as deleted',
      'a: {b: 1}\nc: {d: 1}',
      [file('f', 'a: x\nc: {e: 2}')],
      ['a x f:1:1 was {b: 1}, values.yaml:1:1', 'c.d 1 values.yaml:2:5', 'c.e 2 f:2:5'],
    ],
    ['is in the document that counts', '', [file('f', 'a: 1\n---\na: {b: 2}\n')], ['a.b 2 f:3:5']],
    [
      'of a hostile key is found',
      '__proto__: {x: 1}',
      [flag('--set', 'constructor=1,__proto__.y=2')],
      ['__proto__.x 1 values.yaml:1:13', '__proto__.y 2 --set #1', 'constructor 1 --set #1'],
    ],
  ])('%s', (_, defaults, sources, expected) => {
    expect(table(originsOf(defaults, ...sources))).toEqual(expected);
  });

  it('when a flag made only part of a map, then the map points at the flag', () => {
    const origins = originsOf('', flag('--set', 'x=1,a.b.c=2'));
    expect(origins.where(['a', 'b'])).toMatchObject({ flag: { name: '--set', offset: 4 }, path: ['a', 'b'] });
    expect(origins.where(['a', 'z'])).toBeUndefined();
  });

  it('when a flag made parts of a map, then the map points at the last of them', () => {
    const origins = originsOf('', flag('--set', 'a.b=1,a.d=2,a.b=3'), flag('--set', 'x.a=1,x.c=2,x.b=3', 2));
    expect(origins.where(['a'])).toMatchObject({ flag: { offset: 12 } });
    expect(origins.where(['x'])).toMatchObject({ flag: { offset: 12 } });
  });

  it('lists the leaves of the user alone', () => {
    const origins = originsOf('a: {b: 1, c: 2}\nd: 3', file('f', 'a: {b: 4}'), flag('--set', 'e[1]=5'));
    expect(origins.usersLeaves().map(({ path, value }) => `${formatPath(path)} ${value}`)).toEqual([
      'a.b 4',
      'e[0] null',
      'e[1] 5',
    ]);
  });

  it('when a flag replaces a default by a map or a list, then that points at the flag', () => {
    const origins = originsOf('a: x\nl: [1, 2]\n', flag('--set', 'a.b=1,l[1]=3'));
    expect(origins.of(['a'])).toMatchObject({ value: { b: 1 }, where: { flag: { offset: 0 } } });
    expect(origins.replacedAt(['a'])).toMatchObject({ value: 'x', where: { line: 1 } });
    expect(origins.of(['l'])).toMatchObject({ value: [null, 3], where: { flag: { offset: 6 } } });
  });

  it('when a flag replaces an item that is not a map by a map, then the item points at the flag', () => {
    const origins = originsOf('', file('f', 'l: [x]'), flag('--set', 'a=1,l[0].b=2'));
    expect(origins.of(['l', 0])).toMatchObject({ value: { b: 2 }, where: { flag: { offset: 4 } } });
    expect(origins.replacedAt(['l', 0])).toMatchObject({ value: 'x', where: { file: 'f' } });
  });

  it('when a flag changes a map of the chart, then the map is still the chart’s', () => {
    const origins = originsOf('a: {b: 1}\n', flag('--set', 'a.c=2'));
    expect(origins.where(['a'])).toMatchObject({ file: 'values.yaml', line: 1 });
  });

  it('when values were not text, then the file has no line', () => {
    const { source } = readDefaults('kilo', 'values.yaml', 'a: 1');
    const origins = new Origins(evaluate(source, [{ kind: 'file', name: 'given', values: source.values }]));
    expect(origins.where(['a'])).toEqual({ file: 'given', path: ['a'] });
  });

  it('has an entry for each leaf of the values, and none besides', () => {
    const origins = originsOf('a: {b: 1, c: []}\nl: [{x: 1}, {}]', file('f', 'a: {d: {}}\nl: [1, [2, {z: 3}]]'));
    expect([...origins.leaves()].map(({ path }) => formatPath(path))).toEqual([
      'a.b',
      'a.c',
      'a.d',
      'l[0]',
      'l[1][0]',
      'l[1][1].z',
    ]);
  });

  it.each(Object.entries(CASES))(
    'is reported for each leaf, and is what it was set to, with %s',
    async (_, arbitrary) => {
      const property = fc.asyncProperty(arbitrary, async ({ value: input }) => {
        const { values, problems, origins } = await computeInput(input);
        if (hasErrors(problems)) return;
        const leaves = [...origins.leaves()];
        const told = leaves.map(({ path, value }) => `${formatPath(path)} ${toJson(value ?? null)}`);
        expect(told.sort()).toEqual([...leavesOf(values, [])].sort());
        for (const { value = null, origin } of leaves) {
          if (typeof value !== 'object') expect(origin.value).toBe(value);
          expect(origin.where).toBeDefined();
        }
      });
      await fc.assert(property, { numRuns: 300 });
    },
  );
});

function* leavesOf(value: Value, path: Path): Generator<string> {
  const entries: [string | number, Value][] = Array.isArray(value)
    ? [...value.entries()]
    : isMap(value)
      ? Object.entries(value)
      : [];
  for (const [name, item] of entries) yield* leavesOf(item, [...path, name]);
  if (entries.length === 0 && path.length > 0) yield `${formatPath(path)} ${toJson(value)}`;
}
