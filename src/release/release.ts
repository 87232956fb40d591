import { type Chart, describeMetadata, meetsKubeVersion, nameFile } from '../chart/index.ts';
import { arrange, type Manifest } from '../manifests/index.ts';
import { formatPath, nearest } from '../problem/path.ts';
import { hasErrors, type Problem } from '../problem/problem.ts';
import { compileSchema, readSchema, SchemaExpectations, type Validator, validateValues } from '../schema/index.ts';
import {
  type Compiler,
  compileChart,
  DEFAULT_CAPABILITIES,
  holdsTemplate,
  loadCompiler,
  type Output,
  type RenderContext,
  renderTemplates,
  type TemplateSet,
  traceLines,
} from '../templates/handlebars/index.ts';
import {
  type ChartDefaults,
  type ComputedValues,
  computeValues,
  type Origins,
  readDefaults,
  type ValuesIo,
  type ValuesRequest,
} from '../values/index.ts';
import { newMap, type ValueMap } from '../yaml/value.ts';

/** A chart with everything that does not depend on a release done: it renders any number of them. */
export interface ReadyChart {
  readonly chart: Chart;
  readonly defaults: ChartDefaults;
  /** Keys of the defaults that stand twice, and the like. */
  readonly problems: readonly Problem[];
  readonly validator: Validator | undefined;
  readonly templates: TemplateSet;
  /** A version of Kubernetes that is known to be one that the chart asks for: to find out takes a start a millisecond. */
  readonly fits?: string;
}

/**
 * Reads a chart's defaults and compiles its schema and its templates.
 *
 * @throws ProblemError what is wrong with them
 */
export async function readyChart(chart: Chart): Promise<ReadyChart> {
  const { source: defaults, problems } = readDefaults(
    chart.name,
    nameFile(chart, chart.values.path),
    chart.values.text,
  );
  const { schema } = chart;
  const validator = schema && (await compileText(schema.text, nameFile(chart, schema.path)));
  return { chart, defaults, problems, validator, templates: await compileChart(chart) };
}

const compileText = (schema: string, file: string): Promise<Validator> => compileSchema(readSchema(schema, file), file);

/** What a release is called and where it goes, and what templates are told about it. */
export interface ReleaseOptions {
  readonly name: string;
  readonly namespace: string;
  readonly isUpgrade?: boolean;
  readonly capabilities?: RenderContext['Capabilities'];
  readonly skipSchema?: boolean;
}

export interface Release {
  /** In install order; empty when there are errors. */
  readonly manifests: readonly Manifest[];
  /** What the templates printed, also when it is no manifest. */
  readonly outputs: readonly Output[];
  /** Of all stages. */
  readonly problems: readonly Problem[];
}

/**
 * The way of a value, from its sources to the objects of a release: values, schema, engine, manifests. A stage whose
 * input is wrong is not entered.
 *
 * @param progress told what begins, for whoever waits
 * @returns objects and problems: where a problem is an error there are no objects
 */
export async function renderRelease(
  ready: ReadyChart,
  options: ReleaseOptions,
  request: Omit<ValuesRequest, 'defaults'>,
  io: ValuesIo,
  progress?: (stage: string) => void,
): Promise<Release> {
  const computed = await computeReleaseValues(ready, request, io);
  const problems = [...ready.problems, ...computed.problems];
  if (hasErrors(problems)) return { manifests: [], outputs: [], problems };
  const { values, origins } = computed;
  const compiler = await compilerFor(values);
  const release = renderValues(ready, options, values, origins, compiler, progress);
  const placed = await placeInTemplates(ready, options, values, release.problems);
  return { ...release, problems: relevant([...problems, ...placed]) };
}

/** What values are computed from, whatever else of the chart is ready, or broken. */
export interface ValuesBasis {
  readonly defaults: ChartDefaults;
  /** The chart's schema, which is not checked here: it tells what is meant. */
  readonly validator: Pick<Validator, 'schema'> | undefined;
}

/** The values of a release, from all their sources. */
export async function computeReleaseValues(
  ready: ValuesBasis,
  request: Omit<ValuesRequest, 'defaults'>,
  io: ValuesIo,
): Promise<ComputedValues> {
  const expectations = expectationsOf(ready);
  const computed = await computeValues(
    { ...request, defaults: ready.defaults, ...(expectations && { expectations }) },
    io,
  );
  const { problems } = computed;
  return {
    ...computed,
    problems: expectations ? problems.filter((problem) => !isMeant(problem, expectations)) : problems,
  };
}

/** Kept with the schema that they are read from. */
const knownExpectations = new WeakMap<Pick<Validator, 'schema'>, SchemaExpectations>();

function expectationsOf({ validator }: ValuesBasis): SchemaExpectations | undefined {
  if (!validator) return undefined;
  const known = knownExpectations.get(validator) ?? new SchemaExpectations(() => validator.schema);
  knownExpectations.set(validator, known);
  return known;
}

/** Helm warns of a map in the place of a text and the like, whatever the chart's schema says. */
const isMeant = ({ code, where }: Problem, expected: SchemaExpectations): boolean =>
  code === 'values-table' && where?.path !== undefined && expected.takesMapAndOther(where.path);

/** Who has an error to mend is not to read what could be better besides, nor the same place twice. */
function relevant(all: readonly Problem[]): readonly Problem[] {
  const problems = withoutRepeats(all);
  if (!hasErrors(problems)) return problems;
  const pathOf = ({ where }: Problem): string | undefined => where?.path && formatPath(where.path);
  const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(pathOf));
  return problems.filter((problem) => {
    if (problem.severity === 'error') return true;
    const path = pathOf(problem);
    return problem.code !== 'template-warning' && (path === undefined || !wrong.has(path));
  });
}

