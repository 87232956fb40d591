import { assembleChart } from '../../../src/chart/assemble.ts';
import { type LintProblem, lint } from '../../../src/lint/index.ts';
import { ProblemError } from '../../../src/problem/problem.ts';
import { readyChart } from '../../../src/release/index.ts';

/** The directory that the charts of these tests are said to be in. */
export const FOLDER = 'shop';
const RELEASE = { name: 'shop', namespace: 'default' } as const;

/** Files by their paths in the chart; Chart.yaml is added where there is none. */
export type Files = Readonly<Record<string, string>>;

const CHART = 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: "2.0"\n';

/** The report of lint for a chart, with one values file over its defaults, or with none. */
export async function lintChart(
  files: Files,
  values?: string,
  more: Pick<Parameters<typeof lint>[0], 'schemas'> & { readonly kubeVersion?: string } = {},
): Promise<LintProblem[]> {
  const problems: ConstructorParameters<typeof ProblemError>[0][] = [];
  const all = { 'Chart.yaml': CHART, ...files };
  const raw = Object.entries(all).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
  const chart = await assembleChart(raw, FOLDER, problems);
  const [first, ...rest] = problems;
  if (!chart || first)
    throw new ProblemError(first ?? { code: 'chart', severity: 'error', message: 'no chart' }, ...rest);
  const { kubeVersion, ...others } = more;
  const [, Minor = ''] = kubeVersion?.split('.') ?? [];
  const capabilities = kubeVersion && {
    capabilities: {
      KubeVersion: { Version: `v${kubeVersion}.0`, Major: '1', Minor, GitVersion: `v${kubeVersion}.0` },
      HelmVersion: { Version: 'v4.2.4' },
      APIVersions: [],
    },
  };
  const request = {
    ready: await readyChart(chart),
    options: { ...RELEASE, ...(capabilities || {}) },
    shared: {},
    files: values === undefined ? [] : ['my.yaml'],
    ...others,
  };
  return lint(request, { readFile: async () => values ?? '', readStdin: async () => '', fetch: async () => '' });
}

/** Marks the place in a text where a finding is expected. */
const MARK = '«';

/** A text without its mark, and the place of the mark as `LINE:COLUMN`. */
export function readMark(text: string): { readonly text: string; readonly place: string } {
  const at = text.indexOf(MARK);
  if (at < 0) throw new Error(`no ${MARK} in ${text}`);
  const before = text.slice(0, at).split('\n');
  return { text: text.replace(MARK, ''), place: `${before.length}:${(before.at(-1) ?? '').length + 1}` };
}

/** `FILE:LINE:COLUMN RULE` */
export const describeFinding = ({ rule, where }: LintProblem): string =>
  `${where?.file}:${where?.line}:${where?.column} ${rule}`;

export const indentBy = (columns: number, text: string): string => text.replace(/^(?=.)/gm, () => ' '.repeat(columns));
