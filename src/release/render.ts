import { meetsKubeVersion, nameFile } from '../chart/index.ts';
import { arrange, type Manifest, type ObjectRules, type RenderedFile } from '../manifests/index.ts';
import type { Budget } from '../problem/budget.ts';
import { formatPath, type Path } from '../problem/path.ts';
import { hasErrors, type Problem, ProblemError } from '../problem/problem.ts';
import { type Validator, validateValues } from '../schema/index.ts';
import { DEFAULT_CAPABILITIES, newBudget, type Program } from '../templates/index.ts';
import { listCharts, type ResolvedChart, type ValuesIo, type ValuesRequest } from '../values/index.ts';
import { freeze } from '../yaml/value.ts';
import { chartsWith } from './charts.ts';
import { contextsOf, type ReleaseOptions } from './contexts.ts';
import { mostOf } from './most.ts';
import { placeInTemplates, placeInValues } from './place.ts';
import { prepare, preparedFor, type ReadyChart } from './ready.ts';
import { isWithin, repair } from './repair.ts';
import type { RenderRequest } from './request.ts';
import { judgeUnknown } from './unknown.ts';
import { computeReleaseValues } from './values.ts';

/** The result of rendering a release. */
export interface Release {
  /** In install order; empty where there are errors. */
  readonly manifests: readonly Manifest[];
  /** The output of the templates, also where it is not a manifest. */
  readonly outputs: readonly RenderedFile[];
  /** The charts that take part, in Helm's order: the root, then its dependencies. */
  readonly charts: readonly ResolvedChart[];
  /** What its documents are read and printed by. */
  readonly rules: ObjectRules;
  /** The problems of all stages. */
  readonly problems: readonly Problem[];
}

/**
 * Renders a release: from the sources of its values to its objects, in the stages values, schema, templates, manifests.
 * A stage with wrong input does not run.
 *
 * @param progress called with the name of each stage that begins
 * @throws the reason of `options.signal`, where it comes before the last template is rendered
 * @returns objects and problems; no objects where a problem is an error
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
  if (hasErrors(problems)) return { manifests: [], outputs: [], charts: [], rules: 'api-server', problems };
  const { values, origins, tree } = computed;
  const render = { ready, options, values, origins, tree, progress };
  await prepareRender(render);
  options.signal?.throwIfAborted();
  const release = options.signal ? readOutputs(render, await renderOutputsInSteps(render)) : renderValues(render);
  const placed = await placeInTemplates(render, mostOf(release.problems));
  return { ...release, problems: relevant([...mostOf(problems), ...placed]) };
}

/**
 * Compiles and loads everything that rendering these values needs; {@link renderValues} and {@link renderOutputs} then
 * read nothing.
 *
 * @throws ProblemError the errors of the templates, or of a schema
 */
export async function prepareRender({
  ready,
  options,
  values,
  tree,
}: Pick<RenderRequest, 'ready' | 'options' | 'values' | 'tree'>): Promise<void> {
  const root = chartsWith(ready, tree, values);
  const { program, schemaProblems } = await prepare(ready, listCharts(root));
  const [first, ...rest] = options.skipSchema ? [] : schemaProblems;
  if (first) throw new ProblemError(first, ...rest);
  await program.prepare(contextsOf(root, options));
}

/**
 * The same from computed values on: pure and without reading anything, so that a program can call it repeatedly. Call
 * {@link prepareRender} first.
 */
export function renderValues(request: RenderRequest): Release {
  request.progress?.('rendering the templates');
  return readOutputs(request, renderOutputs(request));
}

function readOutputs({ progress }: RenderRequest, { outputs, problems, charts, rules }: Printed): Release {
  if (hasErrors(problems)) return { manifests: [], outputs, charts, rules, problems };
  progress?.('reading what the templates printed');
  const { manifests, problems: faults } = arrange(outputs, rules);
  const all = [...problems, ...faults];
  return { manifests: hasErrors(all) ? [] : manifests, outputs, charts, rules, problems: all };
}

/** The output of the templates for values that the schema allows, not checked yet. */
export const renderOutputs = (request: RenderRequest): Printed => finish(printSteps(request));

