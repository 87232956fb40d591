import { type Chart, nameFile } from '../chart/index.ts';
import { ProblemError } from '../problem/problem.ts';
import type { ReadyChart, ReleaseOptions } from '../release/index.ts';
import { DEFAULT_CAPABILITIES } from '../templates/index.ts';
import type { ValuesIo, ValuesRequest } from '../values/index.ts';
import { type LintSetup, lintCase } from './case.ts';
import { checkDefinitions } from './definitions.ts';
import { Checker } from './kubernetes/check.ts';
import { CustomResources, type SchemaFile } from './kubernetes/custom.ts';
import { loadSchemas, type Schemas } from './kubernetes/openapi.ts';
import { arrangeProblems, type LintProblem } from './problem.ts';
import { objectRules, releaseRules, valuesRules } from './rules/index.ts';
import { applySeverities, type RuleSetting } from './severity.ts';
import { findSuppressions, type Suppression, suppress } from './suppressions.ts';
import { checkReading } from './templates/check.ts';
import { readChartTemplates } from './templates/reading.ts';

export { applyBaseline, writeBaseline } from './baseline.ts';
export type { SchemaFile } from './kubernetes/custom.ts';
export { arrangeProblems, failsRun, fileOf, type LintProblem } from './problem.ts';
export { REPORTERS, type Report, type Reporter } from './reporters/index.ts';
export { pageOf, seeAlso } from './reporters/page.ts';
export { describePlace } from './reporters/reporter.ts';
export type { RuleInfo } from './rule.ts';
export { RULES } from './rules/index.ts';
export { checkRuleSetting, type RuleSetting } from './severity.ts';

export interface LintRequest {
  readonly ready: ReadyChart;
  readonly options: ReleaseOptions;
  /** The values that each file overrides, and the flags that override it. */
  readonly shared: Omit<ValuesRequest, 'defaults'>;
  /** Values files, each checked separately; empty where only the shared values are checked. */
  readonly files: readonly string[];
  /** The severities of rules that differ from their defaults. */
  readonly severities?: Readonly<Record<string, RuleSetting>>;
  /** CustomResourceDefinitions and JSON schemas, besides the definitions in the `crds/` of the charts. */
  readonly schemas?: readonly SchemaFile[];
  /** Called with the number of finished cases. */
  readonly progress?: (done: number) => void;
}

/**
 * Checks values files, each by itself: everything that would stop `template`, with the same messages, and what the
 * rules find in the values and in the rendered objects.
 *
 * @returns problems in the order of the files, each one once
 */
export async function lint(request: LintRequest, io: ValuesIo): Promise<LintProblem[]> {
  const linter = await createLinter(request, io);
  return concludeLint(request, linter, [await linter.check(casesOf(request.files), request.progress)]);
}

/** What was found in some of the files of a run: plain data, which a worker can hand over. */
export interface LintPart {
  readonly problems: readonly LintProblem[];
  /** The comments of the values files that were read. */
  readonly suppressions: readonly Suppression[];
}

/** Checks some of the files of a run at a time. */
export interface Linter {
  /** What is wrong with the templates and the defaults of the chart, whatever the values are. */
  readonly ofChart: readonly LintProblem[];
  /**
   * @param cases some of {@link casesOf}
   * @param progress called with the number of finished cases
   */
  check(cases: readonly (string | undefined)[], progress?: (done: number) => void): Promise<LintPart>;
}

/** The cases of a run: each file once, or only the shared values. */
export const casesOf = (files: readonly string[]): readonly (string | undefined)[] =>
  files.length === 0 ? [undefined] : [...new Set(files)];

/** Loads what checking needs. */
export async function createLinter(request: Omit<LintRequest, 'files'>, io: ValuesIo): Promise<Linter> {
  const { schemas, ...shared } = request;
  const checker = new Checker(await schemasFor(shared, schemas), objectRules);
  const reading = await readChartTemplates(shared.ready);
  // The user can change the templates and defaults of a chart in a directory.
  const isOwn = shared.ready.chart.folder !== undefined;
  const { readOnce, forget } = remember(io);
  return {
    get ofChart() {
      if (!isOwn) return [];
      return [...(reading ? checkReading(reading) : []), ...checkDefinitions(shared.ready.chart, checker)];
    },
    async check(cases, progress) {
      const comments = new Comments();
      const onText = (file: string, text: string): void => comments.read(file, text);
      const setup: LintSetup = { ...shared, checker, valuesRules, releaseRules, onText, ...(reading && { reading }) };
      const problems: LintProblem[] = [];
      for (const [index, file] of cases.entries()) {
        await giveWay(shared.options);
        if (index % AHEAD === 0) readAhead(cases.slice(index, index + 2 * AHEAD), readOnce);
        for (const problem of await lintCase(setup, file, readOnce)) problems.push(problem);
        if (file !== undefined && !request.shared.files?.includes(file)) forget(file);
        progress?.(index + 1);
      }
      return { problems, suppressions: comments.found };
    },
  };
}

/**
 * The problems of all parts in one order, with the configured severities, without those that comments suppress.
 *
 * @param parts in the order of the files
 */
