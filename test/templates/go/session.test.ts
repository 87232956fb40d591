import { describe, expect, it } from 'vitest';
import { goFunctions } from '../../../src/functions/policy/go/index.ts';
import { int, newGoMap, typeName } from '../../../src/go/value.ts';
import { ProblemError } from '../../../src/problem/problem.ts';
import type { RenderContext } from '../../../src/templates/context.ts';
import { goLanguage } from '../../../src/templates/go/index.ts';
import { createThaw } from '../../../src/templates/go/objects/thaw.ts';
import { ExactNumber, newMap, SetInteger, type Value, type ValueMap } from '../../../src/yaml/value.ts';
import { compile, contextOf, render } from './rendering.ts';

const map = (entries: Record<string, Value>): ValueMap => newMap(Object.entries(entries));

/** What each entry prints, in the order in which they are rendered. */
function renderAll(files: Record<string, string>, contexts: Record<string, RenderContext> = { c: contextOf() }) {
  const program = compile(files, goFunctions);
  const session = program.open(new Map(Object.entries(contexts)));
  return program.entries.map((entry) => ({ ...entry, ...session.render(entry) }));
}

const texts = (outputs: ReturnType<typeof renderAll>) => outputs.map(({ source, text }) => `${source}: ${text}`);

describe('files', () => {
  it('when Helm orders them then the deepest path comes first, and names in reverse', () => {
    const outputs = renderAll({ 'templates/a.yaml': 'a', 'templates/b.yaml': 'b', 'templates/x/y.yaml': 'y' });
    expect(texts(outputs)).toEqual(['c/templates/x/y.yaml: y', 'c/templates/b.yaml: b', 'c/templates/a.yaml: a']);
  });

  it('when a name begins with _ then the file is parsed and not rendered', () => {
    const outputs = renderAll({
      'templates/_a.tpl': '{{ define "x" }}X{{ end }}',
      'templates/a.yaml': '{{ include "x" . }}',
    });
    expect(texts(outputs)).toEqual(['c/templates/a.yaml: X']);
  });

  it('when the notes are rendered then they are distinguished from other files, and their errors count', () => {
    const [notes] = renderAll({ 'templates/NOTES.txt': 'hello' });
    expect(notes).toMatchObject({ isNotes: true, text: 'hello', problems: [] });
    const [broken] = renderAll({ 'templates/NOTES.txt': '{{ fail "no" }}' });
    expect(broken?.problems.map(({ message }) => message)).toEqual(['no']);
  });

  it('when a template is defined twice then the file that is parsed last counts, and an empty one replaces nothing', () => {
    const outputs = renderAll({
      'templates/_a.tpl': '{{ define "x" }}from a{{ end }}{{ define "y" }} {{ end }}',
      'templates/_z.tpl': '{{ define "x" }}from z{{ end }}{{ define "y" }}kept{{ end }}',
      'templates/a.yaml': '{{ include "x" . }} {{ include "y" . }}',
    });
    expect(texts(outputs)).toEqual(['c/templates/a.yaml: from a kept']);
  });

  it('when a file is rendered then Template names it', () => {
    const [output] = renderAll({ 'templates/x/a.yaml': '{{ .Template.Name }} {{ .Template.BasePath }}' });
    expect(output?.text).toBe('c/templates/x/a.yaml c/templates');
  });

  it('when paths are not below templates/ or end with .hbs then they are no templates of Go', () => {
    const paths = [
      'templates/a.yaml',
      'templates/_h.tpl',
      'templates/NOTES.txt',
      'templates/a.yaml.hbs',
      'values.yaml',
    ];
    expect(paths.filter((path) => goLanguage.accepts(path))).toEqual(paths.slice(0, 3));
  });
});

