import { describe, expect, it } from 'vitest';
import { computeValues, type Expectations, type ValuesRequest } from '../../src/values/index.ts';

const DEFAULTS = `args: []
tolerations: [{key: a}, {key: b}]
words: [x, "y,z"]
image: {tag: "1", registry: docker.io}
limits: null
nodeSelector: {}
outer: {inner: {b: 2, a: 1}}
`;

async function warningsOf(given: Omit<ValuesRequest, 'defaults'>, file = '', expectations: Expectations = {}) {
  const io = { readFile: async () => file, readStdin: async () => '', fetch: async () => '' };
  const request = { ...given, expectations, chart: 'kilo', defaults: { path: 'values.yaml', text: DEFAULTS } };
  const { problems } = await computeValues(request, io);
  return problems.map(({ code, message, hint, severity, where }) => {
    expect(severity).toBe('warning');
    const place = where?.flag
      ? `${where.flag.name} ${where.flag.offset}`
      : `${where?.file}:${where?.line}:${where?.column}`;
    return [code, place, message, hint];
  });
}

describe('a list of the chart that a flag replaces', () => {
  it('when the flag sets an item, then the warning counts what is gone', async () => {
    expect(await warningsOf({ set: ['args[0]=a,tolerations[1].key=x,tolerations[1].effect=y'] })).toEqual([
      [
        'values-list-replaced',
        '--set 10',
        "--set into tolerations replaces all 2 items of the chart's list: lists are never merged",
        'copy the list into a values file and change it there',
      ],
    ]);
  });

  it('when the items are strings, then the hint spells the whole list', async () => {
    expect(await warningsOf({ set: ['words={q}'] })).toEqual([
      [
        'values-list-replaced',
        '--set 0',
        "--set words replaces all 2 items of the chart's list: lists are never merged",
        "with all items: --set 'words={x,y\\,z}'",
      ],
    ]);
  });

  it.each([
    ['numbers: [1, 2]', "with all items: --set 'numbers={1,2}'"],
    ['numbers: ["1", x]', "with all items: --set-string 'numbers={1,x}'"],
    ['numbers: ["1", 2]', 'copy the list into a values file and change it there'],
    ['numbers: [1.5]', 'copy the list into a values file and change it there'],
  ])('when the items are %s, then the hint is a flag that reads back as them, if there is one', async (text, hint) => {
    const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };
    const { problems } = await computeValues({ defaults: { path: 'v', text }, set: ['numbers={q}'] }, io);
    expect(problems.map((problem) => problem.hint)).toEqual([hint]);
  });

  it('when the list has one item, then that is what is gone', async () => {
    const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };
    const { problems } = await computeValues({ defaults: { path: 'v', text: 'one: [a]' }, set: ['one[0]=b'] }, io);
    expect(problems.map(({ message }) => message)).toEqual([
      "--set into one replaces the one item of the chart's list: lists are never merged",
    ]);
  });

  it('when a file has replaced the list before, or null deletes it, then there is no warning', async () => {
    expect(await warningsOf({ files: ['f'], set: ['words[0]=q'] }, 'words: [r]\n')).toEqual([]);
    expect(await warningsOf({ set: ['words=null'] })).toEqual([]);
    expect(await warningsOf({ files: ['f'] }, 'words: [r]\n')).toEqual([]);
  });
});

describe('a list that is given as a string', () => {
  it.each([
    ['--set', { set: ['args=--a'] }, 5, 'a string', "--set 'args={--a}'"],
    ['--set', { set: ['args=--a\\,b}'] }, 5, 'a string', "--set 'args={--a\\,b\\}}'"],
    ['--set', { set: ['args=5'] }, 5, 'a single value', "--set 'args={5}'"],
    ['--set', { set: ['args='] }, 5, 'a string', "--set-json 'args=[]'"],
    ['--set-string', { setString: ['args=x'] }, 5, 'a string', "--set 'args={x}'"],
    ['--set-literal', { setLiteral: ['args=x,y'] }, 5, 'a string', "--set 'args={x\\,y}'"],
    ['--set-string', { setString: ['args=1'] }, 5, 'a string', "--set-string 'args={1}'"],
    ['--set-json', { setJson: ['args=1.5'] }, 5, 'a single value', "--set-json 'args=[1.5]'"],
  ])('when %s sets it, then the hint has the braces', async (flag, given, offset, what, spelled) => {
    expect(await warningsOf(given)).toEqual([
      [
        'values-list-as-string',
        `${flag} ${offset}`,
        `args is a list, and ${flag} sets it to ${what}`,
        `write the list in braces: ${spelled}`,
      ],
    ]);
  });

  it('when the schema knows better than the default, then the schema decides', async () => {
    expect(await warningsOf({ set: ['args=--a'] }, '', { isList: () => false })).toEqual([]);
    const isList = (path: readonly unknown[]) => (path.join('.') === 'image.tag' ? true : undefined);
    expect(await warningsOf({ set: ['image.tag=2'] }, '', { isList })).toHaveLength(1);
  });

  it('when a later flag sets the list, then there is no warning', async () => {
    expect(await warningsOf({ set: ['args=--a', 'args={--a}'] })).toEqual([]);
  });
});

