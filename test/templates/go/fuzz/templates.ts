import fc from 'fast-check';
import { NAMES } from './data.ts';
import { FUNCTIONS, type Parameter } from './functions.ts';
import { broken, constant, number, string } from './literals.ts';
import { special, specialAction } from './specials.ts';

/** Definitions that templates call. They are in a separate file, which is parsed after the template. */
export const HELPERS = `{{- define "one" -}}one{{- end -}}
{{- define "dot" -}}[{{ . }}]{{- end -}}
{{- define "values" }}{{ .Values.s | upper }}{{ end -}}
{{- define "change" -}}{{- $_ := set .Values.m "z" 9 -}}{{- end -}}
{{- define "yaml" -}}
a: {{ .Values.i }}
b:
  - x
{{- end -}}
{{- define "loop" -}}{{- if gt (int .) 0 }}{{ . }}{{ include "loop" (sub (int .) 1) }}{{ end -}}{{- end -}}
`;

const HELPER_NAMES = ['"one"', '"dot"', '"values"', '"yaml"', '"change"', '"loop"', '"own"', '"nope"'];

/** Part of an expression that can be an operand: longer ones are in parentheses. */
type Text = fc.Arbitrary<string>;

const field: Text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMES).map((name) => `.Values.${name}`) },
  { weight: 2, arbitrary: fc.constantFrom(...NAMES).map((name) => `$.Values.${name}`) },
  { weight: 2, arbitrary: fc.constantFrom('.', '$', '$v', '$w', '.a', '.x', '.name', '$v.a', '$.nope', '$x') },
  fc.constantFrom(
    '.Release.Name',
    '.Release.Revision',
    '.Release.IsInstall',
    '.Chart.Name',
    '.Chart.Nope',
    '.Template.Name',
    '.Capabilities.KubeVersion',
    '.Capabilities.KubeVersion.Minor',
    '.Release',
    '.Values.AsMap',
    '.Capabilities.Nope',
    '.Values',
    '.Files.Get',
    '.Template',
    '(.Files.Get "f.txt")',
    '(.Capabilities.APIVersions.Has "v1")',
  ),
);

/** What is likely to be of a kind without being computed. */
const LEAVES: Readonly<Record<'n' | 's' | 'l' | 'm', Text>> = {
  n: fc.oneof(
    number,
    fc.constantFrom('.Values.i', '.Values.f', '.Values.si', '.Values.neg', '$.Values.big', '$.Values.num'),
  ),
  s: fc.oneof(
    string,
    fc.constantFrom(
      '.Values.s',
      '.Values.t',
      '.Values.e',
      '$.Values.sp',
      '.Values.yaml',
      '.Values.tpl',
      '.Values.json',
    ),
  ),
  l: fc.constantFrom(
    '.Values.l',
    '.Values.ls',
    '.Values.mixed',
    '.Values.el',
    '$.Values.sl',
    '.Values.lm',
    '(list 1 "a" nil)',
    '(until 3)',
    '.Values.r',
  ),
  m: fc.constantFrom(
    '.Values.m',
    '.Values.em',
    '.Values.keys',
    '$.Values.sm',
    '.Values.nested',
    '(dict "a" 1 "b" "x")',
    '.Values',
    '.Values.r',
  ),
};

/** What computes something of a kind. */
const MAKERS: Readonly<Record<'n' | 's' | 'l' | 'm', readonly string[]>> = {
  n: [
    'len',
    'add',
    'sub',
    'mul',
    'div',
    'mod',
    'max',
    'int',
    'int64',
    'float64',
    'round',
    'floor',
    'atoi',
    'add1',
    'addf',
  ],
  s: [
    'printf',
    'print',
    'trunc',
    'quote',
    'upper',
    'toYaml',
    'toJson',
    'replace',
    'join',
    'include',
    'tpl',
    'toString',
    'trim',
    'b64enc',
    'default',
    'typeOf',
    'nindent',
    'cat',
  ],
  l: [
    'list',
    'splitList',
    'rest',
    'append',
    'concat',
    'without',
    'uniq',
    'reverse',
    'until',
    'fromYamlArray',
    'sortAlpha',
    'compact',
    'initial',
    'slice',
    'tuple',
  ],
  m: ['dict', 'merge', 'set', 'unset', 'pick', 'omit', 'fromYaml', 'fromJson', 'mergeOverwrite', 'deepCopy', 'split'],
};

const names = Object.keys(FUNCTIONS);
const isBounded = (name: string): boolean => !FUNCTIONS[name]?.includes('k');
const pipedNames = names.filter(isBounded);

