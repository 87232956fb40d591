import { describe, expect, it } from 'vitest';
import { computeValues, lintValues, loadChart, memoryReader, renderRelease } from '../../src/index.ts';

const GO = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  labels: {{ toJson .Values.labels }}
data: {all: {{ toJson .Values | quote }}}
{{- $_ := set .Values.labels "seen" .Release.Name }}
`;
const HANDLEBARS = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{Release.Name}}
  labels: {{{toJson Values.labels}}}
data:
  all: {{toJson Values}}
`;
const SUBCHART = {
  'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
  'charts/sub/values.yaml': 'list: [{a: b}]\n',
};
const filesOf = (ending: string, template: string, more: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries({
      'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.2.3\nannotations: {a: b}\n',
      'values.yaml': 'labels: {app: web}\nlist: [{a: {b: [c]}}]\nown: {}\n',
      'values.schema.json': '{"properties": {"wrong": {"type": "object"}}}',
      [`templates/a.${ending}`]: template,
      'crds/a.yaml': 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a}\n',
      ...more,
    }).map(([path, text]) => [`web/${path}`, text]),
  );

/** The objects and functions that one can reach from a result and change, with the path of each. */
function changeable(root: unknown): Map<object, string> {
  const found = new Map<object, string>();
  const frozen = new Set<object>();
  const visit = (value: unknown, path: string): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (found.has(value) || frozen.has(value)) return;
    if (Object.isFrozen(value)) frozen.add(value);
    else found.set(value, path);
    if (value instanceof Map || value instanceof Set) for (const item of value) visit(item, `${path}<>`);
    for (const [key, item] of Object.entries(value)) visit(item, `${path}.${key}`);
  };
  visit(root, '');
  return found;
}

/** The paths of what can be changed through both. */
const sharedBy = (left: unknown, right: unknown): string[] => {
  const others = changeable(right);
  return [...changeable(left)].flatMap(([value, path]) => (others.has(value) ? [path] : []));
};

/** Changes all that can be changed. */
function spoil(root: unknown): void {
  for (const value of changeable(root).keys()) {
    if (value instanceof Map || value instanceof Set) value.clear();
    else if (Array.isArray(value)) value.splice(0, value.length, 'spoilt');
    else for (const key of Object.keys(value)) Reflect.set(value, key, 'spoilt');
    Reflect.set(value, 'spoilt', true);
  }
}

describe.each([
  ['Go', 'yaml', GO, {}],
  ['Go, with a subchart', 'yaml', GO, SUBCHART],
  ['Handlebars', 'yaml.hbs', HANDLEBARS, {}],
])('when two tenants render one loaded chart of %s templates', (_, ending, template, more) => {
  const load = async () => {
    const { chart } = await loadChart({ path: 'web', reader: memoryReader(filesOf(ending, template, more)) });
    if (!chart) throw new Error('the chart loads');
    return chart;
  };
  type Chart = Awaited<ReturnType<typeof load>>;
  const TASKS: readonly (readonly [string, (chart: Chart, values: object) => Promise<object>])[] = [
    ['releases', (chart, values) => renderRelease({ chart, values, name: 'x', namespace: 'y' })],
    ['releases with a wrong value', (chart, values) => renderRelease({ chart, values: { ...values, wrong: 1 } })],
    ['values', (chart, values) => computeValues({ chart, values })],
    ['findings', (chart, values) => lintValues({ chart, values: { ...values, labels: { 'not ok!': {} } } })],
  ];
  const given = () => ({ own: { deep: [{ a: 1 }] }, labels: { team: 'a' } });

  it.each(TASKS)('then their %s share nothing that can be changed', async (_, run) => {
    const chart = await load();
    const values = given();
    const before = structuredClone(values);
    const [first, second, third] = await Promise.all([run(chart, values), run(chart, values), run(chart, given())]);
    expect(sharedBy(first, second)).toEqual([]);
    expect(sharedBy(first, third)).toEqual([]);
    expect(sharedBy(first, values)).toEqual([]);
    expect(values).toEqual(before);
  });

  it.each(TASKS)('and one changes all that it got, then the %s of the next are the same', async (_, run) => {
    const expected = JSON.stringify(await run(await load(), given()));
    const chart = await load();
    for (let round = 0; round < 3; round++) {
      const values = given();
      const result = await run(chart, values);
      expect(JSON.stringify(result)).toBe(expected);
      spoil(result);
      spoil(values);
    }
  });
});
