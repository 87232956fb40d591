import { type Chart, nameFile } from '../chart/index.ts';
import type { Problem } from '../problem/problem.ts';
import { combine } from './combine.ts';
import type { GoFile } from './go/read.ts';
import { isHandlebars } from './handlebars/files.ts';
import type { ChartId, Program, Rendered, TemplateSource } from './language.ts';
import { prints } from './names.ts';

export { DEFAULT_CAPABILITIES } from './capabilities.ts';
export type { RenderContext } from './context.ts';
export type * from './go/parse/nodes.ts';
export type { GoFile } from './go/read.ts';
export { outputName, templateName } from './handlebars/files.ts';
export type { ChartId, Entry, LineTrace, Program, Session, Shared, TemplateLanguage, UnsetValue } from './language.ts';
export { newBudget } from './limits.ts';

/** A chart of a tree with its place in the tree. */
export interface PlacedChart {
  readonly id: ChartId;
  readonly chart: Chart;
  /** In a library only files whose names begin with `_` are templates (engine.isTemplateValid of Helm 4.2.4). */
  readonly isLibrary?: boolean;
}

/** Whether a chart is written in Handlebars: a single such template suffices. */
const isHandlebarsChart = ({ templates }: Pick<Chart, 'templates'>): boolean =>
  templates.some(({ path }) => isHandlebars(path));

/** Whether a chart, or a dependency in it, has templates in Go's language. */
export const hasGoTemplates = (chart: Pick<Chart, 'templates' | 'dependencies'>): boolean =>
  (chart.templates.length > 0 && !isHandlebarsChart(chart)) || chart.dependencies.some(hasGoTemplates);

/**
 * Renders a Go template without a context, such as a release's name. @throws ProblemError what is wrong with it
 */
export const renderGoText = async (text: string, file: string): Promise<Rendered> =>
  (await import('./go/index.ts')).renderText(text, file);

/**
 * Compiles the templates of a tree of charts, each chart with its own language. Go's named templates are shared by all
 * charts, as in Helm; those of a Handlebars chart are private to it.
 *
 * @param charts in Helm's order
 * @throws ProblemError with all problems of all files
 */
export async function programOf(charts: readonly PlacedChart[]): Promise<Program> {
  const programs: Promise<Program>[] = [];
  const go: TemplateSource[] = [];
  for (const placed of charts) {
    const sources = sourcesOf(placed);
    if (isHandlebarsChart(placed.chart))
      programs.push(import('./handlebars/index.ts').then(({ handlebars }) => handlebars.compile(sources)));
    else go.push(...sources);
  }
  if (go.length > 0) programs.push(import('./go/index.ts').then(({ goLanguage }) => goLanguage.compile(go)));
  return combine(await Promise.all(programs));
}

/**
 * The Go templates of a tree of charts as they are written, for analysis.
 *
 * @param charts in Helm's order
 */
export async function readTemplates(charts: readonly PlacedChart[]): Promise<GoFile[]> {
  const sources = charts.filter(({ chart }) => !isHandlebarsChart(chart)).flatMap(sourcesOf);
  if (sources.length === 0) return [];
  const { goFunctions } = await import('../functions/policy/go/index.ts');
  const { readGoFiles } = await import('./go/read.ts');
  return readGoFiles(sources, Object.keys(goFunctions));
}

const sourcesOf = ({ id, chart, isLibrary = false }: PlacedChart): TemplateSource[] =>
  chart.templates
    .filter(({ path }) => !isLibrary || !prints(path))
    .map(({ path, text }) => ({ chart: id, path, file: nameFile(chart, path), text }));

/**
 * Renders a Handlebars template without a chart, such as that of `--name-template`.
 *
 * @param file its name in problems
 * @throws ProblemError what is wrong with it
 */
export const renderText = async (text: string, file: string): Promise<{ text: string; problems: readonly Problem[] }> =>
  (await import('./handlebars/index.ts')).renderText(text, file);
