import { resolve } from 'node:path';
import { Command } from 'commander';
import { packChart, readChart } from '../../chart/index.ts';
import { fail } from '../../problem/problem.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { writeFiles } from '../output/output-dir.ts';
import { withProgress } from '../output/progress.ts';

const NOTES = `
Equal charts give equal archives: all files have the same time, that of
SOURCE_DATE_EPOCH (seconds since 1970), else 1980.

Examples:
  kilo-chart package ./my-chart -d dist
  kilo-chart package ./my-chart --version 1.2.3 --app-version 2.0.0
`;

interface Flags {
  readonly destination?: string;
  readonly version?: string;
  readonly appVersion?: string;
}

/** `kilo-chart package <DIR...>`: the archives of charts, as `helm package` makes them. */
export function packageCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('package')
    .usage('<DIR...> [flags]')
    .description('write the archive of a chart')
    .argument('<DIR...>', 'directory of a chart')
    .option('-d, --destination <dir>', 'where to write the archive (default: .)')
    .option('--version <version>', 'version of the chart, instead of its own')
    .option('--app-version <version>', 'appVersion of the chart, instead of its own')
    .addHelpText('after', NOTES);
  addGlobalOptions(command, false);
  return command.action(async () =>
    done(await withProgress(io, (_, watched) => pack(command.args, command.opts<Flags>(), watched))),
  );
}

async function pack(
  directories: readonly string[],
  { destination = '.', version = '', appVersion = '' }: Flags,
  { cwd, env, begin, isQuiet }: Io,
): Promise<Outcome> {
  const time = readTime(env.SOURCE_DATE_EPOCH);
  let stdout = '';
  for (const directory of directories) {
    begin?.(`packing ${directory}`);
    const chart = await readChart(resolve(cwd, directory), directory, 'dependency');
    const { name, bytes } = packChart(chart, { version, appVersion, ...(time !== undefined && { time }) });
    writeFiles(destination, cwd, [{ path: name, text: bytes }]);
    stdout += `Successfully packaged chart and saved it to: ${resolve(cwd, destination, name)}\n`;
  }
  const { length } = directories;
  return {
    stdout: isQuiet ? '' : stdout,
    stderr: length > 1 ? `wrote ${length} archives to ${destination}\n` : '',
    problems: [],
  };
}

function readTime(text = ''): number | undefined {
  if (text === '') return undefined;
  if (/^\d{1,10}$/.test(text)) return Number(text);
  return fail({
    code: 'usage',
    message: `SOURCE_DATE_EPOCH is ${JSON.stringify(text)}, which is not a number of seconds`,
    hint: 'SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)',
  });
}
