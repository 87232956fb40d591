import { Command, CommanderError } from 'commander';
import { inert, printable } from '../problem/printable.ts';
import { fail, hasErrors, type Problem, ProblemError } from '../problem/problem.ts';
import { redact } from '../problem/redact.ts';
import { suggest } from '../problem/suggest.ts';
import { COMMANDS, type CommandEntry } from './command.ts';
import { addGlobalOptions, checkVolume, colorOf, type GlobalOptions } from './flags/global-options.ts';
import { parseArguments } from './flags/pflag.ts';
import { replacementFor } from './helm-commands.ts';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';
import { renderProblems, wantsColor } from './output/report.ts';
import { VERSION } from './version.ts';

export type { Io } from './io.ts';

const NOTHING: Outcome = { stdout: '', problems: [] };

/**
 * Runs the program. Standard output is written at the end, as a whole, and only without errors; everything else goes to
 * standard error.
 *
 * @param argv the arguments, without the executable and the script
 * @returns the exit code: 0, or 1 with an error (a command may define others, as `lint` does)
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const session = new Session(io);
  let outcome = NOTHING;
  try {
    outcome = await session.execute(argv);
  } catch (error) {
    if (!(error instanceof ProblemError)) {
      io.stderr.write(crashReport(error));
      return 1;
    }
    outcome = { stdout: '', problems: error.problems };
  }
  const { stdout, problems, stderr = '', status } = session.hush(outcome);
  const failed = hasErrors(problems);
  session.note(`exit code ${status ?? (failed ? 1 : 0)}`);
  if (stderr !== '') io.stderr.write(stderr);
  if (problems.length > 0) io.stderr.write(renderProblems(problems.map(withCode), session.reportOptions()));
  if (!failed || status !== undefined) for (const piece of [stdout].flat()) if (piece !== '') io.stdout.write(piece);
  return status ?? (failed ? 1 : 0);
}

/** One call of the program. */
class Session {
  readonly #io: Io;
  #color: boolean;
  #flags: GlobalOptions = {};
  /** The output of commander: help. */
  #printed = '';

  constructor(io: Io) {
    this.#io = io;
    this.#color = wantsColor(io.stderr, io.env);
  }

  /** The outcome without warnings and summaries, with `--quiet`. */
  hush(outcome: Outcome): Outcome {
    if (!this.#flags.quiet) return outcome;
    const problems = outcome.problems.filter(({ severity }) => severity === 'error');
    return problems.length > 0 ? { ...outcome, problems } : { ...outcome, problems, stderr: '' };
  }

  /** Prints a fact with the time since the process began, with `--verbose`. */
  note(fact: string): void {
    if (!this.#flags.verbose) return;
    const { stderr, now = () => performance.now() } = this.#io;
    stderr.write(`[${now().toFixed(0).padStart(5)} ms] ${inert(printable(redact(fact)))}\n`);
  }

  async execute(argv: readonly string[]): Promise<Outcome> {
    const program = this.#createProgram();
    const { flags, positionals } = parseArguments(argv, program, { stopAtPositional: true });
    const [name, ...rest] = positionals;
    if (flags.includes('--version')) return { stdout: `${VERSION}\n`, problems: [] };
    if (flags.includes('--help') || (name === 'help' && rest.length === 0)) return this.#help(listCommands(program));
    if (name === 'help') return this.#help(await this.#createCommand(find(rest[0] ?? ''), program, () => {}));
    if (name === undefined) {
      return fail({
        code: 'usage',
        message: 'name a command',
        hint: 'kilo-chart --help lists the commands, kilo-chart COMMAND --help its flags',
      });
    }
    let outcome = NOTHING;
    const entry = find(name);
    try {
      const command = await this.#createCommand(entry, program, (result) => {
        outcome = result;
      });
      await this.#parse(command, [...flags, ...rest]);
    } catch (error) {
      if (!(error instanceof ProblemError) || entry.failure === undefined) throw error;
      return { stdout: '', problems: error.problems, status: entry.failure };
    }
    return this.#printed === '' ? outcome : { stdout: this.#printed, problems: [] };
  }

