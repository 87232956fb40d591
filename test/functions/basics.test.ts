import { describe, expect, it } from 'vitest';
import { callFunction, functions, truth } from '../../src/functions/policy/handlebars.ts';
import { ExactNumber, newMap } from '../../src/yaml/value.ts';

const call = (name: string, ...args: unknown[]) => {
  const fn = functions[name];
  if (!fn) throw new Error(`no function ${name}`);
  return callFunction(name, fn, args);
};

describe('truth', () => {
  it.each([null, undefined, false, 0, -0, '', [], newMap(), new ExactNumber('-0'), new ExactNumber('0e9')])(
    'when a value is empty (%s) then it is false',
    (value) => expect(truth(value)).toBe(false),
  );
  it.each([true, 1, -0.5, ' ', '0', [null], newMap([['', null]]), new ExactNumber('1e-400')])(
    'when a value holds anything (%s) then it is true',
    (value) => expect(truth(value)).toBe(true),
  );
});

describe('calls', () => {
  it.each([
    [['trunc', 1], 'wrong number of args for trunc: want 2 got 1'],
    [['default'], 'wrong number of args for default: want at least 1 got 0'],
    [['trunc', 'a', 'b'], 'wrong type for argument 1 of trunc: expected a whole number, got the string "a"'],
    [['trunc', 1.5, 'b'], 'wrong type for argument 1 of trunc: expected a whole number, got the number 1.5'],
    [['hasKey', undefined, 'a'], 'wrong type for argument 1 of hasKey: expected a map, got null'],
    [['eq', 'a', 1], 'incompatible types for comparison: the string "a" and the number 1'],
    [['lt', null, 1], 'invalid type for comparison: null has no order'],
    [['required', 'say who', ''], 'say who'],
    [['fail', 'no'], 'no'],
    [['until', 1e9], 'a list of 1000000000 numbers is too long'],
    [['repeat', 1e9, 'a'], 'a string repeated 1000000000 times is too long'],
  ])('when %j is called then the message is the reason', ([name, ...args], message) => {
    expect(() => call(name as string, ...args)).toThrow(expect.objectContaining({ message }));
  });

  it('when a map holds keys of Object.prototype then they are keys like others, and no others are found', () => {
    const hostile = call('dict', '__proto__', 1, 'constructor', 2);
    expect(call('get', hostile, '__proto__')).toBe(1);
    expect(call('hasKey', hostile, 'toString')).toBe(false);
    expect(call('dig', 'toString', 'none', {})).toBe('none');
    expect(call('merge', newMap(), hostile)).toEqual(hostile);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });

  it('when a map is set, unset or merged then the argument stays as it is', () => {
    const map = newMap([['a', newMap([['b', 1]])]]);
    call('set', map, 'c', 1);
    call('unset', map, 'a');
    call('merge', map, newMap([['a', newMap([['c', 1]])]]));
    expect(JSON.stringify(map)).toBe('{"a":{"b":1}}');
  });
});
