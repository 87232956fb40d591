import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../problem/fs-error.ts';
import { fail, type Problem, ProblemError } from '../problem/problem.ts';
import { readBounded, readFound } from '../problem/read-bounded.ts';
import { assembleChart, collect, refuseFolder } from './assemble.ts';
import type { Chart } from './chart.ts';
import { findMissing } from './dependencies.ts';
import { readIgnore } from './ignore.ts';
import type { Role } from './metadata.ts';
import { decode } from './raw-file.ts';
import { isFolder, readFiles } from './walk.ts';

/**
 * Reads a chart to render it, from its directory or its archive, and checks that it can be rendered: that it is not a
 * library, and that its dependencies are present.
 *
 * @param path the directory or archive
 * @param name the same as the user named it, for problems
 * @throws ProblemError `chart` and `yaml-syntax`, with all errors
 */
export async function loadChart(path: string, name = path): Promise<Chart> {
  return check(await readChart(path, name));
}

/** The same for an archive in memory, which may come from standard input or from the network. */
export async function loadArchive(bytes: Uint8Array, name: string): Promise<Chart> {
  return check(await readChartArchive(bytes, name));
}

function check(chart: Chart): Chart {
  throwAll(findMissing(chart));
  return chart;
}

/**
 * Reads a chart to inspect it, with Helm's rules (loader.LoadDir and loader.LoadFile of Helm 4.2.4): dependencies may
 * be missing.
 *
 * @param role `dependency` for a chart that is not rendered by itself: it may be a library
 * @throws ProblemError with all errors
 */
export async function readChart(path: string, name = path, role: Role = 'root'): Promise<Chart> {
  if (!isFolder(path)) return readChartArchive(readBytes(path, name), name, role);
  // Check before the rest is read, because a wrong directory can be a large one.
  if (!existsSync(join(path, 'Chart.yaml'))) refuseFolder(name);
  const problems: Problem[] = [];
  const read = collect(problems, () => readIgnore(readOptional(path, name, '.helmignore'), join(name, '.helmignore')));
  problems.push(...(read?.problems ?? []));
  const found = readFiles(path, name, read?.ignore ?? (() => false));
  problems.push(...found.problems);
  const chart = finish(await assembleChart(found.files, name, problems, { role }), problems);
  if (found.outside.length === 0) return chart;
  return { ...chart, warnings: [...(chart.warnings ?? []), warnOfLinks(found.outside, name)] };
}

/** What a chart of a stranger links to, it can print: a key of the machine, for example. */
function warnOfLinks([first = '', ...others]: readonly string[], name: string): Problem {
  const more = others.length === 0 ? '' : `, and so do ${others.length} more`;
  return {
    code: 'chart',
    severity: 'warning',
    message: `the symbolic link leads out of the chart, which can print what is there${more}`,
    where: { file: join(name, first) },
    hint: 'look where it leads (ls -l); name it in .helmignore if the chart does not need it',
  };
}

/** The same for an archive in memory. */
export async function readChartArchive(bytes: Uint8Array, name: string, role: Role = 'root'): Promise<Chart> {
  const { newBudget, readArchive } = await import('./archive.ts');
  const budget = newBudget();
  const problems: Problem[] = [];
  const chart = await assembleChart(readArchive(bytes, name, budget), name, problems, { role, budget });
  return finish(chart, problems);
}

function finish(chart: Chart | undefined, problems: readonly Problem[]): Chart {
  throwAll(problems);
  if (!chart) throw new Error('no chart and no problem');
  return chart;
}

function throwAll([first, ...rest]: readonly Problem[]): void {
  if (first) throw new ProblemError(first, ...rest);
}

/** The most bytes of an archive, as for one that is fetched. */
const MAX_ARCHIVE = 100 * 1024 * 1024;

function readBytes(path: string, name: string): Uint8Array {
  const hint = 'name the directory that contains the Chart.yaml';
  if (!existsSync(path)) {
    const what = /\.(?:tgz|tar\.gz)$/.test(name) ? 'archive' : 'directory';
    fail({ code: 'chart', message: `there is no ${what} ${JSON.stringify(name)}`, hint });
  }
  try {
    return readBounded(path, MAX_ARCHIVE);
  } catch (error) {
    return fail({ code: 'chart', message: `cannot be read: ${reasonOf(error)}`, where: { file: name }, hint });
  }
}

/** Reads a file that is needed before all others; '' where it does not exist. */
function readOptional(directory: string, name: string, path: string): string {
  try {
    return decode(readFound(join(directory, path)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    return fail({ code: 'chart', message: `cannot be read: ${reasonOf(error)}`, where: { file: join(name, path) } });
  }
}
