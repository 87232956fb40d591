import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadArchive, packChart, readChart } from '../../src/chart/index.ts';
import { CHART_YAML, writeChart } from './write-chart.ts';

const helm = process.env.HELM;

const pack = async (folder: string, options = {}) => packChart(await readChart(folder, folder, 'dependency'), options);

/** An archive without what Helm takes from the files' times: those, and the sums of the headers that hold them. */
function withoutTimes(archive: Uint8Array): string {
  const tar = Buffer.from(gunzipSync(archive));
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8) || 0;
    tar.fill(0, at + 136, at + 148);
    tar.fill(0, at + 148, at + 156);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return tar.toString('latin1');
}

/** The fields before the compressed bytes. */
const gzipHeader = (archive: Uint8Array): string => Buffer.from(archive.subarray(0, 61)).toString('latin1');

const LOCK =
  'dependencies:\n- name: sub\n  repository: ""\n  version: 0.1.0\ndigest: sha256:00\ngenerated: "2024-01-02T03:04:05.678+02:00"\n';
const SUB = 'apiVersion: v2\nname: sub\nversion: 0.1.0\n';
const LONG = `files/${'a'.repeat(60)}/${'b'.repeat(60)}/${'c'.repeat(30)}.txt`;

const CHARTS: Readonly<Record<string, Readonly<Record<string, string | Uint8Array | undefined>>>> = {
  'a small one': { 'values.yaml': 'a: 1\n', 'templates/x.yaml': 'a: b\n' },
  'one without values': { 'templates/x.yaml': 'a: b\n' },
  'one with a lock, a schema and a subchart': {
    'Chart.yaml': `${CHART_YAML}type: application\nkeywords: [b, a]\nmaintainers:\n- email: a@b\n  name: me\nannotations: {z: "1", a: "2"}\ndependencies:\n- name: sub\n  version: ^0.1.0\n  repository: ""\n  import-values:\n  - child: a.b\n    parent: c\n  tags: [x]\n`,
    'Chart.lock': LOCK,
    'values.schema.json': '{"type": "object"}\n',
    'values.yaml': '',
    'charts/sub/Chart.yaml': SUB,
    'charts/sub/values.yaml': 'x: 1\n',
    'charts/sub/templates/_helpers.tpl': '{{- define "x" }}{{ end }}',
  },
  'one of apiVersion v1': {
    'Chart.yaml': 'name: web\nversion: 1.2.3\nengine: gotpl\n',
    'requirements.yaml': 'dependencies:\n- name: sub\n  version: 0.1.0\n',
    'requirements.lock': LOCK,
    'charts/sub/Chart.yaml': SUB,
  },
  'one with odd files': {
    '.helmignore': '*.bak\n',
    'README.md': '\ufeff# BOM\n',
    'README.bak': 'x',
    'files/bytes.bin': new Uint8Array([0, 255, 128, 65, 0xc3, 0xa9, 0xc3]),
    'files/äöü.txt': 'x',
    [LONG]: 'long',
    'templates/.hidden': 'x',
    'templates/tests/x.yaml': 'a\r\nb\r\n',
    'crds/x.yaml': 'kind: X\n',
  },
};

describe('when a chart is packed', () => {
  it.each(Object.entries(CHARTS))(
    'and it is %s, then equal inputs result in equal bytes, and it can be read',
    async (_, files) => {
      const [first, second] = [await pack(writeChart(files)), await pack(writeChart(files))];
      expect(first.name).toBe('web-1.2.3.tgz');
      expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
      const { templates, dependencies } = await loadArchive(first.bytes, first.name);
      const before = await readChart(writeChart(files));
      expect(templates).toEqual(before.templates);
      expect(dependencies.map(({ name }) => name)).toEqual(before.dependencies.map(({ name }) => name));
    },
  );

  it('with another version, then that is in its name and in Chart.yaml', async () => {
    const { name, bytes } = await pack(writeChart(), { version: '2.0.0+x', appVersion: 'v9' });
    expect(name).toBe('web-2.0.0+x.tgz');
    expect((await loadArchive(bytes, name)).metadata).toMatchObject({ version: '2.0.0+x', appVersion: 'v9' });
  });

  it.each([
    ['its version is not one', {}, { version: 'x' }, '"x": invalid semantic version'],
    [
      'a dependency is missing',
      { 'Chart.yaml': `${CHART_YAML}dependencies:\n- name: sub\n  version: 1.0.0\n` },
      {},
      'found in Chart.yaml, but missing in charts/ directory: sub',
    ],
    ['its schema is not JSON', { 'values.schema.json': 'type: object' }, {}, 'the schema is not JSON'],
  ])('and %s, then it is refused', async (_, files, options, message) => {
    await expect(pack(writeChart(files), options)).rejects.toThrow(message);
  });
});

describe.skipIf(!helm)('when Helm packs the same chart', () => {
  it.each(Object.entries(CHARTS))('and it is %s, then the archives are equal besides the times', async (_, files) => {
    const folder = writeChart(files);
    const to = mkdtempSync(join(tmpdir(), 'kilo-chart-pack-'));
    onTestFinished(() => rmSync(to, { recursive: true, force: true }));
    execFileSync(helm as string, ['package', folder, '-d', to], { stdio: 'pipe' });
    const [name = ''] = readdirSync(to);
    const theirs = readFileSync(join(to, name));
    const ours = await pack(folder);
    expect(ours.name).toBe(name);
    expect(gzipHeader(ours.bytes)).toBe(gzipHeader(theirs));
    expect(withoutTimes(ours.bytes)).toBe(withoutTimes(theirs));
    mkdirSync(dirname(join(to, 'x')), { recursive: true });
    writeFileSync(join(to, 'ours.tgz'), ours.bytes);
    expect(execFileSync(helm as string, ['show', 'chart', join(to, 'ours.tgz')], { encoding: 'utf8' })).toBe(
      execFileSync(helm as string, ['show', 'chart', join(to, name)], { encoding: 'utf8' }),
    );
  });
});
