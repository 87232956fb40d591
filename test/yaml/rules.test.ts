import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/yaml/json.ts';
import { readYaml, readYamlText } from '../../src/yaml/read.ts';
import { createThaw } from '../../src/yaml/thaw.ts';
import { ExactNumber, newMap, type Value } from '../../src/yaml/value.ts';

/** As JSON; undefined for what Helm 4.2.4 refuses. */
function read(text: string): string | undefined {
  const { document, problems } = readYamlText(text, { name: '' });
  return problems.some(({ severity }) => severity === 'error') ? undefined : toJson(document?.value ?? null);
}

describe('tags, directives, long keys and brackets', () => {
  it.each<[text: string, json: string | undefined]>([
    ['%TAG !e! tag:yaml.org,2002:\n---\na: !e!int "5"', '{"a":5}'],
    ['%TAG !e! tag:yaml.org,2002:\n%TAG !f! tag:x,1:\n---\na: !f!int "5"\nb: !e!int "6"', '{"a":"5","b":6}'],
    ['%TAG ! tag:yaml.org,2002:\n---\na: !int "5"', '{"a":5}'],
    ['%TAG !! tag:x,1:\n---\na: !!int "x"', '{"a":"x"}'],
    ['a: !e!int "5"', undefined],
    ['a: !int "5"', '{"a":"5"}'],
    ['a: ! 5', '{"a":"5"}'],
    ['a: !<tag:yaml.org,2002:int> "5"', '{"a":5}'],
    ['a: !<tag:yaml.org,2002:in%74> "5"', '{"a":5}'],
    ['a: !!in%74 "5"', '{"a":5}'],
    ['a: !!str 5', '{"a":"5"}'],
    ['a: !!bool "yes"', '{"a":true}'],
    ['a: !!null ""', '{"a":null}'],
    ['a: !!float 5', '{"a":5}'],
    ['a: !!float 18446744073709551615', undefined],
    ['a: !!timestamp 2001-01-01', '{"a":"2001-01-01"}'],
    ['a: !!str 2001-01-01', '{"a":"2001-01-01"}'],
    ['a: !!binary YQ==', '{"a":"a"}'],
    ['a: !!binary YWI=', '{"a":"ab"}'],
    ['a: !!binary YWJj', '{"a":"abc"}'],
    ['a: !!binary "YW\n  Jj"', undefined],
    ['a: !!binary YQ=', undefined],
    ['a: !!binary Y=Q=', undefined],
    ['a: !!binary YQ==YQ==', undefined],
    ['a: !!binary YWJ', undefined],
    ['a: !!binary "=YQ="', undefined],
    ['a: !!binary ""', '{"a":""}'],
    ['%YAML 1.1\n---\na: 1', '{"a":1}'],
    ['%YAML 1.1   # c\n---\na: 1', '{"a":1}'],
    ['%YAML 1.1 x\n---\na: 1', undefined],
    ['%YAML  1.1\n---\na: 1', '{"a":1}'],
    [`${'k'.repeat(1024)}: 1`, `{"${'k'.repeat(1024)}":1}`],
    [`"${'k'.repeat(1022)}": 1`, `{"${'k'.repeat(1022)}":1}`],
    [`"${'k'.repeat(1023)}": 1`, undefined],
    [`? ${'k'.repeat(2000)}\n: 1`, `{"${'k'.repeat(2000)}":1}`],
    [`{${'k'.repeat(1024)}: 1}`, `{"${'k'.repeat(1024)}":1}`],
    ['a: &Z 1\nb: *Z', '{"a":1,"b":1}'],
    ['a: &A-z_9 1\nb: *A-z_9', '{"a":1,"b":1}'],
    ['a: &a[ 1', undefined],
    ['[&a b, *a]', '["b","b"]'],
    ['a: [&x b,*x]', '{"a":["b","b"]}'],
    ['a: *x]', undefined],
    ['[a,b]', '["a","b"]'],
    ['[a ,b]', '["a","b"]'],
    ['{a: b,c: d}', '{"a":"b","c":"d"}'],
    ['{a,b}', '{"a":null,"b":null}'],
    ['[a,]', '["a"]'],
    ['{a: b,}', '{"a":"b"}'],
    ['[a: b]', '[{"a":"b"}]'],
    ['[a: b, c]', '[{"a":"b"},"c"]'],
    ['["a":b]', '[{"a":"b"}]'],
    ['["a": b]', '[{"a":"b"}]'],
    ['[a:b]', '["a:b"]'],
    ['{a:b}', '{"a:b":null}'],
    ['{"a":b}', '{"a":"b"}'],
    ['[a{b}c]', undefined],
    ['a: [b]c', undefined],
    ['a: &0 1\nb: *0', '{"a":1,"b":1}'],
    ['a: &9 1\nb: *9', '{"a":1,"b":1}'],
    ['a: &az 1\nb: *az', '{"a":1,"b":1}'],
    ['a: &AZ 1\nb: *AZ', '{"a":1,"b":1}'],
    ['a: &_ 1\nb: *_', '{"a":1,"b":1}'],
    ['a: &- 1\nb: *-', '{"a":1,"b":1}'],
    ['a: &/ 1', undefined],
    ['a: &: 1', undefined],
    ['a: &@ 1', undefined],
    ['a: &` 1', undefined],
    ['a: &{ 1', undefined],
    ['[a[b]]', undefined],
    ['{a: b[c}', undefined],
    ['{a: [b]}', '{"a":["b"]}'],
    ['[{a: b}]', '[{"a":"b"}]'],
    ['{a: b{c}', undefined],
    ['<<: [{a: 1}, 2]', undefined],
    ['<<: [{a: 1}, {b: 2}]', '{"a":1,"b":2}'],
    ['<<: [[{a: 1}]]', undefined],
    ['x: &x {a: 1}\n<<: *x', '{"a":1,"x":{"a":1}}'],
    ['x: &x [1]\n<<: *x', undefined],
    ['x: &x 1\n<<: *x', undefined],
    ['x: &x {a: 1}\n<<: [*x, {b: 2}]', '{"a":1,"b":2,"x":{"a":1}}'],
    ['<<: {a: 1}\na: 2', '{"a":2}'],
    ['a: 2\n<<: {a: 1, b: 3}', '{"a":1,"b":3}'],
    ['? &k a\n: *k', '{"a":"a"}'],
    ['&k a: *k', '{"a":"a"}'],
    ['&a a: &b b\nc: *a\nd: *b', '{"a":"b","c":"a","d":"b"}'],
  ])('%j is read as by Helm: %j', (text, json) => {
    expect(read(text)).toBe(json);
  });
});

