import { describe, expect, it } from 'vitest';
import type { LintProblem } from '../../src/lint/problem.ts';
import { findMisspelt, findSuppressions, suppress } from '../../src/lint/suppressions.ts';

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
  ])('%j is none', (text) => expect(findSuppressions('a.yaml', text)).toEqual([]));
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
  const found = suppress([], findMisspelt('a.yaml', text));
  expect(found.map(({ message, where, hint }) => `${where?.line}:${where?.column} ${message} (${hint}`)).toEqual([
    expect.stringContaining(expected),
  ]);
});

it.each(['a: b#kilo-chart-disable', '# kilo-chart-disable-line schema', '# see kilo-chart-disable'])(
  'when there is no other word (%j), then nothing is reported',
  (text) => expect(findMisspelt('a.yaml', text)).toEqual([]),
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