describe('values', () => {
  const values = map({ n: 1, sub: map({ x: 1 }) });

  it('when a template sets a key then later files see it, and another release does not', () => {
    const files = { 'templates/b.yaml': '{{ $_ := set .Values "n" 2 }}', 'templates/a.yaml': '{{ .Values.n }}' };
    for (let i = 0; i < 2; i++) {
      expect(renderAll(files, { c: contextOf(values) }).map(({ text }) => text)).toEqual(['', '2']);
    }
    expect(values.n).toBe(1);
  });

  it('when a subchart changes its values then the parent sees it', () => {
    const outputs = renderAll(
      {
        'c/charts/sub/templates/a.yaml': '{{ $_ := set .Values "x" 2 }}{{ .Chart.IsRoot }} {{ .Template.Name }}',
        'templates/a.yaml':
          '{{ .Values.sub.x }} {{ .Subcharts.sub.Values.x }} {{ .Subcharts.sub.Chart.Name }} {{ .Chart.IsRoot }}',
      },
      { c: contextOf(values), 'c/charts/sub': contextOf(map({ x: 1 }), 'sub') },
    );
    expect(outputs.map(({ text }) => text)).toEqual(['false c/charts/sub/templates/a.yaml', '2 2 sub true']);
  });

  it('when the values are copied deeply then the copy is of their type, and a change does not reach them', () => {
    const template =
      '{{ $c := deepCopy .Values }}{{ $_ := set $c.sub "x" 9 }}{{ $_ := set .Values "copy" $c }}{{ typeOf $c }} {{ .Values.sub.x }} {{ toJson .Values }}';
    expect(render(template, values, goFunctions).text).toBe(
      'common.Values 1 {"copy":{"n":1,"sub":{"x":9}},"n":1,"sub":{"x":1}}',
    );
  });

  it('when values share a map then what is thawed shares it where Helm has one map, and else has copies', () => {
    const shared = map({ a: 1 });
    const values = map({ x: shared, y: [shared] });
    const one = createThaw(new Set([shared])).map(values) as unknown as { x: object; y: object[] };
    expect(one.x).toBe(one.y[0]);
    const two = createThaw(new Set()).map(values) as unknown as { x: object; y: object[] };
    expect(two.x).toEqual(two.y[0]);
    expect(two.x).not.toBe(two.y[0]);
  });

  it.each<[Value, string]>([
    [80, 'float64'],
    [new ExactNumber('12345678901234567890'), 'float64'],
    [new SetInteger('5'), 'int64'],
    [null, '<nil>'],
    [newMap(), 'map[string]interface {}'],
  ])('when %j is thawed then it is a %s', (value, type) => {
    expect(typeName(createThaw(new Set()).value(value))).toBe(type);
  });
});

describe('files of the chart', () => {
  const files = { 'a.txt': 'one\ntwo\n', 'conf/b.txt': 'é' };
  it.each([
    ['{{ .Files.Get "a.txt" }}', 'one\ntwo\n'],
    ['{{ range .Files.Lines "a.txt" }}[{{ . }}]{{ end }}', '[one][two]'],
    ['{{ .Files.GetBytes "conf/b.txt" }}', '[195 169]'],
    ['{{ range $p, $_ := .Files.Glob "conf/*" }}{{ $p }}{{ end }}', 'conf/b.txt'],
    ['{{ (.Files.Glob "**").AsConfig }}', 'a.txt: |\n  one\n  two\nb.txt: é'],
    ['{{ (.Files.Glob "conf/*").AsSecrets }}', 'b.txt: w6k='],
    ['{{ index .Files "conf/b.txt" | toString }}', 'é'],
    ['{{ range $p, $_ := .Files.Glob "conf/*" }}{{ $.Files.Get $p }}{{ end }}', 'é'],
    ['{{ range $i, $b := .Files.GetBytes "conf/b.txt" }}{{ $i }}={{ $b }} {{ end }}', '0=195 1=169 '],
  ])('when %s then %j', (template, text) => {
    expect(render(template, undefined, goFunctions, contextOf(undefined, 'c', files))).toEqual({ text, problems: [] });
  });
});

