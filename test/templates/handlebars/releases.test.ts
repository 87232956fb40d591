import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBuiltInChart } from '../../../src/chart/index.ts';
import { prepareRender, type ReadyChart, readyChart, renderOutputs } from '../../../src/release/index.ts';
import { HandlebarsProgram } from '../../../src/templates/handlebars/program.ts';
import { DEFAULT_CAPABILITIES } from '../../../src/templates/index.ts';
import { computeValues } from '../../../src/values/index.ts';
import { isMap, type Value, type ValueMap } from '../../../src/yaml/value.ts';
import { compile, renderAll, values } from './rendering.ts';

let ready: ReadyChart;
beforeAll(async () => {
  ready = await readyChart(await loadBuiltInChart());
});

/** The same templates, of which nothing was rendered before. */
const alone = (): ReadyChart['prepared'] => {
  const known = ready.prepared.get(ready.chart.name);
  if (!known) throw new Error('the chart is not prepared');
  const program = new HandlebarsProgram(ready.chart.name, (known.program as HandlebarsProgram).set, () => undefined);
  return new Map([[ready.chart.name, { ...known, program }]]);
};

const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };

/** `a.b.c` of every default that is no map with something in it, and of each map. */
function pathsOf(value: Value, path: string): string[] {
  const inside = isMap(value)
    ? Object.keys(value).flatMap((key) => pathsOf(value[key] as Value, `${path}.${key}`))
    : [];
  return path === '' ? inside : [path.slice(1), ...inside];
}

const VALUES = [
  ...['true', 'false', 'null', '1', '"a"', '""', '[]', '{}', '{"a":"b"}', '["a"]', '[{"name":"a"}]'],
  ...['"{{Release.Name}}"', '{"a":"{{Values.image.tag}}"}', '["{{Template.Name}}"]', '"auto"', '"k3s"', '"soft"'],
];

const ROOT = {
  Release: { Name: 'r', Namespace: 'ns', Service: 'Helm', Revision: 1, IsInstall: true, IsUpgrade: false },
  Chart: { Name: 'c', Version: '1.2.3' },
  Capabilities: DEFAULT_CAPABILITIES,
  Template: { Name: '', BasePath: '' },
  Files: {},
};

/** The ways in which a template can ask for x, which is 1 in the first release and 2 in the second. */
const WAYS = [
  '{{Values.x}}',
  '{{@root.Values.x}}',
  '{{this.Values.x}}',
  '{{get (get @root "Values") "x"}}',
  '{{get Values "x"}}',
  '{{index this "Values" "x"}}',
  '{{#with @root}}{{this.Values.x}}{{/with}}',
  '{{#with this}}{{get this.Values "x"}}{{/with}}',
  '{{#with Values}}{{x}}{{/with}}',
  '{{#each (list @root)}}{{{this.Values.x}}}{{/each}}',
  '{{#each (pick Values "x")}}{{{this}}}{{/each}}',
  '{{include "x"}}',
  '{{include "x" @root}}',
  '{{include "context" context=@root}}',
  '{{include "context" (dict "context" this)}}',
  '{{include "map" Values}}',
  '{{include "map" values=Values}}',
  '{{include "map" Values.map}}',
  '{{include "c/templates/x.yaml"}}',
  '{{include "common.tplvalues.render" value="{{Values.x}}"}}',
  '{{include "common.tplvalues.render" value=Values.text}}',
  '{{tpl "{{Values.x}}"}}',
  '{{tpl Values.text @root}}',
  '{{evaluate Values.text}}',
  '{{get (evaluate Values.map "map") "x"}}',
  '{{include "common.utils.getValueFromKey" key="x"}}',
  '{{#if (eq Values.x 1)}}1{{else}}2{{/if}}',
  '{{default "2" Values.first}}',
];

const NAMED = `{{#*inline "x"}}{{{Values.x}}}{{/inline}}
{{#*inline "context"}}{{{context.Values.x}}}{{/inline}}
{{#*inline "map"}}{{#if values}}{{{values.x}}}{{else}}{{{x}}}{{/if}}{{/inline}}`;

describe('whichever way a template asks for a value', () => {
  it.each(WAYS)('%s is that of its own release', async (way) => {
    const templates = [
      { path: 'templates/_named.hbs', text: NAMED },
      { path: 'templates/x.yaml.hbs', text: 'x: {{{Values.x}}}' },
      { path: 'templates/t.yaml.hbs', text: `a: ${way}` },
    ];
    const program = await compile(templates);
    const print = (x: number) => {
      const given = values({ x, text: '{{Values.x}}', map: { x }, first: x === 1 ? '1' : '' }) as ValueMap;
      const { outputs, problems } = renderAll(program, { ...ROOT, Values: given });
      expect(problems).toEqual([]);
      return outputs.find(({ source }) => source.endsWith('t.yaml'))?.text.replaceAll(/['"]|x: /g, '');
    };
    expect([1, 2, 2, 1].map(print)).toEqual(['a: 1', 'a: 2', 'a: 2', 'a: 1']);
  });
});

describe('one release after the other', () => {
  it('prints what each of them prints by itself', { timeout: 120_000 }, async () => {
    const paths = pathsOf(ready.defaults.values, '');
    const flag = fc
      .tuple(fc.constantFrom(...paths), fc.constantFrom(...VALUES))
      .map(([path, json]) => `${path}=${json}`);
    const release = fc.record({
      setJson: fc.array(flag, { maxLength: 3 }),
      name: fc.constantFrom('kilo', 'kilo', 'other'),
      namespace: fc.constantFrom('kube-system', 'kube-system', 'n'),
      isUpgrade: fc.boolean(),
    });
    let same = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(release, { minLength: 2, maxLength: 6 }), async (releases) => {
        for (const { setJson, ...options } of releases) {
          const { values, origins } = await computeValues({ defaults: ready.defaults, setJson }, io);
          await prepareRender({ ready, options, values });
          const render = (chart: ReadyChart) =>
            renderOutputs({ ready: chart, options: { ...options, skipSchema: true }, values, origins });
          const kept = render(ready);
          expect(kept).toEqual(render({ ...ready, prepared: alone() }));
          if (kept.outputs.length > 0) same++;
        }
      }),
      { numRuns: 400 },
    );
    expect(same).toBeGreaterThan(400);
  });

  it('prints the current values, even if they were changed in between', async () => {
    const { values, origins } = await computeValues({ defaults: ready.defaults, set: ['image.tag=1.2.3'] }, io);
    const render = () => renderOutputs({ ready, options: { name: 'kilo', namespace: 'n' }, values, origins }).outputs;
    expect(JSON.stringify(render())).toContain(':1.2.3');
    (values.image as Record<string, Value>).tag = '4.5.6';
    expect(JSON.stringify(render())).toContain(':4.5.6');
    expect(JSON.stringify(render())).not.toContain(':1.2.3');
  });

  it("the chart's defaults, which all of them share, cannot be changed", async () => {
    const { values, origins } = await computeValues({ defaults: ready.defaults }, io);
    for (const name of ['one', 'another']) renderOutputs({ ready, options: { name, namespace: 'n' }, values, origins });
    expect(() => {
      (values.image as Record<string, Value>).tag = 'x';
    }).toThrow(TypeError);
  });
});
