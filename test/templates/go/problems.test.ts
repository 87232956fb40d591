import { describe, expect, it } from 'vitest';
import { goFunctions } from '../../../src/functions/policy/go/index.ts';
import { ProblemError } from '../../../src/problem/problem.ts';
import { newMap, type Value } from '../../../src/yaml/value.ts';
import { compile, contextOf, render } from './rendering.ts';

const image = newMap([
  ['tag', 'v1'],
  ['port', 80],
] as [string, Value][]);
const values = newMap([['image', image]]);

const RANGE = 'range takes a list, a map, or an integer: (int …) makes one of a number of a file';
const FLOATS = 'numbers of files are float64, constants int: write (int …), or the constant as 80.0';
const DEFINE = 'define it in a file of the chart: {{ define "NAME" }}…{{ end }}';
const SET = 'set it, or write ((dict "a" nil).a).b, which is empty where it is not set';
const UNSET = 'set it, or write (.Values.nope).a, which is empty where it is not set';
const CALLED = (argument: string) => `called by include "x" ${argument} at templates/a.yaml:1:44`;
const ROOT = (names: string) =>
  `. is not the root here, but what range, with or include set: write $.${names}, or include with the root`;

/** Template, message, line:column, hint. */
const ROWS: readonly (readonly [template: string, message: string, place: string, hint: string | undefined])[] = [
  [
    'a: {{ .Values.imge.tag }}',
    'cannot read field tag of .Values.imge: .Values.imge is not set (nil pointer evaluating interface {}.tag)',
    '1:7',
    'did you mean .Values.image?',
  ],
  [
    'é: {{ $.Values.image.sha.x }}',
    'cannot read field x of $.Values.image.sha: $.Values.image.sha is not set (nil pointer evaluating interface {}.x)',
    '1:7',
    'set it, or write ($.Values.image.sha).x, which is empty where it is not set',
  ],
  [
    'a:\n  b: {{ .Values.image.tag.x }}',
    "cannot read field x of .Values.image.tag: it is a string (can't evaluate field x in type interface {})",
    '2:9',
    undefined,
  ],
  [
    '{{ range .Values.image }}{{ .Values.image.tag }}{{ end }}',
    "cannot read field Values of .: it is a number (can't evaluate field Values in type interface {})",
    '1:29',
    '. is not the root here, but what range, with or include set: write $.Values.image.tag, or include with the root',
  ],
  [
    '{{ with .Values.image }}{{ .Release.Name }}{{ end }}',
    'cannot read field Name of .Release: .Release is not set (nil pointer evaluating interface {}.Name)',
    '1:28',
    '. is not the root here, but what range, with or include set: write $.Release.Name, or include with the root',
  ],
  [
    '{{ define "x" }}{{ .Values.a }}{{ end }}{{ include "x" "y" }}',
    "cannot read field Values of .: it is a string (can't evaluate field Values in type string)",
    '1:20',
    '. is not the root here, but what range, with or include set: write $.Values.a, or include with the root; called by include "x" "y" at templates/a.yaml:1:44',
  ],
  [
    '{{ with .Values.nope }}{{ else }}{{ range list nil }}{{ .Chart.Name }}{{ end }}{{ end }}',
    'cannot read field Chart of .: . is not set (nil pointer evaluating interface {}.Chart)',
    '1:57',
    '. is not the root here, but what range, with or include set: write $.Chart.Name, or include with the root',
  ],
  [
    '{{ .Values.image.sha | trim }}',
    'the value piped to trim is not set; expected a string (invalid value; expected string)',
    '1:24',
    'set it, or write default before it',
  ],
  [
    '{{ trim .Values.image.sha }}',
    '.Values.image.sha is not set; expected a string (wrong type for value; expected string; got interface {})',
    '1:9',
    'set it, or write default before it',
  ],
  [
    '{{ indent .Values.image.port "a" }}',
    '.Values.image.port is a float64; expected a int (wrong type for value; expected int; got float64)',
    '1:11',
    'numbers of files are float64: write (int .Values.image.port)',
  ],
  [
    '{{ if eq .Values.image.port 80 }}{{ end }}',
    'error calling eq: incompatible types for comparison: float64 and int',
    '1:7',
    'numbers of files are float64, constants int: write (int …), or the constant as 80.0',
  ],
  ['{{ required "Say which image." .Values.nope }}', 'Say which image.', '1:4', undefined],
  ['{{ fail "a: b\\nc" }}', 'a: b\nc', '1:4', undefined],
  [
    '{{ define "labels" }}{{ end }}{{ include "lables" . }}',
    'the template lables is not defined (template: no template "lables" associated with template "gotpl")',
    '1:34',
    'did you mean labels?',
  ],
  [
    '{{ define "x" }}\n{{ fail "no" }}{{ end }}{{ define "y" }}{{ include "x" . }}{{ end }}\n{{ include "y" 1 | quote }}',
    'no',
    '2:4',
    'called by include "x" . at templates/a.yaml:2:44, called by include "y" 1 at templates/a.yaml:3:4',
  ],
  [
    '{{ tpl "a\\n{{ nope }}" . }}',
    'a string given to tpl cannot be parsed: function "nope" not defined',
    '1:4',
    'the string begins "a\\n{{ nope }}"',
  ],
  [
    '{{ tpl "{{ .a.b }}" (dict "x" 1) }}',
    'cannot read field b of .a: .a is not set (nil pointer evaluating interface {}.b)',
    '1:4',
    'set it, or write (.a).b, which is empty where it is not set; at line 1, column 4 of the string given to tpl, which begins "{{ .a.b }}"',
  ],
];

