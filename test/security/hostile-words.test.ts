import { describe, expect, it } from 'vitest';
import { kiloChart, makeDirectory } from '../cli/program.ts';
import { asFile, expectHarmless, quote, WORDS } from './words.ts';

const CHART = 'apiVersion: v2\nname: web\nversion: 1.2.3\n';
interface Run {
  readonly files?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}
const template = (files: Readonly<Record<string, string>>, ...args: string[]): Run => ({
  files: Object.fromEntries(
    Object.entries({ 'Chart.yaml': CHART, ...files }).map(([path, text]) => [`web/${path}`, text]),
  ),
  args: ['template', 'x', 'web', ...args],
});
const withSchema = (schema: object, values: string): Run =>
  template({ 'values.schema.json': JSON.stringify(schema), 'values.yaml': values });
/** Where a word of a stranger can be: each of them is refused, and the message names the word. */
const PLACES: readonly (readonly [place: string, run: (word: string) => Run])[] = [
  ['a key of the values', (word) => withSchema({ additionalProperties: false }, `${quote(word)}: 1\n`)],
  ['a value', (word) => withSchema({ properties: { a: { type: 'object' } } }, `a: ${quote(word)}\n`)],
  ['an enum of a schema', (word) => withSchema({ properties: { a: { enum: [word] } } }, 'a: 1\n')],
  ['a pattern of a schema', (word) => withSchema({ properties: { a: { pattern: word } } }, 'a: no\n')],
  ['a broken pattern of a schema', (word) => withSchema({ properties: { a: { pattern: `(${word}` } } }, 'a: no\n')],
  ['a required key of a schema', (word) => withSchema({ required: [word] }, 'a: 1\n')],
  ['a reference of a schema', (word) => withSchema({ $ref: `#/${encodeURIComponent(word)}` }, 'a: 1\n')],
  ['the dialect of a schema', (word) => withSchema({ $schema: word }, 'a: 1\n')],
  [
    'a title of a schema',
    (word) => withSchema({ properties: { a: { title: word, description: word, type: 'object' } } }, 'a: 1\n'),
  ],
  ['a message of fail, in Go', (word) => template({ 'templates/a.yaml': `{{ fail ${quote(word)} }}` })],
  [
    'a message of fail, in Handlebars',
    (word) => template({ 'values.yaml': `a: ${quote(word)}\n`, 'templates/a.yaml.hbs': 'a: {{fail Values.a}}' }),
  ],
  ['a message of required', (word) => template({ 'templates/a.yaml': `{{ required ${quote(word)} .Values.none }}` })],
  ['the source of a template', (word) => template({ 'templates/a.yaml': `a: {{ ${word} | nothing }}` })],
  ['the name of a named template', (word) => template({ 'templates/a.yaml': `{{ include ${quote(word)} . }}` })],
  [
    'the text of tpl',
    (word) => template({ 'templates/a.yaml': `{{ tpl (print "{{ fail \\"" ${quote(word)} "\\" }}") . }}` }),
  ],
  ['the name of a template', (word) => template({ [`templates/${asFile(word)}.yaml`]: '{{ fail "no" }}' })],
  ['the name of a template that prints no YAML', (word) => template({ [`templates/${asFile(word)}.yaml`]: 'a: b: c' })],
  [
    'what a template prints',
    (word) =>
      template({ 'values.yaml': `a: ${quote(word)}\n`, 'templates/a.yaml': 'kind: {{ .Values.a }}\na: b: c\n' }),
  ],
  ['the name of a chart', (word) => template({ 'Chart.yaml': `apiVersion: v2\nname: ${quote(word)}\nversion: x\n` })],
  [
    'the version of a chart',
    (word) => template({ 'Chart.yaml': `apiVersion: v2\nname: web\nversion: ${quote(word)}\n` }),
  ],
  ['the kubeVersion of a chart', (word) => template({ 'Chart.yaml': `${CHART}kubeVersion: ${quote(word)}\n` })],
  ['the type of a chart', (word) => template({ 'Chart.yaml': `${CHART}type: ${quote(word)}\n` })],
  [
    'a dependency',
    (word) =>
      template({ 'Chart.yaml': `${CHART}dependencies: [{name: ${quote(word)}, version: 1.0.0, repository: ''}]\n` }),
  ],
  ['a directory of charts', (word) => template({ [`charts/${asFile(word)}/Chart.yaml`]: 'name: [' })],
  ['broken YAML', (word) => template({ 'values.yaml': `a: [${word}: "\n` })],
  ['a tag of YAML', (word) => template({ 'values.yaml': `a: !<${word}> 1\n` })],
  ['a file of -f', (word) => template({}, '-f', asFile(word))],
  [
    'a broken file of -f',
    (word) => ({
      files: { 'web/Chart.yaml': CHART, [asFile(word)]: 'a: [' },
      args: ['template', 'x', 'web', '-f', asFile(word)],
    }),
  ],
  ['a file of --set-file', (word) => template({}, '--set-file', `a=${asFile(word)}`)],
  [
    'a key of --set',
    (word) => template({ 'values.schema.json': '{"additionalProperties": false}' }, '--set', `${word}=1`),
  ],
  ['a broken --set', (word) => template({}, '--set', `a[${word}`)],
  ['a --set-json', (word) => template({}, '--set-json', `a=${word}`)],
  ['the name of a release', (word) => ({ ...template({}), args: ['template', word, 'web'] })],
  ['a namespace', (word) => template({}, '--namespace', word)],
  ['--kube-version', (word) => template({}, '--kube-version', word)],
  ['--show-only', (word) => template({}, '--show-only', word)],
  ['--platform', (word) => ({ args: ['template', 'x', '--platform', word] })],
  ['--post-renderer', (word) => template({}, '--post-renderer', asFile(word))],
  ['a flag', (word) => template({}, `--${word}`)],
  ['a value of a flag', (word) => template({}, '--include-crds', `--output-dir=${word}\0`)],
  ['a command', (word) => ({ args: [word] })],
  ['the path of a chart', (word) => ({ args: ['template', 'x', `./${asFile(word)}`] })],
  ['a repository', (word) => template({}, '--repo', word)],
  ['the name of a chart in a repository', (word) => ({ args: ['template', 'x', `oci://${word}`] })],
  [
    'a setting of the program',
    (word) => ({ files: { 'v.yaml': 'a: 1\n', '.kilo-chart.yaml': `${quote(word)}: 1\n` }, args: ['lint', 'v.yaml'] }),
  ],
  [
    'extends of the program',
    (word) => ({
      files: { 'v.yaml': 'a: 1\n', '.kilo-chart.yaml': `extends: ${quote(word)}\n` },
      args: ['lint', 'v.yaml'],
    }),
  ],
];

