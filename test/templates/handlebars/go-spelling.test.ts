import { describe, expect, it } from 'vitest';
import { findGoSpelling } from '../../../src/templates/handlebars/parse/go-spelling.ts';

describe("Go's spelling is found and translated", () => {
  it.each([
    ['{{ .Release.Name }}', '{{Release.Name}}'],
    ['{{.Values.image.tag}}', '{{Values.image.tag}}'],
    ['{{ $.Values.a }}', '{{Values.a}}'],
    ['{{- .Values.a -}}', '{{Values.a}}'],
    ['{{ include "common.names.fullname" . }}', '{{include "common.names.fullname" this}}'],
    ['{{ toYaml .Values.a | nindent 4 }}', '{{nindent 4 (toYaml Values.a)}}'],
    ['{{ .Values.a | default "x" | quote }}', '{{quote (default "x" Values.a)}}'],
    ['{{ printf "%s-%s" .Release.Name (.Values.a | trunc 5) }}', '{{printf "%s-%s" Release.Name (trunc 5 Values.a)}}'],
    ['{{- if .Values.a }}', '{{#if Values.a}}'],
    ['{{ if eq .Values.a "b" }}', '{{#if (eq Values.a "b")}}'],
    ['{{ if not .a }}', '{{#if (not a)}}'],
    ['{{ if and (.a) (.b | not) }}', '{{#if (and (a) (not b))}}'],
    ['{{ if (eq .a 1) }}', '{{#if (eq a 1)}}'],
    ['{{ range .a | default list }}', '{{#each (default list a)}}'],
    ['{{ range $i, $e := .a }}', undefined],
    ['{{ with $ }}', '{{#with @root}}'],
    ['{{ $.a }}', '{{@root.a}}'],
    ['{{ . }}', '{{this}}'],
    ['{{ (.a) }}', '{{a}}'],
    ['{{ "a" | quote }}', '{{quote "a"}}'],
    ['{{ "a|b" | quote | f (g .x) }}', '{{f (g x) (quote "a|b")}}'],
    ['{{ (f .a).b }}', undefined],
    ['{{ f (g (.a | h)) | k }}', '{{k (f (g (h a)))}}'],
    ['{{ `a` }}', undefined],
    ['{{ f `a` }}', undefined],
    ['{{ block "x" . }}', undefined],
    ['{{ template "x" }}', undefined],
    ['{{ break }}', undefined],
    ['{{ continue }}', undefined],
    ['{{- x }}', '{{x}}'],
    ['{{ x -}}', '{{x}}'],
    ['{{ range .Values.list }}', '{{#each Values.list}}'],
    ['{{ with .Values.x }}', '{{#with Values.x}}'],
    ['{{ end }}', undefined],
    ['{{ $x := .Values.a }}', undefined],
    ['{{/* a comment */}}', '{{!-- a comment --}}'],
    ['{{ define "x" }}', undefined],
  ])('%s', (text, translation) => {
    const found = findGoSpelling(`text ${text} text`);
    expect(found).toMatchObject({ offset: 5, tag: text });
    expect(found?.translation).toBe(translation);
  });
});

describe('what looks like block parameters is found', () => {
  it.each(['{{x as |y| z}}', '{{#each x as |y| | z}}', '{{#each x | y as |z|}}'])('%s', (text) => {
    expect(findGoSpelling(text)).toMatchObject({ offset: 0, tag: text });
  });
});

describe('Handlebars is not changed', () => {
  it.each([
    '{{Values.a}}',
    '{{ Values.a }}',
    '{{../a}}',
    '{{@root.Values.a}}',
    '{{this.name}}',
    '{{.}}x{{this}}'.slice(5),
    '{{include "a.b"}}',
    '{{printf "%s | %s .x $y" a b}}',
    '{{#each a as |item key|}}{{item}}{{/each}}',
    '{{!-- .Values.a | b --}}',
    '{{! a comment with .x }}',
    '{{{nindent 4 (toYaml x)}}}',
    '\\{{ .Values.a }}',
    '{{#if a}}{{else}}{{/if}}',
    '{{lookup x "a-b"}}',
    '{{x.[a.b]}}',
    'no template at all, $x | .y',
  ])('%s', (text) => {
    expect(findGoSpelling(text)).toBeUndefined();
  });
});
