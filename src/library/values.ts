import { nameFile } from '../chart/index.ts';
import type { Path } from '../problem/path.ts';
import { fail, type Problem, type Where } from '../problem/problem.ts';
import { computeReleaseValues, type ReadyChart } from '../release/index.ts';
import type { ValuesRequest } from '../values/index.ts';
import { freeze, newMap, type ValueMap } from '../yaml/value.ts';
import { type ChartOption, findPlatform, type LoadedChart, readyOf } from './chart.ts';
import { sourceOf } from './given.ts';
import type { KiloValues } from './kilo-values.ts';
import type { CommonOptions, Outcome } from './options.ts';
import { collectProblems, stageOf } from './outcome.ts';
import { ioOf } from './reader.ts';

/** What sets values, each over the ones before. */
export interface ValuesOptions extends CommonOptions {
  /** A platform that the chart brings values for: its values are under all others. */
  readonly platform?: string;
  /** Values files, as `-f`. */
  readonly files?: readonly string[];
  /** As `--set-json`: `key={"a": 1}`, or a whole map. */
  readonly setJson?: readonly string[];
  /** As `--set`: `a.b=1,c={x,y}`. */
  readonly set?: readonly string[];
  /** As `--set-string`: the same, always strings. */
  readonly setString?: readonly string[];
  /** As `--set-file`: values that files hold. */
  readonly setFile?: readonly string[];
  /** As `--set-literal`: values as they are, nothing escaped. */
  readonly setLiteral?: readonly string[];
}

/** The chart and the values of a program, which override those of files and are overridden by those of `set`. */
export type WithChart =
  | {
      /** Default: the built-in chart, whose values have a type. */
      readonly chart?: undefined;
      readonly values?: KiloValues;
    }
  | {
      /** A chart that {@link loadChart} returned, or the path of one. */
      readonly chart: LoadedChart | string;
      readonly values?: object;
    };

/** The values of a release, and where each of them was set. */
export interface ValuesResult extends Outcome {
  /** Frozen: parts are shared with the defaults of the chart. Maps have no prototype. */
  readonly values: ValueMap;
  /** The place that a value was set at, by its path; undefined for what nothing set. */
  readonly whereSet: (path: Path) => Where | undefined;
}

/**
 * Computes the values of a release, as `helm template` does: the chart's defaults, the platform, files, the program's
 * own values, and those of `set` and its kin.
 *
 * ```ts
 * import { computeValues } from 'kilo-chart';
 *
 * const { values } = await computeValues({ platform: 'k3s', values: { image: { tag: '0.7.0' } } });
 * console.log(values.image.tag, values.kubeconfig.source); // 0.7.0 k3s
 * ```
 *
 * @returns the values, empty where there are errors; the schema of the chart is not asked: {@link lintValues} does
 */
export async function computeValues(options: ValuesOptions & WithChart = {}): Promise<ValuesResult> {
  const problems: Problem[] = [];
  const computed = await collectProblems(problems, async () => {
    const { ready, request } = await prepareValues(options);
    problems.push(...ready.problems);
    stageOf(options)('reading values');
    const found = await computeReleaseValues(ready, request, ioOf(options.reader));
    problems.push(...found.problems);
    return found;
  });
  return { values: freeze(computed?.values ?? newMap()), whereSet: (path) => computed?.origins.where(path), problems };
}

/** @throws ProblemError what is wrong with the chart, the platform or the program's own values */
export async function prepareValues(
  options: ValuesOptions & { readonly chart?: ChartOption; readonly values?: object },
): Promise<{ readonly ready: ReadyChart; readonly request: Omit<ValuesRequest, 'defaults'> }> {
  const { chart, values, platform, files, setJson, set, setString, setFile, setLiteral, ...common } = options;
  const { ready, files: chartFiles } = await readyOf(chart, common);
  const request = {
    files: (files ?? []).map(quote),
    setJson: setJson ?? [],
    set: set ?? [],
    setString: setString ?? [],
    setFile: setFile ?? [],
    setLiteral: setLiteral ?? [],
    ...(values && { given: sourceOf(values) }),
  };
  if (platform === undefined) return { ready, request };
  const file = findPlatform(chartFiles, platform);
  if (!file)
    fail({
      code: 'usage',
      message: `the chart has no platform ${JSON.stringify(platform)}`,
      hint: 'the field platforms of a loaded chart lists them',
    });
  return { ready, request: { ...request, platform: { name: nameFile(ready.chart, file.path), text: file.text } } };
}

/** In `-f`, a comma separates two files; a program has a list. */
const quote = (file: string): string => (/[",]/.test(file) ? `"${file.replaceAll('"', '""')}"` : file);