function finish(steps: Generator<void, Printed>): Printed {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, which lets others run between two templates, so that a signal can come. */
async function renderOutputsInSteps(request: RenderRequest): Promise<Printed> {
  request.progress?.('rendering the templates');
  const steps = printSteps(request);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

type Printed = Omit<Release, 'manifests'>;

/** Stops before each template. @throws the reason of the signal, where it has come */
function* printSteps(request: RenderRequest): Generator<void, Printed> {
  const budget = newBudget(request.options.deadline);
  const printed = yield* printOnce(request, budget);
  if (request.only !== undefined || !hasErrors(printed.problems)) return printed;
  return { ...printed, problems: [...printed.problems, ...findBesides(request, printed.problems, budget)] };
}

function* printOnce(request: RenderRequest, budget: Budget): Generator<void, Printed> {
  const { ready, options, values, origins, tree, only } = request;
  const root = chartsWith(ready, tree, values);
  const charts = listCharts(root);
  const { program, validators } = preparedFor(ready, charts);
  const rules = rulesOf(program);
  const problems: Problem[] = [];
  if (!options.skipSchema)
    for (const chart of charts) problems.push(...validateChart(chart, validators.get(chart.id), origins, budget));
  problems.push(...checkKubeVersion(ready, options));
  if (hasErrors(problems)) return { outputs: [], charts, rules, problems };
  shareAgain(ready);
  const { signal } = options;
  const session = program.open(contextsOf(root, options), tree?.shared, budget);
  const outputs: RenderedFile[] = [];
  for (const entry of program.entries) {
    if (only !== undefined && entry.source !== only) continue;
    yield;
    signal?.throwIfAborted();
    const { text, problems: found, unset = [] } = session.render(entry);
    for (const problem of found) problems.push(placeInValues(problem, origins));
    for (const problem of judgeUnknown(unset, values, ready.validator)) problems.push(placeInValues(problem, origins));
    if (!entry.isNotes && !hasErrors(found)) outputs.push({ source: entry.source, file: entry.file, text });
    // Every other template would fail for the same reason.
    if (budget.isUsedUp) break;
  }
  return { outputs, charts, rules, problems };
}

/** How often templates are rendered again to find more errors. */
const MAX_REPAIRS = 4;

/**
 * Finds errors that templates report about other values than those that are known to be wrong, so that a run reports
 * all of them: those beside what the schema refuses, and those after the first error of a template. A wrong value is
 * replaced by the chart's default; problems without a place in the values may follow from that, and are left out.
 */
function findBesides(request: RenderRequest, problems: readonly Problem[], budget: Budget): Problem[] {
  const { ready, options, tree } = request;
  // The values of a tree of charts are computed as a whole: the effect of another value is not known here.
  if (tree) return [];
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.some((problem) => pathOf(problem) === undefined && problem.code !== 'template')) return [];
  const known: Path[] = [];
  const besides: Problem[] = [];
  let { values } = request;
  let wrong = errors.map(pathOf).filter((path) => path !== undefined);
  for (let round = 0; wrong.length > 0 && round < MAX_REPAIRS; round++) {
    known.push(...wrong);
    values = wrong.reduce((kept, path) => repair(kept, path, ready.defaults.cleaned), values);
    const again = finish(printOnce({ ...request, values, options: { ...options, skipSchema: true } }, budget));
    const found = again.problems.filter((problem) => {
      const path = pathOf(problem);
      if (problem.severity !== 'error' || path === undefined) return false;
      return !known.some((one) => isWithin(path, one) || isWithin(one, path));
    });
    besides.push(...found);
    wrong = found.map(pathOf).filter((path) => path !== undefined);
  }
  return besides;
}

/** The place of a problem in the values, if it has one. */
const pathOf = ({ where }: Problem): Path | undefined => (where?.path?.length ? where.path : undefined);

/**
 * The requirements for the documents of a release: they must be objects where all of its template languages require it.
 * Call {@link prepareRender} first.
 */
export const rulesFor = ({ ready, values, tree }: Pick<RenderRequest, 'ready' | 'values' | 'tree'>): ObjectRules =>
  rulesOf(preparedFor(ready, listCharts(chartsWith(ready, tree, values))).program);

const rulesOf = ({ isStrict }: Program): ObjectRules => (isStrict ? 'api-server' : 'helm');

/** Checks the values of one chart with its schema; paths are those in the root's values. */
function validateChart(
  { values, path = [] }: ResolvedChart,
  validator: Validator | undefined,
  origins: RenderRequest['origins'],
  budget: Budget,
): Problem[] {
  if (!validator) return [];
  const problems = validateValues(values, validator, {
    where: (inner) => origins.where([...path, ...inner]),
    budget,
  });
  if (path.length === 0) return problems;
  return problems.map((problem) => {
    const inner = problem.where?.path;
    return inner ? { ...problem, where: { ...problem.where, path: [...path, ...inner] } } : problem;
  });
}

/** Charts that have rendered a release. */
const rendered = new WeakSet<ReadyChart>();

/** Makes immutable what the releases of a chart share, at the second release: most runs have only one. */
function shareAgain(ready: ReadyChart): void {
  if (!rendered.has(ready)) rendered.add(ready);
  else for (const shared of [ready.defaults.values, ready.defaults.cleaned]) freeze(shared);
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
      hint: "--kube-version sets the cluster's version, such as 1.34",
    },
  ];
}

/** Suppresses warnings while there are errors, and a second problem at the same place. */
function relevant(all: readonly Problem[]): readonly Problem[] {
  const problems = withoutRepeats(all);
  if (!hasErrors(problems)) return problems;
  const nameOf = ({ where }: Problem): string | undefined => where?.path && formatPath(where.path);
  const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(nameOf));
  return problems.filter((problem) => {
    if (problem.severity === 'error') return true;
    const path = nameOf(problem);
    return problem.code !== 'template-warning' && (path === undefined || !wrong.has(path));
  });
}

/** Removes repeated problems: a value that several templates print is wrong in each of them. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new Map<string, Problem>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.code, problem.message, problem.where]);
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  return [...distinct.values()];
}