export function concludeLint(
  { ready, severities = {} }: Pick<LintRequest, 'ready' | 'severities'>,
  { ofChart }: Pick<Linter, 'ofChart'>,
  parts: readonly LintPart[],
): LintProblem[] {
  const comments = new Comments();
  for (const { suppressions } of parts) comments.take(suppressions);
  for (const { path, text, language } of sourcesOf(ready.chart)) comments.read(path, text, language);
  const found = [...ofChart, ...parts.flatMap(({ problems }) => problems)];
  return arrangeProblems(suppress(applySeverities(found, severities), comments.found));
}

/** The comments of all files that take part, each read once. */
class Comments {
  readonly found: Suppression[] = [];
  readonly #read = new Set<string>();

  read(file: string, text: string, language: 'yaml' | 'template' = 'yaml'): void {
    if (this.#read.has(file)) return;
    this.#read.add(file);
    for (const one of findSuppressions(file, text, language)) this.found.push(one);
  }

  /** Those of other parts: of a file that several parts read, they are the same. */
  take(suppressions: readonly Suppression[]): void {
    const fresh = suppressions.filter(({ file }) => !this.#read.has(file));
    for (const one of fresh) {
      this.found.push(one);
      this.#read.add(one.file);
    }
  }
}

/**
 * The files of a chart and its subcharts that a problem can be in; none of the built-in chart, which users cannot
 * change.
 */
function sourcesOf(chart: Chart): { path: string; text: string; language: 'yaml' | 'template' }[] {
  if (chart.folder === undefined) return [];
  const { templates, values, crds, dependencies } = chart;
  return [
    ...templates.map(({ path, text }) => ({ path: nameFile(chart, path), text, language: 'template' as const })),
    ...[...crds, values].map(({ path, text }) => ({ path: nameFile(chart, path), text, language: 'yaml' as const })),
    ...dependencies.flatMap(sourcesOf),
  ];
}

/** The schemas of the requested version, by default the newest, and those of the charts' custom resources. */
async function schemasFor(
  { ready, options }: Pick<LintRequest, 'ready' | 'options'>,
  files: readonly SchemaFile[] = [],
): Promise<Schemas> {
  const asked = options.capabilities?.KubeVersion;
  const schemas = await loadSchemas(asked === DEFAULT_CAPABILITIES.KubeVersion ? undefined : asked?.Version);
  const definitions = [...files, ...definitionsOf(ready.chart)];
  if (definitions.length === 0) return schemas;
  return schemas.with(new CustomResources(definitions, () => schemas.type('meta.v1.ObjectMeta')));
}

const definitionsOf = (chart: Chart): SchemaFile[] => [...chart.crds, ...chart.dependencies.flatMap(definitionsOf)];

/** Errors of a chart that lint reports like others, so that the authors of charts find them in the report. */
const OF_CHARTS: ReadonlySet<string> = new Set([
  'template-syntax',
  'template-escape',
  'schema',
  'yaml-syntax',
  'values-not-a-map',
  'chart',
]);

/**
 * What is wrong with a chart that cannot be read as one, as problems of lint.
 *
 * @throws what was caught, where it is about the command and not about the content of the chart
 */
export function brokenChart(caught: unknown): LintProblem[] {
  if (
    !(caught instanceof ProblemError) ||
    !caught.problems.every(({ code, where }) => OF_CHARTS.has(code) && where?.file)
  )
    throw caught;
  return arrangeProblems(caught.problems.map((problem) => ({ ...problem, rule: problem.rule ?? problem.code })));
}

/** Lets others run between two cases, so that a signal can come. @throws its reason, where it has come */
async function giveWay({ signal }: LintRequest['options']): Promise<void> {
  if (!signal) return;
  await new Promise((resolve) => setTimeout(resolve));
  signal.throwIfAborted();
}

/** How many files are being read while others are checked. */
const AHEAD = 64;

/** Begins to read files; an error is reported when the file is checked. */
function readAhead(files: readonly (string | undefined)[], io: ValuesIo): void {
  for (const file of files)
    if (file !== undefined && file !== '-' && !/^[a-z]+:/i.test(file)) io.readFile(file).catch(() => {});
}

/**
 * What several cases read is read only once, because standard input cannot be read again. What only one case reads is
 * not kept.
 */
function remember(io: ValuesIo): { readonly readOnce: ValuesIo; readonly forget: (file: string) => void } {
  const known = new Map<string, Promise<Uint8Array | string>>();
  const once =
    (kind: string, read: (name: string) => Promise<Uint8Array | string>) =>
    (name: string): Promise<Uint8Array | string> => {
      const key = `${kind} ${name}`;
      const before = known.get(key);
      if (before) return before;
      const content = read(name);
      known.set(key, content);
      return content;
    };
  const stdin = once('stdin', io.readStdin);
  return {
    readOnce: { readFile: once('file', io.readFile), readStdin: () => stdin(''), fetch: once('url', io.fetch) },
    forget: (file) => known.delete(`file ${file}`),
  };
}
