import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeFinding, type Files, FOLDER, indentBy, lintChart, readMark } from './chart.ts';

/** Objects in which the template itself is wrong, at the mark. */
const OBJECTS: readonly (readonly [rule: string, object: string])[] = [
  ['kubernetes-unknown-kind', '«apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}'],
  ['kubernetes-unknown-kind', 'apiVersion: v1\n«kind: Configmap\nmetadata: {name: a}'],
  ['kubernetes-unknown-field', pod('«restartPolcy: Always')],
  ['kubernetes-enum', pod('«restartPolicy: Sometimes')],
  ['kubernetes-type', pod('«hostNetwork: "true"')],
  ['kubernetes-type', pod('«nodeSelector: [a]')],
  ['kubernetes-enum', pod('«dnsPolicy: Own')],
  ['kubernetes-range', pod('«activeDeadlineSeconds: 0')],
  ['kubernetes-name', pod('«serviceAccountName: A_B')],
  ['kubernetes-name', container('«name: Web', '')],
  ['kubernetes-enum', container('name: a', '«imagePullPolicy: Allways')],
  ['kubernetes-type', container('name: a', '«command: run')],
  ['kubernetes-type', container('name: a', '«tty: "yes"')],
  ['kubernetes-unknown-field', container('name: a', '«volumeMount: []')],
  ['kubernetes-port', container('name: a', 'ports:\n  - «containerPort: 70000')],
  ['kubernetes-type', container('name: a', 'ports:\n  - «containerPort: web')],
  ['kubernetes-enum', container('name: a', 'ports:\n  - containerPort: 1\n    «protocol: HTTP')],
  ['kubernetes-type', container('name: a', 'env:\n  - name: A\n    «value: 1')],
  ['kubernetes-unknown-field', container('name: a', 'env:\n  - name: A\n    «valueFro: {}')],
  ['kubernetes-quantity', container('name: a', 'resources:\n  limits:\n    «cpu: lots')],
  ['kubernetes-quantity', container('name: a', 'resources:\n  limits:\n    «memory: 1GB')],
  ['kubernetes-unknown-field', container('name: a', 'securityContext:\n  «privileged_: true')],
  ['kubernetes-type', container('name: a', 'securityContext:\n  «runAsUser: root')],
  ['kubernetes-enum', service('«type: External')],
  ['kubernetes-port', service('ports:\n  - «port: 70000')],
  ['kubernetes-type', service('ports:\n  - «port: web')],
  ['kubernetes-unknown-field', service('ports:\n  - port: 80\n    «targetport: 80')],
  ['kubernetes-type', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  «port: 80'],
  ['kubernetes-type', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: b\n  «debug: true'],
  ['kubernetes-name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  «"a b": c'],
  ['kubernetes-type', 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  «key: not base64!'],
  ['kubernetes-name', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  «name: A'],
  ['kubernetes-label', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    «a: b c'],
  ['kubernetes-range', workload('«replicas: -1')],
  ['kubernetes-type', workload('«replicas: many')],
  ['kubernetes-unknown-field', workload('«replica: 1')],
];

function pod(field: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers: [{name: a, image: "b:1"}]\n${indentBy(2, field)}`;
}

function container(name: string, fields: string): string {
  const rest = fields === '' ? '' : `\n${indentBy(6, fields)}`;
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - ${name}\n      image: "b:1"${rest}`;
}

function service(fields: string): string {
  const ports = fields.includes('ports') ? '' : '\n  ports: [{port: 80}]';
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n${indentBy(2, fields)}${ports}`;
}

function workload(field: string): string {
  const pods = 'template:\n  metadata: {labels: {a: b}}\n  spec: {containers: [{name: a, image: "b:1"}]}';
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n${indentBy(2, field)}\n  selector: {matchLabels: {a: b}}\n${indentBy(2, pods)}`;
}

const DEFAULTS = 'enabled: true\nitems: [one]\n';
/** Reads the defaults, so that only the fault is found. */
const READS = '{{- $_ := .Values.enabled }}{{ $_ = .Values.items }}\n';

/** Where an object is in the templates of a chart. */
const PLACES: Readonly<Record<string, (object: string) => Readonly<Record<string, string>>>> = {
  'in a template': (object) => ({ 'templates/a.yaml': `${object}\n`, 'templates/b.yaml': READS }),
  'after others, in branches': (object) => ({
    'templates/a.yaml': `{{- if .Values.enabled }}\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: first\n{{- end }}\n---\n{{- range .Values.items }}\n{{- with . }}\n${object}\n{{- end }}\n{{- end }}\n`,
  }),
  'in a chart in the chart': (object) => ({
    'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
    'charts/db/templates/deep/a.yaml': `{{- /* a comment */}}\n${object}\n`,
    'templates/b.yaml': READS,
  }),
};

const objects = Object.entries(PLACES).flatMap(([place, write]) =>
  OBJECTS.map(
    ([rule, object]) => [`${rule} ${place}: ${object.replaceAll('\n', ' ').slice(-60)}`, rule, write(object)] as const,
  ),
);

/** The file with the mark without it, and what is found in it. */
function expectation(files: Files, rule: string): { readonly files: Files; readonly finding: string } {
  const [path = '', marked = ''] = Object.entries(files).find(([, text]) => text.includes('«')) ?? [];
  const { text, place } = readMark(marked);
  return { files: { ...files, [path]: text }, finding: `${FOLDER}/${path}:${place} ${rule}` };
}

describe('a fault of an object that a template writes', () => {
  it.each(objects)('%s', async (_, rule, written) => {
    const { files, finding } = expectation({ 'values.yaml': DEFAULTS, ...written }, rule);
    expect((await lintChart(files)).map(describeFinding)).toEqual([finding]);
  });
});

const META = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

/** Templates that break a rule at the mark, with the defaults that they are read with. */
const TEMPLATES: readonly (readonly [rule: string, template: string, values: string])[] = [
  ['template-random', `${META}data:\n  a: {{ «randAlphaNum 8 | quote }}\n`, ''],
  ['template-random', `${META}data:\n  a: {{ printf "%s" («uuidv4) | quote }}\n`, ''],
  ['template-random', `${META}data:\n  a: {{ «now | date "2006" | quote }}\n`, ''],
  ['template-random', `{{- $p := «randAlpha 8 }}\n${META}data:\n  a: {{ $p | quote }}\n`, ''],
  ['template-random', `${META}data:\n  a: {{ if true }}{{ «randNumeric 3 | quote }}{{ end }}\n`, ''],
  ['template-random', `${META}data:\n  a: {{ "x" | «bcrypt | quote }}\n`, ''],
  ['template-number', `${META}data:\n  a: {{ «.Values.max | quote }}\n`, 'max: 1000000\n'],
  ['template-number', `${META}data:\n  a: {{ quote «.Values.max }}\n`, 'max: 2147483648\n'],
  ['template-number', `${META}data:\n  a: "{{ «.Values.a.max }}"\n`, 'a: {max: 12345678}\n'],
  ['template-number', `${META}data:\n  a: "{{ «$.Values.max }}"\n`, 'max: -5000000\n'],
  ['template-nil', `{{- if «.Values.a.b }}\n{{- end }}\n`, ''],
  ['template-nil', `{{- if «.Values.a.b }}\n{{- end }}\n`, 'a:\n'],
  ['template-nil', `{{- if «.Values.a.b.c }}\n{{- end }}\n`, 'a: {b: null}\n'],
  ['template-nil', `{{- if not «$.Values.a.b }}\n{{- end }}\n`, ''],
  ['template-nil', `{{- with «.Values.a.b }}\n{{- end }}\n`, ''],
  ['template-nil', `{{- if and .Release.IsInstall «.Values.a.b }}\n{{- end }}\n`, ''],
  [
    'template-misspelt',
    `${META}  labels:\n    a: {{ «.Values.image.nmae | quote }}\n# {{ .Values.image }}\n`,
    'image: {name: x}\n',
  ],
  [
    'template-misspelt',
    `${META}  labels:\n    a: {{ «.Values.clusterDNS | quote }}\n# {{ .Values.clusterDns }}\n`,
    'clusterDns: x\n',
  ],
  [
    'template-misspelt',
    `${META}  labels:\n    a: "{{ («.Values.host).name }}"\n# {{ .Values.hosts }}\n`,
    'hosts: {name: x}\n',
  ],
  [
    'template-misspelt',
    `${META}  labels:\n    a: {{ printf "%v" «$.Values.repositroy | quote }}\n# {{ .Values.repository }}\n`,
    'repository: x\n',
  ],
  [
    'template-misspelt',
    `{{- define "a" }}{{ «.Values.nmae }}{{ end }}\n${META}# {{ include "a" . }}{{ .Values.name }}\n`,
    'name: x\n',
  ],
  ['template-quote', `${META}  labels:\n    a: {{ «.Values.v }}\n`, 'v: "1.10"\n'],
  ['template-quote', `${META}  labels:\n    a: {{ «.Values.v }}\n`, 'v: "true"\n'],
  ['template-quote', `${META}  labels:\n    a: {{ «.Values.v | toString }}\n`, 'v: "1e3"\n'],
  ['template-quote', `${META}  labels:\n    app: x\n    a: {{ «.Chart.AppVersion }}\n`, ''],
  ['template-quote', `${META}data:\n  a: {{ «.Values.v }}\n`, 'v: "123"\n'],
  ['template-quote', `${META}data:\n  a: b\n  c: {{ «.Values.v }}\n`, 'v: "off"\n'],
  ['template-indent', `${META}  labels:\n    {{ toYaml .Values.l | «indent 4 }}\n`, 'l: {a: b, c: d}\n'],
  ['template-indent', `${META}  labels:\n    {{- toYaml .Values.l | «nindent 2 }}\n`, 'l: {a: b, c: d}\n'],
  ['template-indent', `${META}  labels:\n    x: z\n    {{- toYaml .Values.l | «nindent 6 }}\n`, 'l: {a: b}\n'],
  ['template-indent', `${META}  labels:\n    {{- toYaml .Values.l | «nindent 6 }}\n    x: z\n`, 'l: {a: b}\n'],
  ['template-indent', `${META}  labels: {{- toYaml .Values.l | «nindent 2 }}\n`, 'l: {a: b}\n'],
  ['template-indent', `${META}  labels:\n    {{ «toYaml .Values.l }}\n`, 'l: {a: b, c: d}\n'],
  ['template-indent', `${META}  labels:\n    {{- toYaml .Values.l | «indent 4 }}\n`, 'l: {a: b}\n'],
  [
    'template-indent',
    `${META}  labels:\n  {{- with .Values.l }}\n    {{- toYaml . | «nindent 1 }}\n  {{- end }}\n`,
    'l: {a: b}\n',
  ],
];

/** What a template fails with as it is: such rows are found besides. */
const FAILING: ReadonlySet<string> = new Set(['template', 'manifest-yaml', 'manifest-object']);

describe('a template that breaks a rule for templates', () => {
  it.each(TEMPLATES)('%s: %s', async (rule, template, values) => {
    const { files, finding } = expectation({ 'values.yaml': values, 'templates/a.yaml': template }, rule);
    const found = (await lintChart(files)).filter(
      (problem) => !FAILING.has(problem.rule) && !problem.rule.startsWith('kubernetes-'),
    );
    expect(found.map(describeFinding)).toEqual([finding]);
  });

  it.each([
    ['a: 1\n«b: 2\n', '{{ .Values.a }}'],
    ['a:\n  b: 1\n  «c: 2\n', '{{ .Values.a.b }}'],
    ['a:\n  b: 1\n  «c:\n    d: 1\n', '{{ .Values.a.b }}'],
    ['a:\n  b:\n    c: 1\n    «d: 1\n', '{{ index .Values "a" "b" "c" }}'],
  ])('reports a default that nothing reads: %s', async (values, read) => {
    const { text, place } = readMark(values);
    const template = `${META}data:\n  a: "${read}"\n`;
    const found = await lintChart({ 'values.yaml': text, 'templates/a.yaml': template });
    expect(found.map(describeFinding)).toEqual([`${FOLDER}/values.yaml:${place} template-unused-default`]);
  });

  it('is found, with the objects, in a hundred ways', () => {
    expect(objects.length + TEMPLATES.length).toBeGreaterThanOrEqual(100);
  });
});

describe('a template that is as it should be', () => {
  it.each([
    [`${META}data:\n  a: {{ .Values.v | quote }}\n`, 'v: "1.10"\n'],
    [`${META}data:\n  a: {{ .Values.v }}\n`, 'v: word\n'],
    [`${META}data:\n  a: |\n    {{ .Values.v }}\n`, 'v: "1"\n'],
    [`${META}data:\n  a: |\n    {{ toYaml .Values.v | indent 2 }}\n`, 'v: {a: b, c: d}\n'],
    [`${META}  labels:\n{{ toYaml .Values.v | indent 4 }}\n`, 'v: {a: b, c: d}\n'],
    [`${META}  labels:\n    {{- toYaml .Values.v | nindent 4 }}\n    x: z\n`, 'v: {a: b, c: d}\n'],
    [`${META}  labels:\n    x: z\n    {{- toYaml .Values.v | nindent 4 }}\n`, 'v: {a: b, c: d}\n'],
    [`${META}  labels: {{- toYaml .Values.v | nindent 4 }}\n`, 'v: {a: b, c: d}\n'],
    [`${META}  labels: {{ toYaml .Values.v }}\n`, 'v: {}\n'],
    [`${META}data:\n  a: {{ .Values.v | int64 | quote }}\n`, 'v: 1000000\n'],
    [`${META}data:\n  a: {{ .Values.v | quote }}\n`, 'v: 999999\n'],
    [`{{- if (.Values.a).b }}\n{{- end }}\n`, ''],
    [`{{- if .Values.a }}{{ if .Values.a.b }}{{ end }}{{ end }}\n`, ''],
    [`{{- if and .Values.a .Values.a.b }}\n{{- end }}\n`, ''],
    [`{{- with .Values.a }}{{ if $.Values.a.b }}{{ end }}{{ end }}\n`, ''],
    [`{{- if .Values.a.b }}\n{{- end }}\n`, 'a: {}\n'],
    [`{{- $old := lookup "v1" "Secret" "a" "b" }}\n${META}data:\n  a: {{ randAlpha 3 | quote }}\n`, ''],
    [`${META}data:\n  a: {{ toJson .Values | quote }}\n`, 'a: 1\nb: 2\n'],
    [`${META}data:\n  a: {{ tpl .Values.text $ | quote }}\n`, "text: '{{ .Values.b }}'\nb: c\n"],
    [`${META}data:\n  {{- range $k, $v := .Values.m }}\n  {{ $k }}: {{ $v | quote }}\n  {{- end }}\n`, 'm: {a: 1}\n'],
    [`${META}data:\n  a: {{ .Values.nmae | default "x" | quote }}\n  b: {{ .Values.name | quote }}\n`, 'name: x\n'],
    [`${META}data:\n  a: {{ .Values.nmae | quote }}\n  b: {{ .Values.name | quote }}\n`, '# nmae: y\nname: x\n'],
    [`${META}data:\n  a: {{ .Values.key | quote }}\n  b: {{ .Values.kei | quote }}\n`, 'key: x\n'],
    [
      `${META}data:\n  {{- if .Values.nmae }}\n  a: {{ .Values.nmae | quote }}\n  {{- end }}\n  b: {{ .Values.name | quote }}\n`,
      'name: x\n',
    ],
    ['# only a comment\n', ''],
  ])('%s with %s', async (template, values) => {
    const found = await lintChart({ 'values.yaml': values, 'templates/a.yaml': template });
    expect(found.map(describeFinding)).toEqual([]);
  });
});

/** The rules whose pages show charts. */
const RULES = [
  ...['template-indent', 'template-misspelt', 'template-nil', 'template-number', 'template-quote', 'template-random'],
  ...['template-unused-default', 'values-unread'],
];

describe('an example of a rule for charts', () => {
  const examples = RULES.flatMap((rule) => {
    const page = readFileSync(join(import.meta.dirname, `../../../docs/rules/${rule}.md`), 'utf8');
    return [...page.matchAll(/^(Wrong|Right):\n\n```yaml\n([\s\S]*?)^```$/gm)].map(
      ([, word = '', text = '']) => [rule, word, text] as const,
    );
  });

  it.each(examples)('%s, %s', async (rule, word, text) => {
    const parts = [...text.matchAll(/^# (\S+)\n((?:(?!# \S+\n).*\n)*)/gm)].map(
      ([, path = '', body = '']): [string, string] => [path, body],
    );
    const { 'my.yaml': mine, ...files } = Object.fromEntries(parts);
    const found = (await lintChart(files, mine)).map((problem) => problem.rule);
    if (word === 'Wrong') expect(found).toContain(rule);
    else expect(found).toEqual([]);
  });

  it('is there twice for each rule', () => {
    expect(examples.length).toBe(2 * RULES.length);
  });
});
