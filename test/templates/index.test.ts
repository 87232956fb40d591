import { describe, expect, it } from 'vitest';
import { type Chart, readChart } from '../../src/chart/index.ts';
import {
  hasGoTemplates,
  type PlacedChart,
  programOf,
  type RenderContext,
  readTemplates,
} from '../../src/templates/index.ts';
import { writeChart } from '../chart/write-chart.ts';
import { contextOf } from './go/rendering.ts';

const GO = { 'templates/go.yaml': 'a: {{ .Chart.Name }}\n' };
const HANDLEBARS = { 'templates/h.yaml.hbs': 'a: {{Chart.Name}}\n' };

const chartOf = (files: Readonly<Record<string, string>>, name = 'web'): Promise<Chart> =>
  readChart(writeChart({ 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`, ...files }), name);

const within = (name: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries([
    [`charts/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`],
    ...Object.entries(files).map(([path, text]) => [`charts/${name}/${path}`, text]),
  ]);

async function render(charts: readonly PlacedChart[]): Promise<string[]> {
  const program = await programOf(charts);
  const contexts = new Map<string, RenderContext>(charts.map(({ id }) => [id, contextOf(undefined, id)]));
  await program.prepare(contexts);
  const session = program.open(contexts);
  return program.entries.map((entry) => {
    const { text, problems } = session.render(entry);
    expect(problems).toEqual([]);
    return `${entry.source} ${text.trim()}`;
  });
}

describe('whether a chart has Go templates', () => {
  it.each([
    ['it has none at all', {}, false],
    ['its templates are Go', GO, true],
    ['its templates are Handlebars', HANDLEBARS, false],
    ['it has notes besides Handlebars', { ...HANDLEBARS, 'templates/NOTES.txt': 'x' }, false],
    ['a chart in it has none', within('sub', {}), false],
    ['a chart in it has Go', { ...HANDLEBARS, ...within('sub', GO) }, true],
    ['a chart in it has Handlebars', { ...within('sub', HANDLEBARS) }, false],
  ])('when %s', async (_, files, expected) => {
    expect(hasGoTemplates(await chartOf(files))).toBe(expected);
  });
});

describe('the program of a tree of charts', () => {
  it.each([
    ['there is no chart', [], false, []],
    ['there is no template', [{}], false, []],
    ['all is Go', [GO, GO], false, ['c1/templates/go.yaml a: c1', 'c0/templates/go.yaml a: c0']],
    ['all is Handlebars', [HANDLEBARS, HANDLEBARS], true, ['c0/templates/h.yaml a: c0', 'c1/templates/h.yaml a: c1']],
    [
      'there are both',
      [HANDLEBARS, GO, HANDLEBARS],
      false,
      ['c0/templates/h.yaml a: c0', 'c2/templates/h.yaml a: c2', 'c1/templates/go.yaml a: c1'],
    ],
  ])('when %s, then each chart is rendered in its language', async (_, charts, isStrict, printed) => {
    const placed: PlacedChart[] = [];
    for (const [index, files] of charts.entries()) placed.push({ id: `c${index}`, chart: await chartOf(files) });
    expect((await programOf(placed)).isStrict).toBe(isStrict);
    expect(await render(placed)).toEqual(printed);
  });

  it('has only the partials of a library', async () => {
    const library = await chartOf({ ...GO, 'templates/_l.tpl': '{{ define "l" }}of the library{{ end }}' });
    const chart = await chartOf({ 'templates/a.yaml': 'a: {{ include "l" . }}' });
    const placed = [
      { id: 'lib', chart: library, isLibrary: true },
      { id: 'web', chart },
    ];
    expect(await render(placed)).toEqual(['web/templates/a.yaml a: of the library']);
    expect((await readTemplates(placed)).map(({ source }) => source.path)).toEqual([
      'templates/_l.tpl',
      'templates/a.yaml',
    ]);
  });

  it('is read for analysis where it is Go', async () => {
    const [go, handlebars] = [await chartOf(GO), await chartOf(HANDLEBARS)];
    const files = await readTemplates([
      { id: 'h', chart: handlebars },
      { id: 'g', chart: go },
    ]);
    expect(files).toMatchObject([{ source: { chart: 'g', path: 'templates/go.yaml' } }]);
    expect(await readTemplates([{ id: 'h', chart: handlebars }])).toEqual([]);
  });
});
