import { meetsKubeVersion, nameFile } from '../chart/index.ts';
import { arrange, type Manifest, type RenderedFile } from '../manifests/index.ts';
import { formatPath } from '../problem/path.ts';
import { hasErrors, type Problem } from '../problem/problem.ts';
import { validateValues } from '../schema/index.ts';
import { DEFAULT_CAPABILITIES } from '../templates/index.ts';
import type { ValuesIo, ValuesRequest } from '../values/index.ts';
import { freeze, type ValueMap } from '../yaml/value.ts';
import { contextsOf, type ReleaseOptions } from './contexts.ts';
import { type Places, placeInTemplates, placeInValues } from './place.ts';
import type { ReadyChart } from './ready.ts';
import { isWithin, repair } from './repair.ts';
import { judgeUnknown } from './unknown.ts';
import { computeReleaseValues } from './values.ts';

/** What became of a release. */
export interface Release {
  /** In install order; empty when there are errors. */
  readonly manifests: readonly Manifest[];
  /** What the templates printed, also where it is not a manifest. */
  readonly outputs: readonly RenderedFile[];
  /** Of all stages. */
  readonly problems: readonly Problem[];
}

/** What a render from computed values on needs. */
export interface RenderRequest {
  readonly ready: ReadyChart;
  readonly options: ReleaseOptions;
  /** The computed values; read only. */
  readonly values: ValueMap;
  /** The places of values, for problems. */
  readonly origins: Places;
  /** The one template to render, by its name: all of them where it is missing. */
  readonly only?: string;
  /** Called with what begins, for whoever waits. */
  readonly progress?: ((stage: string) => void) | undefined;
}

/**
 * The path of a value, from its sources to the objects of a release: values, schema, templates, manifests. A stage whose
 * input is wrong is not entered.
 *
 * @param progress called with what begins, for whoever waits
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
  await prepareRender(ready, options, values);
  const release = renderValues({ ready, options, values, origins, progress });
  const placed = await placeInTemplates(ready, options, values, release.problems);
  return { ...release, problems: relevant([...problems, ...placed]) };
}

/** Loads what rendering these values needs; {@link renderValues} and {@link renderOutputs} then read nothing. */
export const prepareRender = (ready: ReadyChart, options: ReleaseOptions, values: ValueMap): Promise<void> =>
  ready.program.prepare(contextsOf(ready.chart, options, values));

/**
 * The same from computed values on: pure, and nothing is read, so that a program can do it again and again. Call
 * {@link prepareRender} first.
 */
export function renderValues(request: RenderRequest): Release {
  const { progress } = request;
  progress?.('rendering the templates');
  const { outputs, problems } = renderOutputs(request);
  if (hasErrors(problems)) return { manifests: [], outputs, problems };
  progress?.('reading what the templates printed');
  const { manifests, problems: faults } = arrange(outputs, request.ready.program.isStrict ? 'api-server' : 'helm');
  const all = [...problems, ...faults];
  return { manifests: hasErrors(all) ? [] : manifests, outputs, problems: all };
}

/** What the templates print for values that the schema allows: text, of which nothing is checked yet. */
export function renderOutputs(request: RenderRequest): Pick<Release, 'outputs' | 'problems'> {
  const { ready, options, values, origins, only } = request;
  const { validator, program } = ready;
  const problems: Problem[] =
    validator && !options.skipSchema ? validateValues(values, validator, { where: (path) => origins.where(path) }) : [];
  problems.push(...checkKubeVersion(ready, options));
  if (hasErrors(problems)) return { outputs: [], problems: [...problems, ...findBesides(request, problems)] };
  const contexts = contextsOf(ready.chart, options, values);
  shareAgain(ready);
  const session = program.open(contexts);
  const outputs: RenderedFile[] = [];
  for (const entry of program.entries) {
    if (only !== undefined && entry.source !== only) continue;
    const { text, problems: found, unknown = [] } = session.render(entry);
    for (const problem of found) problems.push(placeInValues(problem, origins));
    problems.push(...judgeUnknown(unknown, values, validator));
    if (!entry.isNotes && !hasErrors(found)) outputs.push({ source: entry.source, file: entry.file, text });
  }
  return { outputs, problems };
}

/**
 * What the templates find wrong with other values than those that the schema refuses: a run is to find both. A refused
 * value gives way to the chart's default; what has no place in the values may follow from that, and is left out.
 */
function findBesides(request: RenderRequest, problems: readonly Problem[]): Problem[] {
  const refused = problems.map(({ where }) => where?.path ?? []);
  if (refused.some((path) => path.length === 0)) return [];
  const { ready, options } = request;
  const values = refused.reduce((kept, path) => repair(kept, path, ready.defaults.cleaned), request.values);
  const { problems: found } = renderOutputs({ ...request, values, options: { ...options, skipSchema: true } });
  return found.filter(({ severity, where }) => {
    const path = where?.path;
    if (severity !== 'error' || path === undefined) return false;
    return !refused.some((wrong) => isWithin(path, wrong) || isWithin(wrong, path));
  });
}

/** Charts that a release was rendered of. */
const rendered = new WeakSet<ReadyChart>();

/** Makes immutable what the releases of a chart share, with the second one: most runs have no other. */
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

/** While there are errors, warnings are suppressed, and so is a second problem of one place. */
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
