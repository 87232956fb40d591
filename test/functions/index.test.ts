import { describe, expect, it } from 'vitest';
import { callFunction, functions } from '../../src/functions/index.ts';

// What bitnami's charts and their common library call: scripts/list-functions.js lists it from a checkout.
const CALLED = '';

/** Those of Helm that need the engine. */
const ENGINE = new Set(['include', 'tpl']);

describe('the table of functions', () => {
  it.each(CALLED.split(' ').filter((name) => !ENGINE.has(name)))('has %s, which bitnami calls', (name) => {
    expect(Object.keys(functions)).toContain(name);
  });

  it('has no prototype and cannot be changed', () => {
    expect(Object.getPrototypeOf(functions)).toBeNull();
    expect(Object.isFrozen(functions)).toBe(true);
  });

  it.each(Object.keys(functions))('when %s is called without arguments or with nulls then it throws no bug', (name) => {
    const definition = functions[name];
    if (!definition) throw new Error(name);
    const slow = /^gen|bcrypt|htpasswd/.test(name);
    for (const args of [
      [],
      [null],
      [null, null],
      [undefined, null, null],
      ...(slow
        ? []
        : [
            ['', ''],
            [0, 0],
            [[], []],
            [{}, {}],
          ]),
    ]) {
      try {
        callFunction(name, definition, args);
      } catch (error) {
        expect((error as Error).name, String((error as Error).stack)).toBe('ProblemError');
      }
    }
  });
});
