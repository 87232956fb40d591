import { Command } from 'commander';
import {
  countHooks,
  isHook,
  isTest,
  type Manifest,
  printInPieces,
  printManifests,
  showOnly,
  showOnlyInStream,
} from '../../manifests/index.ts';
import { inert, printable } from '../../problem/printable.ts';
import { hasErrors, type Problem } from '../../problem/problem.ts';
import { redact, redactOutput } from '../../problem/redact.ts';
import { quoteForShell } from '../../problem/shell.ts';
import {
  definitionFiles,
  type ReadyChart,
  type Release,
  type ReleaseOptions,
  readDefinitions,
  renderRelease,
  wholeDefinitions,
} from '../../release/index.ts';
import { outputName } from '../../templates/index.ts';
import { isMap, type ValueMap } from '../../yaml/value.ts';
import { addChartOption, CHART_ARGUMENT, type ChartOption, findChart, nameAndChart } from '../flags/chart-option.ts';
import { addGlobalOptions, wantsDebug } from '../flags/global-options.ts';
import { addOutputOptions, checkDryRun, type OutputFlags } from '../flags/output-options.ts';
import { findPlatform } from '../flags/platform-option.ts';
import {
  addReleaseOptions,
  capabilitiesOf,
  checkLabels,
  checkNamespace,
  checkReleaseName,
  nameFromTemplate,
  namespaceOf,
  namingFlag,
  type ReleaseFlags,
} from '../flags/release-options.ts';
import { addValueOptions, type ValueOptions, valuesIo, valuesRequest } from '../flags/value-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { type Progress, watchReads, withProgress } from '../output/progress.ts';

const NOTES = `
Examples:
  kilo-chart template kilo -n kube-system --platform k3s | kubectl apply -f -
  kilo-chart template my-release -f my-values.yaml --set image.tag=0.7.0
  kilo-chart template my-release \\
    --set 'kdaemon.args={--mesh-granularity=full,--subnet=10.5.0.0/16}'
`;

type TemplateFlags = ValueOptions & ReleaseFlags & ChartOption & OutputFlags;

/** `kilo-chart template [NAME] [CHART]`: the manifests of a release on standard output, or in files. */
export function templateCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('template')
    .usage('[NAME] [CHART] [flags]')
    .description('print the manifests of a release')
    .argument('[NAME]', 'name of the release (default: kilo)')
    .argument('[CHART]', CHART_ARGUMENT)
    .addHelpText('after', NOTES);
  addValueOptions(command);
  addChartOption(command);
  addReleaseOptions(command);
  addOutputOptions(command);
  addGlobalOptions(command, true);
  return command.action(async () =>
    done(
      await withProgress(io, (progress, watched) =>
        template(command.args, command.opts<TemplateFlags>(), watched, progress),
      ),
    ),
  );
}

/** The release that the arguments and flags of a command name. */
export interface Asked {
  readonly ready: ReadyChart;
  /** The chart as the user named it; undefined for the built-in one. */
  readonly directory: string | undefined;
  readonly name: string;
  readonly release: Release;
  readonly problems: Problem[];
}

/** Renders the release that `[NAME] [CHART]` and the flags of values and releases define. */
export async function renderAsked(
  positionals: readonly string[],
  flags: ValueOptions & ReleaseFlags & ChartOption,
  io: Io,
  progress: Progress,
): Promise<Asked> {
  checkLabels(flags);
  const named = nameAndChart(positionals, flags, namingFlag(flags), io.cwd);
  const ready = await findChart(named.directory, flags, io);
  const made = flags.nameTemplate ? await nameFromTemplate(flags.nameTemplate, ready.chart) : undefined;
  const name = named.name ?? made?.name ?? (named.directory === undefined ? ready.chart.name : 'release-name');
  const options: ReleaseOptions = {
    name: checkReleaseName(name),
    namespace: checkNamespace(namespaceOf(flags, io)),
    isUpgrade: flags.isUpgrade ?? false,
    capabilities: capabilitiesOf(flags),
    skipSchema: flags.skipSchemaValidation ?? false,
  };
  const platform = await findPlatform(flags, named.directory, ready.chart, io);
  const request = { ...valuesRequest(flags), ...platform };
  const release = await renderRelease(
    ready,
    options,
    request,
    watchReads(valuesIo(io), 'reading', progress),
    progress.begin,
  );
  const problems = [...(made?.problems ?? []), ...release.problems];
  io.note?.(`release: ${name}, ${release.manifests.length} objects of ${release.outputs.length} templates`);
  return { ready, directory: named.directory, name, release, problems };
}

async function template(
  positionals: readonly string[],
  flags: TemplateFlags,
  io: Io,
  progress: Progress,
): Promise<Outcome> {
  checkDryRun(flags);
  const { ready, directory, name, release, problems } = await renderAsked(positionals, flags, io, progress);
  if (hasErrors(problems)) return { stdout: '', stderr: wantsDebug(flags, io) ? printOutputs(release) : '', problems };
  const { manifests, stdout, problems: selection } = await select(ready, release, flags, io);
  problems.push(...selection, ...countHooks(manifests), ...hintAtCrds(release, directory, flags));
  if (!flags.outputDir || hasErrors(problems)) return { stdout, problems };
  return { stdout: '', stderr: await writeManifests(manifests, name, flags, io, progress), problems };
}

/** The output of the templates, to find errors in it: what a terminal or a CI system would interpret is escaped. */
const printOutputs = ({ outputs }: Release): string =>
  outputs
    .filter(({ text }) => text.trim() !== '')
    .flatMap(({ source, text }) => ['---', `# Source: ${source}`, ...redactOutput(text.trimEnd())])
    .map((line) => `${inert(printable(line))}\n`)
    .join('');

