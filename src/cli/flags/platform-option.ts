import type { Command } from 'commander';
import { type Chart, nameFile } from '../../chart/index.ts';
import { fail } from '../../problem/problem.ts';
import { redact } from '../../problem/redact.ts';
import { quoteForShell } from '../../problem/shell.ts';
import { distance, suggest } from '../../problem/suggest.ts';
import type { ValuesRequest } from '../../values/index.ts';
import type { Io } from '../io.ts';

/** `--platform`, which every command that computes values has. */
export interface PlatformOption {
  readonly platform?: string;
}

export function addPlatformOption(command: Command): Command {
  return command.option(
    '--platform <name>',
    'values of the chart for a kind of cluster, under those of -f: kilo-chart show platforms lists them',
  );
}

/** The platform of a chart's file; undefined for any other file. */
export const platformName = (path: string): string | undefined => /^platforms\/([^/]+)\.ya?ml$/.exec(path)?.[1];

/**
 * The values of the platform that a flag names: a values file in the chart's directory `platforms`.
 *
 * @param directory the chart as the user named it; undefined for the built-in one, whose files are loaded only for this
 * @throws ProblemError `usage`: the chart has no such platform
 */
export async function findPlatform(
  { platform }: PlatformOption,
  directory: string | undefined,
  chart: Chart,
  { note }: Pick<Io, 'note'>,
): Promise<Pick<ValuesRequest, 'platform'>> {
  if (platform === undefined) return {};
  const { files } = directory === undefined ? await readBuiltIn() : chart;
  const file = files.find(({ path }) => platformName(path) === platform);
  if (file) {
    note?.(`platform: ${file.path} of the chart, ${file.text.length} bytes`);
    return { platform: { name: nameFile(chart, file.path), text: file.text } };
  }
  const names = files.flatMap(({ path }) => platformName(path) ?? []);
  const show = `kilo-chart show platforms${directory === undefined ? '' : ` ${quoteForShell(redact(directory))}`}`;
  const alias = directory === undefined ? ALIASES[platform.toLowerCase()] : undefined;
  const near = nearest(platform, names);
  return fail({
    code: 'usage',
    message: `the chart has no platform ${JSON.stringify(platform)}`,
    where: { flag: { name: '--platform', text: platform } },
    hint:
      names.length === 0
        ? 'leave --platform out'
        : alias !== undefined
          ? alias
          : near.length > 0
            ? `did you mean ${near.join(' or ')}? ${show} lists them all`
            : `${show} lists them`,
  });
}

/** Clusters without their own platform in the built-in chart, and what to write instead. */
const ALIASES: { readonly [platform: string]: string | undefined } = {
  rke2: 'RKE2 is k3s with another directory: --platform k3s --set kubeconfig.k3s.agentDir=/var/lib/rancher/rke2/agent',
  kind: 'kind installs with kubeadm: --platform kubeadm',
  minikube: 'minikube installs with kubeadm: --platform kubeadm',
};

/**
 * Names that were probably meant, the nearest first: one that differs in a letter or two, then those that begin so, in
 * whole or with the same word.
 */
function nearest(platform: string, names: readonly string[]): readonly string[] {
  const misspelt = suggest(platform, names) ?? [];
  const begun = names.filter(
    (name) =>
      (platform !== '' && name.startsWith(platform)) || name.split('-')[0] === platform.toLowerCase().split('-')[0],
  );
  const close = (name: string) => distance(platform.toLowerCase(), name);
  return [...new Set([misspelt, begun].flat())].sort((a, b) => close(a) - close(b));
}

/** The built-in chart that is ready to render contains only the files that its templates read. */
async function readBuiltIn(): Promise<Chart> {
  const { readBuiltInChart } = await import('../../release/index.ts');
  return readBuiltInChart();
}
