import type { Chart } from '../../../src/chart/index.ts';
import { brokenChart, type LintProblem, lint } from '../../../src/lint/index.ts';
import type { Manifest } from '../../../src/manifests/index.ts';
import { type ReadyChart, readyChart, renderRelease } from '../../../src/release/index.ts';
import { DEFAULT_CAPABILITIES } from '../../../src/templates/index.ts';
import type { ValuesIo } from '../../../src/values/index.ts';

/** The report of lint for a chart as it is, and the objects that it renders to. */
export interface Linted {
  readonly problems: readonly LintProblem[];
  readonly manifests: readonly Manifest[];
}

/** @param version of Kubernetes, such as `v1.34.4` */
export async function lintDefaults(chart: Chart, version: string, io: ValuesIo): Promise<Linted> {
  let ready: ReadyChart;
  try {
    ready = await readyChart(chart);
  } catch (error) {
    return { problems: brokenChart(error), manifests: [] };
  }
  const [, Minor = ''] = version.split('.');
  const KubeVersion = { Version: version, Major: '1', Minor, GitVersion: version };
  const options = {
    name: 'kilo',
    namespace: 'default',
    capabilities: { ...DEFAULT_CAPABILITIES, KubeVersion },
  };
  const { manifests } = await renderRelease(ready, options, {}, io).catch(() => ({ manifests: [] }));
  return { problems: await lint({ ready, options, shared: {}, files: [] }, io).catch(brokenChart), manifests };
}
