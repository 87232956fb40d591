import { chartFromFiles } from '../chart/from-files.ts';
import { type Chart, loadArchive, loadChart as loadFromDisk, type Metadata } from '../chart/index.ts';
import { fail, type Problem } from '../problem/problem.ts';
import { type ReadyChart, readBuiltInChart, readyBuiltInChart, readyChart } from '../release/index.ts';
import type { CommonOptions, Outcome, Reader } from './options.ts';
import { collectProblems, stageOf } from './outcome.ts';

/** A chart that is read, checked and compiled once, and renders any number of releases. Made by {@link loadChart}. */
export interface LoadedChart {
  readonly name: string;
  readonly version: string;
  /** Chart.yaml, with what is not written as empty strings and lists. */
  readonly metadata: Metadata;
  /** The platforms whose values it brings: see {@link ValuesOptions}. */
  readonly platforms: readonly string[];
  /** The definitions of `crds/`, which are not part of a release: apply them first. */
  readonly crds: readonly { readonly path: string; readonly text: string }[];
}

/** Where a chart comes from: nothing for the built-in one, or one of these. */
export interface LoadOptions extends CommonOptions {
  /** Directory or archive (`.tgz`), or what the reader calls so. */
  readonly path?: string;
  /** An archive in memory. */
  readonly archive?: Uint8Array;
}

/** A chart, where nothing is wrong with it. */
export interface LoadResult extends Outcome {
  readonly chart: LoadedChart | undefined;
}

/**
 * Loads a chart with all charts that it depends on. Use it for a chart that is rendered more than once: the other
 * functions load what they are given a path of.
 *
 * ```ts
 * import { loadChart } from 'kilo-chart';
 *
 * const { chart, problems } = await loadChart();
 * console.log(chart.name, problems.length); // kilo 0
 * ```
 *
 * @returns the chart, and what is wrong with it: the files' faults, and missing dependencies
 */
export async function loadChart(options: LoadOptions = {}): Promise<LoadResult> {
  const problems: Problem[] = [];
  const chart = await collectProblems(problems, () => load(options));
  return { chart, problems };
}

/** The inside of a loaded chart, which no program is to hold on to. */
const inside = new WeakMap<LoadedChart, { readonly ready: ReadyChart; readonly files: Chart['files'] }>();

async function load({ path, archive, reader, ...options }: LoadOptions): Promise<LoadedChart> {
  const begin = stageOf(options);
  begin('loading the chart');
  if (path === undefined && archive === undefined) {
    const ready = await readyBuiltInChart();
    return open(ready, (await readBuiltInChart()).files);
  }
  const chart = archive ? await loadArchive(archive, path ?? 'the archive') : await read(path as string, reader);
  begin('compiling the templates');
  const ready = await readyChart(chart);
  return open(ready, chart.files);
}

async function read(path: string, reader: Reader | undefined): Promise<Chart> {
  if (!reader) return loadFromDisk(path);
  const names = await orFail(path, () => reader.listFiles(path));
  const contentOf = async (file: string) => bytesOf(await orFail(file, () => reader.readFile(file)));
  if (!names) return loadArchive(await contentOf(path), path);
  const files = names.map(async (name) => ({ path: name, data: await contentOf(`${path}/${name}`) }));
  return chartFromFiles(await Promise.all(files), path);
}

/** What a reader refuses is wrong with an input, as on the disk. */
async function orFail<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return fail({ code: 'chart', message, where: { file }, hint: 'the reader of the program does not find it' });
  }
}

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

const PLATFORM = /^platforms\/([^/]+)\.ya?ml$/;

function open(ready: ReadyChart, files: Chart['files']): LoadedChart {
  const { name, version, metadata, crds } = ready.chart;
  const platforms = files.flatMap(({ path }) => PLATFORM.exec(path)?.[1] ?? []);
  const loaded = Object.freeze({ name, version, metadata, platforms, crds });
  inside.set(loaded, { ready, files });
  return loaded;
}

/** The chart that options name: a loaded one, one by its path, or the built-in one by default. */
export type ChartOption = LoadedChart | string | undefined;

/** @throws ProblemError what is wrong with the chart */
export async function readyOf(
  chart: ChartOption,
  options: CommonOptions,
): Promise<{ readonly ready: ReadyChart; readonly files: Chart['files'] }> {
  if (chart === undefined) {
    builtIn ??= load({});
    return readyOf(await builtIn, options);
  }
  const loaded = typeof chart === 'string' ? await load({ ...options, path: chart }) : chart;
  const found = inside.get(loaded);
  if (!found) throw new TypeError('chart is not a chart that loadChart returned');
  return found;
}

/** The same for the whole life of the process, as the files of the package are. */
let builtIn: Promise<LoadedChart> | undefined;

/** The values file of a platform that the chart brings. */
export const findPlatform = (files: Chart['files'], platform: string): Chart['files'][number] | undefined =>
  files.find(({ path }) => PLATFORM.exec(path)?.[1] === platform);
