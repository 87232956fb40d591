import { existsSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Command } from 'commander';
import { fail } from '../../problem/problem.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { writeFiles } from '../output/output-dir.ts';
import { newChart } from './new-chart.ts';

const NOTES = `
Examples:
  kilo-chart create my-chart
  kilo-chart template my-release ./my-chart
`;

/** `kilo-chart create <DIR>`: writes a small Handlebars chart to start from. */
export function createCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('create')
    .usage('<DIR> [flags]')
    .description('write a small Handlebars chart to begin with')
    .argument('<DIR>', 'directory to write it to; its last part is the name of the chart')
    .addHelpText('after', NOTES);
  addGlobalOptions(command, false);
  return command.action(() => done(create(command.args, io)));
}

/** The names that Helm accepts for a new chart (chartutil.Create of Helm 4.2.4). */
const NAME = /^[a-zA-Z0-9._-]{1,250}$/;

function create([directory = '', ...rest]: readonly string[], { cwd }: Io): Outcome {
  if (rest.length > 0) {
    fail({
      code: 'usage',
      message: `expected one argument, unexpected arguments: ${rest.join(', ')}`,
      hint: 'one chart at a time',
    });
  }
  const folder = resolve(cwd, directory);
  const name = basename(folder);
  if (!NAME.test(name)) {
    fail({
      code: 'usage',
      message: `${JSON.stringify(name)} is not a valid name of a chart: it takes letters, digits, "-", "_" and "."`,
      hint: 'for example kilo-chart create my-chart',
    });
  }
  if (existsSync(folder) && readdirSync(folder).length > 0)
    fail({ code: 'file', message: `${directory} is not empty`, hint: 'name a directory that does not exist yet' });
  const files = Object.entries(newChart(name)).map(([path, text]) => ({ path, text }));
  writeFiles(directory, cwd, files);
  return { stdout: '', stderr: `wrote the chart ${name} to ${directory}: ${files.length} files\n`, problems: [] };
}
