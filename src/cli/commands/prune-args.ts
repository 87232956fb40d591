import { Command } from 'commander';
import type { Chart } from '../../chart/index.ts';
import { hasErrors } from '../../problem/problem.ts';
import { readBuiltInChart } from '../../release/index.ts';
import { addChartOption, type ChartOption } from '../flags/chart-option.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import { addReleaseOptions, type ReleaseFlags } from '../flags/release-options.ts';
import { addValueOptions, type ValueOptions } from '../flags/value-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { withProgress } from '../output/progress.ts';
import { renderAsked } from './template.ts';

const NOTES = `
The kinds are those of the objects that the release prints, and those that the
templates of the chart print with other values. Kinds that are not Kubernetes'
own are listed where they are printed, where the chart brings their definition,
or where --api-versions names them: kubectl stops at a kind that it does not
know. Namespaces and definitions are never listed: what they hold would go, too.

Example:
  kilo-chart template kilo -n kube-system -f my.yaml > kilo.yaml
  kubectl apply -f kilo.yaml --prune -l app.kubernetes.io/instance=kilo \\
    $(kilo-chart prune-args kilo -n kube-system -f my.yaml)
`;

/** Kinds whose deletion also deletes everything in them. */
const NEVER: ReadonlySet<string> = new Set(['Namespace', 'CustomResourceDefinition']);

type PruneFlags = ValueOptions & ReleaseFlags & ChartOption;

/** `kilo-chart prune-args [NAME] [CHART]`: the flags of `kubectl apply --prune` for the kinds of a release. */
export function pruneArgsCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('prune-args')
    .usage('[NAME] [CHART] [flags]')
    .description('print the flags with which kubectl apply --prune finds the objects of a release')
    .argument('[NAME]', 'name of the release (default: kilo)')
    .argument('[CHART]', 'directory of a chart (default: the built-in chart for Kilo)')
    .addHelpText('after', NOTES);
  addValueOptions(command);
  addChartOption(command);
  addReleaseOptions(command);
  addGlobalOptions(command, true);
  return command.action(async () => {
    const flags = command.opts<PruneFlags>();
    const asked = await withProgress(io, (progress, watched) => renderAsked(command.args, flags, watched, progress));
    const problems = asked.problems.filter(({ severity }) => severity === 'error');
    if (hasErrors(problems)) return done({ stdout: '', problems });
    const chart = asked.directory === undefined ? await readBuiltInChart() : asked.ready.chart;
    const printed = asked.release.manifests.map(({ object }) =>
      resourceOf(String(object.apiVersion), String(object.kind)),
    );
    const others = kindsIn(chart).filter((one) => isAtHand(one, chart, flags.apiVersions ?? []));
    const listed = [...printed, ...others].filter(({ kind }) => !NEVER.has(kind));
    const resources = [...new Set(listed.map(spell))].sort();
    return done({ stdout: resources.map((resource) => `--prune-allowlist=${resource}\n`).join(''), problems: [] });
  });
}

interface Resource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

function resourceOf(apiVersion: string, kind: string): Resource {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version, kind };
}

/** A resource as kubectl expects it: the group without a name is `core`. */
const spell = ({ group, version, kind }: Resource): string => `${group || 'core'}/${version}/${kind}`;

/** The kinds that the templates of a chart contain literally. */
const kindsIn = ({ templates }: Chart): Resource[] =>
  templates.flatMap(({ text }) =>
    [...text.matchAll(/^apiVersion: ([\w./-]+)\r?\nkind: (\w+)\r?$/gm)].map(([, apiVersion = '', kind = '']) =>
      resourceOf(apiVersion, kind),
    ),
  );

/** Whether kubectl certainly knows a kind. */
function isAtHand({ group, version }: Resource, { crds }: Chart, apiVersions: readonly string[]): boolean {
  const isKubernetes = !group.includes('.') || group.endsWith('.k8s.io');
  const isBrought = crds.some(({ text }) => text.includes(`group: ${group}\n`));
  return isKubernetes || isBrought || apiVersions.some((text) => text.split(',').includes(`${group}/${version}`));
}
