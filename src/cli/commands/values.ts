import { Command, Option } from 'commander';
import { hasErrors } from '../../problem/problem.ts';
import { computeReleaseValues } from '../../release/index.ts';
import { renderOrigins, renderValues } from '../../values/index.ts';
import { addChartOption, CHART_ARGUMENT, type ChartOption, chartOf, findDefaults } from '../flags/chart-option.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import { findPlatform } from '../flags/platform-option.ts';
import { addValueOptions, type ValueOptions, valuesIo, valuesRequest } from '../flags/value-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { type Progress, watchReads, withProgress } from '../output/progress.ts';

const NOTES = `
With --origins there is a line for each value: its path, the value, what set it,
and what that replaced.

Examples:
  kilo-chart values --platform k3s -f my-values.yaml --origins
  kilo-chart values ./postgresql --set replicaCount=2 -o json
`;

type ValuesFlags = ValueOptions & ChartOption & { readonly output: 'yaml' | 'json'; readonly origins?: boolean };

/** `kilo-chart values [CHART]`: prints the values of a release, as Helm computes them. */
export function valuesCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('values')
    .usage('[CHART] [flags]')
    .description('print the values that a release gets, and what set them')
    .argument('[CHART]', CHART_ARGUMENT)
    .addHelpText('after', NOTES);
  addValueOptions(command);
  addChartOption(command);
  command
    .addOption(new Option('-o, --output <format>', 'yaml or json').choices(['yaml', 'json']).default('yaml'))
    .option('--origins', 'say for each value what set it');
  addGlobalOptions(command, false);
  return command.action(async () =>
    done(
      await withProgress(io, (progress, watched) =>
        values(command.args, command.opts<ValuesFlags>(), watched, progress),
      ),
    ),
  );
}

async function values(
  positionals: readonly string[],
  flags: ValuesFlags,
  io: Io,
  progress: Progress,
): Promise<Outcome> {
  const directory = chartOf(positionals, flags);
  const basis = await findDefaults(directory, flags, io);
  const platform = await findPlatform(flags, directory, basis.chart, io);
  const request = { ...valuesRequest(flags), ...platform };
  const reader = watchReads(valuesIo(io), 'reading', progress);
  const { values, problems: found, origins } = await computeReleaseValues(basis, request, reader);
  const problems = [...basis.problems, ...found];
  if (hasErrors(problems)) return { stdout: '', problems };
  progress.begin('writing the values');
  const format = flags.output === 'json' ? 'json' : 'yaml';
  if (flags.origins) return { stdout: renderOrigins(origins, format === 'json' ? 'json' : 'text'), problems };
  return { stdout: renderValues(values, format), problems };
}
