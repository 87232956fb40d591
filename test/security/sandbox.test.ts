import { describe, expect, it } from 'vitest';
import { goFunctions } from '../../src/functions/policy/go/index.ts';
import { newMap } from '../../src/yaml/value.ts';
import { render as renderGo } from '../templates/go/rendering.ts';
import { render as renderHandlebars } from '../templates/handlebars/rendering.ts';

/** What a template of either language must not reach: names of JavaScript's objects. */
const NAMES = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  '__lookupGetter__',
  'process',
  'require',
  'module',
  'globalThis',
  'global',
  'eval',
  'Function',
  'arguments',
  'this.constructor',
  'fetch',
  'Buffer',
  'import',
] as const;

/** What shows that something of the host was printed. */
const HOST = /native code|function\b|\[object|=>|class \w|node:|HOME|PATH=/;

const maps = { list: [1, 2], map: { a: 'b' }, text: 'abc', number: 1 };

const HANDLEBARS: readonly ((name: string) => string)[] = [
  (name) => `a: {{${name}}}`,
  (name) => `a: {{Values.${name}}}`,
  (name) => `a: {{Values.map.${name}}}`,
  (name) => `a: {{Values.text.${name}}}`,
  (name) => `a: {{Values.list.${name}}}`,
  (name) => `a: {{Release.${name}}}`,
  (name) => `a: {{Capabilities.${name}}}`,
  (name) => `a: {{get Values "${name}"}}`,
  (name) => `a: {{get Values.map "${name}"}}`,
  (name) => `a: {{index Values "${name}"}}`,
  (name) => `a: {{dig "${name}" "none" Values}}`,
  (name) => `a: {{pluck "${name}" Values}}`,
  (name) => `a: {{pick Values "${name}"}}`,
  (name) => `a: {{Files.Get "${name}"}}`,
  (name) => `a: {{Files.Lines "${name}"}}`,
  (name) => `a: {{${name} 1}}`,
  (name) => `a: {{include "${name}"}}`,
  (name) => `a: {{{tpl "{{${name}}}"}}}`,
  (name) => `{{#with Values}}a: {{${name}}}{{/with}}`,
  (name) => `{{#each Values}}a: {{${name}}}{{/each}}`,
  (name) => `a: {{lookup "v1" "${name}" "" ""}}`,
  (name) => `a: {{set Values "${name}" 1}}`,
  (name) => `a: {{merge Values (dict "${name}" (dict "polluted" 1))}}`,
];

const GO: readonly ((name: string) => string)[] = [
  (name) => `a: {{ .${name} }}`,
  (name) => `a: {{ .Values.${name} }}`,
  (name) => `a: {{ .Values.map.${name} }}`,
  (name) => `a: {{ .Values.text.${name} }}`,
  (name) => `a: {{ .Values.list.${name} }}`,
  (name) => `a: {{ .Release.${name} }}`,
  (name) => `a: {{ .Files.${name} }}`,
  (name) => `a: {{ .Capabilities.${name} }}`,
  (name) => `a: {{ get .Values "${name}" }}`,
  (name) => `a: {{ index .Values "${name}" }}`,
  (name) => `a: {{ dig "${name}" "none" .Values }}`,
  (name) => `a: {{ pluck "${name}" .Values }}`,
  (name) => `a: {{ pick .Values "${name}" }}`,
  (name) => `a: {{ .Files.Get "${name}" }}`,
  (name) => `a: {{ ${name} 1 }}`,
  (name) => `a: {{ include "${name}" . }}`,
  (name) => `a: {{ tpl "{{ .${name} }}" . }}`,
  (name) => `a: {{ template "${name}" . }}`,
  (name) => `{{ with .Values }}a: {{ .${name} }}{{ end }}`,
  (name) => `a: {{ call .Values.${name} }}`,
  (name) => `a: {{ set .Values "${name}" 1 }}`,
  (name) => `a: {{ merge .Values (dict "${name}" (dict "polluted" 1)) }}`,
];

const cases = (forms: readonly ((name: string) => string)[]): string[] =>
  forms.flatMap((form) => NAMES.map((name) => form(name)));

const untouched = (): void => {
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(typeof Object.prototype.toString).toBe('function');
};

describe('when a Handlebars template asks for what is of JavaScript, then it is given nothing', () => {
  it.each(cases(HANDLEBARS))('%s', async (template) => {
    const { text, problems } = await renderHandlebars(template, maps);
    expect(text).not.toMatch(HOST);
    for (const { message } of problems) expect(message).not.toMatch(/native code|\[object/);
    untouched();
  });
});

describe('when a Go template asks for what is of JavaScript, then it is given nothing', () => {
  const values = newMap([
    ['list', [1, 2]],
    ['map', newMap([['a', 'b']])],
    ['text', 'abc'],
    ['number', 1],
  ]);

  it.each(cases(GO))('%s', (template) => {
    const { text, problems } = renderGo(template, values, goFunctions);
    expect(text).not.toMatch(HOST);
    for (const { message } of problems) expect(message).not.toMatch(/native code|\[object/);
    untouched();
  });
});

describe('when a template asks for the environment or a file, then there is none', () => {
  it.each(['env "HOME"', 'expandenv "$HOME"', 'getHostByName "localhost"', 'readFile "/etc/passwd"', 'readDir "/"'])(
    '%s',
    async (call) => {
      const handlebars = await renderHandlebars(`a: {{${call}}}`);
      const go = renderGo(`a: {{ ${call} }}`, newMap(), goFunctions);
      for (const { text } of [handlebars, go]) expect(text).not.toMatch(/root|127\.0\.0\.1|\/home|::1/);
    },
  );

  it.each(['../../../../etc/passwd', '/etc/passwd', '..\\..\\etc\\passwd', 'file:///etc/passwd', '../*', '/**'])(
    'Files of %s',
    async (path) => {
      const handlebars = await renderHandlebars(`a: {{Files.Get "${path.replaceAll('\\', '\\\\')}"}}`);
      const go = renderGo(`{{ .Files.Get ${JSON.stringify(path)} }}{{ .Files.Glob ${JSON.stringify(path)} }}`);
      for (const { text } of [handlebars, go]) expect(text).not.toMatch(/root/);
    },
  );
});