describe('two escapes of one character', () => {
  it.each([
    ['"\\ud83d\\ude00"', '\u{1f600}'],
    ['"\\uD83D\\uDE00x"', '\u{1f600}x'],
    ['"\\udbff\\udfff"', '\u{10ffff}'],
    ['"\\ud800\\udc00"', '\u{10000}'],
    ['"\\ud83d"', undefined],
    ['"\\ud83d\\u0041"', undefined],
    ['"\\ude00\\ud83d"', undefined],
    ['"\\ud83d \\ude00"', undefined],
  ])('%s is one character in JSON only', (text, value) => {
    expect(readYaml(`{"a": ${text}}`, { name: '', isJson: true }).documents[0]?.value).toEqual(
      value === undefined ? undefined : { a: value },
    );
    expect(readYaml(`{"a": ${text}}`, { name: '' }).documents).toEqual([]);
  });
});

describe('createThaw', () => {
  const list: Value[] = [1, newMap([['a', 'b']])];
  const map = newMap([['l', list]]);
  const value = newMap([
    ['x', list],
    ['y', [list, map, map]],
    ['z', new ExactNumber('9007199254740993')],
  ]);

  it.each([
    ['nothing', [], false, false],
    ['the list', [list], true, false],
    ['the map', [map], false, true],
    ['both', [list, map], true, true],
  ])('makes one copy of what is shared, and one for each place of all else: %s', (_, shared, isList, isMap) => {
    const thawed = createThaw<unknown>(new Set<object>(shared), (scalar) => scalar).map(value);
    const [first, second, third] = thawed.y as { l: unknown }[];
    expect(thawed).toEqual(value);
    expect(thawed.x).not.toBe(list);
    expect(thawed.x === (first as unknown)).toBe(isList);
    expect(second === third).toBe(isMap);
    expect((second as { l: unknown }).l === (thawed.x as unknown)).toBe(isList);
    expect(thawed.z).toBe(value.z);
    expect(Object.isFrozen(thawed.x)).toBe(false);
  });

  it('converts scalars', () => {
    const thaw = createThaw<unknown>(new Set<object>(), (scalar) => `<${scalar}>`);
    expect(thaw.value([null, 1, true, 'a', new ExactNumber('5')])).toEqual(['<null>', '<1>', '<true>', '<a>', '<5>']);
    expect(thaw.value('a')).toBe('<a>');
  });
});
