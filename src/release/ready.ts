import { type Chart, nameFile } from '../chart/index.ts';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { compileSchema, readSchema, type Validator } from '../schema/index.ts';
import { hasGoTemplates, type Program, programOf } from '../templates/index.ts';
import { type ChartDefaults, type DefaultsTree, type ResolvedChart, readDefaultsTree } from '../values/index.ts';
import { soleChart } from './charts.ts';

/** The compiled parts of the charts of a release. */
export interface Prepared {
  readonly program: Program;
  /** The checks of the charts that have a schema, by their ids. */
  readonly validators: ReadonlyMap<string, Validator>;
  /** What is wrong with schemas, which counts where values are checked. */
  readonly schemaProblems: readonly Problem[];
}

/** A chart with all work done that does not depend on a release: it can render any number of them. */
export interface ReadyChart {
  readonly chart: Chart;
  /** The defaults of the chart and of all charts in it. */
  readonly tree: DefaultsTree;
  /** The defaults of the chart itself. */
  readonly defaults: ChartDefaults;
  /** Warnings about the defaults, such as keys that occur twice. */
  readonly problems: readonly Problem[];
  /** The schema of the chart itself. */
  readonly validator: Pick<Validator, 'schema' | 'terse'> | undefined;
  /** Whether templates distinguish integers of `--set` from other numbers, as Go's do. */
  readonly usesKinds: boolean;
  /** The compiled parts, by the charts that take part: see {@link prepare}. */
  readonly prepared: Map<string, Prepared>;
  /**
   * A version of Kubernetes known to satisfy the chart's kubeVersion: checking it takes a millisecond at each start.
   */
  readonly fits?: string;
}

/** The defaults of a chart and of all charts in it, with their warnings. */
export function readValuesOf(chart: Chart): Pick<ReadyChart, 'tree' | 'defaults' | 'problems' | 'usesKinds'> {
  const { source: tree, problems } = readDefaultsTree(chart);
  return {
    tree,
    defaults: tree.defaults,
    problems: [...(chart.warnings ?? []), ...problems],
    usesKinds: hasGoTemplates(chart),
  };
}

/**
 * Reads a chart's defaults. The templates and the schema of a chart without dependencies are compiled, too; with
 * dependencies, the values of a release must first determine which of them take part. An invalid schema is an error
 * where values are checked.
 *
 * @throws ProblemError all errors of the defaults and the templates
 */
export async function readyChart(chart: Chart): Promise<ReadyChart> {
  const ready: ReadyChart = { ...readValuesOf(chart), chart, validator: readIfValid(chart), prepared: new Map() };
  if (chart.dependencies.length === 0) await prepare(ready, [soleChart(chart, ready.defaults)]);
  return ready;
}

/** The schema of a chart, as data; an invalid one is ignored: rendering reports what is wrong with it. */
export function readIfValid(chart: Chart): Pick<Validator, 'schema'> | undefined {
  try {
    const { schema } = chart;
    return schema && { schema: readSchema(schema.text, nameFile(chart, schema.path)) };
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

interface Collected<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
}

/** What is made, or the problems that it throws. */
async function collect<T>(made: Promise<T>): Promise<Collected<T>> {
  try {
    return { value: await made, problems: [] };
  } catch (error) {
    if (error instanceof ProblemError) return { problems: error.problems };
    throw error;
  }
}

/** Programs render one chart with few sets of enabled charts; untrusted values may lead to many. */
const MAX_PREPARED = 16;

/** Parts of all different schemas of a release: compiling them takes seconds. */
const MAX_PARTS = 20_000;

const tooManyParts = (file: string): Problem => ({
  code: 'chart',
  severity: 'error',
  message: `the schemas of the chart and its dependencies have more than ${MAX_PARTS} parts`,
  where: { file },
});

/**
 * Compiles the templates and schemas of the charts that take part in a release, once for each set of charts.
 *
 * @param charts in Helm's order
 * @throws ProblemError all errors of all templates, and then those of the schemas, too
 */
export async function prepare(ready: ReadyChart, charts: readonly ResolvedChart[]): Promise<Prepared> {
  const key = keyOf(charts);
  const known = ready.prepared.get(key);
  if (known) return known;
  const validators = new Map<string, Validator>();
  const schemaProblems: Problem[] = [];
  const byText = new Map<string, Collected<Validator>>();
  let parts = 0;
  for (const { id, chart } of charts) {
    const { schema } = chart;
    if (!schema) continue;
    const file = nameFile(chart, schema.path);
    // A chart with several aliases is compiled once.
    const compiled = byText.get(schema.text) ?? (await collect(compileText(schema.text, file)));
    schemaProblems.push(...compiled.problems);
    if (!compiled.value) continue;
    if (!byText.has(schema.text)) parts += compiled.value.parts ?? 0;
    byText.set(schema.text, compiled);
    validators.set(id, compiled.value);
    if (parts > MAX_PARTS) throw new ProblemError(tooManyParts(file));
  }
  const program = await collect(programOf(charts));
  if (program.value === undefined) throw new ProblemError(...(program.problems as [Problem]), ...schemaProblems);
  const made = { program: program.value, validators, schemaProblems };
  if (ready.prepared.size >= MAX_PREPARED) ready.prepared.clear();
  ready.prepared.set(key, made);
  return made;
}

/** The result of {@link prepare} for these charts. */
export function preparedFor(ready: ReadyChart, charts: readonly ResolvedChart[]): Prepared {
  const found = ready.prepared.get(keyOf(charts));
  if (!found) throw new Error('the charts of the release are not prepared: call prepareRender first');
  return found;
}

const keyOf = (charts: readonly ResolvedChart[]): string => charts.map(({ id }) => id).join('\n');

const compileText = async (schema: string, file: string): Promise<Validator> =>
  compileSchema(readSchema(schema, file), file);
