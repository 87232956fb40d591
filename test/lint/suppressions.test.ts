import { describe, expect, it } from 'vitest';
import type { LintProblem } from '../../src/lint/problem.ts';
import { findSuppressions, suppress } from '../../src/lint/suppressions.ts';

const findKnown = (text: string) => findSuppressions('a.yaml', text).filter(({ unknown }) => unknown === undefined);
const findMisspelt = (text: string) => findSuppressions('a.yaml', text).filter(({ unknown }) => unknown !== undefined);

const problem = (rule: string, line: number): LintProblem => ({
  code: 'kilo',
  rule,
  severity: 'warning',
  message: rule,
  where: { file: 'a.yaml', line, column: 1 },
});

describe('a comment that suppresses', () => {
  it.each<[text: string, target: number | undefined, rules: string[]]>([
    ['# kilo-chart-disable-next-line kilo-cni\na: 1', 2, ['kilo-cni']],
    ['a: 1 # kilo-chart-disable-line kilo-cni, schema -- a reason', 1, ['kilo-cni', 'schema']],
    ['# kilo-chart-disable-file kilo-cni -- a -- b', undefined, ['kilo-cni']],
    ['{{- /* kilo-chart-disable-next-line schema -- why */ -}}\na: 1', 2, ['schema']],
    ['{{!-- kilo-chart-disable-next-line schema --}}\na: 1', 2, ['schema']],
    ['{{! kilo-chart-disable-line schema }}', 1, ['schema']],
    ['x\r\n# kilo-chart-disable-next-line schema\r\na: 1', 3, ['schema']],
    ['# kilo-chart-disable-next-line schema\n# kilo-chart-disable-next-line kilo-cni\na: 1', 3, ['schema']],
    ['# kilo-chart-disable-line -- no rule', 1, []],
    ['a: "b" # kilo-chart-disable-line schema', 1, ['schema']],
    ["a: it's # kilo-chart-disable-line schema", 1, ['schema']],
    ['a: {{ .Values.b | quote }} # kilo-chart-disable-line schema', 1, ['schema']],
  ])('%j', (text, target, rules) => {
    expect(findSuppressions('a.yaml', text)[0]).toMatchObject({ target, rules });
  });

  it.each([
    'a: b#kilo-chart-disable-line schema',
    '# kilo-chart-disable schema',
    '# kilo-chart-disable-lines schema',
    'a: "b # kilo-chart-disable-line schema"',
    "a: 'b # kilo-chart-disable-line schema'",
    'a: ["b", "c # kilo-chart-disable-line schema"]',
  ])('%j is none', (text) => expect(findKnown(text)).toEqual([]));
});

describe('when what looks like a comment is in a string, then it is a part of the value', () => {
  const comment = '# kilo-chart-disable-line schema';

  it.each<[title: string, text: string, columns: number[]]>([
    ['double quotes', `a: "b ${comment}"`, []],
    ['single quotes', `a: 'b ${comment}'`, []],
    ['a key', `"b ${comment}": 1`, []],
    ['a string of several lines', `a: "b\n  ${comment}\n  c"`, []],
    ['a block scalar', `a: |\n  ${comment}\n  ${comment}\nb: 1`, []],
    ['a folded block scalar with an anchor', `a: &b >-\n  x ${comment}`, []],
    ['a block scalar of an item', `- |+\n  ${comment}\n\n- 1`, []],
    ['a later document', `a: 1\n---\nb: "${comment}"`, []],
    ['a flow map', `{a: "b ${comment}"}`, []],
    ['the line of a block scalar', `a: | ${comment}\n  b`, [6]],
    ['after a string', `a: "b" ${comment}`, [8]],
    ['after a string that holds another one', `a: "b ${comment}" ${comment}`, [41]],
    ['after a block scalar', `a:\n  b: |\n    x\n  ${comment}`, [3]],
    ['after a plain scalar with an apostrophe', `a: it's ${comment}`, [9]],
  ])('%s', (_, text, columns) => {
    expect(findSuppressions('a.yaml', text).map(({ column }) => column)).toEqual(columns);
  });

  it.each<[title: string, text: string, columns: number[]]>([
    ['quotes of YAML', `a: ["b", "c ${comment}"]`, []],
    ['quotes of YAML, and a comment', `a: {{ .b }} "c ${comment}" ${comment}`, [50]],
    ['a string of an action', `a: {{ "b ${comment}" }}`, []],
    ['a raw string', `a: {{ \`b\n${comment}\` }}`, []],
    ['a string of a helper', `a: {{quote 'b ${comment}'}}`, []],
    ['a comment in a string', '{{ print "{{/* kilo-chart-disable-line schema */}}" }}', []],
    ['after an action', `a: {{ "b" }} ${comment}`, [14]],
    ['after a comment with an apostrophe', `{{/* it's */}}\na: b ${comment}`, [6]],
    ['after a string without an end', `{{ "b }}\n{{ c }} ${comment}`, [9]],
  ])('of a template: %s', (_, text, columns) => {
    expect(findSuppressions('a.yaml', text, 'template').map(({ column }) => column)).toEqual(columns);
  });
});

