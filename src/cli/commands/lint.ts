import { Command, Option } from 'commander';
import type { LintProblem, Report } from '../../lint/index.ts';
import { fail, hasErrors, type Problem } from '../../problem/problem.ts';
import { redact } from '../../problem/redact.ts';
import { quoteForShell } from '../../problem/shell.ts';
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
import { addValueOptions, type ValueOptions, valuesIo, valuesRequest } from '../flags/value-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { type Progress, watchReads, withProgress } from '../output/progress.ts';
import { renderProblems } from '../output/report.ts';
import { VERSION } from '../version.ts';

const NOTES = `
Each FILE is a case of its own, over --platform and -f and under --set. Without
FILES, these are the case. - is standard input. Exit code: 0 without errors, 1
with errors (with --strict, with warnings too), 2 when it could not run.

Examples:
  kilo-chart lint values/*.yaml
  kilo-chart lint --platform k3s -f base.yaml clusters/*.yaml --format github
`;

const FORMATS = ['text', 'json', 'github', 'junit', 'sarif'] as const;

interface LintFlags extends ValueOptions, ReleaseFlags, ChartOption {
  readonly strict?: boolean;
  readonly quiet?: boolean;
  readonly format: (typeof FORMATS)[number];
  readonly releaseName?: string;
}

/** When it could not run: here, a file that is not there; of a wrong flag or chart the command line says it. */
const COULD_NOT_RUN = 2;

/** `kilo-chart lint [FILES...]`: what is wrong with values files, on standard output. */
export function lintCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('lint')
    .usage('[FILES...] [flags]')
    .description('check values files, and the objects that are made of them, without a cluster')
    .argument('[FILES...]', 'values files, each a case of its own')
    .addHelpText('after', NOTES);
  addChartOption(command, false);
  addValueOptions(command);
  command
    .option('--strict', 'fail on warnings too')
    .addOption(new Option('--format <format>', 'form of the report').choices(FORMATS).default('text'))
    .option('--quiet', 'report what fails the run, and nothing else')
    .option('--release-name <name>', 'name of the release (default: kilo)');
  addReleaseOptions(command, false);
  addGlobalOptions(command, true);
  return command.action(async () =>
    done(await withProgress(io, (progress) => check(command.args, command.opts<LintFlags>(), io, progress))),
  );
}

async function check(files: readonly string[], flags: LintFlags, io: Io, progress: Progress): Promise<Outcome> {
  const { brokenChart, lint, REPORTERS } = await import('../../lint/index.ts');
  for (const file of files) refuseChart(file, io);
  const ready = await findChart(flags.chart, io).catch(brokenChart);
  if (Array.isArray(ready)) return summarizeRun(ready, files, flags, io, REPORTERS);
  const platform = await findPlatform(flags, flags.chart, ready.chart);
  const found = await lint(
    {
      ready,
      options: {
        name: checkReleaseName(flags.releaseName ?? ready.chart.name),
        namespace: checkNamespace(namespaceOf(flags, io)),
        isUpgrade: flags.isUpgrade ?? false,
        capabilities: capabilitiesOf(flags),
        skipSchema: flags.skipSchemaValidation ?? false,
      },
      shared: { ...valuesRequest(flags), ...platform },
      files,
      progress: (done) => progress.count(`checking ${done} of ${files.length} files`),
    },
    watchReads(valuesIo(io), 'checking', progress),
  );
  return summarizeRun(found, files, flags, io, REPORTERS);
}

/** What was found, in the form that was asked for. */
function summarizeRun(
  found: readonly LintProblem[],
  files: readonly string[],
  flags: LintFlags,
  io: Io,
  REPORTERS: typeof import('../../lint/index.ts').REPORTERS,
): Outcome {
  const strict = flags.strict ?? false;
  const failed = hasErrors(found) || (strict && found.length > 0);
  const problems = flags.quiet ? found.filter(({ severity }) => strict || severity === 'error') : found;
  const report: Report = { problems: problems.map(redact), files, strict, version: VERSION, now: new Date() };
  const stdout = flags.format === 'text' ? renderText(report, flags, io) : REPORTERS[flags.format](report);
  const unreadable = found.some(({ code }) => code === 'file' && hasErrors(found));
  return { stdout, problems: [], status: unreadable ? COULD_NOT_RUN : failed ? 1 : 0 };
}

/** A chart is named by a flag here: an argument is a values file. */
function refuseChart(file: string, { cwd }: Io): void {
  if (!holdsChart(file, cwd)) return;
  fail({
    code: 'usage',
    message: `${file} is a chart, and the arguments of lint are values files`,
    hint: `write kilo-chart lint --chart ${quoteForShell(file)}`,
  });
}

/** Problems for a person, in the form of every other command, each with its rule. */
function renderText({ problems, files }: Report, flags: LintFlags, io: Io): string {
  const { stdout } = io;
  const shown = problems.map((problem): Problem => ({ ...problem, ...placeOf(problem), message: messageOf(problem) }));
  const width = stdout.isTTY && stdout.columns ? { width: stdout.columns } : {};
  const text = renderProblems(shown, { color: colorOf(flags, { stderr: stdout, env: io.env }), ...width });
  return flags.quiet ? text : `${text}${text === '' ? '' : '\n'}${summarize(problems, files)}\n`;
}

/** A problem without a place of its own is one of the file that was checked. */
const placeOf = ({ where = {}, file }: LintProblem): Pick<Problem, 'where'> =>
  where.file === undefined && where.flag === undefined && file !== undefined ? { where: { ...where, file } } : {};

function messageOf({ message, rule, where, object }: LintProblem): string {
  const place = object && where?.path === undefined ? ` (${object.kind} ${object.name})` : '';
  return `${message}${place} [${rule}]`;
}

function summarize(problems: readonly LintProblem[], files: readonly string[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const what = problems.length === 0 ? 'no problems' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  return files.length === 0 ? what : `${what} in ${count(new Set(files).size, 'file')}`;
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
