import { type Chart, loadBuiltInChart, meetsKubeVersion } from '../../src/chart/index.ts';
import { readRulePages } from '../../src/cli/rule-pages.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { readSchema, withoutAnnotations } from '../../src/schema/index.ts';
import { writeQuickCheck } from '../../src/schema/quick.ts';
import { writeSchemaCheck } from '../../src/schema/write.ts';
import { precompile } from '../../src/templates/handlebars/index.ts';
import { DEFAULT_CAPABILITIES } from '../../src/templates/index.ts';
import { readDefaults } from '../../src/values/index.ts';

export interface Embedded {
  /** The modules that replace others, by their names in src/. */
  readonly replaced: Readonly<Record<string, string>>;
  /** The modules that these require for what few runs need, by the names that they use. */
  readonly required: Readonly<Record<string, string>>;
}

/**
 * The modules that replace src/release/built-in.ts and src/release/built-in-files.ts in the package: the built-in chart
 * as data, its templates and its schema compiled.
 *
 * @returns their sources
 * @throws ProblemError the errors of the chart
 */
export async function embedBuiltInChart(): Promise<Embedded> {
  const chart = await loadBuiltInChart();
  if (!chart.schema) throw new Error('the built-in chart has no schema');
  const { source: defaults, problems } = readDefaults(chart.name, chart.values.path, chart.values.text);
  const [problem, ...more] = problems;
  if (problem) throw new ProblemError(problem, ...more);
  const schema = readSchema(chart.schema.text, chart.schema.path);
  const { schema: modern } = await writeSchemaCheck(schema, chart.schema.path);
  const { $schema: _, $id: __, ...rest } = JSON.parse(chart.schema.text) as Readonly<Record<string, unknown>>;
  // Messages are made of the text of the schema: it is not embedded again in the form that is compiled.
  if (JSON.stringify(rest) !== JSON.stringify(modern)) throw new Error('the schema differs from what is compiled');
  const { schema: terse, code } = await writeSchemaCheck(withoutAnnotations(schema), chart.schema.path);
  const { files, named } = await precompile(
    chart.templates.map(({ path, text }) => ({ chart: chart.name, path, file: path, text })),
  );
  const template = ({ source, file, main }: (typeof files)[number]) =>
    `source: ${JSON.stringify(source)}, file: ${JSON.stringify(file)}, template: lazily(${main})`;
  const { Version } = DEFAULT_CAPABILITIES.KubeVersion;
  const fits = meetsKubeVersion(chart.metadata, Version) ? Version : undefined;
  const texts: string[] = [];
  const quick = writeQuickCheck(terse);
  const main = `
import { HandlebarsProgram } from '../templates/handlebars/program.ts';
import { instantiate } from '../templates/handlebars/runtime/environment.ts';
import { prepareDefaults } from '../values/index.ts';
import { ExactNumber, isImmutable, isMap } from '../yaml/value.ts';

${TEXT}
const chart = ${toSource({ ...chart, files: filesFor(chart) }, texts)};
const named = new Map();
// Each flag asks the terse one what is meant, and JSON is read sooner than a program. Messages are made of the other.
let schema;
let terse;
const withoutName = ({ $schema: _, $id: __, ...rest }) => rest;
// Most templates print nothing in most runs.
const lazily = (make) => {
  let template;
  return (context, frame) => (template ??= instantiate(make))(context, frame);
};
const defaults = prepareDefaults(chart.name, ${toSource(defaults.values)});
const validator = {
  ${quick === undefined ? '' : `accepts: ((isMap, isImmutable, ExactNumber) => {${quick}})(isMap, isImmutable, ExactNumber),`}
  get check() { return require('built-in-check'); },
  get terse() { return (terse ??= JSON.parse(${JSON.stringify(toAsciiJson(terse))})); },
  get schema() { return (schema ??= withoutName(JSON.parse(chart.schema.text))); },
};
const program = new HandlebarsProgram(
  chart.name,
  { files: [${files.map((one) => `{ ${template(one)} }`).join(',\n')}], named },
  (file) => chart.templates.find(({ path }) => path === file)?.text,
);
const ready = {
  chart,
  tree: { chart, defaults, dependencies: [] },
  defaults,
  problems: [],
  fits: ${JSON.stringify(fits)},
  validator,
  usesKinds: false,
  prepared: new Map([[chart.name, { program, validators: new Map([[chart.name, validator]]), schemaProblems: [] }]]),
};
${named.map((one) => `named.set(${JSON.stringify(one.name)}, { ${template(one)} });`).join('\n')}

export const readyBuiltInChart = async () => ready;
`;
  const whole = `${TEXT}\nconst chart = ${toSource(chart, texts)};\nexport const readBuiltInChart = async () => chart;\n`;
  return {
    replaced: {
      'release/built-in.ts': main,
      'release/built-in-files.ts': whole,
      'cli/rule-pages.ts': `const pages = new Map(${JSON.stringify([...readRulePages()])});
export const readRulePages = () => pages;`,
    },
    required: {
      'built-in-check': shorten(code),
      'built-in-texts': `module.exports = ${JSON.stringify(texts)};`,
    },
  };
}

/**
 * Ajv repeats at each place the code that adds an error to the others, which is half of its output; here one function
 * does it. Patterns are created when they are first applied to a string, which most never are.
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

/** The chart's files that templates can read: none is embedded if no template reads files. */
const filesFor = ({ templates, files }: Chart) => (templates.some(({ text }) => /\bFiles\b/.test(text)) ? files : []);

/** A string with a single character beyond Latin-1 needs twice the memory, also in V8's cache. */
const toAsciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** How a module reads a long string. */
const TEXT = "const text = (index) => require('built-in-texts')[index];";

/**
 * A value as an expression: maps keep having no prototype. Long strings are read when they are needed, which is rare: a
 * program starts faster without them.
 *
 * @param texts receives the long strings; without it they stay inline
 */
function toSource(value: unknown, texts?: string[]): string {
  if (Array.isArray(value)) return `[${value.map((item) => toSource(item, texts)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'undefined' : JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => {
    const name = JSON.stringify(key);
    if (texts === undefined || typeof field !== 'string' || field.length <= LONG)
      return `${name}:${toSource(field, texts)}`;
    if (!texts.includes(field)) texts.push(field);
    return `get ${name}(){return text(${texts.indexOf(field)})}`;
  });
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw new Error('only plain data can be embedded');
  return `{${[...(prototype === null ? ['__proto__:null'] : []), ...fields].join(',')}}`;
}

const LONG = 200;
