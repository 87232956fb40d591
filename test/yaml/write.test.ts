import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/problem/problem.ts';
import { parseJson, toJson } from '../../src/yaml/json.ts';
import { readYaml, readYamlText } from '../../src/yaml/read.ts';
import { ExactNumber, newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';
import { toFlow, toFlowKey, toGoYaml, toYaml } from '../../src/yaml/write.ts';
import { anyValue, hostileText } from './arbitrary.ts';
import helm from './helm-to-yaml.json' with { type: 'json' };

/** Reads one document, in which nothing may be wrong. */
function read(text: string): Value {
  const { documents, problems } = readYaml(text, { name: 'case' });
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0]?.value as Value;
}

// Lone surrogates are written as U+FFFD, and toYaml has no negative zero.
const canonical = (value: Value): string => toJson(parseJson(toJson(value)));

describe('toFlow', () => {
  it.each<[value: Value, text: string]>([
    ['plain text', 'plain text'],
    ['--mesh-granularity=full', '--mesh-granularity=full'],
    ['docker.io/squat/kilo:0.7.0', 'docker.io/squat/kilo:0.7.0'],
    ['http://x/y#z', 'http://x/y#z'],
    ['10.5.0.0/16', '10.5.0.0/16'],
    ["it's", "it's"],
    ['$(NODE_NAME)', '$(NODE_NAME)'],
    ['äöü 漢字', 'äöü 漢字'],
    ['', '""'],
    ['yes', '"yes"'],
    ['y', '"y"'],
    ['null', '"null"'],
    ['~', '"~"'],
    ['1', '"1"'],
    ['1e3', '"1e3"'],
    ['0x1', '"0x1"'],
    ['0o7', '"0o7"'],
    ['1_000', '"1_000"'],
    ['.5', '".5"'],
    ['.inf', '".inf"'],
    ['1:30', '"1:30"'],
    ['2001-01-01', '"2001-01-01"'],
    ['=', '"="'],
    ['<<', '"<<"'],
    ['---', '"---"'],
    ['--- a', '"--- a"'],
    ['...', '"..."'],
    ['-', '"-"'],
    ['- a', '"- a"'],
    ['a: b', '"a: b"'],
    ['a:', '"a:"'],
    ['a #b', '"a #b"'],
    ['a, b', '"a, b"'],
    ['[a]', '"[a]"'],
    ['{{ x }}', '"{{ x }}"'],
    ['a?b', '"a?b"'],
    ['*a', '"*a"'],
    [' a', '" a"'],
    ['a ', '"a "'],
    ['say "hi"', 'say "hi"'],
    ['"hi", he said', `'"hi", he said'`],
    ['C:\\dir', "'C:\\dir'"],
    ['\\n\'"', '"\\\\n\'\\""'],
    ['a\nb', '"a\\nb"'],
    ['a\r\n\tb', '"a\\r\\n\\tb"'],
    ['\u0085\u2028\u2029\ufeff', '"\\u0085\\u2028\\u2029\\uFEFF"'],
    ['\0\x07\x1b\x7f', '"\\u0000\\u0007\\u001B\\u007F"'],
    ['\u{e0001}\u202e\u200d\xa0', '"\\U000E0001\\u202E\\u200D\\u00A0"'],
    ['😀', '"😀"'],
    ['a\ud800b', '"a\ufffdb"'],
    [null, 'null'],
    [true, 'true'],
    [-0, '-0.0'],
    [1.5, '1.5'],
    [1e21, '1.0e+21'],
    [new ExactNumber('12345678901234567890'), '12345678901234567890'],
    [[], '[]'],
    [['a', [1, null]], '[a, [1, null]]'],
    [parseJson('{}'), '{}'],
    [parseJson('{"b":{"c":[]},"a10":1,"a9":2,"yes":"no"}'), '{a9: 2, a10: 1, b: {c: []}, "yes": "no"}'],
  ])('%j', (value, text) => expect(toFlow(value)).toBe(text));

  it('reads back as the value wherever a value is allowed', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const flow = toFlow(value);
        expect(flow).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
        const read1 = read(
          `a: ${flow}\nb:\n- ${flow}\n- - ${flow}\n- [x, ${flow}, {k: ${flow}, l: 1}, ${flow}]\nz: 1\n`,
        );
        const json = canonical(value);
        const k = `{"k":${json},"l":1}`;
        expect(canonical(read1)).toBe(`{"a":${json},"b":[${json},[${json}],["x",${json},${k},${json}]],"z":1}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads back by YAML 1.2 and by YAML 1.1 of another reader', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const expected = parseJson(toJson(text));
        for (const schema of [{}, { schema: YAML11_SCHEMA }])
          expect(load(`a: [${toFlow(text)}, {b: ${toFlow(text)}}]`, schema)).toEqual({
            a: [expected, { b: expected }],
          });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([1023, 1024, 1025, 5000])('when a map has a key of %i characters, it reads back', (length) => {
    for (const key of ['k'.repeat(length), `:${'😀'.repeat(length)}`])
      expect(Object.keys(read(`a: ${toFlow({ [key]: 1, z: 2 })}`) as ValueMap)).toEqual(['a']);
  });
});

describe('toFlowKey', () => {
  it.each<[key: Value, text: string]>([
    ['a', 'a'],
    ['yes', '"yes"'],
    [1, '"1"'],
    [true, '"true"'],
    ['', '""'],
    ['a: b', '"a: b"'],
    ['---', '"---"'],
    ['app.kubernetes.io/name', 'app.kubernetes.io/name'],
  ])('%j', (key, text) => expect(toFlowKey(key)).toBe(text));

  it('reads back as the key, at the beginning of a line and further in', () => {
    fc.assert(
      fc.property(hostileText, (key) => {
        const text = toFlowKey(key);
        const map = read(`${text}: 1\n`) as ValueMap;
        expect(Object.keys(map)).toEqual([parseJson(toJson(key))]);
        expect(canonical(read(`- ${text}:\n    x: {${text}: 1}\n`))).toBe(
          `[{${toJson(key)}:{"x":{${toJson(key)}:1}}}]`,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[key: Value, message: RegExp]>([
    [null, /null cannot be a key/],
    [[], /a list cannot be a key/],
    [parseJson('{}'), /a map cannot be a key/],
    ['k'.repeat(1025), /more than 1024 characters/],
  ])('refuses what cannot be a key', (key, message) => {
    expect(() => toFlowKey(key)).toThrow(ProblemError);
    expect(() => toFlowKey(key)).toThrow(message);
    const hint = typeof key === 'string' ? 'print the whole map with toYaml' : 'a key is a string';
    expect(() => toFlowKey(key)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ code: 'template-escape', hint })] }),
    );
  });
});

describe('toYaml', () => {
  it('reads back as the value, by itself and after nindent', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const yaml = toYaml(value);
        const indented = yaml.replace(/^/gm, '    ');
        const json = canonical(value).replace(/(?<=[[:,]|^)-0(?=[\],}]|$)/g, '0');
        expect(canonical(read(`${yaml}\n`))).toBe(json);
        expect(canonical(read(`a:\n${indented}\nb: 1\n`))).toBe(`{"a":${json},"b":1}`);
        expect(canonical(read(`- a:\n${indented}\n`))).toBe(`[{"a":${json}}]`);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['text', 'a: b', 'two\nlines\n', ' \n', `${'long '.repeat(50)}end`])(
    'a string outside of maps and lists stays on one line: %j',
    (text) => {
      expect(toYaml(text)).not.toContain('\n');
      expect(readYamlText(`    key: ${toYaml(text)}`, { name: '' }).document?.value).toEqual({ key: text });
    },
  );

  /** Each string as Helm 4.2.4 prints it: as a value, as an item of a list in a list, as a key, and deeper. */
  it.each(helm as [text: string, value: string, item: string, key: string, deep: string][])(
    '%j is laid out as by Helm',
    (text, value, item, key, deep) => {
      // Blank lines at its end may be lost where YAML is printed, so that only Go's templates get them in a block.
      for (const write of /(?:^|\n)\n$/.test(text) ? [toGoYaml] : [toGoYaml, toYaml]) {
        expect(write(newMap([['k', text]]))).toBe(value);
        expect(write([[text]])).toBe(item);
        expect(write(newMap([[text, 1]]))).toBe(key);
        expect(write(newMap([['a', newMap([['b', [newMap([['c', text]])]]])]]))).toBe(deep);
      }
    },
  );

  /** Only orders that Helm prints each time: some are random. */
  it.each([
    [
      ['é', 'e', 'É', 'z', '漢', '_', '-', '.', '1', '10', '9', '01', '0', '00'],
      '\'-\': 1\n.: 1\n_: 1\n"0": 1\n"00": 1\n"1": 1\n"01": 1\n"9": 1\n"10": 1\ne: 1\nz: 1\nÉ: 1\né: 1\n漢: 1',
    ],
    [['v1.2.3', 'v1.2.10', 'v1.10.0', 'v1.2', 'v1'], 'v1: 1\nv1.2: 1\nv1.2.3: 1\nv1.2.10: 1\nv1.10.0: 1'],
    [
      ['item', 'item-1', 'item-2', 'item-10', 'item_1', 'items'],
      'item: 1\nitem-1: 1\nitem-2: 1\nitem-10: 1\nitem_1: 1\nitems: 1',
    ],
    [['a b', 'a', 'a  b', 'ab', 'a\tb', 'a:b', 'a#b'], 'a: 1\n"a\\tb": 1\na  b: 1\na b: 1\na#b: 1\na:b: 1\nab: 1'],
    [
      ['18446744073709551616', '18446744073709551615', '9223372036854775808', '9223372036854775807', '1'],
      '"1": 1\n"18446744073709551615": 1\n"18446744073709551616": 1\n"9223372036854775807": 1\n"9223372036854775808": 1',
    ],
    [['١', '1', '2', '٢', 'a'], '"1": 1\n"2": 1\n١: 1\n٢: 1\na: 1'],
    [['aB', 'ab', 'Ab', 'AB', 'a0', 'A0'], 'A0: 1\nAB: 1\nAb: 1\na0: 1\naB: 1\nab: 1'],
    [
      ['foo.bar', 'foo-bar', 'foo_bar', 'foo/bar', 'foobar', 'foo'],
      'foo: 1\nfoo-bar: 1\nfoo.bar: 1\nfoo/bar: 1\nfoo_bar: 1\nfoobar: 1',
    ],
    [
      ['0x1', '0a', '00a', '0', 'a0', 'a00', 'a000', 'a0b', 'a00b'],
      '"0": 1\n00a: 1\n0a: 1\n"0x1": 1\na0: 1\na00: 1\na000: 1\na00b: 1\na0b: 1',
    ],
  ])('the keys %j are in the order of Helm', (keys, text) => {
    for (const write of [toGoYaml, toYaml]) {
      expect(write(newMap(keys.map((key) => [key, 1])))).toBe(text);
      expect(write(newMap(keys.toReversed().map((key) => [key, 1])))).toBe(text);
    }
  });

  it.each(['1e1000', '-1e999', '.5e400'])('a number that YAML 1.2 takes for infinity is quoted: %s', (text) => {
    expect(toYaml({ a: text, [text]: [text] })).toBe(`"${text}":\n- "${text}"\na: "${text}"`);
  });
});
