import { type Chart, nameFile } from '../chart/index.ts';
import type { Problem } from '../problem/problem.ts';
import { compileSchema, readSchema, type Validator } from '../schema/index.ts';
import { type Program, programOf } from '../templates/index.ts';
import { type ChartDefaults, readDefaults } from '../values/index.ts';

/** A chart with everything that does not depend on a release done: it renders any number of them. */
export interface ReadyChart {
  readonly chart: Chart;
  readonly defaults: ChartDefaults;
  /** Keys of the defaults that are written twice, and the like. */
  readonly problems: readonly Problem[];
  readonly validator: Validator | undefined;
  readonly program: Program;
  /** A version of Kubernetes that is known to be one that the chart asks for: finding out takes a start a millisecond. */
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
  return { chart, defaults, problems, validator, program: await programOf([{ id: chart.name, chart }]) };
}

const compileText = (schema: string, file: string): Promise<Validator> => compileSchema(readSchema(schema, file), file);
