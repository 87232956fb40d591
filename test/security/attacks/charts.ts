import { type Attack, chart, times } from './attack.ts';
import { bomb } from './values.ts';

const SHOW = ['show', 'chart', 'chart'];
const LINT = ['lint', '--chart', 'chart'];
const configMaps = (count: number, bad: string): string =>
  times(count, (i) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a${i}\n${bad}`);

/** Charts whose other files are hostile, and lint. */
export const CHARTS: readonly Attack[] = [
  chart('chart: 10,000 templates', () =>
    Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`templates/${i}.yaml`, 'a: {{ 1 }}\n'])),
  ),
  chart('chart: 10,000 Handlebars templates', () =>
    Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`templates/${i}.yaml.hbs`, 'a: {{1}}\n'])),
  ),
  chart('chart: 3,000 charts in charts/', () =>
    Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [
        `charts/c${i}/Chart.yaml`,
        `apiVersion: v2\nname: c${i}\nversion: 1.0.0\n`,
      ]),
    ),
  ),
  chart('chart: charts within charts, 100 deep', () =>
    Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [
        `${'charts/c/'.repeat(i + 1)}Chart.yaml`,
        'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      ]),
    ),
  ),
  chart('chart: charts within charts, 400 deep', () =>
    Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [
        `${'charts/c/'.repeat(i + 1)}Chart.yaml`,
        'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      ]),
    ),
  ),
  chart('chart: 30,000 dependencies', () => ({
    'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3\ndependencies:\n${times(30_000, (i) => `- {name: c${i}, version: 1.0.0, condition: "c${i}.enabled"}\n`)}`,
  })),
  chart('chart: 3,000 aliases of one chart', () => ({
    'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3\ndependencies:\n${times(3000, (i) => `- {name: c, version: 1.0.0, alias: c${i}}\n`)}`,
    'charts/c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
    'charts/c/templates/a.yaml': 'a: {{ .Chart.Name }}\n',
    'charts/c/values.yaml': times(100, (i) => `k${i}: 1\n`),
  })),
  chart('chart: 300 aliases of one chart, two deep', () => ({
    'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3\ndependencies:\n${times(300, (i) => `- {name: c, version: 1.0.0, alias: c${i}}\n`)}`,
    'charts/c/Chart.yaml': `apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies:\n${times(300, (i) => `- {name: d, version: 1.0.0, alias: d${i}}\n`)}`,
    'charts/c/charts/d/Chart.yaml': 'apiVersion: v2\nname: d\nversion: 1.0.0\n',
    'charts/c/charts/d/templates/a.yaml': 'a: {{ .Chart.Name }}\n',
  })),
  chart('chart: 3,000 import-values', () => ({
    'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3\ndependencies:\n- name: c\n  version: 1.0.0\n  import-values:\n${times(3000, (i) => `  - {child: a, parent: b${i}}\n`)}`,
    'charts/c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
    'charts/c/values.yaml': `a:\n${times(1000, (i) => `  k${i}: 1\n`)}`,
  })),
  chart(
    'chart: Chart.yaml of 20 MB',
    () => ({ 'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3\ndescription: ${'x '.repeat(1e7)}\n` }),
    SHOW,
  ),
  chart(
    'chart: Chart.yaml with 100,000 keywords',
    () => ({ 'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3\nkeywords: [${'a,'.repeat(100_000)}]\n` }),
    SHOW,
  ),
  chart(
    'chart: a version of 3 MB',
    () => ({ 'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3-${'a.'.repeat(1.5e6)}a\n` }),
    SHOW,
  ),
  chart('chart: kubeVersion of 1 MB', () => ({
    'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3\nkubeVersion: "${'>1 || '.repeat(200_000)}>1"\n`,
  })),
  chart('chart: kubeVersion whose blanks and stars can be read in many ways', () => ({
    'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.2.3\nkubeVersion: "0${',\\t*.*--.-'.repeat(40)}^"\n`,
  })),
  chart('chart: values.yaml that is an alias bomb', () => ({
    'values.yaml': `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${times(9, (i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]\n`)}`,
    'templates/a.yaml': '{{ toYaml .Values }}',
  })),
  chart('chart: crds of a million separators', () => ({ 'crds/a.yaml': '---\n'.repeat(1e6) }), [
    'template',
    'x',
    'chart',
    '--include-crds',
  ]),
  chart('chart: 100,000 crds', () => ({ 'crds/a.yaml': configMaps(100_000, '') }), [
    'template',
    'x',
    'chart',
    '--include-crds',
  ]),
  chart('chart: .helmignore of 3,000 lines, 3,000 files', () => ({
    '.helmignore': times(3000, (i) => `*a${i}*b*c*d*\n`),
    ...Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`files/${'a'.repeat(100)}${i}`, ''])),
  })),
  chart('chart: .helmignore with stars', () => ({
    '.helmignore': `${'*a'.repeat(100)}b\n`,
    [`files/${'a'.repeat(200)}`]: '',
  })),
  chart('chart: .helmignore of 20 MB', () => ({ '.helmignore': 'a\n'.repeat(1e7) })),
  chart('chart: NOTES.txt of 20 MB', () => ({ 'templates/NOTES.txt': '{{ 1 }}\n'.repeat(1e5) })),
  chart('chart: Chart.lock of 300,000 entries', () => ({
    'Chart.lock': `dependencies:\n${times(300_000, (i) => `- name: c${i}\n`)}`,
  })),
  {
    name: 'archive: unpacks to 1 GB of zeros',
    files: () => ({ 'a.tgz': bomb(1024) }),
    args: ['template', 'x', 'a.tgz'],
  },
  {
    name: 'archive: 50 MB of nothing known',
    files: () => ({ 'a.tgz': new Uint8Array(50e6).fill(7) }),
    args: ['template', 'x', 'a.tgz'],
  },
  chart('lint: 400 bad ConfigMaps', () => ({ 'templates/a.yaml': configMaps(400, 'dat: 1\ndata: {a: 1}\n') }), LINT),
  chart('lint: 20,000 ConfigMaps', () => ({ 'templates/a.yaml': configMaps(20_000, 'data: {a: "1"}\n') }), LINT),
  chart(
    'lint: 20,000 bad ConfigMaps',
    () => ({ 'templates/a.yaml': configMaps(20_000, 'dat: 1\ndata: {a: 1}\n') }),
    LINT,
  ),
  chart(
    'lint: 20,000 bad objects in one line',
    () => ({
      'templates/a.yaml': `{apiVersion: v1, kind: List, items: [${times(20_000, (i) => `{apiVersion: v1, kind: ConfigMap, metadata: {name: a${i}}, dat: 1},`)}]}`,
    }),
    LINT,
  ),
  chart(
    'lint: a Deployment with 2,000 bad containers',
    () => ({
      'templates/a.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n      containers:\n${times(2000, () => '      - {name: A, image: 1, ports: [{containerPort: x}], env: [{nam: 1}]}\n')}`,
    }),
    LINT,
  ),
  chart(
    'lint: a template of 100,000 actions',
    () => ({ 'templates/a.yaml': times(100_000, (i) => `k${i}: {{ .Values.k${i} }}\n`) }),
    LINT,
  ),
  chart(
    'lint: a Handlebars template of 20,000 actions',
    () => ({ 'templates/a.yaml.hbs': times(20_000, (i) => `k${i}: {{$.Values.k${i}}}\n`) }),
    LINT,
  ),
  chart(
    'lint: 30,000 values that nothing reads',
    () => ({ 'values.yaml': times(30_000, (i) => `k${i}: 1\n`), 'templates/a.yaml': 'a: 1' }),
    LINT,
  ),
  chart('lint: a million separators', () => ({ 'templates/a.yaml': '---\n'.repeat(1e6) }), LINT),
  chart(
    'lint: a loop that prints bad lines',
    () => ({ 'templates/a.yaml': '{{ range until 100000 }}---\nkind: A{{ . }}\n{{ end }}' }),
    LINT,
  ),
  chart(
    'lint: a text of 400 bad ConfigMaps',
    () => ({
      'values.yaml': `t: |\n${configMaps(400, 'dat: 1\n').replaceAll(/^/gm, '  ')}`,
      'templates/a.yaml': '{{ tpl .Values.t . }}',
    }),
    LINT,
  ),
  {
    name: 'lint: a text of 400 bad ConfigMaps as extraDeploy',
    files: () => ({ 'v.yaml': `extraDeploy:\n- |\n${configMaps(400, 'dat: 1\n').replaceAll(/^/gm, '  ')}` }),
    args: ['lint', 'v.yaml'],
  },
  {
    name: 'lint: 2,000 bad objects as extraDeploy',
    files: () => ({
      'v.yaml': `extraDeploy:\n${times(2000, (i) => `- {apiVersion: v1, kind: ConfigMap, metadata: {name: a${i}}, dat: 1}\n`)}`,
    }),
    args: ['lint', 'v.yaml'],
  },
  chart('lint: 40,000 pairs of equal objects', () => ({ 'templates/a.yaml': configMaps(20_000, '').repeat(2) }), LINT),
  chart(
    'lint: 40,000 comments, one after another',
    () => ({
      'values.yaml': '# kilo-chart-disable-next-line kubernetes-name\n'.repeat(40_000),
      'templates/a.yaml': '',
    }),
    LINT,
  ),
  chart(
    'lint: 20,000 objects with a comment',
    () => ({
      'templates/a.yaml': configMaps(20_000, 'dat: 1 # kilo-chart-disable-line kubernetes-unknown-field\n'),
    }),
    LINT,
  ),
  chart(
    'lint: 30,000 comments with a wrong word',
    () => ({ 'values.yaml': '# kilo-chart-disable-lin x\n'.repeat(30_000), 'templates/a.yaml': '' }),
    LINT,
  ),
  chart(
    'lint: a comment with 200,000 rules',
    () => ({ 'values.yaml': `a: 1 # kilo-chart-disable-line ${times(200_000, (i) => `r${i},`)}\n` }),
    LINT,
  ),
  chart(
    'lint: 5,000 containers whose volumes do not exist',
    () => ({
      'templates/a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n${times(5000, (i) => `  - {name: a${i}, image: x, volumeMounts: [{name: v${i}, mountPath: /a${i}}]}\n`)}  volumes:\n${times(5000, (i) => `  - {name: w${i}, emptyDir: {}}\n`)}`,
    }),
    LINT,
  ),
  chart(
    'lint: 500 daemons of kg, 500 configurations of CNI',
    () => ({
      'templates/a.yaml':
        configMaps(500, `data:\n  x: '{"plugins": [${'{"subnet": "10.4.0.0/16"},'.repeat(40)}]}'\n`) +
        times(
          500,
          (i) =>
            `---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: d${i}}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: squat/kilo, command: [/opt/bin/kg], args: [--subnet=10.4.0.0/16]}]}}}\n`,
        ),
    }),
    LINT,
  ),
  chart(
    'lint: 20,000 Peers',
    () => ({
      'templates/a.yaml': times(
        20_000,
        (i) =>
          `---\napiVersion: kilo.squat.ai/v1alpha1\nkind: Peer\nmetadata: {name: p${i}}\nspec: {allowedIPs: [10.${i % 250}.${i >> 8}.0/24], publicKey: x${i}}\n`,
      ),
    }),
    LINT,
  ),
  chart(
    'lint: 20,000 values without quotes',
    () => ({
      'values.yaml': times(20_000, (i) => `v${i}: "yes"\n`),
      'templates/a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n${times(20_000, (i) => `  k${i}: {{ .Values.v${i} }}\n`)}`,
    }),
    LINT,
  ),
  chart(
    'lint: 20,000 bad labels of one object',
    () => ({
      'templates/a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n${times(20_000, (i) => `    "a ${i}": "b c"\n`)}`,
    }),
    LINT,
  ),
  chart(
    'lint: 5,000 bad templates',
    () =>
      Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`templates/a${i}.yaml`, configMaps(1, 'dat: 1\n')])),
    LINT,
  ),
  chart(
    'lint: 5,000 documents that values make lists',
    () => ({
      'values.yaml': `l:\n${times(5000, (i) => `- word${i}\n`)}`,
      'templates/a.yaml': '{{ range .Values.l }}---\n- {{ . }}\n{{ end }}',
    }),
    LINT,
  ),
  chart(
    'lint: 20,000 misspelt keys of values',
    () => ({
      'values.yaml': times(2000, (i) => `some-long-name-of-a-key-${i}: 1\n`),
      'v.yaml': times(20_000, (i) => `some-lnog-name-of-a-key-${i}: 1\n`),
      'templates/a.yaml': '',
    }),
    [...LINT, 'chart/v.yaml'],
  ),
  {
    name: 'lint: keys of 100,000 characters that are nearly equal',
    files: () => ({ 'v.yaml': times(20, (i) => `${'a'.repeat(1000 + i)}: 1\n`) }),
    args: ['lint', 'v.yaml'],
  },
  {
    name: 'lint: configurations that extend one another a million times',
    files: () => ({
      '.kilo-chart.yaml': `extends: [${'1.yaml,'.repeat(20)}]\n`,
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [
          `${i + 1}.yaml`,
          i < 9 ? `extends: [${`${i + 2}.yaml,`.repeat(20)}]` : '',
        ]),
      ),
      'v.yaml': '',
    }),
    args: ['lint', 'v.yaml'],
  },
];