/** A value that several templates print is wrong in each of them. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new Map<string, Problem>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.code, problem.message, problem.where]);
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  return [...distinct.values()];
}

/**
 * The same from computed values on: pure, and nothing is read, so that a program can do it again and again.
 *
 * @param origins the places of values, for problems
 * @param compiler what {@link compilerFor} gives for these values
 */
export function renderValues(
  ready: ReadyChart,
  options: ReleaseOptions,
  values: ValueMap,
  origins: Pick<Origins, 'where' | 'whereInside'>,
  compiler: Compiler | undefined,
  progress?: (stage: string) => void,
): Release {
  progress?.('rendering the templates');
  const { outputs, problems } = renderOutputs(ready, options, values, origins, compiler);
  if (hasErrors(problems)) return { manifests: [], outputs, problems };
  progress?.('reading what the templates printed');
  const { manifests, problems: faults } = arrange(outputs);
  const all = [...problems, ...faults];
  return { manifests: hasErrors(all) ? [] : manifests, outputs, problems: all };
}

/**
 * What the templates print for values that the schema allows: text, of which nothing is checked yet.
 */
export function renderOutputs(
  ready: ReadyChart,
  options: ReleaseOptions,
  values: ValueMap,
  origins: Pick<Origins, 'where' | 'whereInside'>,
  compiler: Compiler | undefined,
): Pick<Release, 'outputs' | 'problems'> {
  const { validator } = ready;
  const problems =
    validator && !options.skipSchema ? validateValues(values, validator, { where: (path) => origins.where(path) }) : [];
  problems.push(...checkKubeVersion(ready, options));
  if (hasErrors(problems)) return { outputs: [], problems };
  const context = contextOf(ready.chart, options, values);
  const { values: written, cleaned } = ready.defaults;
  const shared = [written, cleaned, context.Chart, context.Files, DEFAULT_CAPABILITIES];
  const rendered = renderTemplates(ready.templates, context, compiler, shared);
  for (const problem of rendered.problems) problems.push(locate(problem, origins));
  return { outputs: rendered.outputs, problems };
}

function checkKubeVersion(
  { chart, fits }: ReadyChart,
  { capabilities = DEFAULT_CAPABILITIES }: ReleaseOptions,
): Problem[] {
  const { metadata } = chart;
  const { Version } = capabilities.KubeVersion;
  if (Version === fits || meetsKubeVersion(metadata, Version)) return [];
  return [
    {
      code: 'chart',
      severity: 'error',
      message: `chart requires kubeVersion: ${metadata.kubeVersion} which is incompatible with Kubernetes ${Version}`,
      where: { file: nameFile(chart, 'Chart.yaml') },
      hint: "--kube-version tells the cluster's version, such as 1.34",
    },
  ];
}

/**
 * Problems of templates with the lines that they stand in. A problem of what a template printed is followed back to the
 * line that printed it: the template is rendered once more for that.
 */
export async function placeInTemplates(
  { chart, templates }: ReadyChart,
  options: ReleaseOptions,
  values: ValueMap,
  problems: readonly Problem[],
): Promise<Problem[]> {
  const traces = new Map<string, Awaited<ReturnType<typeof traceLines>>>();
  for (const { rendered } of problems) {
    if (!rendered || traces.has(rendered.source)) continue;
    traces.set(rendered.source, await traceLines(chart, templates, contextOf(chart, options, values), rendered.source));
  }
  return problems.map((problem) => {
    const { where, rendered } = problem;
    const line = where?.line ?? (rendered && traces.get(rendered.source)?.find(rendered.line, rendered.column));
    const text = chart.templates.find(({ path }) => nameFile(chart, path) === where?.file)?.text;
    if (line === undefined || text === undefined || where?.source !== undefined) return problem;
    return { ...problem, where: { ...where, line, source: text.split(/\r?\n/)[line - 1] ?? '' } };
  });
}

/** Templates in values are rare: their compiler is loaded for them alone. */
export const compilerFor = async (values: ValueMap): Promise<Compiler | undefined> =>
  holdsTemplate(values) ? loadCompiler() : undefined;

/** A problem of a value that a template found, at the place where the value was set. */
function locate(problem: Problem, origins: Places): Problem {
  const { where } = problem;
  if (!where?.path || where.line !== undefined) return problem;
  const { path, inside } = where;
  // What stands in a text of the values is not known by its path: the text is.
  const place =
    inside === undefined ? nearest(path, (above) => origins.where(above)) : origins.whereInside(path, inside);
  return { ...problem, where: { ...place, path } };
}

/** Where values stand. */
type Places = Pick<Origins, 'where' | 'whereInside'>;

function contextOf(chart: Chart, options: ReleaseOptions, values: ValueMap): RenderContext {
  const { name, namespace, isUpgrade = false, capabilities = DEFAULT_CAPABILITIES } = options;
  return {
    Values: values,
    Release: {
      Name: name,
      Namespace: namespace,
      Service: 'Helm',
      Revision: 1,
      IsInstall: !isUpgrade,
      IsUpgrade: isUpgrade,
    },
    Chart: describe(chart),
    Capabilities: capabilities,
    Template: { Name: '', BasePath: '' },
    Files: filesOf(chart),
  };
}

/** Of a chart, what is the same for each release. */
function oncePerChart<T>(make: (chart: Chart) => T): (chart: Chart) => T {
  const known = new WeakMap<Chart, T>();
  return (chart) => {
    const made = known.get(chart) ?? make(chart);
    known.set(chart, made);
    return made;
  };
}

const describe = oncePerChart(({ metadata }) => describeMetadata(metadata));

/** The chart's files by their paths, for templates that read them. */
const filesOf = oncePerChart(
  ({ files }) => newMap(files.map(({ path, text }) => [path, text])) as RenderContext['Files'],
);
