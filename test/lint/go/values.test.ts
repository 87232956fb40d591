import { describe, expect, it } from 'vitest';
import { describeFinding, FOLDER, indentBy, lintChart, readMark } from './chart.ts';
import { DEFAULTS, SHOP } from './shop.ts';

/** A rule, and values that break it at the mark. */
const FAULTS: readonly (readonly [rule: string, values: string])[] = [
  ['kubernetes-range', '«replicas: -1'],
  ['kubernetes-type', '«replicas: two'],
  ['kubernetes-type', '«replicas: 1.5'],
  ['kubernetes-type', '«replicas: true'],
  ['kubernetes-name', '«container: Web'],
  ['kubernetes-name', '«container: a_b'],
  ['kubernetes-name', `«container: ${'a'.repeat(64)}`],
  ['kubernetes-enum', 'image:\n  «pullPolicy: Allways'],
  ['kubernetes-enum', 'image:\n  tag: "2"\n  «pullPolicy: always'],
  ['kubernetes-enum', 'service:\n  «type: ClusterIp'],
  ['kubernetes-enum', 'service: {«type: External}'],
  ['kubernetes-port', 'service:\n  «port: 70000'],
  ['kubernetes-port', 'service:\n  «port: 0'],
  ['kubernetes-type', 'service:\n  «port: http'],
  ['kubernetes-port', 'service:\n  «target: 65536'],
  ['kubernetes-port', 'service:\n  «target: a--b'],
  ['kubernetes-port', 'ports:\n  - name: web\n    «port: 70000'],
  ['kubernetes-port', 'ports:\n  - name: web\n    port: 1\n  - name: b\n    «port: -1'],
  ['kubernetes-type', 'ports:\n  - name: web\n    «port: http'],
  ['kubernetes-port', 'ports:\n  - «name: this-is-too-long\n    port: 80'],
  ['kubernetes-label', 'commonLabels:\n  «a b: c'],
  ['kubernetes-label', 'commonLabels:\n  a: b\n  «team: red and blue'],
  ['kubernetes-type', 'commonLabels:\n  «team: 1'],
  ['kubernetes-type', 'commonLabels:\n  «canary: true'],
  ['kubernetes-label', 'podLabels:\n  «tier: "-"'],
  ['kubernetes-type', 'podLabels:\n  «version: 1.10'],
  ['kubernetes-annotation', 'annotations:\n  «a/b/c: d'],
  ['kubernetes-enum', 'strategy:\n  «type: Rolling'],
  ['kubernetes-unknown-field', 'strategy:\n  «kind: Recreate'],
  ['kubernetes-unknown-field', 'pod:\n  «hostNetwrk: true'],
  ['kubernetes-type', 'pod:\n  «hostNetwork: "yes"'],
  ['kubernetes-enum', 'pod:\n  «dnsPolicy: Cluster'],
  ['kubernetes-enum', 'pod:\n  tolerations:\n    - key: a\n      «effect: Never'],
  ['kubernetes-unknown-field', 'pod:\n  tolerations:\n    - key: a\n      operator: Exists\n      «efect: NoSchedule'],
  ['kubernetes-type', 'pod:\n  nodeSelector:\n    «zone: 1'],
  ['kubernetes-unknown-field', 'env:\n  - name: A\n    «vale: b'],
  ['kubernetes-type', 'env:\n  - name: A\n    «value: 1'],
  ['kubernetes-type', 'env:\n  - name: A\n    value: b\n  - name: B\n    «value: true'],
  ['kubernetes-env', 'env:\n  - «name: "A=B"\n    value: c'],
  ['kubernetes-quantity', 'resources:\n  limits:\n    «cpu: much'],
  ['kubernetes-quantity', 'resources:\n  limits:\n    «memory: 1 GB'],
  ['kubernetes-resources', 'resources:\n  requests:\n    «cpu: 2\n  limits:\n    cpu: 1'],
  ['kubernetes-unknown-field', 'resources:\n  «limit:\n    cpu: 1'],
  ['kubernetes-unknown-field', 'extra:\n  «readynessProbe: {}'],
  ['kubernetes-type', 'extra:\n  «tty: "true"'],
  ['kubernetes-enum', 'extra:\n  «terminationMessagePolicy: File-Or-Log'],
  ['kubernetes-type', 'extra:\n  «command: run'],
  ['kubernetes-unknown-field', 'extra:\n  securityContext:\n    «runAsUsr: 1'],
  ['values-unread', '«replcas: 2'],
  ['values-unread', 'image:\n  «pullpolicy: Always'],
  ['values-unread', 'service:\n  port: 81\n  «nodeport: 30000'],
  ['yaml-duplicate-key', 'replicas: 1\n«replicas: 2'],
];

/** The ways that values reach a chart. */
const WAYS: Readonly<Record<string, (values: string) => string>> = {
  'of the chart': (values) => `# mine\n${values}\n`,
  'of a chart in it': (values) => `db:\n${indentBy(2, values)}\n`,
};

const cases = Object.entries(WAYS).flatMap(([way, write]) =>
  FAULTS.map(([rule, values]) => [`${rule} ${way}: ${values.replaceAll('\n', ' ')}`, rule, write(values)] as const),
);

describe('a fault in the values of a chart with Go templates', () => {
  it.each(cases)('%s', async (_, rule, values) => {
    const { text, place } = readMark(values);
    expect((await lintChart(SHOP, text)).map(describeFinding)).toEqual([`my.yaml:${place} ${rule}`]);
  });

  it('is found in a hundred ways', () => {
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });
});

describe('a fault in the defaults of a chart', () => {
  const defaults = FAULTS.filter(([rule, values]) => rule.startsWith('kubernetes-') && /^«[^\n]*$/.test(values));

  it.each(defaults)('%s is at its line of values.yaml: %s', async (rule, values) => {
    const { text } = readMark(values);
    const key = text.slice(0, text.indexOf(':'));
    const changed = DEFAULTS.replace(new RegExp(`^${key}:.*\\n(?:  .*\\n)*`, 'm'), () => `«${text}\n`);
    const { text: file, place } = readMark(changed);
    const found = await lintChart({ ...SHOP, 'values.yaml': file });
    expect(found.map(describeFinding)).toEqual([`${FOLDER}/values.yaml:${place} ${rule}`]);
  });
});

describe('values that are as they should be', () => {
  const clean = [
    'replicas: 3',
    'container: a-b',
    'image: {tag: "2", pullPolicy: Always}',
    'service: {type: NodePort, port: 8080, target: 80}',
    'ports: [{name: web, port: 1}, {name: b, port: 65535}]',
    'commonLabels: {team: red, canary: "true"}',
    'annotations: {a.b/c: d, scrape: "true"}',
    'strategy: {type: Recreate}',
    'pod: {hostNetwork: false, nodeSelector: {zone: "1"}, tolerations: [{operator: Exists}]}',
    'env: [{name: A, value: "1"}, {name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]',
    'resources: {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 100m}}',
    'extra: {tty: true, command: [run], readinessProbe: {httpGet: {port: web, path: /}}}',
  ];

  it.each(clean)('%s', async (values) => {
    expect((await lintChart(SHOP, `${values}\n`)).map(describeFinding)).toEqual([]);
    expect((await lintChart(SHOP, `db:\n  ${values}\n`)).map(describeFinding)).toEqual([]);
  });

  it('are the defaults', async () => {
    expect((await lintChart(SHOP)).map(describeFinding)).toEqual([]);
  });
});
