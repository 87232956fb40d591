import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/problem/problem.ts';
import { evaluate, prepareDefaults, type SetFlag, type Source } from '../../src/values/index.ts';
import { ExactNumber, newMap } from '../../src/yaml/value.ts';

const compute = (flag: SetFlag, ...given: (string | Source)[]) =>
  evaluate(
    prepareDefaults('kilo', newMap()),
    given.map((one, index) => (typeof one === 'string' ? { kind: 'flag', flag, text: one, position: index + 1 } : one)),
  ).values;

function refusal(flag: SetFlag, ...texts: string[]) {
  try {
    compute(flag, ...texts);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0];
    throw error;
  }
  throw new Error(`${texts} is accepted`);
}

describe('a --set integer', () => {
  it.each([
    ['9007199254740993', new ExactNumber('9007199254740993')],
    ['-9223372036854775808', new ExactNumber('-9223372036854775808')],
    ['9223372036854775808', '9223372036854775808'],
    ['+12', 12],
    ['-0', 0],
    ['-007', -7],
    ['007', '007'],
    ['1_000', '1_000'],
    ['1.5', '1.5'],
    ['0x10', '0x10'],
    ['١٢', '١٢'],
  ])('when it is %s, then it is %j', (text, expected) => {
    expect(compute('--set', `a=${text}`).a).toStrictEqual(expected);
  });
});

describe('a refused flag', () => {
  it.each<[SetFlag, string, string, number]>([
    ['--set', 'a', 'key "a" has no value', 1],
    ['--set', 'x=1,a,b=2', 'key "a" has no value (cannot end with ,)', 5],
    ['--set', 'a.=1', 'key map "a" has no value', 2],
    ['--set', 'a[x]=1', 'error parsing index: strconv.Atoi: parsing "x": invalid syntax', 2],
    ['--set', "a[0]é'=1", "unexpected data at end of array index: ['é' '\\'']", 4],
    ['--set', 'a={1,2', "list must terminate with '}'", 2],
    ['--set-literal', 'a[-1]=1', 'negative -1 index not allowed', 4],
  ])('when %s is %s, then the message is Helm’s and the offset is that of the fault', (flag, text, message, offset) => {
    expect(refusal(flag, text)).toMatchObject({
      code: 'values-set',
      message: `failed parsing ${flag} data: ${message}`,
      where: { flag: { name: flag, text, offset } },
    });
  });

  it('when an integer is used as a map, then Go’s name for its type shows which source it is from', () => {
    expect(refusal('--set', 'a=1', 'a.b=2').message).toContain('interface {} is int64, not map[string]interface {}');
    expect(refusal('--set', 'a.b=1', 'a.b.c=2').message).toContain(
      'interface {} is int64, not map[string]interface {}',
    );
    expect(refusal('--set-json', 'a=1', 'a.b=2').message).toBe('failed parsing --set-json data a.b=2');
  });

  it.each<[string, string[]]>([
    ['another key was set before', ['x=1', 'a.b=2']],
    ['a key below another one was set before', ['x.a=1', 'a.b=2']],
    ['a longer key was set before', ['l[0].x=1', 'a.b=2']],
  ])('when a number of a file is used as a map, and %s, then its type is a float', (_, set) => {
    const file: Source = {
      kind: 'file',
      name: 'f',
      values: newMap([
        ['a', 1],
        ['l', [newMap()]],
      ]),
    };
    expect(() => compute('--set', file, ...set)).toThrow('interface {} is float64, not map[string]interface {}');
  });

  it('when the files of --set-file were not read, then they are missing', () => {
    expect(refusal('--set-file', 'a=b')).toMatchObject({
      code: 'file',
      message: 'failed parsing --set-file data: open b: no such file or directory',
      where: { flag: { offset: 2 } },
    });
  });

  it('when a file comes after a flag, then its number is a float', () => {
    const file: Source = { kind: 'file', name: 'f', values: newMap([['a', 2]]) };
    expect(() => compute('--set', 'a=1', file, 'a.b=2')).toThrow('interface {} is float64, not');
  });
});
