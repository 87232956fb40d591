import { Command } from 'commander';
import { fail } from '../../problem/problem.ts';
import type { CommandEntry, MakeCommand } from '../command-entry.ts';
import { SCRIPTS } from '../completion/scripts.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';

const NOTES = `
Examples:
  source <(kilo-chart completion bash)
  kilo-chart completion zsh > "\${fpath[1]}/_kilo-chart"
  kilo-chart completion fish > ~/.config/fish/completions/kilo-chart.fish
  kilo-chart completion powershell | Out-String | Invoke-Expression
`;

/** `kilo-chart completion <SHELL>`: the script with which a shell completes commands, flags and values. */
export function completionCommand(_: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('completion')
    .usage('<SHELL> [flags]')
    .description('print the script with which a shell completes commands, flags and values')
    .argument('<SHELL>', Object.keys(SCRIPTS).join(', '))
    .addHelpText('after', NOTES);
  addGlobalOptions(command, false);
  return command.action((shell: string) => {
    const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
    if (script === undefined) {
      const hint = `name one of ${Object.keys(SCRIPTS).join(', ')}`;
      fail({ code: 'usage', message: `there is no completion for ${JSON.stringify(shell)}`, hint });
    }
    done({ stdout: script, problems: [] });
  });
}

/** The command that the scripts call: `__complete -- WORDS…`. */
export const completeCommand =
  (commands: readonly CommandEntry[]): MakeCommand =>
  (io, done) => {
    const command = new Command('__complete')
      .description('print what can follow on a command line')
      .argument('[WORDS...]');
    addGlobalOptions(command, false);
    return command.action(async () => {
      const { complete } = await import('../completion/complete.ts');
      const { candidates, files } = await complete(command.args, commands, io);
      const lines = candidates.map(({ text, description }) =>
        description ? `${text}\t${oneLine(description)}\n` : `${text}\n`,
      );
      done({ stdout: `${lines.join('')}${files ? ':files\n' : ''}`, problems: [] });
    });
  };

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 120);
