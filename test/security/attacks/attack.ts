/** An input that is made to cost too much, and how the program is run with it. */
export interface Attack {
  readonly name: string;
  /** Files by their paths in the working directory of the run. */
  readonly files: () => Readonly<Record<string, string | Uint8Array>>;
  readonly args: readonly string[];
  /** Takes seconds even where all is well: it is run by the command, and not in each run of the tests. */
  readonly isLong?: boolean;
}

const CHART_YAML = 'apiVersion: v2\nname: web\nversion: 1.2.3\n';

const RENDER = ['template', 'x', 'chart'];

/** A chart with these files, rendered. */
export const chart = (
  name: string,
  files: () => Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[] = RENDER,
): Attack => ({
  name,
  files: () => ({
    'chart/Chart.yaml': CHART_YAML,
    ...Object.fromEntries(Object.entries(files()).map(([path, text]) => [`chart/${path}`, text])),
  }),
  args,
});

/** A chart whose only template is this Go template. */
export const go = (name: string, template: () => string, values = ''): Attack =>
  chart(`Go: ${name}`, () => ({ 'templates/t.yaml': template(), 'values.yaml': values }));

/** A chart whose only template is this Handlebars template. */
export const handlebars = (name: string, template: () => string, values = ''): Attack =>
  chart(`Handlebars: ${name}`, () => ({ 'templates/t.yaml.hbs': template(), 'values.yaml': values }));

/** Text in the place of a template in both languages. */
export const both = (name: string, text: () => string): readonly Attack[] => [go(name, text), handlebars(name, text)];

/** A values file for a chart that prints what it is given. */
export const values = (name: string, text: () => string | Uint8Array, template = '{{ toYaml .Values }}'): Attack => ({
  name: `values: ${name}`,
  files: () => ({ 'chart/Chart.yaml': CHART_YAML, 'chart/templates/t.yaml': template, 'v.yaml': text() }),
  args: [...RENDER, '-f', 'v.yaml'],
});

/** The attack, run by the command only. */
export const long = (attack: Attack): Attack => ({ ...attack, isLong: true });

/** So many parts, each made from its index. */
export const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join('');