  reportOptions() {
    const { stderr } = this.#io;
    return { color: this.#color, ...(stderr.isTTY && stderr.columns ? { width: stderr.columns } : {}) };
  }

  #createProgram(): Command {
    const program = new Command('kilo-chart')
      .description('Kilo, a WireGuard mesh for Kubernetes, as YAML that kubectl applies. No Helm is needed.')
      .option('--version', 'print the version')
      .helpOption('-h, --help', 'print this help')
      .usage('<command> [flags]')
      .exitOverride()
      .configureOutput({
        writeOut: (text) => {
          this.#printed += text;
        },
        writeErr: () => {},
        getOutHelpWidth: () => Math.min(Number(this.#io.env.COLUMNS) || this.#io.stdout.columns || 80, 100),
      });
    return addGlobalOptions(program, true);
  }

  async #createCommand({ load }: CommandEntry, program: Command, done: (outcome: Outcome) => void): Promise<Command> {
    const session = this;
    const io: Io = {
      ...this.#io,
      note: (fact) => this.note(fact),
      get isQuiet() {
        return session.#flags.quiet ?? false;
      },
    };
    const command = (await load())(io, done);
    // A command is created without its parent, so it copies the parent's settings when it is added.
    program.addCommand(command.copyInheritedSettings(program).allowExcessArguments(true));
    return command;
  }

  async #parse(command: Command, args: readonly string[]): Promise<void> {
    const { flags, positionals } = parseArguments(args, command);
    try {
      command.hook('preAction', () => {
        const flags = command.opts<GlobalOptions>();
        this.#color = colorOf(flags, this.#io);
        checkVolume(flags);
        this.#flags = flags;
        this.note(`kilo-chart ${VERSION} under Node ${process.version}: ${command.name()}`);
      });
      await command.parseAsync([...flags, '--', ...positionals], { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      if (error.exitCode !== 0) throw new ProblemError(usageProblem(error, command));
    }
  }

  #help(command: Command): Outcome {
    command.outputHelp();
    return { stdout: this.#printed, problems: [] };
  }
}

function find(name: string): CommandEntry {
  const found = COMMANDS.find((entry) => entry.name === name || entry.aliases?.includes(name));
  if (found) return found;
  const near = suggest(name, [...COMMANDS.filter(({ hidden }) => !hidden).map((entry) => entry.name), 'help']);
  return fail({
    code: 'usage',
    message: `unknown command ${JSON.stringify(name)}`,
    hint:
      replacementFor(name) ?? (near === undefined ? 'kilo-chart --help lists the commands' : `did you mean ${near}?`),
  });
}

const EXAMPLES = `
Examples:
  kilo-chart template kilo -n kube-system --platform k3s | kubectl apply -f -
  kilo-chart template my-db ./postgresql -f my-values.yaml
  kilo-chart lint --platform k3s -n kube-system clusters/*.yaml
`;

/** The program with a line for each command, for its help. */
function listCommands(program: Command): Command {
  for (const { name, usage, summary } of COMMANDS.filter(({ hidden }) => !hidden))
    program.addCommand(new Command(name).usage(`${usage} [flags]`.trim()).description(summary).helpOption(false));
  return program.helpCommand('help [command]', 'print the help of a command').addHelpText('after', EXAMPLES);
}

/** Converts an error of commander to a problem with a hint. */
function usageProblem(error: CommanderError, command: Command): Problem {
  return {
    code: 'usage',
    severity: 'error',
    message: error.message.replace(/^error: /, ''),
    hint: `kilo-chart ${command.name()} --help shows how to call it`,
  };
}

/** A problem with the code that `explain` takes after its message, as lint prints it. */
const withCode = (problem: Problem): Problem => ({
  ...problem,
  message: `${problem.message} [${problem.rule ?? problem.code}]`,
});

function crashReport(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `kilo-chart ${VERSION} has a bug: please report it with this text and the command that led here.\n${stack}\n`;
}