/** The hints of what has no row above, and what else is said of a value. */
const HINTS: readonly (readonly [template: string, message: string | RegExp, hint: string | undefined])[] = [
  ['{{ range 1.5 }}{{ end }}', "range can't iterate over 1.5", RANGE],
  ['{{ range .Values.image.tag }}{{ end }}', "range can't iterate over v1", RANGE],
  ['{{ eq list list }}', /^error calling eq: non-comparable type/, 'lists and maps are compared by deepEqual'],
  ['{{ eq (list) (dict) }}', /^error calling eq: non-comparable types/, 'lists and maps are compared by deepEqual'],
  ['{{ lt .Values.image.port 80 }}', /float64 and int$/, FLOATS],
  ['{{ lt 80 .Values.image.port }}', /int and float64$/, undefined],
  ['{{ index nil 1 }}', 'error calling index: index of untyped nil', undefined],
  ['{{ include "nope" . }}', /^the template nope is not defined/, DEFINE],
  ['{{ template "nope" }}', 'the template nope is not defined (template "nope" not defined)', DEFINE],
  ['{{ define "label" }}{{ end }}{{ template "lable" }}', /^the template lable is not defined/, 'did you mean label?'],
  ['{{ until .Values.image.tag }}', /^\.Values\.image\.tag is a string; expected a int/, undefined],
  ['{{ trim .Values.image.port }}', /^\.Values\.image\.port is a float64; expected a string/, undefined],
  ['{{ define "x" }}{{ fail "no" }}{{ end }}{{ include "x" (dict "a" 1).a }}', 'no', CALLED('(dict "a" 1).a')],
  [
    '{{ define "x" }}{{ fail "no" }}{{ end }}{{ include "x" (.Values.image).tag }}',
    'no',
    CALLED('(.Values.image).tag'),
  ],
  ['{{ define "x" }}{{ fail "no" }}{{ end }}{{ include "x" $.Values.a }}', 'no', CALLED('$.Values.a')],
  ['{{ define "x" }}{{ fail "no" }}{{ end }}{{ include "x" (list 1 | first) }}', 'no', CALLED('(list 1 | first)')],
  ['{{ define "x" }}{{ fail "no" }}{{ end }}{{ include "x" true }}', 'no', CALLED('true')],
  ['{{ define "x" }}{{ fail "no" }}{{ end }}{{ include "x" nil }}', 'no', CALLED('nil')],
  ['{{ define "x" }}{{ fail "no" }}{{ end }}{{ include "x" 0x1F }}', 'no', CALLED('0x1F')],
  ['{{ define "x" }}{{ fail "no" }}{{ end }}{{ include "x"   `a` }}', 'no', CALLED('`a`')],
  ['{{ .Values.image.port | int64 | repeat "a" }}', /^"a" is a string; expected a int|expected integer/, undefined],
  [
    '{{ .Values.image.port | trunc .Values.image.port }}',
    /^\.Values\.image\.port is a float64; expected a int/,
    'numbers of files are float64: write (int .Values.image.port)',
  ],
  [
    '{{ .Values.image.port | until }}',
    'the value piped to until is a float64; expected a int (wrong type for value; expected int; got float64)',
    'numbers of files are float64: write int before it',
  ],
  [
    '{{ .Values.image | upper }}',
    'the value piped to upper is a map[string]interface {}; expected a string (wrong type for value; expected string; got map[string]interface {})',
    undefined,
  ],
  ['{{ .Values.image.port.x }}', /^cannot read field x of \.Values\.image\.port: it is a number/, undefined],
  ['{{ (list 1).x }}', /^cannot read field x of \(list 1\): it is a list/, undefined],
  ['{{ $x := true }}{{ $x.y }}', /^cannot read field y of \$x: it is a boolean/, undefined],
  ['{{ $x := 1 }}{{ $x.y }}', /^cannot read field y of \$x: it is a number/, undefined],
  ['{{ (dict "a" nil).a.b }}', /^cannot read field b of \(dict "a" nil\)\.a: .* is not set/, SET],
  ['{{ .Values.nope.a.b }}', /^cannot read field a of \.Values\.nope: \.Values\.nope is not set/, UNSET],
  ['{{ .Values.image.tga.b }}', /^cannot read field b of \.Values\.image\.tga/, 'did you mean .Values.image.tag?'],
  ['{{ with 1 }}{{ .Chart.Name.x }}{{ end }}', /^cannot read field Chart of \.: it is a number/, ROOT('Chart.Name.x')],
  ['{{ with 1 }}{{ .Capabilities }}{{ end }}', /^cannot read field Capabilities of \./, ROOT('Capabilities')],
  ['{{ with 1 }}{{ .Files.Get "a" }}{{ end }}', /^cannot read field Files of \./, ROOT('Files.Get')],
  ['{{ with 1 }}{{ .Template.Name }}{{ end }}', /^cannot read field Template of \./, ROOT('Template.Name')],
  ['{{ with 1 }}{{ .Subcharts.x }}{{ end }}', /^cannot read field Subcharts of \./, ROOT('Subcharts.x')],
  ['{{ $.Values.imge.tag }}', /^cannot read field tag of \$\.Values\.imge: /, 'did you mean $.Values.image?'],
  ['{{ (dict "abc" 1).abd.x }}', /^cannot read field x of \(dict "abc" 1\)\.abd: /, 'did you mean (dict "abc" 1).abc?'],
  ['{{ with 1 }}{{ .Other.x }}{{ end }}', /^cannot read field Other of \./, undefined],
  ['{{ $x := 1 }}{{ $x.Values.a }}', /^cannot read field Values of \$x/, undefined],
  [
    `{{ tpl "{{ fail \\"${'a'.repeat(80)}\\" }}" . }}`,
    'a'.repeat(80),
    `at line 1, column 4 of the string given to tpl, which begins ${JSON.stringify(`{{ fail "${'a'.repeat(51)}…`)}`,
  ],
  [
    `${Array.from({ length: 9 }, (_, i) => `{{ define "t${i}" }}{{ include "t${i + 1}" . }}{{ end }}\n`).join('')}{{ define "t9" }}{{ fail "no" }}{{ end }}{{ include "t0" . }}`,
    'no',
    `${[9, 8, 7, 6, 5].map((n) => `called by include "t${n}" . at templates/a.yaml:${n}:21`).join(', ')}, called by … (4 more), called by include "t0" . at templates/a.yaml:10:45`,
  ],
];

describe('when a template fails', () => {
  it.each(HINTS)('%s then %s has the hint %s', (template, message, hint) => {
    const [problem] = render(template, values, goFunctions).problems;
    if (typeof message === 'string') expect(problem?.message).toBe(message);
    else expect(problem?.message).toMatch(message);
    expect(problem?.hint).toBe(hint);
  });

  it.each(ROWS)('%s then the problem has the message, the place and the hint', (template, message, place, hint) => {
    const { text, problems } = render(template, values, goFunctions);
    expect(text).toBe('');
    const [problem] = problems;
    expect(problem?.message).toBe(message);
    expect(`${problem?.where?.line}:${problem?.where?.column}`).toBe(place);
    expect(problem?.hint).toBe(hint);
    expect(problem).toMatchObject({ code: 'template', severity: 'error', where: { file: 'templates/a.yaml' } });
  });

  it('then the place is in the file of the template that was included', () => {
    const program = compile(
      { 'templates/_h.tpl': '{{ define "x" }}\n  {{ .a.b }}{{ end }}', 'templates/a.yaml': '{{ include "x" dict }}' },
      goFunctions,
    );
    const [entry] = program.entries;
    if (!entry) throw new Error('no entry');
    const [problem] = program.open(new Map([['c', contextOf()]])).render(entry).problems;
    expect(problem?.where).toEqual({ file: 'templates/_h.tpl', line: 2, column: 6, source: '  {{ .a.b }}{{ end }}' });
    expect(problem?.hint).toContain('called by include "x" dict at templates/a.yaml:1:4');
  });
});

const undefinedFunction = (name: string): string => `function "${name}" not defined`;

describe('when templates cannot be parsed', () => {
  it('then all faults of all files are reported, in one go', () => {
    const files = {
      'templates/a.yaml': '{{ if }}',
      'templates/b.yaml': 'x\n{{ if true }}\n{{ range . }}{{ end }}',
      'templates/c.yaml': '\n  {{ trimm "x" }}',
      'templates/d.yaml': 'fine',
      'templates/e.yaml': 'a {{ $naem := 1 }}{{ $name }}',
    };
    let problems: ProblemError['problems'] | undefined;
    try {
      compile(files, goFunctions);
    } catch (error) {
      if (error instanceof ProblemError) problems = error.problems;
    }
    const shown = problems?.map(({ where, message, hint }) => [
      `${where?.file}:${where?.line}:${where?.column}`,
      message,
      hint,
    ]);
    expect(shown).toEqual([
      ['templates/e.yaml:1:22', 'undefined variable "$name"', 'did you mean $naem?'],
      ['templates/c.yaml:2:6', 'function "trimm" not defined', 'did you mean trim?'],
      ['templates/b.yaml:3:23', 'unexpected EOF', 'write {{ end }} for the {{ if }} of line 2'],
      ['templates/a.yaml:1:7', 'missing value for if', undefined],
      ['templates/a.yaml:1:9', 'unexpected EOF', 'write {{ end }} for the {{ if }} of line 1'],
    ]);
  });

  it.each<[template: string, message: string, place: string, hint: string | undefined]>([
    ['a\n {{ 1', 'unclosed action', '2:6', 'write }} where the expression ends'],
    ['{{ (1 }}', 'unclosed left paren', '1:7', 'write ) before }}'],
    ['{{ 1\n', 'unclosed action started at c/templates/a.yaml:1', '2:1', 'write }} where the expression ends'],
    [
      'a\n{{ print\n "b }}\n',
      'unterminated quoted string in action started at c/templates/a.yaml:2',
      '3:2',
      'write the closing " on the same line, or use back quotes',
    ],
    ['{{ (print\n 1 }}', 'unclosed left paren in action started at c/templates/a.yaml:1', '2:4', 'write ) before }}'],
    ['{{/* a', 'unclosed comment', '1:3', 'write */}} where the comment ends'],
    ['{{/* a */ 1 }}', 'comment ends before closing delimiter', '1:3', 'a comment takes the whole action: {{/* … */}}'],
    ['{{ "a\n" }}', 'unterminated quoted string', '1:4', 'write the closing " on the same line, or use back quotes'],
    ['{{ `a }}', 'unterminated raw quoted string', '1:4', 'write the closing back quote'],
    ['a{{ end }}', 'unexpected {{end}}', '1:9', 'nothing is open here that it could close'],
    ['{{ else }}', 'unexpected {{else}}', '1:9', 'nothing is open here that it could close'],
    ['{{ with 1 }}', 'unexpected EOF', '1:13', 'write {{ end }} for the {{ with }} of line 1'],
    ['\n{{ define "a" }}\n', 'unexpected EOF', '3:1', 'write {{ end }} for the {{ define }} of line 2'],
    ['{{ block "a" . }}', 'unexpected EOF', '1:18', 'write {{ end }} for the {{ block }} of line 1'],
    ['{{ if 1 }}\n{{ range . }}', 'unexpected EOF', '2:14', 'write {{ end }} for the {{ range }} of line 2'],
    ['{{ $x }}', 'undefined variable "$x"', '1:4', 'a variable is known from where it is declared to the next end'],
    ['{{ "\\q" }}', 'invalid syntax', '1:4', 'an escape sequence is unknown'],
    ['{{ nope }}', 'function "nope" not defined', '1:4', undefined],
    [
      `${'{{ if 1 }}'.repeat(501)}${'{{ end }}'.repeat(501)}`,
      'more than 500 control structures in one another',
      '1:5004',
      undefined,
    ],
    [`{{ ${'('.repeat(501)}1${')'.repeat(501)} }}`, 'max expression depth exceeded', '1:504', undefined],
  ])('%j: %s', (template, message, place, hint) => {
    const [problem] = render(template, values, goFunctions).problems;
    expect(problem).toMatchObject({ code: 'template-syntax', severity: 'error', message });
    expect(`${problem?.where?.line}:${problem?.where?.column}`).toBe(place);
    expect(problem?.hint).toBe(hint);
  });

  it.each([
    ['control structures', `${'{{ if 1 }}'.repeat(500)}a${'{{ end }}'.repeat(500)}`],
    ['parentheses', `{{ ${'('.repeat(500)}"a"${')'.repeat(500)} }}`],
  ])('when 500 %s are in one another, then they render', (_, template) => {
    expect(render(template, values, goFunctions)).toMatchObject({ text: 'a', problems: [] });
  });

  it.each<[template: string, messages: readonly string[]]>([
    ['{{ aa }}{{ bb . | cc }}{{ dd }}', ['aa', 'bb', 'dd'].map(undefinedFunction)],
    ['{{ if aa }}{{ bb }}{{ else if cc }}{{ else }}{{ dd }}{{ end }}', ['aa', 'bb', 'cc', 'dd'].map(undefinedFunction)],
    ['{{ $x := aa }}{{ $x }}{{ $y }}{{ $y.z }}', [undefinedFunction('aa'), 'undefined variable "$y"']],
    [
      '{{ range $i, $e := aa }}{{ $i }}{{ $e }}{{ break }}{{ end }}{{ $i }}',
      [undefinedFunction('aa'), 'undefined variable "$i"'],
    ],
    [
      '{{ define "d" }}{{ aa }}{{ end }}{{ template "d" bb }}{{ block "b" cc }}{{ end }}',
      ['aa', 'bb', 'cc'].map(undefinedFunction),
    ],
    [
      '{{ ((aa)) }}{{ ((((1 | 2)))) }}{{ (1).x "\\q" }}',
      [undefinedFunction('aa'), 'non executable command in pipeline stage 2', 'invalid syntax'],
    ],
    ['{{ aa }}{{ "open }}{{ bb }}', [undefinedFunction('aa'), 'unterminated quoted string']],
    ['{{ aa\n}}{{ end }}', [undefinedFunction('aa'), 'unexpected {{end}}']],
    [`${'{{ aa }}'.repeat(30)}`, Array.from({ length: 21 }, () => undefinedFunction('aa'))],
  ])('%s has only its own faults', (template, messages) => {
    expect(() => compile({ 'templates/a.yaml': template }, goFunctions)).toThrow(
      expect.objectContaining({ problems: messages.map((message) => expect.objectContaining({ message })) }),
    );
  });

  it('when a template with a long line fails or cannot be parsed, then a problem keeps only what is around its place', () => {
    const long = (action: string) => `${'x'.repeat(5000)}{{ ${action} }}${'y'.repeat(5000)}`;
    const around = expect.objectContaining({
      where: expect.objectContaining({
        column: 5004,
        source: expect.stringMatching(/^x{490,500}\{\{ .* \}\}y{470,500}$/),
        sourceStart: expect.any(Number),
      }),
    });
    expect(render(long('fail "no"'), values, goFunctions).problems).toEqual([around]);
    expect(() => compile({ 'templates/a.yaml': long('aa') }, goFunctions)).toThrow(
      expect.objectContaining({ problems: [around] }),
    );
  });
});
