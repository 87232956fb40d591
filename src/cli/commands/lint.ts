import { relative, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { isOutside } from '../../chart/index.ts';
import type { LintProblem, Report } from '../../lint/index.ts';
import { reasonOf } from '../../problem/fs-error.ts';
import { fail, hasErrors, type Problem, ProblemError } from '../../problem/problem.ts';
import { readTextBounded } from '../../problem/read-bounded.ts';
import { redact, redactProblem, redactSet } from '../../problem/redact.ts';
import { quoteForShell } from '../../problem/shell.ts';
import { writeWhole } from '../../problem/write-whole.ts';
import type { Settings } from '../config/config.ts';
import type { Group } from '../config/groups.ts';
import { addChartOption, holdsChart } from '../flags/chart-option.ts';
import { addGlobalOptions, colorOf } from '../flags/global-options.ts';
import { addReleaseOptions } from '../flags/release-options.ts';
import { addValueOptions, valuesIo } from '../flags/value-options.ts';
import type { Io } from '../io.ts';
import type { CheckFlags } from '../lint-job.ts';
import type { Outcome } from '../outcome.ts';
import { renderLintText, summarize } from '../output/lint-report.ts';
import { type Progress, watchReads, withProgress } from '../output/progress.ts';
import { VERSION } from '../version.ts';

const NOTES = `
Each FILE is a case of its own, over --platform and -f and under --set. Without
FILES, these are the case. - is standard input. Exit code: 0 without errors, 1
with errors (with --strict, with warnings too), 2 when it could not run.

Settings for files are in .kilo-chart.yaml, in their directory or in one above.

Examples:
  kilo-chart lint values/*.yaml
  kilo-chart lint --platform k3s -f base.yaml clusters/*.yaml --format github
`;

const FORMATS = ['text', 'json', 'github', 'gitlab', 'junit', 'sarif'] as const;

interface LintFlags extends CheckFlags {
  readonly strict?: boolean;
  readonly format: (typeof FORMATS)[number];
  readonly config?: string;
  readonly printConfig?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly outputFile?: string;
  readonly maxWarnings?: string;
  readonly listRules?: boolean;
}

/**
 * The exit code where lint could not run: here, for a missing file; for a wrong flag or chart the command line sets it.
 */
const COULD_NOT_RUN = 2;

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

/** `kilo-chart lint [FILES...]`: prints what is wrong with values files. */
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
    .option('--max-warnings <number>', 'fail on more warnings than these')
    .addOption(new Option('--format <format>', 'form of the report').choices(FORMATS).default('text'))
    .option('--output-file <file>', 'write the report into this file; - is standard output')
    .option('--config <file>', 'configuration file for all files (default: the nearest .kilo-chart.yaml above each)')
    .option('--print-config <file>', 'print the settings that a file gets, and stop')
    .option('--baseline <file>', 'accept the problems that this file lists')
    .option('--update-baseline', 'write the problems of today into the file of --baseline')
    .option('--schemas <dir>', 'schemas of custom resources: definitions, or JSON schemas (repeatable)', collect)
    .option('--list-rules', 'print the rules, and stop')
    .option('--release-name <name>', 'name of the release (default: kilo)');
  addReleaseOptions(command, false);
  addGlobalOptions(command, true, 'report what fails the run, and nothing else');
  return command.action(async () =>
    done(
      await withProgress(io, (progress, watched) => check(command.args, command.opts<LintFlags>(), watched, progress)),
    ),
  );
}

async function check(files: readonly string[], flags: LintFlags, io: Io, progress: Progress): Promise<Outcome> {
  const { maxWarnings, printConfig, baseline, updateBaseline } = flags;
  if (maxWarnings !== undefined && !/^\d+$/.test(maxWarnings))
    refuse(`--max-warnings ${maxWarnings} is not a number`, 'write --max-warnings 10');
  if (updateBaseline && baseline === undefined)
    refuse('--update-baseline needs the file to write', 'write --baseline FILE --update-baseline');
  if (flags.listRules) return listRules(flags);
  if (printConfig !== undefined) return showConfig(printConfig, flags, io);
  for (const file of files) refuseChart(file, io);
  const { groupFiles } = await import('../config/groups.ts');
  const groups = await groupFiles(files, flags.config, io.cwd);
  const { arrangeProblems } = await import('../../lint/index.ts');
  const found: LintProblem[] = [];
  let before = 0;
  for (const group of groups) {
    io.note?.(`settings for ${group.files.length} files: ${JSON.stringify(shownSettings(group.settings))}`);
    const count = (done: number) => progress.count(`checking ${before + done} of ${files.length} files`);
    for (const problem of await checkGroup(group, flags, io, progress, count)) found.push(problem);
    before += group.files.length;
  }
  return report(groups.length > 1 ? arrangeProblems(found) : found, files, flags, io);
}

/** Settings without the secrets in `set`. */
const shownSettings = (settings: Settings): Settings =>
  settings.set ? { ...settings, set: settings.set.map(redactSet) } : settings;

/** Checks files with the same settings. */
async function checkGroup(
  group: Group,
  flags: LintFlags,
  io: Io,
  progress: Progress,
  count: (done: number) => void,
): Promise<LintProblem[]> {
  const { settings, files } = group;
  const { brokenChart } = await import('../../lint/index.ts');
  const { placeInConfig } = await import('../config/place.ts');
  const { runJob } = await import('../lint-threads.ts');
  const read = watchReads(valuesIo(io), 'checking', progress);
  const place = <P extends Problem>(problem: P): P => placeInConfig(problem, group, flags, io.cwd);
  const found = await runJob({ flags, settings, files }, io, read, count)
    .catch(brokenChart)
    .catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      const [first, ...rest] = error.problems.map(place);
      throw first ? new ProblemError(first, ...rest) : error;
    });
  const problems = group.config === undefined ? found : found.map(place);
  return settings.strict ? problems.map((problem) => ({ ...problem, fails: true })) : problems;
}