it.each<[text: string, problem: string]>([
  [
    'a: 1\n# kilo-chart-disable schema',
    '2:1 there is no comment kilo-chart-disable (there are kilo-chart-disable-next-line',
  ],
  [
    'a: 1 # kilo-chart-disable-lines schema',
    '1:6 there is no comment kilo-chart-disable-lines (did you mean kilo-chart-disable-line?',
  ],
  [
    '{{/* kilo-chart-disable-next schema */}}',
    '1:1 there is no comment kilo-chart-disable-next (did you mean kilo-chart-disable-next-line?',
  ],
  [
    '{{!-- kilo-chart-disable-nextline schema --}}',
    '1:1 there is no comment kilo-chart-disable-nextline (did you mean kilo-chart-disable-next-line?',
  ],
])('when the word of a comment is not known (%j), then it is reported', (text, expected) => {
  const found = suppress([], findMisspelt(text));
  expect(found.map(({ message, where, hint }) => `${where?.line}:${where?.column} ${message} (${hint}`)).toEqual([
    expect.stringContaining(expected),
  ]);
});

it.each(['a: b#kilo-chart-disable', '# kilo-chart-disable-line schema', '# see kilo-chart-disable'])(
  'when there is no other word (%j), then nothing is reported',
  (text) => expect(findMisspelt(text)).toEqual([]),
);

describe('what is suppressed', () => {
  it.each<[title: string, text: string, problems: [string, number][], left: string[]]>([
    ['the rule in the line', '# kilo-chart-disable-next-line kilo-cni', [['kilo-cni', 2]], []],
    [
      'not another rule, and the comment is out of date',
      '# kilo-chart-disable-next-line kilo-cni',
      [['schema', 2]],
      ['2 schema', '1 the comment suppresses nothing: kilo-cni finds nothing in the next line'],
    ],
    [
      'every line of the file',
      '\n# kilo-chart-disable-file schema',
      [
        ['schema', 1],
        ['schema', 9],
      ],
      [],
    ],
    [
      'not what could not be checked',
      '# kilo-chart-disable-file yaml-syntax',
      [['yaml-syntax', 3]],
      ['3 yaml-syntax', '1 yaml-syntax cannot be suppressed: it reports what could not be checked'],
    ],
    ['nothing by an unknown rule', '# kilo-chart-disable-line schma', [], ['1 there is no rule schma']],
    ['nothing without a rule', '# kilo-chart-disable-line', [], ['1 the comment names no rule']],
  ])('%s', (_, text, problems, left) => {
    const found = suppress(
      problems.map(([rule, line]) => problem(rule, line)),
      findSuppressions('a.yaml', text),
    );
    expect(found.map(({ message, where }) => `${where?.line} ${message}`)).toEqual(left);
  });
});
