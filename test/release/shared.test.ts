import { describe, expect, it } from 'vitest';
import { readChart } from '../../src/chart/index.ts';
import { readyChart, renderRelease } from '../../src/release/index.ts';
import { writeChart } from '../chart/write-chart.ts';

const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };
const VALUES = 'own: first\nmap: {a: {b: [1, {c: d}]}}\nlist: [{x: y}]\n';

/** Changes all that Go templates can change, and prints what they see before. */
const GO = `apiVersion: v1
kind: ConfigMap
metadata:
  name: NAME-{{ .Release.Name }}
data:
  values: {{ toJson .Values | quote }}
  chart: {{ toJson .Chart | quote }}
  {{- $_ := set .Values "seen" .Release.Name }}
  {{- $_ := set .Values.map.a "seen" .Release.Name }}
  {{- $_ := set (index .Values.map.a.b 1) "seen" .Release.Name }}
  {{- $_ := set (first .Values.list) "seen" .Release.Name }}
  {{- $_ := unset .Values "own" }}
`;
const HANDLEBARS = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{printf "NAME-%s" Release.Name}}
data:
  values: {{quote (toJson Values)}}
  sorted: {{quote (toJson (sortAlpha (keys Values)))}}
  merged: {{quote (toJson (merge (dict seen=Release.Name) Values.map))}}
`;

describe.each([
  ['Go', 'yaml', GO],
  ['Handlebars', 'yaml.hbs', HANDLEBARS],
])('when two tenants render one loaded chart of %s templates in turn', (_, ending, template) => {
  const load = async () =>
    readyChart(
      await readChart(
        writeChart({
          'values.yaml': VALUES,
          ...Object.fromEntries(
            ['a', 'b', 'c'].map((name) => [`templates/${name}.${ending}`, template.replace('NAME', name)]),
          ),
        }),
      ),
    );
  type Ready = Awaited<ReturnType<typeof load>>;
  const render = async (ready: Ready, tenant: string): Promise<string> => {
    const { signal } = new AbortController();
    const options = { name: tenant, namespace: tenant, signal };
    const { manifests } = await renderRelease(ready, options, { set: [`own=${tenant}`, `map.a.of=${tenant}`] }, io);
    return manifests.map(({ text }) => text).join('---\n');
  };

  it('then each gets what it gets alone', async () => {
    const tenants = ['one', 'two'];
    const alone = await Promise.all(tenants.map(async (tenant) => render(await load(), tenant)));
    const ready = await load();
    for (let round = 0; round < 3; round++)
      expect(await Promise.all(tenants.map((tenant) => render(ready, tenant)))).toEqual(alone);
    expect(alone[0]).toContain('one');
    expect(alone[0]).not.toContain('two');
  });
});