describe('trace', () => {
  const file = [
    'a: 1',
    '{{- range list 1 2 }}',
    'b:',
    '  c: {{ . }}',
    '{{- end }}',
    '{{ include "x" . }}',
    'end: true',
  ];
  const program = compile(
    { 'templates/a.yaml': file.join('\n'), 'templates/_x.tpl': '{{ define "x" }}x: 1\ny: 2{{ end }}' },
    goFunctions,
  );
  const [entry] = program.entries;
  const session = program.open(new Map([['c', contextOf()]]));

  it('when lines were printed then each leads to the line of the template', async () => {
    if (!entry) throw new Error('no entry');
    const { text } = session.render(entry);
    const trace = await session.trace(entry);
    const lines = text.split('\n').map((line, i) => `${line} < ${trace?.find(i + 1)}`);
    expect(lines).toEqual([
      'a: 1 < 1',
      'b: < 3',
      '  c: 1 < 4',
      'b: < 3',
      '  c: 2 < 4',
      'x: 1 < 6',
      'y: 2 < 6',
      'end: true < 7',
    ]);
    expect(trace?.find(3, 6)).toBe(4);
    expect(trace?.find(99)).toBeUndefined();
  });

  it('when a file does not render then there is no trace', async () => {
    const broken = compile({ 'templates/a.yaml': '{{ fail "x" }}' }, goFunctions);
    const [only] = broken.entries;
    if (!only) throw new Error('no entry');
    expect(await broken.open(new Map([['c', contextOf()]])).trace(only)).toBeUndefined();
  });
});

describe('bounds', () => {
  it.each([
    [
      'a template includes itself 1,000 deep',
      '{{ define "f" }}{{ if . }}{{ include "f" (sub . 1 | int) }}{{ end }}{{ end }}{{ include "f" 1000 }}',
      undefined,
    ],
    [
      'a template includes itself without end',
      '{{ define "f" }}{{ include "f" . }}{{ end }}{{ include "f" . }}',
      'nested reference name: f',
    ],
    [
      'a template calls itself without end',
      '{{ define "f" }}{{ template "f" . }}{{ end }}{{ template "f" . }}',
      'templates call one another without end',
    ],
    [
      'tpl runs itself without end',
      '{{ tpl "{{ tpl .x . }}" (dict "x" "{{ tpl .x . }}") }}',
      'tpl is called within itself 500 deep',
    ],
    ['loops run for too long', '{{ range until 9999 }}{{ range until 9999 }}{{ end }}{{ end }}', 'turns of loops'],
    ['a loop is longer than any', '{{ range 9223372036854775807 }}{{ end }}', 'too much work, at a loop'],
  ])('when %s then it ends with a clear problem, or none', (_, template, message) => {
    const { problems } = render(template, undefined, goFunctions);
    expect(problems.map((problem) => problem.message).join()).toContain(message ?? '');
    expect(problems.length).toBe(message === undefined ? 0 : 1);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype'])(
    'when %s is asked of anything then it is only a name',
    (name) => {
      const hosts = ['.', '.Values', '.Values.m', '.Release', '.Chart', '.Template', '.Subcharts', '(dict)', '.Files'];
      for (const host of hosts)
        expect(render(`{{ (${host}).${name} }}`, map({ m: newMap() }), goFunctions).text).toMatch(/^(\[\])?$/);
      for (const host of ['"x"', '1', '1.5', 'true', '(list)', '.Capabilities', '.Capabilities.KubeVersion'])
        expect(render(`{{ $x := ${host} }}{{ $x.${name} }}`, undefined, goFunctions).problems[0]?.message).toContain(
          `can't evaluate field ${name}`,
        );
      expect(() =>
        compile({ 'templates/a.yaml': `{{ ${name} }}{{ $x }}` }, { x: { parameters: [], run: () => int(1) } }),
      ).toThrow(ProblemError);
    },
  );

  it('when a key is called __proto__ then it is only a key', () => {
    const { text } = render(
      '{{ $d := dict "__proto__" (dict "x" 1) }}{{ $d.x }}{{ (index $d "__proto__").x }}',
      undefined,
      goFunctions,
    );
    expect(text).toBe('1');
    expect(newGoMap().x).toBeUndefined();
  });
});
