import { Command } from 'commander';
import { fail } from '../../problem/problem.ts';
import { suggest } from '../../problem/suggest.ts';
import type { DependencyFlags, Managed } from '../../remote/index.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import { addConnectionOptions } from '../flags/remote-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { withProgress } from '../output/progress.ts';

const NOTES = `
  list     what Chart.yaml asks for, and what is there
  build    fetch into charts/ what the lock file has; without one, as update
  update   choose versions anew, fetch them into charts/, write the lock file

Example:
  kilo-chart dependency update ./my-chart
`;

interface Flags extends DependencyFlags {
  readonly maxColWidth?: string;
}

type Action = (chart: string, flags: Flags, io: Io) => Promise<Outcome>;

/** The actions, under Helm's names, including the short ones. */
const ACTIONS: Readonly<Record<string, Action>> = {
  list: async (chart, { maxColWidth = '80' }, io) => {
    const { listDependencies } = await import('../../remote/index.ts');
    return { stdout: await listDependencies(chart, io, readWidth(maxColWidth)), problems: [] };
  },
  build: async (chart, flags, io) => {
    const { buildDependencies } = await import('../../remote/index.ts');
    return summarize(chart, await buildDependencies(chart, flags, io), io);
  },
  update: async (chart, flags, io) => {
    const { updateDependencies } = await import('../../remote/index.ts');
    return summarize(chart, await updateDependencies(chart, flags, io), io);
  },
};
/** Helm's lines, and how many files were written where there are several. */
function summarize(chart: string, { text, files, problems }: Managed, { isQuiet }: Io): Outcome {
  const stderr = files > 1 ? `wrote ${files} files to ${chart}\n` : '';
  return { stdout: isQuiet ? '' : text, stderr, problems };
}

const SHORT: Readonly<Record<string, string>> = { ls: 'list', up: 'update' };

/** `kilo-chart dependency list|build|update [CHART]`: the charts that a chart depends on. */
export function dependencyCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('dependency')
    .usage('<list|build|update> [CHART] [flags]')
    .description('list or fetch the charts that a chart depends on')
    .argument('<action>', 'list, build or update')
    .argument('[CHART]', 'directory of the chart; of list, an archive too (default: .)')
    .addHelpText('after', NOTES);
  addConnectionOptions(command)
    .option('--skip-refresh', 'take the indexes that Helm keeps of the repositories that it knows')
    .option('--max-col-width <number>', 'of list: the most characters of a column (default: 80)');
  addGlobalOptions(command, false);
  return command.action(async () => {
    const [name = '', chart = '.', ...rest] = command.args;
    if (rest.length > 0) {
      const message = `expected one chart, unexpected arguments: ${rest.join(', ')}`;
      fail({ code: 'usage', message, hint: 'one chart at a time' });
    }
    const action = findAction(name);
    done(await withProgress(io, (_, watched) => action(chart, command.opts<Flags>(), watched)));
  });
}

function findAction(name: string): Action {
  const full = Object.hasOwn(SHORT, name) ? (SHORT[name] as string) : name;
  const action = Object.hasOwn(ACTIONS, full) ? ACTIONS[full] : undefined;
  if (action) return action;
  const near = suggest(name, Object.keys(ACTIONS));
  return fail({
    code: 'usage',
    message: `${JSON.stringify(name)} is not something to do with dependencies`,
    hint: near === undefined ? 'write list, build or update' : `did you mean ${near}?`,
  });
}

function readWidth(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return fail({ code: 'usage', message: `--max-col-width ${text} is not a number`, hint: 'write --max-col-width 120' });
}
