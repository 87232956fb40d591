import type { Problem } from '../problem/problem.ts';
import { quoteForShell } from '../problem/shell.ts';
import type { Chart } from './chart.ts';
import { nameFile } from './name-file.ts';

/**
 * The charts that Chart.yaml names and `charts/` does not contain (action.CheckDependencies of Helm 4.2.4): only those
 * of the chart itself, in any version. Missing dependencies of subcharts are not rendered.
 *
 * @returns no problem, or one that names all of them
 */
export function findMissing(chart: Chart): Problem[] {
  const { metadata, dependencies, folder } = chart;
  const present = new Set(dependencies.map(({ name }) => name));
  const missing = (metadata.dependencies ?? []).map(({ name }) => name).filter((name) => !present.has(name));
  if (missing.length === 0) return [];
  const isOld = chart.files.some(({ path }) => path === 'requirements.yaml');
  return [
    {
      code: 'chart',
      severity: 'error',
      message: `found in Chart.yaml, but missing in charts/ directory: ${missing.join(', ')}`,
      where: { file: nameFile(chart, isOld ? 'requirements.yaml' : 'Chart.yaml') },
      hint: `fetch them: kilo-chart dependency build ${quoteForShell(folder ?? '.')}`,
    },
  ];
}
