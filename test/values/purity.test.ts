import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate, prepareDefaults, type SetFlag, type Source } from '../../src/values/index.ts';
import { mergeMaps } from '../../src/values/merge.ts';
import { toJson } from '../../src/yaml/json.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';
import { literalText, setJsonText, setText } from './generate-flags.ts';

const key = fc.constantFrom('a', 'b', 'c', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty');
const { map } = fc.letrec<{ value: Value; map: ValueMap }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 1, 'x', new ExactNumber('9007199254740993')),
    tie('map'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  map: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((entries) => newMap(entries)),
}));

function freeze(value: Value): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const item of Object.values(value)) freeze(item);
}

const flagOf =
  (flag: SetFlag) =>
  (text: { value: string }): Source => ({ kind: 'flag', flag, text: text.value, position: 1 });
const source: fc.Arbitrary<Source> = fc.oneof(
  map.map((values): Source => ({ kind: 'file', name: 'f', values })),
  setText.map(flagOf('--set')),
  setJsonText.map(flagOf('--set-json')),
  literalText.map(flagOf('--set-literal')),
);

it('when values are computed, then neither the sources nor the defaults change, and nothing is polluted', () => {
  const property = fc.property(map, fc.array(source, { maxLength: 4 }), (defaults, sources) => {
    freeze(defaults);
    for (const each of sources) if (each.kind === 'file') freeze(each.values);
    const prepared = prepareDefaults('kilo', defaults);
    const run = () => {
      try {
        return toJson(evaluate(prepared, sources).values);
      } catch (error) {
        return String(error);
      }
    };
    // A change of something frozen would throw a TypeError; a change of what is not frozen shows in the second run.
    const first = run();
    expect(first).not.toContain('TypeError');
    expect(run()).toBe(first);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
  fc.assert(property, { numRuns: 2000 });
});

it('when maps are merged, then each key has the value that a plain definition of merging returns', () => {
  const describeMerge = (under: Value | undefined, over: Value | undefined): Value | undefined => {
    if (over === undefined) return under;
    if (!isMap(under) || !isMap(over)) return over;
    const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
    return newMap([...keys].map((name) => [name, describeMerge(under[name], over[name]) as Value]));
  };
  fc.assert(
    fc.property(map, map, (under, over) => {
      expect(toJson(mergeMaps(under, over))).toBe(toJson(describeMerge(under, over) as Value));
    }),
  );
});

it('when text is nested too deeply, then it is refused and the stack does not overflow', () => {
  const run = (flag: SetFlag, text: string) => () =>
    evaluate(prepareDefaults('', newMap()), [{ kind: 'flag', flag, text, position: 1 }]);
  expect(run('--set', `a${'[0]'.repeat(40_000)}=1`)).toThrow('nested deeper than the 1000 levels');
  expect(run('--set', `a${'[0].b'.repeat(20_000)}=1`)).toThrow('nested deeper than the 1000 levels');
  expect(run('--set-json', `a=${'['.repeat(100_000)}`)).toThrow('failed parsing --set-json data');
  expect(run('--set-literal', `a${'[0]'.repeat(40_000)}=1`)).toThrow('nested deeper than the 1000 levels');
});