describe.each(PLACES)('when the hostile word is %s', (_, runOf) => {
  it.each(WORDS)('then %s does no harm', async (_name, word) => {
    const { files = {}, args } = runOf(word);
    const ran = await kiloChart(makeDirectory(files), args);
    expect(ran.stderr).not.toContain('has a bug');
    expectHarmless(ran);
  });
});

/** Charts with findings that name a word. */
const LINTED: readonly (readonly [place: string, files: (word: string) => Readonly<Record<string, string>>])[] = [
  ['a message of fail', (word) => ({ 'templates/a.yaml': `{{ fail ${quote(word)} }}` })],
  ['the name of a template', (word) => ({ [`templates/${asFile(word)}.yaml`]: '{{ fail "no" }}' })],
  [
    'a key of an object',
    (word) => ({ 'templates/a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${quote(word)}: 1\n` }),
  ],
  [
    'the name of an object',
    (word) => ({ 'templates/a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${quote(word)}}\n` }),
  ],
  [
    'a key of the values',
    (word) => ({ 'values.yaml': `${quote(word)}: 1\n`, 'values.schema.json': '{"additionalProperties": false}' }),
  ],
];

describe.each(LINTED)('when lint finds something about %s', (_, filesOf) => {
  describe.each(['text', 'json', 'github', 'gitlab', 'junit', 'sarif'])('and reports it as %s', (format) => {
    it.each(WORDS)('then %s does no harm', async (_name, word) => {
      const { files = {} } = template(filesOf(word));
      const ran = await kiloChart(makeDirectory(files), ['lint', '--chart', 'web', '--format', format]);
      expect(ran.status).toBe(1);
      expect(ran.stderr).not.toContain('has a bug');
      if (format === 'json' || format === 'gitlab' || format === 'sarif') JSON.parse(ran.stdout);
      // The runner takes a command apart, and shows the message as it is.
      const own = format === 'github' ? /^::(?:error|warning|notice) (?:file|title)=[^\n]*$/gm : /^$/gm;
      expectHarmless({ ...ran, stdout: ran.stdout.replace(own, '') });
    });
  });
});
