import { beforeAll, describe, expect, it } from 'vitest';
import { readChart } from '../../src/chart/index.ts';
import { type ReadyChart, readyChart, renderRelease } from '../../src/release/index.ts';

const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };
const options = { name: 'x', namespace: 'default' };

const template = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-NUMBER
data:
  a: {{ .Values.a | quote }}
  zero: "{{ printf "%v" .Values.zero }}"
  {{- $_ := set .Values "a" "changed" }}
`;

const chartOf = async (templates: Readonly<Record<string, string>>): Promise<ReadyChart> => {
  const { writeChart } = await import('../chart/write-chart.ts');
  return readyChart(await readChart(writeChart({ 'values.yaml': 'a: first\nzero: 0\n', ...templates })));
};

describe('when releases of one chart are rendered at once', () => {
  let files: Record<string, string>;
  beforeAll(() => {
    files = Object.fromEntries(
      Array.from({ length: 5 }, (_, i) => [`templates/${i}.yaml`, template.replace('NUMBER', String(i))]),
    );
  });

  it('then none sees what another one sets', async () => {
    const ready = await chartOf(files);
    const { signal } = new AbortController();
    const releases = await Promise.all(
      Array.from({ length: 8 }, (_, tenant) =>
        renderRelease(ready, { ...options, name: `t${tenant}`, signal }, { set: [`a=of-${tenant}`] }, io),
      ),
    );
    releases.forEach(({ manifests, problems }, tenant) => {
      expect(problems).toEqual([]);
      const text = manifests.map((manifest) => manifest.text).join('\n');
      expect(text).toContain(`a: "of-${tenant}"`);
      for (let other = 0; other < 8; other++) if (other !== tenant) expect(text).not.toContain(`of-${other}`);
    });
  });

  it('then the values of a caller stay as they were', async () => {
    const ready = await chartOf(files);
    const before = JSON.stringify(ready.defaults.values);
    await renderRelease(ready, options, {}, io);
    await renderRelease(ready, options, {}, io);
    expect(JSON.stringify(ready.defaults.values)).toBe(before);
  });
});

describe('when a render is stopped', () => {
  it('by a signal that has come, then nothing is rendered', async () => {
    const ready = await chartOf({ 'templates/a.yaml': template });
    await expect(renderRelease(ready, { ...options, signal: AbortSignal.abort('enough') }, {}, io)).rejects.toBe(
      'enough',
    );
  });

  it('by a signal between two templates, then it ends with its reason', async () => {
    const ready = await chartOf(
      Object.fromEntries(
        Array.from({ length: 50 }, (_, i) => [`templates/${i}.yaml`, template.replace('NUMBER', String(i))]),
      ),
    );
    const controller = new AbortController();
    const release = renderRelease(ready, { ...options, signal: controller.signal }, {}, io, (stage) => {
      if (stage === 'rendering the templates') setTimeout(() => controller.abort('enough'));
    });
    setTimeout(() => controller.abort('enough'));
    await expect(release).rejects.toBe('enough');
  });

  it('by its time, then a problem is reported', async () => {
    const loop = '{{ range until 200000 }}{{ $x := sha256sum (toString .) }}{{ end }}';
    const ready = await chartOf({ 'templates/a.yaml': loop });
    const { problems, manifests } = await renderRelease(ready, { ...options, deadline: performance.now() + 1 }, {}, io);
    expect(manifests).toEqual([]);
    expect(problems[0]?.message).toContain('rendering takes longer than the time that it was given');
  });
});
