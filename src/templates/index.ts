import { type Chart, nameFile } from '../chart/index.ts';
import { handlebars } from './handlebars/index.ts';
import type { ChartId, Program, TemplateSource } from './language.ts';

export { DEFAULT_CAPABILITIES } from './capabilities.ts';
export type { RenderContext } from './context.ts';
export { renderText } from './handlebars/index.ts';
export type { ChartId, Entry, LineTrace, Program, Session, TemplateLanguage } from './language.ts';

/** A chart of a tree, with its place in it. */
export interface PlacedChart {
  readonly id: ChartId;
  readonly chart: Chart;
}

/**
 * Compiles the templates of a tree of charts, by the language that they are written in.
 *
 * @param charts in Helm's order
 * @throws ProblemError with all faults of all files
 */
export async function programOf(charts: readonly PlacedChart[]): Promise<Program> {
  const sources = charts.flatMap(({ id, chart }) =>
    chart.templates.map(({ path, text }): TemplateSource => ({ chart: id, path, file: nameFile(chart, path), text })),
  );
  return handlebars.compile(sources);
}
