import { type Chart, loadBuiltInChart } from '../src/chart/index.ts';
import { precompileChart } from '../src/engine/index.ts';
import { ProblemError } from '../src/problems.ts';
import { readSchema, withoutAnnotations, writeQuickCheck, writeSchemaCheck } from '../src/schema/index.ts';
import { readDefaults } from '../src/values/index.ts';

export interface Embedded {
  /** The module that replaces src/built-in.ts. */
  readonly module: string;
  /** What it requires as `built-in-check`: what is wrong with them. */
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
  const schema = readSchema(chart.schema.text, chart.schema.path);
  const { schema: modern } = await writeSchemaCheck(schema, chart.schema.path);
  const { schema: terse, code } = await writeSchemaCheck(withoutAnnotations(schema), chart.schema.path);
  const { files, named } = await precompileChart(chart);
  const template = ({ source, file, main }: (typeof files)[number]) =>
    `source: ${JSON.stringify(source)}, file: ${JSON.stringify(file)}, template: lazily(${main})`;
  const module = `
import { instantiate } from './engine/environment.ts';
import { prepareDefaults } from './values/index.ts';
import { ExactNumber, isMap } from './yaml/value.ts';

const chart = ${toSource({ ...chart, files: filesFor(chart) })};
const named = new Map();
let schema;
// Most templates print nothing in most runs.
const lazily = (make) => {
  let template;
  return (context, frame) => (template ??= instantiate(make))(context, frame);
};
const ready = {
  chart,
  defaults: prepareDefaults(chart.name, ${toSource(defaults.values)}),
  problems: [],
  validator: {
    accepts: ((isMap, ExactNumber) => {${writeQuickCheck(terse)}})(isMap, ExactNumber),
    get check() { return require('built-in-check'); },
    get schema() { return (schema ??= ${JSON.stringify(modern)}); },
  },
  templates: {
    files: [${files.map((one) => `{ ${template(one)} }`).join(',\n')}],
    named,
  },
};
${named.map((one) => `named.set(${JSON.stringify(one.name)}, { ${template(one)} });`).join('\n')}

export const readyBuiltInChart = async () => ready;
`;
  const show = `const chart = ${toSource(chart)};\nexport const readBuiltInChart = async () => chart;\n`;
  return { module, check: shorten(code), files: show };
}

/**
 * Ajv writes out at each place how an error is added to the others: half of its code. Here one function does it. And
 * patterns are made when they are first asked about a text, which most are not.
 */
function shorten(check: string): string {
  const written =
    /const (err\d+) = (\{[^;]*?\});if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g;
  const patterns = /const (pattern\d+) = (new RegExp\("(?:[^"\\]|\\.)*", "u"\));/g;
  return `${check.replace(written, 'vErrors=addError(vErrors,$2);').replace(patterns, 'const $1 = lazily(() => $2);')}
function lazily(create) {
  let pattern;
  return { test: (text) => (pattern ??= create()).test(text) };
}
function addError(errors, error) {
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}`;
}

/** What templates can read of the chart's files: nothing of it goes into the package where none does. */
const filesFor = ({ templates, files }: Chart) => (templates.some(({ text }) => /\bFiles\b/.test(text)) ? files : []);

/**
 * A value as an expression: maps keep having no prototype. Long texts are made when they are asked for, which is seldom:
 * a program is sooner started without them.
 */
function toSource(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toSource).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'undefined' : JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) =>
    typeof field === 'string' && field.length > LONG
      ? `get ${JSON.stringify(key)}(){return ${JSON.stringify(field)}}`
      : `${JSON.stringify(key)}:${toSource(field)}`,
  );
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw new Error('only plain data can be embedded');
  return `{${[...(prototype === null ? ['__proto__:null'] : []), ...fields].join(',')}}`;
}

const LONG = 200;
