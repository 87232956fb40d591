import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Chart } from '../../src/chart/index.ts';
import { readMetadata } from '../../src/chart/metadata.ts';
import { type LintProblem, lint } from '../../src/lint/index.ts';
import { KG_FLAGS } from '../../src/lint/kilo/flags.ts';
import { readyChart } from '../../src/release/index.ts';
import type { ValuesRequest } from '../../src/values/index.ts';
import { io, RELEASE } from './corpus.ts';

/** A small chart of one's own, in which things can go wrong that cannot in the built-in one. */
const chart = (template: string, values = '', name = 'a.yaml'): Chart => ({
  name: 'small',
  version: '1.0.0',
  metadata: readMetadata('apiVersion: v2\nname: small\nversion: 1.0.0\n', 'Chart.yaml'),
  values: { path: 'values.yaml', text: values },
  schema: undefined,
  templates: [{ path: `templates/${name}.hbs`, text: template }],
  crds: [],
  files: [],
  dependencies: [],
});

const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

async function lintChart(small: Chart, text: string, flags: Partial<ValuesRequest> = {}): Promise<LintProblem[]> {
  const read = { ...io, readFile: async () => text };
  return lint({ ready: await readyChart(small), options: RELEASE, shared: flags, files: ['my.yaml'] }, read);
}

const table: readonly {
  readonly rule: string;
  readonly chart: Chart;
  readonly file?: string;
  readonly flags?: Partial<ValuesRequest>;
  /** The same with what is wrong mended. */
  readonly mended: { readonly chart?: Chart; readonly file?: string; readonly flags?: Partial<ValuesRequest> };
}[] = [
  {
    rule: 'manifest-yaml',
    chart: chart(`${OBJECT}data:\n  a: {{{Values.a}}}\n`, 'a: 1'),
    file: "a: '\"b'",
    mended: { file: 'a: b' },
  },
  { rule: 'manifest-object', chart: chart('kind: ConfigMap\n'), mended: { chart: chart(OBJECT) } },
  {
    rule: 'manifest-hook',
    chart: chart(`${OBJECT}  annotations: {helm.sh/hook: pre-instal}\n`),
    mended: { chart: chart(`${OBJECT}  annotations: {helm.sh/hook: pre-install}\n`) },
  },
  {
    rule: 'template-warning',
    chart: chart(`{{warn "odd" path="a"}}\n${OBJECT}`),
    mended: { chart: chart(OBJECT) },
  },
  {
    rule: 'values-list-as-string',
    chart: chart(OBJECT, 'list: []'),
    flags: { set: ['list=a'] },
    mended: { flags: { set: ['list={a}'] } },
  },
  {
    rule: 'values-list-replaced',
    chart: chart(OBJECT, 'list: [a, b]'),
    flags: { set: ['list[1]=c'] },
    mended: { file: 'list: [a, b]', flags: { set: ['list[1]=c'] } },
  },
  {
    rule: 'values-table',
    chart: chart(OBJECT, 'map: text'),
    file: 'map: {a: b}',
    mended: { file: 'map: b' },
  },
];

describe('with a chart of one’s own', () => {
  it.each(table.map((row) => [row.rule, row] as const))('%s is found, and not in the near miss', async (rule, row) => {
    const found = await lintChart(row.chart, row.file ?? '', row.flags);
    expect(found.map((problem) => problem.rule)).toContain(rule);
    const { mended } = row;
    const after = await lintChart(mended.chart ?? row.chart, mended.file ?? row.file ?? '', mended.flags ?? row.flags);
    expect(after.map((problem) => `${problem.rule} ${problem.message}`)).toEqual([]);
  });

  it('a value is followed through whatever the templates do to it', async () => {
    const small = chart(
      `${OBJECT}data:\n  a: {{printf "%s-%s" (upper Values.first) (toString Values.second)}}\n---\n` +
        'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{printf "%s-%d" Values.prefix (add Values.number 1)}}\n' +
        'spec:\n  ports:\n{{#each Values.ports as |port|}}\n    - port: {{add port 0}}\n      name: p{{{port}}}\n{{/each}}\n',
      'first: a\nsecond: b\nprefix: c\nnumber: 1\nports: [80]',
    );
    const found = await lintChart(small, 'first: x\nprefix: C\nports:\n  - 80\n  - 70000\n');
    expect(found.map(({ rule, where }) => `${rule} ${where?.line}:${where?.column}`)).toEqual([
      'kubernetes-name 2:1',
      'kubernetes-port 5:5',
    ]);
  });
});

describe('the flags of kg', () => {
  it('are those of kilo’s sources', () => {
    const facts = JSON.parse(readFileSync(join(import.meta.dirname, '../platforms/kg-flags.json'), 'utf8'));
    const known = Object.entries(facts.flags as Record<string, Record<string, unknown>>).map(([name, flag]) => {
      const { default: _, ...rest } = flag;
      return [name, rest];
    });
    // The table of releases states since when a flag exists (kilo.test.ts).
    const own = Object.entries(KG_FLAGS).map(([name, { since: _, wordsSince: __, ...flag }]) => [name, flag]);
    expect(Object.fromEntries(own)).toEqual(Object.fromEntries(known));
  });
});

describe('several files', () => {
  const files: Record<string, string> = {
    'base.yaml': 'kdaemon:\n  arg: []\n',
    'b.yaml': 'image: {tagg: x}\n',
    'a.yaml': 'image: [\n',
    'broken-base.yaml': 'x: "\n',
  };
  const read = {
    ...io,
    readFile: async (path: string) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error(), { code: 'ENOENT' });
      return text;
    },
    readStdin: async () => 'image: {tagg: x}\n',
  };
  const check = async (names: string[], shared: Partial<ValuesRequest> = {}) => {
    const { builtInChart } = await import('./corpus.ts');
    const found = await lint({ ready: await builtInChart, options: RELEASE, shared, files: names }, read);
    return found
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, where, file }) => `${file}: ${rule} ${where?.file ?? ''}:${where?.line ?? ''}`);
  };

  it('are separate cases: each is checked, in the order of their names', async () => {
    expect(await check(['b.yaml', 'a.yaml'])).toEqual(['a.yaml: yaml-syntax a.yaml:1', 'b.yaml: schema b.yaml:1']);
  });

  it('share the problems of the file below them, which are reported once', async () => {
    expect(await check(['b.yaml', '-'], { files: ['base.yaml'] })).toEqual([
      '-: schema -:1',
      'b.yaml: schema b.yaml:1',
      'b.yaml: schema base.yaml:2',
    ]);
  });

  it('are all read, whatever is wrong with one', async () => {
    expect(await check(['a.yaml', 'gone.yaml', 'b.yaml'], { files: ['broken-base.yaml'] })).toEqual([
      'a.yaml: yaml-syntax a.yaml:1',
      'a.yaml: yaml-syntax broken-base.yaml:1',
      'gone.yaml: file gone.yaml:',
    ]);
  });
});
