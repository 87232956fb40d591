import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  computeValues,
  diffReleases,
  formatPath,
  isMap,
  lintValues,
  loadChart,
  memoryReader,
  parseSet,
  renderRelease,
  type ValuesOptions,
} from '../../src/index.ts';

const WEB = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.2.3\n',
  'web/values.yaml': 'host: example.org\n',
  'web/.helmignore': 'notes/\n*.bak\n',
  'web/notes/Chart.yaml': 'not: [a chart',
  'web/templates/old.yaml.bak': '{{ fail "ignored" }}',
  'web/templates/map.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  host: {{ .Values.host | quote }}\n',
  'my.yaml': 'host: example.com\n',
};
const reader = memoryReader(WEB);
const hostOf = (manifests: readonly { readonly object: object }[]) =>
  (manifests[0]?.object as { data?: { host?: string } } | undefined)?.data?.host;

describe('a release of a chart in memory', () => {
  it('is rendered without the disk', async () => {
    const { manifests, text, problems } = await renderRelease({ chart: 'web', name: 'hello', reader });
    expect(problems).toEqual([]);
    expect(hostOf(manifests)).toBe('example.org');
    expect(text).toMatch(/^---\n# Source: web\/templates\/map\.yaml\n/);
  });

  it.each<[string, ValuesOptions & { readonly values?: object }, string]>([
    ['a file', { files: ['my.yaml'] }, 'example.com'],
    ["the program's own values over a file", { files: ['my.yaml'], values: { host: 'own' } }, 'own'],
    ['set over them all', { files: ['my.yaml'], values: { host: 'own' }, set: ['host=set'] }, 'set'],
    ['setJson', { setJson: ['host="json"'] }, 'json'],
    ['setString', { setString: ['host=1'] }, '1'],
    ['setFile', { setFile: ['host=my.yaml'] }, 'host: example.com\n'],
    ['setLiteral', { setLiteral: ['host=a,b'] }, 'a,b'],
  ])('takes values from %s', async (_, options, host) => {
    const { manifests } = await renderRelease({ ...options, chart: 'web', reader });
    expect(hostOf(manifests)).toBe(host);
  });

  it('is the same from a chart that is loaded once, for any number of tenants at the same time', async () => {
    const { chart } = await loadChart({ path: 'web', reader });
    if (!chart) throw new Error('the chart loads');
    const tenants = Array.from({ length: 20 }, (_, number) => `tenant-${number}`);
    const releases = await Promise.all(tenants.map((host) => renderRelease({ chart, values: { host } })));
    expect(releases.map(({ manifests }) => hostOf(manifests))).toEqual(tenants);
  });
});

describe('what is wrong', () => {
  it.each<[string, () => Promise<{ readonly problems: readonly { readonly message: string }[] }>, string]>([
    ['a chart that is not there', () => loadChart({ path: 'none', reader }), 'cannot be read: no such file'],
    ['an invalid archive', () => loadChart({ archive: new Uint8Array(3) }), 'gzipped archive'],
    ['a file that is not there', () => renderRelease({ chart: 'web', files: ['none.yaml'], reader }), 'none.yaml'],
    ['a URL without a fetch', () => renderRelease({ chart: 'web', files: ['https://a.b/c'], reader }), 'https://a.b/c'],
    ['a flag', () => renderRelease({ chart: 'web', set: ['a[x]=1'], reader }), 'failed parsing --set data'],
    ['a name', () => renderRelease({ chart: 'web', name: 'A', reader }), 'release name'],
    ['a namespace', () => renderRelease({ chart: 'web', namespace: '-', reader }), 'namespace'],
    ['a version', () => renderRelease({ chart: 'web', kubeVersion: 'new', reader }), 'kube version'],
    ['a platform', () => renderRelease({ chart: 'web', platform: 'moon', reader }), 'no platform "moon"'],
    ['a value', () => renderRelease({ chart: 'web', values: { a: [() => 1] }, reader }), 'a function is not a value'],
    ['a number', () => renderRelease({ chart: 'web', values: { a: Number.NaN }, reader }), 'NaN is not a number'],
    ['an object', () => computeValues({ chart: 'web', values: { a: new Date(0) }, reader }), 'an instance of Date'],
    ['values against the schema', () => renderRelease({ set: ['image.tag={a}'] }), 'expected'],
    ['a case of lint', () => lintValues({ chart: 'web', cases: ['none.yaml'], reader }), 'none.yaml'],
  ])('with %s is a problem, not thrown', async (_, run, message) => {
    const { problems } = await run();
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
  });

  it('in a reader that is a directory without files is said as of a chart', async () => {
    const empty = { readFile: reader.readFile, listFiles: async () => [] };
    const { problems } = await loadChart({ path: 'web', reader: empty });
    expect(problems[0]?.message).toBe('web is not a chart: it has no Chart.yaml');
  });

  it('with a chart that no loadChart returned is a bug of the program', async () => {
    const { chart } = await loadChart();
    await expect(renderRelease({ chart: { ...(chart as object) } as never })).rejects.toThrow(TypeError);
  });
});

describe('cancellation', () => {
  it.each(['before', 'while values are read'])('rejects with the reason of the signal: %s', async (when) => {
    const controller = new AbortController();
    const reason = new Error('the client has gone');
    if (when === 'before') controller.abort(reason);
    const progress = (stage: string) => {
      if (stage === 'reading values') controller.abort(reason);
    };
    await expect(renderRelease({ signal: controller.signal, progress })).rejects.toBe(reason);
  });

  it('does not happen without a signal; stages are reported in their order', async () => {
    const stages: string[] = [];
    const { problems } = await renderRelease({
      chart: 'web',
      reader,
      signal: new AbortController().signal,
      progress: (stage) => stages.push(stage),
    });
    expect(problems).toEqual([]);
    expect(stages).toEqual([
      'loading the chart',
      'compiling the templates',
      'reading values',
      'rendering the templates',
      'reading what the templates printed',
    ]);
  });
});

describe('a render that is stopped', () => {
  const many = memoryReader({
    'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    ...Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [
        `web/templates/${i}.yaml`,
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a${i}}\n`,
      ]),
    ),
    'slow/Chart.yaml': 'apiVersion: v2\nname: slow\nversion: 1.0.0\n',
    'slow/templates/a.yaml': '{{ range until 20000 }}{{ $x := sha256sum (toString .) }}{{ end }}',
    ...Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}.yaml`, 'a: 1\n'])),
  });
  const cases = Array.from({ length: 50 }, (_, i) => `${i}.yaml`);

  it.each<readonly [string, (signal: AbortSignal, progress: (stage: string) => void) => Promise<unknown>]>([
    ['between two templates', (signal, progress) => renderRelease({ chart: 'web', reader: many, signal, progress })],
    [
      'between two cases of lint',
      (signal, progress) => lintValues({ chart: 'web', cases, reader: many, signal, progress }),
    ],
  ])('by a signal that comes %s is rejected with its reason', async (_, run) => {
    const controller = new AbortController();
    const progress = (stage: string) => {
      if (/^(?:rendering|checked 1 )/.test(stage)) setTimeout(() => controller.abort('enough'));
    };
    await expect(run(controller.signal, progress)).rejects.toBe('enough');
  });

  it.each<
    readonly [string, (timeout: number) => Promise<{ readonly problems: readonly { readonly message: string }[] }>]
  >([
    ['renderRelease', (timeout) => renderRelease({ chart: 'slow', reader: many, timeout })],
    ['lintValues', (timeout) => lintValues({ chart: 'slow', reader: many, timeout })],
  ])('by the time that %s is given reports it', async (_, run) => {
    const { problems } = await run(1);
    expect(problems.map(({ message }) => message).join()).toContain(
      'rendering takes longer than the time that it was given',
    );
    expect((await run(100_000)).problems.map(({ message }) => message).join()).not.toContain('takes longer');
  });
});