describe('a null that deletes nothing', () => {
  it('is absent where it replaces what another source set', async () => {
    const platform = { name: 'platforms/a.yaml', text: 'image: {x: 1}' };
    expect(await warningsOf({ platform, set: ['image.x=null'] })).toEqual([]);
  });

  it.each([
    ['deletes a default', 'image: {tag: null}\nargs: null\n', []],
    [
      'has no default',
      'image: {x: null}\n',
      [['values-null', 'f:1:9', 'null at image.x deletes nothing: the chart has no default there', undefined]],
    ],
    [
      'has no default at the top',
      'q: {r: {s: null}}\n',
      [['values-null', 'f:1:9', 'null at q.r.s deletes nothing: the chart has no default there', undefined]],
    ],
    ['meets a default that is null', 'limits: null\n', []],
    ['is in a list', 'args: [null]\n', []],
  ])('when it %s', async (_, file, expected) => {
    expect(await warningsOf({ files: ['f'] }, file)).toEqual(expected);
  });
});

describe('a table and what is not a table', () => {
  it.each([
    ['image: x\n', []],
    ['outer: {inner: x}\n', ['cannot overwrite table with non table for kilo.outer.inner (map[a:1 b:2])']],
    ['image: {tag: {a: 1}}\n', ['destination for kilo.image.tag is a table. Ignoring non-table value (1)']],
    ['args: {a: 1}\n', ['skipped value for kilo.args: Not a table.']],
  ])('when the file is %j, then Helm’s words are used', async (file, expected) => {
    const found = await warningsOf({ files: ['f'] }, file);
    expect(found.map(([, , message]) => message)).toEqual(expected);
    expect(found.every(([code]) => code === 'values-table')).toBe(true);
  });
});

it('when a flag has a string where the chart has a map, then the hint names a value of the map', async () => {
  expect(await warningsOf({ set: ['outer.inner=x'] })).toMatchObject([
    [
      'values-table',
      '--set 0',
      expect.anything(),
      'the chart has a map there: set what is in it, such as outer.inner.b',
    ],
  ]);
});

it('when a flag has a map where the chart has a string, then the warning points at the flag', async () => {
  const found = await warningsOf({ set: ['x=1,image.tag.a=1'] });
  expect(found.map(([code, place]) => [code, place])).toEqual([['values-table', '--set 4']]);
});

it('when a file has a key twice, then the warning points at the second', async () => {
  const found = await warningsOf({ files: ['f'] }, 'image:\n  tag: 2\n  tag: 3\n');
  expect(found.map(([code, place]) => [code, place])).toEqual([['yaml-duplicate-key', 'f:3:3']]);
});

describe('a key that the chart does not know', () => {
  const known = [
    ['image'],
    ['image', 'tag'],
    ['image', 'registry'],
    ['args'],
    ['nodeSelector'],
    ['kdaemon', 'podLabels'],
    ['kdaemon', 'extraFlags'],
  ];
  it.each([
    ['image.tga=1', 'image.tga', 'did you mean image.tag?'],
    ['imagee.tag=1', 'imagee', 'did you mean image?'],
    ['podLabels.x=1', 'podLabels', 'did you mean kdaemon.podLabels?'],
    ['kdaemon.extraFlag={a}', 'kdaemon.extraFlag', 'did you mean kdaemon.extraFlags?'],
  ])('when --set has %s, then %s is named', async (text, name, hint) => {
    expect(await warningsOf({ set: [text] }, '', { known })).toEqual([
      ['values-unknown', '--set 0', `the chart knows no value ${name}`, hint],
    ]);
  });

  it('when the chart knows nothing similar, then there is no warning: the schema decides', async () => {
    expect(await warningsOf({ set: ['zzz=1'] }, '', { known })).toEqual([]);
  });

  it('when the chart leaves what is below to the user, then any key goes', async () => {
    expect(
      await warningsOf({ set: ['nodeSelector.any\\.thing=1,kdaemon.podLabels.x=1,image.tag=1'] }, '', { known }),
    ).toEqual([]);
  });
});
