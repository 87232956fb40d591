import { type Chart, loadBuiltInChart } from './chart/index.ts';
import {
  compileChart,
  DEFAULT_CAPABILITIES,
  loadCompiler,
  type RenderContext,
  renderTemplates,
} from './engine/index.ts';
import { arrange, type Manifest } from './manifests/index.ts';
import type { Path } from './path.ts';
import { hasErrors, type Problem, type Where } from './problems.ts';
import { compileSchema, readSchema, validateValues } from './schema/index.ts';
import { computeValues, type ValuesIo, type ValuesRequest } from './values/index.ts';
import { isMap, type Value, type ValueMap } from './yaml/value.ts';

/** What a release is called and where it goes. */
export interface ReleaseName {
  readonly name: string;
  readonly namespace: string;
}

export interface Release {
  /** In install order; empty when there are errors. */
  readonly manifests: readonly Manifest[];
  /** Of all stages. */
  readonly problems: readonly Problem[];
}

/**
 * The way of a value, from its sources to the objects of a release: values, schema, engine, manifests. A stage whose
 * input is wrong is not entered.
 *
 * @returns objects and problems: where a problem is an error there are no objects
 */
export async function renderRelease(
  chart: Chart,
  release: ReleaseName,
  request: Omit<ValuesRequest, 'defaults'>,
  io: ValuesIo,
): Promise<Release> {
  const { values, problems, origins } = await computeValues({ ...request, defaults: chart.values }, io);
  if (hasErrors(problems)) return { manifests: [], problems };
  const where = (path: Path): Where => origins.where(path) ?? { path };
  const found = [...problems, ...(await checkSchema(chart, values, where))];
  if (hasErrors(found)) return { manifests: [], problems: found };
  const templates = await compileChart(chart);
  const rendered = renderTemplates(templates, contextOf(chart, release, values), await compilerFor(values));
  found.push(...rendered.problems.map((problem) => locate(problem, where)));
  if (hasErrors(found)) return { manifests: [], problems: found };
  const { manifests, problems: faults } = arrange(rendered.outputs);
  found.push(...faults);
  return { manifests: hasErrors(found) ? [] : manifests, problems: found };
}

async function checkSchema(chart: Chart, values: ValueMap, where: (path: Path) => Where): Promise<Problem[]> {
  if (!chart.schema) return [];
  const { path, text } = chart.schema;
  return validateValues(values, await compileSchema(readSchema(text, path), path), { where });
}

/** A problem of a value that a template found, at the place where the value was set. */
function locate(problem: Problem, where: (path: Path) => Where): Problem {
  const path = problem.where?.path;
  return path && problem.where?.line === undefined ? { ...problem, where: { ...where(path), path } } : problem;
}

function contextOf(chart: Chart, { name, namespace }: ReleaseName, values: ValueMap): RenderContext {
  return {
    Values: values,
    Release: { Name: name, Namespace: namespace, Service: 'Helm', Revision: 1, IsInstall: true, IsUpgrade: false },
    Chart: describeChart(chart),
    Capabilities: DEFAULT_CAPABILITIES,
    Template: { Name: '', BasePath: '' },
    Files: {},
  };
}

/** Chart.yaml's fields under Go's names, as `.Chart` has them. */
function describeChart({ name, version, metadata }: Chart): RenderContext['Chart'] {
  const fields = Object.entries(metadata).map(
    ([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value] as const,
  );
  return Object.assign(Object.create(null), { IsRoot: true, AppVersion: '' }, Object.fromEntries(fields), {
    Name: name,
    Version: version,
  });
}

/** Templates in values are rare: the compiler is loaded for them alone. */
const compilerFor = async (values: ValueMap) => (holdsTemplate(values) ? loadCompiler() : undefined);

function holdsTemplate(value: Value): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (Array.isArray(value)) return value.some(holdsTemplate);
  return isMap(value) && Object.entries(value).some(([key, item]) => key.includes('{{') || holdsTemplate(item));
}

export { loadBuiltInChart };
