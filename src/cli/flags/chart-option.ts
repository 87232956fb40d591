import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { Command } from 'commander';
import { type Chart, loadArchive, loadChart, readChart, readChartArchive } from '../../chart/index.ts';
import { fail, type Problem } from '../../problem/problem.ts';
import { redact } from '../../problem/redact.ts';
import {
  type ReadyChart,
  readIfValid,
  readValuesOf,
  readyBuiltInChart,
  readyChart,
  type ValuesBasis,
} from '../../release/index.ts';
import type { Io } from '../io.ts';
import { addRemoteOptions, type RemoteFlags } from './remote-options.ts';

/** What finding a chart uses of the process. */
export type ChartIo = Pick<Io, 'cwd' | 'env' | 'stdin' | 'stdinBytes' | 'begin' | 'note'>;

/** `--chart`, which every command with a chart has, and where to fetch it from. */
export interface ChartOption extends RemoteFlags {
  readonly chart?: string;
}

/** @param hasArgument whether the command accepts the chart as an argument, too */
export function addChartOption(command: Command, hasArgument = true): Command {
  const instead = hasArgument ? ', instead of CHART' : ' (default: the built-in chart for Kilo)';
  return addRemoteOptions(command.option('--chart <chart>', `the chart${instead}`));
}

/** The description of CHART in the help. */
export const CHART_ARGUMENT =
  'directory, archive, URL, oci://… or REPOSITORY/NAME of a chart; - is an archive on standard input (default: the built-in chart for Kilo)';

/**
 * The chart that a command names, or the built-in one.
 *
 * @throws ProblemError the errors in it
 */
export async function findChart(name: string | undefined, flags: RemoteFlags, io: ChartIo): Promise<ReadyChart> {
  if (name === undefined) return noteChart(await readyBuiltInChart(), 'built in', io);
  const { chart, problems } = await openChart(name, flags, io);
  const ready = noteChart(await readyChart(chart), name, io);
  return problems.length === 0 ? ready : { ...ready, problems: [...problems, ...ready.problems] };
}

/**
 * The parts of a chart from which values are computed, with its problems; its schema and its templates may be broken.
 */
export async function findDefaults(
  name: string | undefined,
  flags: RemoteFlags,
  io: ChartIo,
): Promise<Pick<ReadyChart, 'chart' | 'problems'> & ValuesBasis> {
  if (name === undefined) return noteChart(await readyBuiltInChart(), 'built in', io);
  const { chart, problems } = await openChart(name, flags, io);
  noteChart({ chart }, name, io);
  const basis = readValuesOf(chart);
  return { ...basis, problems: [...problems, ...basis.problems], chart, validator: readIfValid(chart) };
}

/** For `--verbose`: which chart it is. */
function noteChart<T extends Pick<ReadyChart, 'chart'>>(ready: T, from: string, { note }: ChartIo): T {
  const { name, version, templates, schema, dependencies } = ready.chart;
  note?.(
    `chart: ${name} ${version}, ${from}: ${templates.length} templates, ${schema ? 'a' : 'no'} schema, ${dependencies.length} charts in it`,
  );
  return ready;
}

/**
 * Reads a chart: a directory or an archive on the disk, standard input (`-`), a repository or a
 * registry. A file of that name has precedence, as in Helm.
 *
 * @param purpose a chart that is only shown may be a library, and its dependencies may be missing
 * @returns the chart, and warnings about how it was found
 * @throws ProblemError the errors in it, or why it cannot be fetched
 */
export async function openChart(
  name: string,
  flags: RemoteFlags,
  io: ChartIo,
  purpose: 'render' | 'show' = 'render',
): Promise<{ readonly chart: Chart; readonly problems: readonly Problem[] }> {
  const { fromDirectory, fromBytes } = READERS[purpose];
  if (name === '-') return { chart: await fromBytes(await readStdin(io), name), problems: [] };
  if (!isRemote(name, flags, io.cwd)) return { chart: await fromDirectory(resolve(io.cwd, name), name), problems: [] };
  const { fetchChart } = await import('../../remote/index.ts');
  const { name: file, bytes, problems } = await fetchChart(name, flags, io);
  return { chart: await fromBytes(bytes, file), problems };
}

const READERS = {
  render: { fromDirectory: loadChart, fromBytes: loadArchive },
  show: {
    fromDirectory: (path: string, name: string): Promise<Chart> => readChart(path, name, 'dependency'),
    fromBytes: (bytes: Uint8Array, name: string): Promise<Chart> => readChartArchive(bytes, name, 'dependency'),
  },
} as const;

const readStdin = async ({ stdin, stdinBytes }: ChartIo): Promise<Uint8Array> =>
  stdinBytes ? stdinBytes() : Buffer.from(await stdin(), 'latin1');

/** Whether a chart has to be fetched: it is not on the disk, and its name may be one of a repository. */
export function isRemote(name: string, { repo }: RemoteFlags, cwd: string): boolean {
  if (repo || /^(?:oci|https?):\/\//i.test(name)) return true;
  return !existsSync(resolve(cwd, name)) && !isAbsolute(name) && !name.startsWith('.') && name.includes('/');
}

/** The chart named by the positionals of a command that accepts only a chart. */
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
 * What the positionals `[NAME] [CHART]` say. Helm takes a single one as the chart. Here the chart may be missing, so a
 * single one is the chart when it looks like a path, when it is the directory of a chart, when there is `--repo`, and
 * when `named` leaves no room for a name; with `--chart` it never is.
 *
 * @param named the flag that names the release instead of NAME: `--generate-name` or `--name-template`
 * @throws ProblemError `usage`
 */
export function nameAndChart(
  positionals: readonly string[],
  { chart, repo }: ChartOption,
  named: string | undefined,
  cwd: string,
): NameAndChart {
  const [first, second] = positionals;
  if (positionals.length > 2) tooMany(positionals.slice(2), 'two arguments');
  if (second !== undefined && chart !== undefined) twice(second, chart);
  const hasName =
    second !== undefined || (first !== undefined && (chart !== undefined || !(repo || isChart(first, named, cwd))));
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
  named !== undefined || argument.includes('/') || /^(?:-|\.\.?|.*\.tgz)$/.test(argument) || holdsChart(argument, cwd);

/** Whether a path is a chart: a directory with a Chart.yaml, or an archive. */
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
    message: redact(`the chart is named twice: ${argument} and --chart ${chart}`),
    hint: 'leave one of them out',
  });
}