describe('the built-in chart', () => {
  it('is the default, with typed values', async () => {
    const { values } = await computeValues({ values: { image: { tag: '0.7.0' }, peers: [] } });
    expect(isMap(values.image) && values.image.tag).toBe('0.7.0');
  });

  it('lists its platforms and its definitions', async () => {
    const { chart } = await loadChart();
    expect(chart?.platforms).toContain('k3s');
    expect(chart?.crds.map(({ path }) => path)).toEqual(['crds/peers.kilo.squat.ai.yaml']);
  });
});

describe('files', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kilo-chart-library-'));
    for (const [path, text] of Object.entries(WEB)) {
      mkdirSync(join(directory, path, '..'), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('are read from the disk by default, and the chart is the same as in memory', async () => {
    const options = { name: 'hello' } as const;
    const fromDisk = await renderRelease({
      ...options,
      chart: join(directory, 'web'),
      files: [join(directory, 'my.yaml')],
    });
    const fromMemory = await renderRelease({ ...options, chart: 'web', files: ['my.yaml'], reader });
    expect(fromDisk).toEqual(fromMemory);
  });
});

describe('parseSet', () => {
  it('points at the character that Helm refuses', () => {
    const { values, problems } = parseSet({ text: 'a.b=1,c[x]=2' });
    expect(Object.keys(values)).toEqual([]);
    expect(problems[0]?.where?.flag).toMatchObject({ name: '--set', offset: 8 });
  });

  it('does not change what it sets over', () => {
    const into = { a: { b: 1 } };
    expect(parseSet({ text: 'a.b=2', into }).values).toEqual({ a: { b: 2 } });
    expect(into).toEqual({ a: { b: 1 } });
  });
});

describe('diffReleases', () => {
  it('when a release has errors, then nothing is removed, and the errors are the result', async () => {
    const before = await renderRelease();
    const after = await renderRelease({ set: ['image.tag={a}'] });
    const { changes, problems } = diffReleases({ before, after });
    expect({ changes, codes: problems.map(({ code }) => code) }).toEqual({ changes: [], codes: ['schema'] });
  });

  it('compares with text that was kept of an earlier release', async () => {
    const before = await renderRelease({ values: { image: { tag: '0.6.0' } } });
    const after = await renderRelease({ values: { image: { tag: '0.7.0' } } });
    expect(diffReleases({ before: before.text, after: before }).changes).toEqual([]);
    const { changes } = diffReleases({ before: before.text, after });
    expect(changes.map(({ object, fields }) => [object.kind, ...fields.map(({ path }) => formatPath(path))])).toEqual([
      ['DaemonSet', 'spec.template.spec.containers[0].image', 'spec.template.spec.initContainers[0].image'],
    ]);
  });

  it('reports text that is no YAML', () => {
    const { changes, problems } = diffReleases({ before: 'a: [', after: { manifests: [] } });
    expect(changes).toEqual([]);
    expect(problems[0]).toMatchObject({ severity: 'error', where: { file: 'before' } });
  });
});
