import { nameFile } from '../chart/index.ts';
import type { Path } from '../problem/path.ts';
import type { Problem, Where } from '../problem/problem.ts';
import type { Origins } from '../values/index.ts';
import type { ValueMap } from '../yaml/value.ts';
import { contextsOf, type ReleaseOptions } from './contexts.ts';
import type { ReadyChart } from './ready.ts';

/** Where values are set. */
export type Places = Pick<Origins, 'where' | 'whereInside'>;

/** A problem of a value that a template found, at the place where the value was set. */
export function placeInValues(problem: Problem, origins: Places): Problem {
  const { where } = problem;
  if (!where?.path || where.line !== undefined) return problem;
  const { path, inside } = where;
  const place = inside === undefined ? nearest(path, origins) : origins.whereInside(path, inside);
  return { ...problem, where: { ...place, path } };
}

/** What a string of the values holds has no path of its own: the string has. */
const nearest = (path: Path, origins: Places): Where | undefined =>
  origins.where(path) ?? (path.length > 0 ? nearest(path.slice(0, -1), origins) : undefined);

/**
 * Problems of templates with their lines. A problem of what a template printed is followed back to the line that printed
 * it: the template is rendered once more for that.
 */
export async function placeInTemplates(
  { chart, program }: ReadyChart,
  options: ReleaseOptions,
  values: ValueMap,
  problems: readonly Problem[],
): Promise<Problem[]> {
  const sources = new Set(problems.flatMap(({ rendered }) => (rendered ? [rendered.source] : [])));
  const traces = new Map<string, { find(line: number, column?: number): number | undefined }>();
  if (sources.size > 0) {
    const session = program.open(contextsOf(chart, options, values));
    for (const entry of program.entries) {
      const trace = sources.has(entry.source) ? await session.trace(entry) : undefined;
      if (trace) traces.set(entry.source, trace);
    }
  }
  return problems.map((problem) => {
    const { where, rendered } = problem;
    const line = where?.line ?? (rendered && traces.get(rendered.source)?.find(rendered.line, rendered.column));
    if (line === undefined || where?.source !== undefined) return problem;
    const text = chart.templates.find(({ path }) => nameFile(chart, path) === where?.file)?.text;
    return text === undefined
      ? problem
      : { ...problem, where: { ...where, line, source: text.split(/\r?\n/)[line - 1] ?? '' } };
  });
}
