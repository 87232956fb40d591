import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type Chart, loadChart, nameFile } from '../../chart/index.ts';
import { fail, ProblemError } from '../../problem/problem.ts';
import { type ReadyChart, readValuesOf, readyBuiltInChart, readyChart, type ValuesBasis } from '../../release/index.ts';
import { readSchema } from '../../schema/index.ts';
import type { Io } from '../io.ts';

/** `--chart`, which every command has that takes a chart. */
export interface ChartOption {
  readonly chart?: string;
}

/** @param hasArgument whether the command takes the chart as an argument, too */
export function addChartOption(command: Command, hasArgument = true): Command {
  const instead = hasArgument ? ', instead of CHART' : ' (default: the built-in chart for Kilo)';
  return command.option('--chart <dir>', `directory of the chart${instead}`);
}

/**
 * The chart to work on: the built-in one where none is named.
 *
 * @throws ProblemError what is wrong with it
 */
export async function findChart(directory: string | undefined, { cwd }: Pick<Io, 'cwd'>): Promise<ReadyChart> {
  if (directory === undefined) return readyBuiltInChart();
  return readyChart(await loadChart(folderOf(directory, cwd), directory));
}

/** What a chart's values are computed from, with what is wrong with it; its schema and its templates may be broken. */
export async function findDefaults(
  directory: string | undefined,
  { cwd }: Pick<Io, 'cwd'>,
): Promise<Pick<ReadyChart, 'chart' | 'problems'> & ValuesBasis> {
  if (directory === undefined) return readyBuiltInChart();
  const chart = await loadChart(folderOf(directory, cwd), directory);
  return { ...readValuesOf(chart), chart, validator: readIfSound(chart) };
}

/** A schema that is none has no say in what values are; rendering tells what is wrong with it. */
function readIfSound(chart: Chart): ValuesBasis['validator'] {
  try {
    const { schema } = chart;
    return schema && { schema: readSchema(schema.text, nameFile(chart, schema.path)) };
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** @throws ProblemError a chart that would have to be fetched */
export function folderOf(directory: string, cwd: string): string {
  if (/^(?:oci|https?):\/\//.test(directory)) {
    fail({
      code: 'chart',
      message: `${directory} is not a folder: charts are not fetched`,
      hint: 'fetch and unpack it, then name its folder',
    });
  }
  return resolve(cwd, directory);
}

/** What the positionals of a command that takes a chart alone say. */
export function chartOf(positionals: readonly string[], { chart }: ChartOption): string | undefined {
  const [first, second] = positionals;
  if (first !== undefined && chart !== undefined) twice(first, chart);
  if (second !== undefined) tooMany(positionals.slice(1), 'one argument');
  return first ?? chart;
}

export interface NameAndChart {
  readonly name: string | undefined;
  readonly directory: string | undefined;
}

/**
 * What the positionals `[NAME] [CHART]` say. Helm takes a lone one for the chart. Here the chart may be missing, so that
 * a lone one is the chart when it looks like a path, when it is the directory of a chart, and when `named` leaves no room
 * for a name; with `--chart` it never is.
 *
 * @param named what names the release in the place of NAME: `--generate-name` or `--name-template`
 * @throws ProblemError `usage`
 */
export function nameAndChart(
  positionals: readonly string[],
  { chart }: ChartOption,
  named: string | undefined,
  cwd: string,
): NameAndChart {
  const [first, second] = positionals;
  if (positionals.length > 2) tooMany(positionals.slice(2), 'two arguments');
  if (second !== undefined && chart !== undefined) twice(second, chart);
  const hasName = second !== undefined || (first !== undefined && (chart !== undefined || !isChart(first, named, cwd)));
  if (hasName && named !== undefined) {
    fail({
      code: 'usage',
      message: `cannot set ${named} and also specify a name`,
      hint: `leave out ${first}, or the flag`,
    });
  }
  return hasName ? { name: first, directory: second ?? chart } : { name: undefined, directory: first ?? chart };
}

const isChart = (argument: string, named: string | undefined, cwd: string): boolean =>
  named !== undefined || argument.includes('/') || argument === '.' || argument === '..' || holdsChart(argument, cwd);

/** Whether a chart is there: a directory with a Chart.yaml, or an archive. */
export const holdsChart = (path: string, cwd: string): boolean =>
  existsSync(resolve(cwd, path, 'Chart.yaml')) || (path.endsWith('.tgz') && existsSync(resolve(cwd, path)));

function tooMany(unexpected: readonly string[], most: string): never {
  return fail({
    code: 'usage',
    message: `expected at most ${most}, unexpected arguments: ${unexpected.join(', ')}`,
    hint: 'quote what belongs together; a flag begins with -',
  });
}

function twice(argument: string, chart: string): never {
  return fail({
    code: 'usage',
    message: `the chart is named twice: ${argument} and --chart ${chart}`,
    hint: 'leave one of them out',
  });
}
