import { describe, expect, it } from 'vitest';
import { render } from './rendering.ts';

const VALUES = { y: 1, z: 'x: y, }\n---\n', m: { k: 'v' }, on: true, off: false, list: ['a', 'b'], name: 'web' };

async function evaluated(x: unknown, kind = 'string'): Promise<unknown> {
  const { text, problems } = await render(`a: {{evaluate Values.x ${JSON.stringify(kind)}}}`, { ...VALUES, x });
  return problems.length > 0 ? problems[0] : text.slice(3);
}

describe('a string in the language of Go', () => {
  it.each<[what: string, go: string, handlebars: string]>([
    ['the release', '{{ .Release.Name }}', '{{Release.Name}}'],
    ['no blanks', '{{.Release.Namespace}}', '{{Release.Namespace}}'],
    ['text around it', 'a-{{ .Values.name }}-b', 'a-{{Values.name}}-b'],
    ['the root by its variable', '{{ $.Values.name }}', '{{@root.Values.name}}'],
    ['the chart', '{{ .Chart.Name }}-{{ .Chart.Version }}', '{{Chart.Name}}-{{Chart.Version}}'],
    ['a pipeline', '{{ .Values.name | upper | trunc 5 }}', '{{trunc 5 (upper Values.name)}}'],
    ['a default', '{{ .Values.nothing | default "d" }}', '{{default "d" (get Values "nothing")}}'],
    ['if', '{{ if .Values.on }}1{{ else }}2{{ end }}', '{{#if Values.on}}1{{else}}2{{/if}}'],
    ['if not', '{{- if .Values.off -}} 1 {{- else -}} 2 {{- end -}}', '{{#if Values.off}}1{{else}}2{{/if}}'],
    ['range', '{{ range .Values.list }}{{ . }};{{ end }}', '{{#each Values.list}}{{this}};{{/each}}'],
    ['with', '{{ with .Values.m }}{{ .k }}{{ end }}', '{{#with Values.m}}{{k}}{{/with}}'],
    ['a variable', '{{ $n := .Values.name }}{{ $n }}', '{{Values.name}}'],
    ['printf', '{{ printf "%s-%d" .Values.name 3 }}', '{{printf "%s-%d" Values.name 3}}'],
    ["bitnami's template", '{{ include "common.names.fullname" . }}', '{{include "common.names.fullname"}}'],
    ['the same by template', '{{ template "common.names.fullname" . }}', '{{include "common.names.fullname"}}'],
    ['the root given as $', '{{ include "common.names.name" $ }}', '{{include "common.names.name"}}'],
    [
      'the root as context of a dict',
      '{{ include "common.tplvalues.render" (dict "value" "{{ .Release.Name }}" "context" $) }}',
      '{{include "common.tplvalues.render" value="\\{{Release.Name}}"}}',
    ],
    ['labels as YAML', '{{ include "common.labels.standard" . }}', '{{include "common.labels.standard"}}'],
    ['tpl', '{{ tpl "{{ .Release.Name }}" . }}', '{{Release.Name}}'],
    ['what breaks YAML stays a string', '{{ .Values.z }}', '{{Values.z}}'],
    ['a string in backquotes', '{{ `{{ $labels.pod }}` }}', '\\{{ $labels.pod }}'],
    ['braces as strings', '{{ "{{" }} $labels.pod {{"}}"}}', '\\{{ $labels.pod }}'],
    ['a parenthesis at its beginning', '{{ (list "x" "y") | last }}{{ (index (list "x") 0) }}', 'yx'],
    ['its own definition', '{{ define "d" }}x{{ end }}{{ template "d" . }}', 'x'],
  ])('when it holds %s, then it prints what Handlebars prints', async (_, go, handlebars) => {
    if (handlebars.includes('value="\\{{')) expect(await evaluated(go)).toBe('r');
    else expect(await evaluated(go)).toEqual(await evaluated(handlebars));
  });

  it('when another string is in Handlebars, then each is rendered by its own language', async () => {
    const found = await evaluated({ '{{ .Release.Name }}': '{{Values.name}}', b: ['{{ .Values.name }}'] }, 'map');
    expect(found).toBe('{b: [web], r: web}');
  });

  it('when it changes values, then no other string sees it', async () => {
    const found = await evaluated(
      ['{{ $_ := set .Values "name" "changed" }}{{ .Values.name }}', '{{ .Values.name }}'],
      'list',
    );
    expect(found).toBe('[changed, web]');
  });

  it.each([
    ['{{- if .Values.on }}\nyes\n{{- end }}', 'yes'],
    ['{{- if .Values.off }}\nyes\n{{- end }}\n', ''],
    ['{{- /* none */}}\n\na\n', '\na\n'],
    ['{{ if .Values.on }}\nyes\n{{- end }}', '\nyes'],
    ['{{- .Values.name }}', 'web'],
  ])('when %j is a leaf, then it begins as in the YAML that Helm renders', async (text, expected) => {
    const { text: printed } = await render('a: {{{toJson (evaluate Values.x "list")}}}', { ...VALUES, x: [text] });
    expect(JSON.parse(printed.slice(3))).toEqual([expected]);
  });

  it('when it prints what is no string, then the leaf is a string all the same', async () => {
    expect(await evaluated(['{{ .Values.y }}', '{{ .Values.on }}'], 'list')).toMatch(/^\[["']1["'], ["']true["']\]$/);
  });
});

describe('YAML text in the language of Go', () => {
  it.each<[what: string, text: string, kind: string, expected: string]>([
    ['a string', 'a: {{ .Values.name }}', 'map', '{a: web}'],
    ['what would break out', 'a: {{ .Values.z }}', 'map', '{a: "x: y, }\\n---\\n"}'],
    ['the same in quotes', 'a: "<{{ .Values.z }}>"', 'map', '{a: "<x: y, }\\n---\\n>"}'],
    ['what looks like a number', 'a: {{ "8080" }}', 'map', '{a: "8080"}'],
    ['a number', 'a: {{ .Values.y }}', 'map', '{a: 1}'],
    ['a key', '{{ .Values.name }}/k: b', 'map', '{web/k: b}'],
    ['a range', '{{ range .Values.list }}\n- {{ . }}\n{{ end }}', 'list', '[a, b]'],
    ['lines that are laid out', 'a:{{ .Values.m | toYaml | nindent 2 }}', 'map', '{a: {k: v}}'],
    ['quotes of its own', 'a: {{ .Values.name | quote }}', 'map', '{a: web}'],
  ])('when it prints %s, then a string stays one', async (_, text, kind, expected) => {
    const found = await evaluated(text, kind);
    expect(typeof found === 'string' ? found.replaceAll("'", '"') : found).toBe(expected);
  });
});
