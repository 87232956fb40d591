import { Command } from 'commander';
import { diffManifests } from '../../manifests/diff.ts';
import type { Manifest } from '../../manifests/index.ts';
import { fail, hasErrors, ProblemError } from '../../problem/problem.ts';
import { type ReleaseOptions, readDefinitions, renderRelease } from '../../release/index.ts';
import { addChartOption, type ChartOption, findChart, holdsChart } from '../flags/chart-option.ts';
import { addGlobalOptions, colorOf } from '../flags/global-options.ts';
import { findPlatform } from '../flags/platform-option.ts';
import {
  addReleaseOptions,
  capabilitiesOf,
  checkNamespace,
  checkReleaseName,
  namespaceOf,
  type ReleaseFlags,
} from '../flags/release-options.ts';
import { addValueOptions, quoteFileName, type ValueOptions, valuesIo, valuesRequest } from '../flags/value-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { renderDiff, summarizeDiff } from '../output/diff.ts';
import { type Progress, withProgress } from '../output/progress.ts';

const NOTES = `
OLD and NEW are values files, rendered over the same chart and flags, or charts
(a directory or an archive), rendered with the same values. Exit code: 0 when
they render to the same objects, 1 when not, 2 when it could not run.

Examples:
  kilo-chart diff --platform k3s old.yaml new.yaml
  kilo-chart diff -f my-values.yaml chart-1.0.0.tgz ./chart
`;

interface DiffFlags extends ValueOptions, ReleaseFlags, ChartOption {
  readonly releaseName?: string;
}

/** `kilo-chart diff OLD NEW`: what changes in the objects, by object and field, on standard output. */
export function diffCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('diff')
    .usage('<OLD> <NEW> [flags]')
    .description('print what changes between two values files, or between two charts')
    .argument('<OLD>', 'values file or chart')
    .argument('<NEW>', 'values file or chart')
    .addHelpText('after', NOTES);
  addChartOption(command, false);
  addValueOptions(command);
  command.option('--release-name <name>', 'name of the release (default: kilo)');
  addReleaseOptions(command, false);
  addGlobalOptions(command, true);
  return command.action(async () =>
    done(
      await withProgress(io, (progress, watched) => diff(command.args, command.opts<DiffFlags>(), watched, progress)),
    ),
  );
}

async function diff(args: readonly string[], flags: DiffFlags, io: Io, progress: Progress): Promise<Outcome> {
  const [old = '', fresh = '', ...rest] = args;
  if (rest.length > 0)
    fail({
      code: 'usage',
      message: `expected OLD and NEW, unexpected arguments: ${rest.join(', ')}`,
      hint: 'what a cluster has is compared by kubectl: kilo-chart template NAME | kubectl diff -f -',
    });
  if (old === '-' && fresh === '-')
    fail({
      code: 'usage',
      message: 'OLD and NEW are both standard input, which can be read once',
      hint: 'write one of them into a file',
    });
  const before = await renderSide(old, flags, io, progress);
  const after = await renderSide(fresh, flags, io, progress);
  const changes = diffManifests(before, after);
  if (changes.length === 0) return { stdout: '', problems: [], status: 0 };
  const color = colorOf(flags, { stderr: io.stdout, env: io.env });
  return { stdout: `${renderDiff(changes, color)}\n${summarizeDiff(changes)}\n`, problems: [], status: 1 };
}

/**
 * Renders the objects of one side, including those that its chart defines.
 *
 * @throws ProblemError all errors that prevent rendering it
 */
async function renderSide(side: string, flags: DiffFlags, io: Io, progress: Progress): Promise<Manifest[]> {
  const isChart = holdsChart(side, io.cwd);
  const directory = isChart ? side : flags.chart;
  const ready = await findChart(directory, flags, io);
  const values = isChart ? (flags.values ?? []) : [...(flags.values ?? []), quoteFileName(side)];
  const platform = await findPlatform(flags, directory, ready.chart, io);
  const release = await renderRelease(
    ready,
    optionsOf(flags, io),
    { ...valuesRequest({ ...flags, values }), ...platform },
    valuesIo(io),
    (stage) => progress.begin(`${side}: ${stage}`),
  );
  const definitions = readDefinitions(release.charts, release.rules);
  const problems = [...release.problems, ...definitions.problems];
  const [first, ...rest] = problems.filter(({ severity }) => severity === 'error');
  if (first && hasErrors(problems)) throw new ProblemError(first, ...rest);
  return [...definitions.manifests, ...release.manifests];
}

function optionsOf(flags: DiffFlags, io: Io): ReleaseOptions {
  return {
    name: checkReleaseName(flags.releaseName ?? 'kilo'),
    namespace: checkNamespace(namespaceOf(flags, io)),
    isUpgrade: flags.isUpgrade ?? false,
    capabilities: capabilitiesOf(flags),
    skipSchema: flags.skipSchemaValidation ?? false,
  };
}
