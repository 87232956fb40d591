import { chartFromFiles } from '../chart/from-files.ts';
import { type Chart, loadArchive, loadChart as loadFromDisk, type Metadata } from '../chart/index.ts';
import { fail, type Problem } from '../problem/problem.ts';
import { type ReadyChart, readBuiltInChart, readyBuiltInChart, readyChart } from '../release/index.ts';
import type { CommonOptions, Outcome, Reader } from './options.ts';
import { collectProblems, stageOf } from './outcome.ts';

/**
 * A chart that is read, checked and compiled once, and renders any number of releases. Created by {@link loadChart}.
 */
export interface LoadedChart {
  readonly name: string;
  readonly version: string;
  /** Chart.yaml; missing fields are empty strings and lists. */
  readonly metadata: Metadata;
  /** The platforms that it has values for: see {@link ValuesOptions}. */
  readonly platforms: readonly string[];
  /** The definitions of `crds/`, which are not part of a release: apply them first. */
  readonly crds: readonly { readonly path: string; readonly text: string }[];
}

/** Where a chart comes from; without any of these, the built-in one. */
export interface LoadOptions extends CommonOptions {
  /** Path of a directory or an archive (`.tgz`), for the reader. */
  readonly path?: string;
  /** An archive in memory. */
  readonly archive?: Uint8Array;
}

/** The chart; absent where it has an error. */
export interface LoadResult extends Outcome {
  readonly chart: LoadedChart | undefined;
}

/**
 * Loads a chart with all charts that it depends on. Use it for a chart that is rendered more than once: the other
 * functions load a chart by its path each time.
 *
 * ```ts
 * import { loadChart } from 'kilo-chart';
 *
 * const { chart, problems } = await loadChart();
 * console.log(chart.name, problems.length); // kilo 0
 * ```
 *
 * @returns the chart, and its problems: errors in its files, and missing dependencies
 */
export async function loadChart(options: LoadOptions = {}): Promise<LoadResult> {
  const problems: Problem[] = [];
  const chart = await collectProblems(problems, () => load(options));
  return { chart, problems };
}

/** The internals of a loaded chart, which programs must not use. */
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

/** An error of the reader is a problem of the input, as on the disk. */
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

/** @throws ProblemError the errors of the chart */
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

/** Cached for the whole process, because the files of the package do not change. */
let builtIn: Promise<LoadedChart> | undefined;

/** The values file of a platform of the chart. */
export const findPlatform = (files: Chart['files'], platform: string): Chart['files'][number] | undefined =>
  files.find(({ path }) => PLATFORM.exec(path)?.[1] === platform);
