import { type Chart, loadBuiltInChart } from '../src/chart/index.ts';
import { precompileChart } from '../src/engine/index.ts';
import { ProblemError } from '../src/problems.ts';
import { readSchema, writeSchemaCheck } from '../src/schema/index.ts';
import { readDefaults } from '../src/values/index.ts';

export interface Embedded {
  /** The module that replaces src/built-in.ts. */
  readonly module: string;
  /** What it imports as `built-in-check`: the schema, compiled. */
  readonly check: string;
  /** The module that replaces src/built-in-files.ts. */
  readonly files: string;
}

/**
 * The module that takes the place of src/built-in.ts in the package: the built-in chart as data, its templates and its
 * schema compiled.
 *
 * @returns its source; imports are relative to src/
 * @throws ProblemError what is wrong with the chart
 */
export async function embedBuiltInChart(): Promise<Embedded> {
  const chart = await loadBuiltInChart();
  if (!chart.schema) throw new Error('the built-in chart has no schema');
  const { source: defaults, problems } = readDefaults(chart.name, chart.values.path, chart.values.text);
  const [problem, ...more] = problems;
  if (problem) throw new ProblemError(problem, ...more);
  const { schema, code } = await writeSchemaCheck(readSchema(chart.schema.text, chart.schema.path), chart.schema.path);
  const { files, named } = await precompileChart(chart);
  const template = (spec: string) => `instantiate(${spec})`;
  const module = `
import { instantiate } from './engine/environment.ts';
import { prepareDefaults } from './values/index.ts';
import check from 'built-in-check';

const chart = ${toSource({ ...chart, files: filesFor(chart) })};
const named = new Map();
const ready = {
  chart,
  defaults: prepareDefaults(chart.name, ${toSource(defaults.values)}),
  problems: [],
  validator: { schema: ${JSON.stringify(schema)}, check },
  templates: {
    traced: false,
    files: [${files.map(({ source, file, main }) => `{ source: ${JSON.stringify(source)}, file: ${JSON.stringify(file)}, template: ${template(main)} }`).join(',\n')}],
    named,
  },
};
${named.map(({ name, source, file, main }) => `named.set(${JSON.stringify(name)}, { source: ${JSON.stringify(source)}, file: ${JSON.stringify(file)}, template: ${template(main)} });`).join('\n')}

export const readyBuiltInChart = async () => ready;
`;
  const show = `const chart = ${toSource(chart)};\nexport const readBuiltInChart = async () => chart;\n`;
  return { module, check: code, files: show };
}

/** What templates can read of the chart's files: nothing of it goes into the package where none does. */
const filesFor = ({ templates, files }: Chart) => (templates.some(({ text }) => /\bFiles\b/.test(text)) ? files : []);

/** A value as an expression: maps keep having no prototype. */
function toSource(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toSource).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'undefined' : JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}:${toSource(field)}`);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw new Error('only plain data can be embedded');
  return `{${[...(prototype === null ? ['__proto__:null'] : []), ...fields].join(',')}}`;
}
