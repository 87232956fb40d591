import { nameFile } from '../chart/index.ts';
import { nearest } from '../problem/path.ts';
import { type Problem, sourceOf } from '../problem/problem.ts';
import { newBudget } from '../templates/index.ts';
import { listCharts, type Origins, type ResolvedChart } from '../values/index.ts';
import { memoize } from '../yaml/memo.ts';
import { chartsWith } from './charts.ts';
import { contextsOf } from './contexts.ts';
import { preparedFor } from './ready.ts';
import type { RenderRequest } from './request.ts';

/** Finds the places where values are set. */
export type Places = Pick<Origins, 'where' | 'whereInside'>;

/** Moves a problem of a value, found by a template, to the place where the value was set. */
export function placeInValues(problem: Problem, origins: Places): Problem {
  const { where } = problem;
  if (!where?.path || where.line !== undefined) return problem;
  const { path, inside } = where;
  // A value inside a string of the values has no path: use that of the string.
  const place =
    inside === undefined ? nearest(path, (above) => origins.where(above)) : origins.whereInside(path, inside);
  return { ...problem, where: { ...place, path } };
}

/**
 * Adds the lines of templates to problems. For a problem of a template's output, the line that printed it is found by
 * rendering the template again.
 */
export async function placeInTemplates(
  { ready, options, values, tree }: RenderRequest,
  problems: readonly Problem[],
): Promise<Problem[]> {
  if (problems.length === 0) return [];
  const root = chartsWith(ready, tree, values);
  const sources = new Set(problems.flatMap(({ rendered }) => (rendered ? [rendered.source] : [])));
  const traces = new Map<string, { find(line: number, column?: number): number | undefined }>();
  if (sources.size > 0) {
    const { program } = preparedFor(ready, listCharts(root));
    const session = program.open(contextsOf(root, options), tree?.shared, newBudget(options.deadline));
    for (const entry of program.entries) {
      const trace = sources.has(entry.source) ? await session.trace(entry) : undefined;
      if (trace) traces.set(entry.source, trace);
    }
  }
  // Few problems need the text of a template, and the built-in chart's is loaded only then.
  let texts: ReadonlyMap<string, string> | undefined;
  const linesOf = memoize((file) => {
    texts ??= textsOf(root);
    return texts.get(file)?.split(/\r?\n/);
  });
  return problems.map((problem) => {
    const { where, rendered } = problem;
    const line = where?.line ?? (rendered && traces.get(rendered.source)?.find(rendered.line, rendered.column));
    if (line === undefined || where?.source !== undefined) return problem;
    const lines = where?.file === undefined ? undefined : linesOf(where.file);
    return lines === undefined
      ? problem
      : { ...problem, where: { ...where, line, ...sourceOf(lines[line - 1] ?? '', where?.column) } };
  });
}

/** The sources of all templates, by the names of their files. */
const textsOf = (root: ResolvedChart): ReadonlyMap<string, string> =>
  new Map(
    listCharts(root).flatMap(({ chart }) => chart.templates.map(({ path, text }) => [nameFile(chart, path), text])),
  );
