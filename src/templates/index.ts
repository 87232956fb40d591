import { type Chart, nameFile } from '../chart/index.ts';
import type { Problem } from '../problem/problem.ts';
import { combine } from './combine.ts';
import { isHandlebars } from './handlebars/files.ts';
import type { ChartId, Program, TemplateSource } from './language.ts';
import { prints } from './names.ts';

export { DEFAULT_CAPABILITIES } from './capabilities.ts';
export type { RenderContext } from './context.ts';
export { outputName, templateName } from './handlebars/files.ts';
export type { ChartId, Entry, LineTrace, Program, Session, Shared, TemplateLanguage } from './language.ts';

/** A chart of a tree, with its place in it. */
export interface PlacedChart {
  readonly id: ChartId;
  readonly chart: Chart;
  /** Of a library, only files whose names begin with `_` are templates (engine.isTemplateValid of Helm 4.2.4). */
  readonly isLibrary?: boolean;
}

/** Whether a chart is written in Handlebars: one template in it decides for all. */
const isHandlebarsChart = ({ templates }: Pick<Chart, 'templates'>): boolean =>
  templates.some(({ path }) => isHandlebars(path));

/** Whether a chart, or one that it holds, has templates in Go's language. */
export const hasGoTemplates = (chart: Pick<Chart, 'templates' | 'dependencies'>): boolean =>
  (chart.templates.length > 0 && !isHandlebarsChart(chart)) || chart.dependencies.some(hasGoTemplates);

/**
 * Compiles the templates of a tree of charts, each chart by the language that it is written in. Named templates of Go
 * are those of all charts, as in Helm; those of a Handlebars chart are its own.
 *
 * @param charts in Helm's order
 * @throws ProblemError with all faults of all files
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

const sourcesOf = ({ id, chart, isLibrary = false }: PlacedChart): TemplateSource[] =>
  chart.templates
    .filter(({ path }) => !isLibrary || !prints(path))
    .map(({ path, text }) => ({ chart: id, path, file: nameFile(chart, path), text }));

/**
 * Renders a text in Handlebars that belongs to no chart, as that of `--name-template`.
 *
 * @param file what the text is called in problems
 * @throws ProblemError what is wrong with it
 */
export const renderText = async (text: string, file: string): Promise<{ text: string; problems: readonly Problem[] }> =>
  (await import('./handlebars/index.ts')).renderText(text, file);
