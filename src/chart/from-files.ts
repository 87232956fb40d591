import { type Problem, ProblemError } from '../problem/problem.ts';
import { compareBytes } from '../yaml/json.ts';
import { assembleChart, collect, refuseFolder } from './assemble.ts';
import type { Chart } from './chart.ts';
import { findMissing } from './dependencies.ts';
import { type Ignore, readIgnore } from './ignore.ts';
import { locateUnder } from './paths.ts';
import { decode, type RawFile } from './raw-file.ts';

/**
 * Makes a chart that is to be rendered of files in memory, by the rules for a directory: `.helmignore` counts.
 *
 * @param files in any order
 * @param name what problems call the directory
 * @throws ProblemError with everything that is wrong
 */
export async function chartFromFiles(files: readonly RawFile[], name: string): Promise<Chart> {
  if (!files.some(({ path }) => path === 'Chart.yaml')) refuseFolder(name);
  const problems: Problem[] = [];
  const rules = files.find(({ path }) => path === '.helmignore');
  const file = locateUnder(name, '.helmignore');
  const read = collect(problems, () => readIgnore(rules ? decode(rules.data) : '', file));
  problems.push(...(read?.problems ?? []));
  const kept = files.filter(({ path }) => !isIgnored(path, read?.ignore ?? (() => false)));
  const chart = await assembleChart(kept.toSorted(byWalk), name, problems);
  if (chart) problems.push(...findMissing(chart));
  const [first, ...rest] = problems;
  if (first) throw new ProblemError(first, ...rest);
  if (!chart) throw new Error('no chart and no problem');
  return chart;
}

/** A file is ignored with any of the directories that it is in. */
function isIgnored(path: string, ignore: Ignore): boolean {
  const steps = path.split('/');
  return steps.some((_, index) => ignore(steps.slice(0, index + 1).join('/'), index < steps.length - 1));
}

/** The order of a walk through directories: by the names in each of them. */
function byWalk(a: RawFile, b: RawFile): number {
  const [one, other] = [a.path.split('/'), b.path.split('/')];
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const order = compareBytes(one[at] as string, other[at] as string);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}