/** The report in the requested format, and the exit code. */
async function report(
  found: readonly LintProblem[],
  names: readonly string[],
  flags: LintFlags,
  io: Io,
): Promise<Outcome> {
  const all = found.map(redactProblem);
  const files = names.map(redact);
  const { failsRun, REPORTERS } = await import('../../lint/index.ts');
  const { strict = false, quiet = false, format } = flags;
  // As in most programs, - is standard output.
  const outputFile = flags.outputFile === '-' ? undefined : flags.outputFile;
  const { problems: fresh, gone, written } = await compare(all, flags, io);
  if (written !== undefined) return { stdout: written, problems: [], status: 0 };
  const warnings = fresh.filter(({ severity }) => severity === 'warning').length;
  const isOver = flags.maxWarnings !== undefined && warnings > Number(flags.maxWarnings);
  const failed = isOver || fresh.some((problem) => failsRun(problem, strict));
  const problems = quiet ? fresh.filter((problem) => isOver || failsRun(problem, strict)) : fresh;
  const home = flags.chart === undefined ? {} : { home: homeOf(redact(flags.chart)) };
  const below = belowRepository(format, io);
  const made: Report = {
    problems,
    files,
    ...home,
    below,
    strict,
    version: VERSION,
    now: new Date(),
    ...(await pagesFor(format)),
  };
  const { stdout, env } = io;
  const text = () =>
    renderLintText(made, {
      color: outputFile === undefined && colorOf(flags, { stderr: stdout, env }),
      width: stdout.isTTY ? stdout.columns : undefined,
      quiet,
      accepted: all.length - fresh.length,
      gone,
    });
  const output = format === 'text' ? text() : REPORTERS[format](made);
  const unreadable = fresh.some(({ code }) => code === 'file' && hasErrors(fresh));
  const status = unreadable ? COULD_NOT_RUN : failed ? 1 : 0;
  if (outputFile === undefined) return { stdout: output, problems: [], status };
  writeFile(outputFile, output, io);
  return { stdout: quiet ? '' : `${summarize(problems, files)}: ${outputFile}\n`, problems: [], status };
}

/** The pages of the rules, where a report holds them. */
async function pagesFor(format: string | undefined): Promise<Pick<Report, 'pages'>> {
  if (format !== 'sarif') return {};
  const { readRulePages } = await import('../rule-pages.ts');
  return { pages: readRulePages() };
}

/** The working directory within the checkout of a CI job, which its reports count from. */
function belowRepository(format: string | undefined, { env, cwd }: Io): string {
  const root = format === 'gitlab' ? env.CI_PROJECT_DIR : env.GITHUB_WORKSPACE;
  return root && !isOutside(root, cwd) ? relative(root, cwd) : '';
}

/** The file of a chart in which a reader looks for what no file has. */
const homeOf = (chart: string): string =>
  /\.(?:tgz|tar(?:\.gz)?)$|^-$/.test(chart) ? chart : `${chart.replace(/(?<!\/)\/+$/, '')}/values.yaml`;

/** Returns the problems that a baseline does not accept, or writes the baseline again. */
async function compare(
  problems: readonly LintProblem[],
  { baseline, updateBaseline }: LintFlags,
  io: Io,
): Promise<{ readonly problems: readonly LintProblem[]; readonly gone: number; readonly written?: string }> {
  if (baseline === undefined) return { problems, gone: 0 };
  const { applyBaseline, writeBaseline } = await import('../../lint/index.ts');
  if (updateBaseline) {
    writeFile(baseline, writeBaseline(problems), io);
    return { problems: [], gone: 0, written: `${problems.length} accepted: ${baseline}\n` };
  }
  let text = '';
  try {
    text = readTextBounded(resolve(io.cwd, baseline));
  } catch (error) {
    refuse(`the baseline ${baseline} cannot be read: ${reasonOf(error)}`, '--update-baseline writes it');
  }
  return applyBaseline(problems, text, baseline);
}

function writeFile(file: string, text: string, { cwd }: Io): void {
  try {
    writeWhole(resolve(cwd, file), text);
  } catch (error) {
    refuse(`${file} cannot be written: ${reasonOf(error)}`, 'name a file in a directory that exists');
  }
}

async function listRules({ format }: LintFlags): Promise<Outcome> {
  const { renderRuleJson, renderRuleList } = await import('../output/rule-list.ts');
  return { stdout: format === 'json' ? renderRuleJson() : renderRuleList(), problems: [] };
}

/** The settings of a file as YAML, with the configuration file that they come from. */
async function showConfig(file: string, flags: LintFlags, { cwd }: Io): Promise<Outcome> {
  const { settingsOf } = await import('../config/groups.ts');
  const { toYaml } = await import('../../yaml/write.ts');
  const { settings, config } = await settingsOf(file, flags.config, cwd);
  const from = config === undefined ? 'no configuration holds for' : `from ${config}, for`;
  return { stdout: `# ${from} ${file}\n${toYaml(settings as Parameters<typeof toYaml>[0])}\n`, problems: [] };
}

function refuse(message: string, hint: string): never {
  return fail({ code: 'usage', message, hint });
}

/** Refuses a chart as an argument: here an argument is a values file, and a flag names the chart. */
function refuseChart(file: string, { cwd }: Io): void {
  if (!holdsChart(file, cwd)) return;
  fail({
    code: 'usage',
    message: `${file} is a chart, and the arguments of lint are values files`,
    hint: `write kilo-chart lint --chart ${quoteForShell(file)}`,
  });
}
