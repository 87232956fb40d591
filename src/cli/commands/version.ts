import { Command } from 'commander';
import { addGlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { VERSION } from '../version.ts';

const NOTES = `
Example:
  kilo-chart version
`;

/** `kilo-chart version`: the same as `--version`, because Helm has this command. */
export function versionCommand(_: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('version').usage('[flags]').description('print the version').addHelpText('after', NOTES);
  addGlobalOptions(command, false);
  return command.action(() => done({ stdout: `${VERSION}\n`, problems: [] }));
}