interface Selection {
  readonly manifests: readonly Manifest[];
  /** They, as they are printed. */
  readonly stdout: Outcome['stdout'];
  readonly problems: readonly Problem[];
}

/** Selects the objects to print, in Helm's order of its flags (renderResources and cmd/template.go of Helm 4.2.4). */
async function select(ready: ReadyChart, release: Release, flags: TemplateFlags, io: Io): Promise<Selection> {
  const problems: Problem[] = [];
  const plain = release.manifests.filter((manifest) => !isHook(manifest));
  let manifests = [...(flags.includeCrds ? definitionsOf(release, problems) : []), ...plain];
  if (flags.postRenderer) {
    const { postRender } = await import('../output/post-render.ts');
    manifests = await postRender(flags.postRenderer, flags.postRendererArgs ?? [], printManifests(manifests), io);
  }
  if (flags.hooks !== false)
    manifests.push(...release.manifests.filter((one) => isHook(one) && !(flags.skipTests && isTest(one))));
  const stdout = printInPieces(manifests, release.rules);
  if (!flags.showOnly) return { manifests, stdout, problems };
  const shown = showOnly(manifests, flags.showOnly);
  const inStream = release.rules === 'helm' ? showOnlyInStream(stdout.join(''), flags.showOnly) : undefined;
  for (const pattern of (inStream ?? shown).missing) problems.push(await notShown(pattern, manifests, ready));
  return { manifests: shown.manifests, stdout: inStream?.text ?? printManifests(shown.manifests), problems };
}

function definitionsOf({ charts, rules }: Release, problems: Problem[]): readonly Manifest[] {
  if (rules === 'helm') return wholeDefinitions(charts);
  const read = readDefinitions(charts, rules);
  problems.push(...read.problems);
  return read.manifests;
}

/**
 * How to get the definitions that are not printed, for users who pipe the rest into kubectl. Nothing where
 * `--api-versions` or `--is-upgrade` show that the cluster has them, or where `--skip-crds` shows that the user knows
 * about them.
 */
function hintAtCrds(release: Release, directory: string | undefined, flags: TemplateFlags): Problem[] {
  const files = definitionFiles(release.charts);
  if (files.length === 0 || flags.includeCrds || flags.skipCrds || flags.isUpgrade || flags.showOnly) return [];
  if (
    flags.apiVersions &&
    readDefinitions(release.charts, release.rules).manifests.every(({ object }) =>
      isKnown(object, capabilitiesOf(flags)),
    )
  )
    return [];
  const show =
    directory === undefined ? 'kilo-chart show crds' : `kilo-chart show crds ${quoteForShell(redact(directory))}`;
  return [
    {
      code: 'chart',
      severity: 'warning',
      message: `the cluster has to know what ${files.map(({ path }) => path).join(', ')} defines, and it is not printed here`,
      hint: `once for a cluster: ${show} | kubectl apply -f -   (--include-crds prints it with the rest)`,
    },
  ];
}

/** Whether the cluster has one of the versions of a definition. */
function isKnown({ spec }: ValueMap, { APIVersions }: ReturnType<typeof capabilitiesOf>): boolean {
  if (!isMap(spec) || !Array.isArray(spec.versions)) return true;
  return spec.versions.some((version) => isMap(version) && APIVersions.includes(`${spec.group}/${version.name}`));
}

async function notShown(pattern: string, manifests: readonly Manifest[], { chart }: ReadyChart): Promise<Problem> {
  const { suggest } = await import('../../problem/suggest.ts');
  const names = new Set(manifests.map(({ source }) => source.slice(source.indexOf('/') + 1)));
  const exists = chart.templates.some(({ path }) => outputName(path) === outputName(pattern));
  const near = suggest(outputName(pattern), names);
  const known = names.size === 0 ? 'nothing is printed at all' : `what is printed is of ${[...names].join(', ')}`;
  return {
    code: 'usage',
    severity: 'error',
    message: `could not find template ${pattern} in chart`,
    hint: exists
      ? 'with these values it prints nothing'
      : outputName(pattern) !== pattern && names.has(outputName(pattern))
        ? `name the file that it makes: ${outputName(pattern)}`
        : near === undefined
          ? known
          : `did you mean ${near}?`,
  };
}

/** @returns a line for each written file, and how many there are */
async function writeManifests(
  manifests: readonly Manifest[],
  name: string,
  { outputDir = '', releaseName = false }: TemplateFlags,
  { cwd }: Io,
  { count }: Progress,
): Promise<string> {
  const { writeFiles } = await import('../output/output-dir.ts');
  const texts = new Map<string, string>();
  for (const manifest of manifests) {
    // Helm writes what comes from crds/ outside of the release's directory.
    const isCrd = /^[^/]+(?:\/charts\/[^/]+)*\/crds\//.test(manifest.source);
    const path = releaseName && !isCrd ? `${name}/${manifest.source}` : manifest.source;
    texts.set(path, (texts.get(path) ?? '') + printManifests([manifest]));
  }
  writeFiles(
    outputDir,
    cwd,
    Array.from(texts, ([path, text]) => ({ path, text })),
    (done) => count(`writing ${done} of ${texts.size} files`),
  );
  const lines = Array.from(texts.keys(), (path) => `wrote ${printable(`${outputDir}/${path}`)}\n`);
  return lines.join('') + (texts.size > 1 ? `wrote ${texts.size} files to ${printable(outputDir)}\n` : '');
}