/** Numbers that are counted up to. */
const small: Text = fc.oneof(
  fc.integer({ min: -2, max: 9 }).map(String),
  fc.constantFrom('.Values.si', '.Values.f', '.Values.n', '.Values.s', '017', '2.5', "'\\n'"),
);

/** Variables for the rest. */
const PRELUDE = '{{- $v := 1 -}}{{- $w := .Values.m -}}{{- $x := "x" -}}';

/**
 * The templates of the grammar.
 *
 * @param wild how often something that the parser refuses replaces an operand or a statement, in percent
 */
function grammar(wild: number): Text {
  const { pipeline, operand } = fc.letrec<Record<'call' | 'operand' | 'pipeline' | 'n' | 's' | 'l' | 'm', string>>(
    (tie) => {
      const argument = (parameter: string): Text => {
        if (parameter === 'k') return small;
        const kind = parameter[0] as 'n' | 's' | 'l' | 'm' | 'a';
        const meant: Text = kind === 'a' ? tie('operand') : tie(kind);
        return fc.oneof({ weight: 12, arbitrary: meant }, tie('operand'));
      };
      const argumentsOf = (name: string, piped: boolean): Text => {
        const parameters = (FUNCTIONS[name] ?? 'a').split(' ') as Parameter[];
        const given = piped && !parameters.at(-1)?.endsWith('*') ? parameters.slice(0, -1) : parameters;
        const each = given.map(
          (parameter): fc.Arbitrary<readonly string[]> =>
            parameter.endsWith('*')
              ? fc.array(argument(parameter), { maxLength: 3 })
              : argument(parameter).map((text) => [text]),
        );
        const right = fc.tuple(...each).map((texts) => texts.flat());
        // Now and then one too few or too many.
        const wrong = fc.array(tie('operand'), { maxLength: 3 });
        return (isBounded(name) ? fc.oneof({ weight: 20, arbitrary: right }, wrong) : right).map((texts) =>
          [name, ...texts].join(' '),
        );
      };
      const callOf = (choices: readonly string[]): Text =>
        fc.constantFrom(...choices).chain((name) => argumentsOf(name, false));
      const kindOf = (kind: 'n' | 's' | 'l' | 'm'): Text =>
        fc.oneof(
          { maxDepth: 3, depthIdentifier: 'expression', depthSize: 'small' },
          { weight: 5, arbitrary: LEAVES[kind] },
          { weight: 2, arbitrary: callOf(MAKERS[kind]).map((text) => `(${text})`) },
        );
      return {
        call: callOf(names),
        n: kindOf('n'),
        s: kindOf('s'),
        l: kindOf('l'),
        m: kindOf('m'),
        operand: fc.oneof(
          { maxDepth: 3, depthIdentifier: 'expression', depthSize: 'small' },
          { weight: 6, arbitrary: field },
          { weight: 2, arbitrary: number },
          { weight: 3, arbitrary: string },
          { weight: 1, arbitrary: constant },
          { weight: 1, arbitrary: special.map((text) => `(${text})`) },
          ...(wild > 0 ? [{ weight: wild, arbitrary: broken }] : []),
          { weight: 3, arbitrary: tie('pipeline').map((text) => `(${text})`) },
          {
            weight: 1,
            arbitrary: fc
              .tuple(tie('pipeline'), fc.constantFrom('a', 'x', 'k.x', 'name', 'Values.m'))
              .map(([text, name]) => `(${text}).${name}`),
          },
        ),
        pipeline: fc.oneof(
          { maxDepth: 4, depthIdentifier: 'expression', depthSize: 'small' },
          { weight: 3, arbitrary: tie('operand') },
          { weight: 5, arbitrary: tie('call') },
          {
            weight: 3,
            arbitrary: fc
              .tuple(
                tie('operand'),
                fc.array(
                  fc.constantFrom(...pipedNames).chain((name) => argumentsOf(name, true)),
                  { minLength: 1, maxLength: 2 },
                ),
              )
              .map((commands) => commands.flat().join(' | ')),
          },
        ),
      };
    },
  );

  const action = (text: Text): Text =>
    fc
      .tuple(fc.constantFrom('{{ ', '{{', '{{- ', '{{-\n'), text, fc.constantFrom(' }}', '}}', ' -}}', '\n-}}'))
      .map((parts) => parts.join(''));

  const comment: Text = fc.constantFrom(
    '{{/* a */}}',
    '{{- /* a\nb */ -}}',
    '{{/* {{ x }} */}}',
    '{{/**/}}',
    '{{- /* a */}}',
  );
  const badComment: Text = fc.constantFrom('{{ /* a */}}', '{{/* a */ }}', '{{/* a', '{{-/* a */}}', '{{/* a */-}}');
  const plain: Text = fc.constantFrom('a', ' ', '\n', ' x\n  ', 'k: ', '}}', '{ ', '<no value>', '\t', 'é', '');
  const variable: Text = fc.constantFrom('$v', '$w', '$x');

  const { statements } = fc.letrec<Record<'statement' | 'statements', string>>((tie) => {
    const body = tie('statements');
    const block = (head: Text): Text =>
      fc.tuple(action(head), body, action(fc.constant('end'))).map((parts) => parts.join(''));
    const withElse = (head: Text, other: Text): Text =>
      fc.tuple(action(head), body, action(other), body, action(fc.constant('end'))).map((parts) => parts.join(''));
    const keyword = (word: string): Text => fc.tuple(fc.constant(word), pipeline).map((parts) => parts.join(' '));
    const rangeHead: Text = fc.oneof(
      { weight: 3, arbitrary: LEAVES.l.map((text) => `range ${text}`) },
      { weight: 2, arbitrary: LEAVES.m.map((text) => `range $k, $v := ${text}`) },
      { weight: 2, arbitrary: LEAVES.l.map((text) => `range $k, $v := ${text}`) },
      small.map((text) => `range ${text}`),
      small.map((text) => `range $v := ${text}`),
      LEAVES.l.map((text) => `range $v = ${text}`),
      fc.constantFrom(...NAMES.filter((name) => name !== 'sbig')).map((name) => `range .Values.${name}`),
      fc
        .constantFrom(
          '.',
          '$',
          '.Release',
          '.Values',
          '.Files',
          '(list 1 2 | reverse)',
          '(dict "a" 1)',
          '(split "," "a,b")',
          'tuple 1',
          '"abc"',
          'nil',
          'true',
        )
        .map((text) => `range ${text}`),
    );
    const looped: Text = fc
      .tuple(
        action(rangeHead),
        body,
        fc.option(
          fc.tuple(action(keyword('if')), action(fc.constantFrom('break', 'continue')), action(fc.constant('end'))),
        ),
        body,
        action(fc.constant('end')),
      )
      .map((parts) => parts.flat().join(''));
    return {
      statement: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'statement', depthSize: 'small' },
        { weight: 10, arbitrary: action(pipeline) },
        { weight: 5, arbitrary: action(specialAction) },
        { weight: 4, arbitrary: plain },
        {
          weight: 2,
          arbitrary: action(
            fc.tuple(variable, fc.constantFrom(' := ', ' = '), pipeline).map((parts) => parts.join('')),
          ),
        },
        { weight: 1, arbitrary: comment },
        ...(wild > 0
          ? [
              {
                weight: wild,
                arbitrary: fc.oneof(
                  action(
                    fc.constantFrom('break', 'continue', 'else', 'end', '', 'if', '$v', 'template "one"', 'define "x"'),
                  ),
                  badComment,
                ),
              },
            ]
          : []),
        {
          weight: 2,
          arbitrary: action(
            fc.tuple(fc.constantFrom(...HELPER_NAMES), operand).map(([name, text]) => `template ${name} ${text}`),
          ),
        },
        {
          weight: 2,
          arbitrary: action(
            fc.tuple(fc.constantFrom(...HELPER_NAMES), operand).map(([name, text]) => `include ${name} ${text}`),
          ),
        },
        { weight: 2, arbitrary: block(keyword('if')) },
        { weight: 2, arbitrary: withElse(keyword('if'), fc.oneof(fc.constant('else'), keyword('else if'))) },
        { weight: 1, arbitrary: block(fc.oneof(keyword('with'), keyword('with $v := '))) },
        { weight: 1, arbitrary: withElse(keyword('with'), fc.oneof(fc.constant('else'), keyword('else with'))) },
        { weight: 3, arbitrary: looped },
        { weight: 1, arbitrary: withElse(rangeHead, fc.constant('else')) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.nat(999), operand, body)
            .map(
              ([id, text, inner]) =>
                `{{ block "b${id}" ${text} }}{{- $v := . -}}{{- $w := 2 -}}{{- $x := list -}}${inner}{{ end }}`,
            ),
        },
      ),
      statements: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
    };
  });

  const definition = fc
    .tuple(fc.constantFrom('"own"', '"one"'), statements)
    .map(
      ([name, body]) => `{{ define ${name} }}{{- $v := . -}}{{- $w := 1.5 -}}{{- $x := list nil -}}${body}{{ end }}`,
    );
  return fc
    .tuple(fc.option(definition, { freq: 4, nil: '' }), statements)
    .map(([defined, body]) => `${defined}${PRELUDE}${body}`);
}

/** A whole template: variables that the rest uses, now and then a definition, and statements. Most of them parse. */
export const template: Text = fc.oneof({ weight: 8, arbitrary: grammar(0) }, { weight: 1, arbitrary: grammar(1) });
