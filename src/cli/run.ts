import { Command, CommanderError } from 'commander';
import { hasErrors, type Problem, ProblemError } from '../problems.ts';
import { suggest } from '../suggest.ts';
import type { Io } from './io.ts';
import { renderProblems, wantsColor } from './report.ts';
import { templateCommand } from './template.ts';
import { VERSION } from './version.ts';

export type { Io } from './io.ts';

/** What a command did: what goes to standard output, and what is wrong with the input. */
export interface Outcome {
  readonly stdout: string;
  readonly problems: readonly Problem[];
}

/**
 * Runs the program. Standard output is written at the end, whole, and only when there is no error; all else goes to
 * standard error.
 *
 * @param argv the arguments, without the executable and the script
 * @returns the exit code: 0, or 1 when something is wrong
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let outcome: Outcome = { stdout: '', problems: [] };
  const program = createProgram(io, (result) => {
    outcome = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      outcome = { stdout: '', problems: [usageProblem(error, program)] };
    } else if (error instanceof ProblemError) {
      outcome = { stdout: '', problems: error.problems };
    } else {
      io.stderr.write(crashReport(error));
      return 1;
    }
  }
  const { stdout, problems } = outcome;
  const failed = hasErrors(problems);
  if (problems.length > 0) io.stderr.write(renderProblems(problems, reportOptions(io)));
  if (!failed && stdout !== '') io.stdout.write(stdout);
  return failed ? 1 : 0;
}

function createProgram(io: Io, done: (outcome: Outcome) => void): Command {
  const program = new Command('kilo-chart')
    .description('Kilo, a WireGuard mesh for Kubernetes, as YAML that kubectl applies. No Helm is needed.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(io.stdout.columns ?? 80, 100),
    });
  program.addCommand(inherit(templateCommand(io, done), program));
  return program;
}

/** A command is made without its parent, so it takes the parent's settings over when it is added. */
function inherit(command: Command, parent: Command): Command {
  return command.copyInheritedSettings(parent);
}

const reportOptions = ({ stderr, env }: Io) => ({
  color: wantsColor(stderr, env),
  ...(stderr.isTTY && stderr.columns ? { width: stderr.columns } : {}),
});

/** Commander's sentence in this program's form: what is wrong, and the way out. */
function usageProblem(error: CommanderError, program: Command): Problem {
  const [message = '', meant] = error.message.replace(/^error: /, '').split(/\n\(Did you mean (.*)\?\)$/);
  const unknown = /^unknown (?:option|command) '(.*)'$/.exec(message)?.[1];
  const words = program.commands.flatMap((command) => [command.name(), ...command.options.map(({ long }) => long ?? '')]);
  const near = meant ?? (unknown && suggest(unknown, words));
  return {
    code: 'usage',
    severity: 'error',
    message: error.code === 'commander.help' ? 'name a command' : message,
    hint: near ? `did you mean ${near.replace(/^one of /, '')}?` : 'kilo-chart --help lists the commands, kilo-chart COMMAND --help its flags',
  };
}

function crashReport(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `kilo-chart ${VERSION} has a bug: please report it with this text and the command that led here.\n${stack}\n`;
}
