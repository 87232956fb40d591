import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/problem/problem.ts';
import { computeValues, type ValuesRequest } from '../../src/values/index.ts';
import { toJson } from '../../src/yaml/json.ts';

type Given = Omit<ValuesRequest, 'defaults'>;

const io = {
  readFile: async () => 'a: 1\nl: [1]\n',
  readStdin: async () => '',
  fetch: async () => '',
};

async function problemOf(given: Given): Promise<Problem | undefined> {
  const { problems } = await computeValues({ ...given, defaults: { path: 'values.yaml', text: '' } }, io);
  return problems[0];
}

/** What a hint proposes, as the words of a command line. */
const proposalsOf = (hint = ''): [string, string][] =>
  [...hint.matchAll(/(--set[a-z-]*) (?:'((?:[^']|'\\'')*)'|([\w@%+=:,./-]+))/g)].map(([, flag, quoted, plain]) => [
    flag as string,
    quoted?.replaceAll("'\\''", "'") ?? (plain as string),
  ]);

const OPTIONS: { readonly [flag: string]: keyof Given } = {
  '--set': 'set',
  '--set-json': 'setJson',
  '--set-string': 'setString',
  '--set-literal': 'setLiteral',
};

describe('the hint of a refused flag', () => {
  it.each<[Given, number, string]>([
    [{ set: ['a'] }, 1, 'every key needs a value: --set a=VALUE'],
    [{ set: ['a,b=1'] }, 1, 'every key needs a value: --set a=VALUE,b=1'],
    [{ set: ['x=1,2,3'] }, 5, "a comma in a value is written \\,: --set 'x=1\\,2\\,3'"],
    [{ setString: ['x=1,a,b=2'] }, 5, "a comma in a value is written \\,: --set-string 'x=1\\,a,b=2'"],
    [{ set: ['a=1,,b=2'] }, 4, 'a key is missing before this comma: --set a=1,b=2'],
    [{ set: ['a.=1'] }, 2, 'a key is missing after the dot: --set a.KEY=1; a dot that is part of a key is written \\.'],
    [{ set: ['a[]=1'] }, 2, "an index is a number from 0 on: --set 'a[0]=1'"],
    [
      { set: ['a[x]=1'] },
      2,
      "an index is a number from 0 on; a bracket that is part of a key is escaped: --set 'a\\[x]=1'",
    ],
    [{ set: ['a[-1]=1'] }, 4, 'items are counted from 0, and not from the end'],
    [{ set: ['a[70000]=1'] }, 2, 'write the list into a values file'],
    [{ set: ["a[0]it's=1"] }, 4, "after ] expected =, . or another [: --set 'a[0].it'\\''s=1'"],
    [{ set: ['a={1'] }, 2, "close the list: --set 'a={1}', or write \\{ for a brace in a string: --set 'a=\\{1'"],
    [
      { set: ['a={{Release.Name}}'] },
      18,
      "{ begins a list; --set-literal takes the value as it is: --set-literal 'a={{Release.Name}}'",
    ],
    [
      { setString: ['a={{Release.Name'] },
      2,
      "{ begins a list; --set-literal takes the value as it is: --set-literal 'a={{Release.Name'",
    ],
    [
      { setJson: ['a=x,b=1'] },
      2,
      'expected a value, found `x`; a string is in double quotes: --set-json \'a="x",b=1\'',
    ],
    [{ setJson: ['{a:1}'] }, 1, 'expected a key in double quotes, found `a`'],
    [{ setJson: [' {"a":1}}'] }, 8, 'expected the end of the text, found `}`'],
    [
      { setLiteral: ['a[x]=1'] },
      2,
      'an index is a number from 0 on; a key with a bracket needs --set-string or a values file',
    ],
    [
      { set: ['a=1', 'a.b=2'] },
      1,
      `a is 1, from --set #1: change it there, or replace it with a map by --set-json 'a={"KEY":VALUE}'`,
    ],
    [{ files: ['f'], set: ['l.b=2'] }, 1, "l is [1], from f:2:1: name an item by its index: --set 'l[0].b=2'"],
    [
      { files: ['f'], set: ['a[0]=2'] },
      3,
      'a is 1, from f:1:1: change it there, or replace it with a whole list, KEY={A,B}',
    ],
    [
      { set: [`${'a.'.repeat(31)}b=1`] },
      61,
      'a dot that is part of a key is written \\. ; for deeper keys use a values file',
    ],
  ])('when %j is refused, then the caret is at %i and the hint helps', async (given, offset, hint) => {
    const problem = await problemOf(given);
    expect(problem).toMatchObject({ severity: 'error', code: 'values-set', where: { flag: { offset } }, hint });
    for (const [flag, text] of proposalsOf(hint)) {
      if (text.includes('"KEY"') || !text.includes('=')) continue;
      expect((await problemOf({ [OPTIONS[flag] as string]: [text] }))?.severity, `${flag} ${text}`).not.toBe('error');
    }
  });
});

describe('what Helm passes over in silence', () => {
  it.each([
    ['a[0', 0, 'the text ends before a value'],
    ['x=1,a[0]', 4, 'the text ends before a value'],
    ['a.', 0, 'the text ends before a value'],
    ['a[0].b=', 0, 'the text ends before a value'],
    ['=1', 0, 'a value without a key is ignored'],
  ])('when --set is given %s, then a warning points at %i', async (text, offset, words) => {
    const { problems } = await computeValues({ set: [text], defaults: { path: 'values.yaml', text: '' } }, io);
    expect(problems.filter(({ code }) => code === 'values-set')).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringContaining(words),
        where: { flag: { name: '--set', text, offset } },
        hint: 'write KEY=VALUE',
      },
    ]);
  });

  it.each([
    ['a[0].b=', 'a: [{b: 1}]', '{"a":[{"b":""}]}'],
    ['', '', '{}'],
  ])('when it does not, then there is no warning: --set %j after %j', async (text, file, expected) => {
    const { values, problems } = await computeValues(
      { files: ['f'], set: [text], defaults: { path: 'values.yaml', text: '' } },
      { ...io, readFile: async () => file },
    );
    expect(toJson(values)).toBe(expected);
    expect(problems).toEqual([]);
  });
});
