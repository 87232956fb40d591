import { describe, expect, it } from 'vitest';
import { callFunction, functions } from '../../src/functions/policy/handlebars.ts';

// What bitnami's charts and their common library call: tools/extract/list-functions.ts lists it from a checkout.
const CALLED = `
add add1 and append atoi b64dec b64enc base buildCustomCert cat coalesce compact concat contains date dateInZone
deepCopy deepEqual default dict dig div divf empty eq fail first float64 floor fromJson fromYaml ge genCA
genPrivateKey genSignedCert get gt has hasKey hasPrefix hasSuffix htpasswd include indent index int int64 join
kebabcase keys kindIs kindOf last le len list lookup lower lt max merge mergeOverwrite min mod mul mulf
mustMergeOverwrite mustRegexMatch mustToPrettyJson ne nindent not now omit or pick prepend print printf quote
randAlpha randAlphaNum randAscii randNumeric regexFind regexMatch regexReplaceAll regexReplaceAllLiteral replace
required reverse semver semverCompare set sha256sum shuffle slice sortAlpha split splitList splitn squote sub
substr ternary toJson toPrettyJson toString toYaml tpl trim trimAll trimPrefix trimSuffix trunc typeIs uniq
unset until upper urlParse urlquery without`;

/** Those of Helm that need the engine. */
const ENGINE = new Set(['include', 'tpl']);

describe('the table of functions', () => {
  it.each(
    CALLED.trim()
      .split(/\s+/)
      .filter((name) => !ENGINE.has(name)),
  )('has %s, which bitnami calls', (name) => {
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
