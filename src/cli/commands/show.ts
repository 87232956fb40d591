import { Command } from 'commander';
import { type Chart, type ChartFile, nameFile, writeMetadata } from '../../chart/index.ts';
import { fail, type Problem } from '../../problem/problem.ts';
import { suggest } from '../../problem/suggest.ts';
import { readBuiltInChart } from '../../release/index.ts';
import { hasGoTemplates } from '../../templates/index.ts';
import { readFileSource } from '../../values/index.ts';
import { toYaml } from '../../yaml/write.ts';
import { addChartOption, CHART_ARGUMENT, type ChartOption, chartOf, openChart } from '../flags/chart-option.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import { platformName } from '../flags/platform-option.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { withProgress } from '../output/progress.ts';

/**
 * The parts of a chart that can be shown, in the order of `show all`, as `helm show` prints them (action.Show of Helm
 * 4.2.4).
 */
const PARTS: Readonly<Record<string, (chart: Chart) => string | undefined>> = {
  chart: ({ metadata }) => `${toYaml(writeMetadata(metadata))}\n`,
  values: ({ values }) => ended(values.text),
  readme: (chart) => ended(readmeOf(chart)?.text),
  crds: (chart) =>
    join(crdsOf(chart).map(({ text }) => (text.startsWith('---') ? ended(text) : `---\n${ended(text)}`))),
  schema: ({ schema }) => ended(schema?.text),
  platforms: ({ files }) => join(files.flatMap(({ path, text }) => listPlatform(path, text))),
};

const ALL = ['chart', 'values', 'readme', 'crds'] as const;

const NOTES = `
Examples:
  kilo-chart show crds | kubectl apply -f -
  kilo-chart show platforms
  kilo-chart show values ./postgresql > my-values.yaml
  kilo-chart show values ./postgresql --jsonpath '{.image.tag}'
`;

/** What Helm prints of a chart's file: another line break after it, and nothing where the chart has no such file. */
const withBreak = (file: ChartFile | undefined): string =>
  file === undefined || file.isAbsent ? '' : `${file.text}\n`;

/** The same parts of charts with Go templates, to the byte as Helm prints them. */
const HELMS_PARTS: Readonly<Record<string, (chart: Chart) => string>> = {
  chart: ({ metadata }) => `${toYaml(writeMetadata(metadata))}\n\n`,
  values: ({ values }) => withBreak(values),
  readme: (chart) => withBreak(readmeOf(chart)),
  crds: (chart) =>
    crdsOf(chart)
      .map((file) => `${file.text.startsWith('---') ? '' : '---\n'}${withBreak(file)}`)
      .join(''),
  all: (chart) => {
    const parts = [chart.values, readmeOf(chart)].map(withBreak).filter((text) => text !== '');
    return [HELMS_PARTS.chart?.(chart), ...parts.map((text) => `---\n${text}`), HELMS_PARTS.crds?.(chart)].join('');
  },
};

/** `kilo-chart show <what> [CHART]`: prints a part of a chart. */
export function showCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('show')
    .usage('<what> [CHART] [flags]')
    .description('print a part of a chart')
    .argument('<what>', `${Object.keys(PARTS).join(', ')} or all`)
    .argument('[CHART]', CHART_ARGUMENT)
    .option('--jsonpath <template>', 'of show values: print what a JSONPath template finds in them')
    .addHelpText('after', NOTES);
  addChartOption(command);
  addGlobalOptions(command, false);
  return command.action(async () => {
    const [what = '', ...rest] = command.args;
    const flags = command.opts<ChartOption & { jsonpath?: string }>();
    const { jsonpath } = flags;
    if (jsonpath !== undefined) requireValues(what);
    const { chart, problems } = await withProgress(io, (_, watched) => find(chartOf(rest, flags), flags, watched));
    if (jsonpath) {
      const { text, problems: more } = await printFound(jsonpath, chart);
      return done({ stdout: text, problems: [...problems, ...more] });
    }
    const asHelm = hasGoTemplates(chart) && Object.hasOwn(HELMS_PARTS, what) ? HELMS_PARTS[what] : undefined;
    done({ stdout: asHelm?.(chart) ?? show(what, chart), problems });
  });
}

function requireValues(what: string): void {
  if (what !== 'values')
    fail({ code: 'usage', message: `--jsonpath is not a flag of show ${what}`, hint: 'write it after: show values' });
}

/** Prints what a JSONPath template finds in a chart's own values. */
async function printFound(template: string, chart: Chart): Promise<{ text: string; problems: Problem[] }> {
  const { printJsonPath } = await import('../jsonpath/index.ts');
  return printJsonPath(template, readFileSource(nameFile(chart, chart.values.path), chart.values.text).source.values);
}

const find = async (name: string | undefined, flags: ChartOption, io: Io): ReturnType<typeof openChart> =>
  name === undefined ? { chart: await readBuiltInChart(), problems: [] } : openChart(name, flags, io, 'show');

const readmeOf = ({ files }: Chart): ChartFile | undefined =>
  files.find(({ path }) => /^readme(?:\.md|\.txt)?$/i.test(path));

/** The files in `crds/` of a chart and of all charts in it (chart.CRDObjects of Helm 4.2.4). */
const crdsOf = ({ crds, dependencies }: Chart): readonly ChartFile[] => [...crds, ...dependencies.flatMap(crdsOf)];

function show(what: string, chart: Chart): string {
  if (what === 'all') {
    const parts = ALL.map((part) => PARTS[part]?.(chart)).filter((text) => text !== undefined);
    return parts.map((text, index) => (index === 0 || text.startsWith('---') ? text : `---\n${text}`)).join('');
  }
  const part = Object.hasOwn(PARTS, what) ? PARTS[what] : undefined;
  if (!part) {
    const near = suggest(what, [...Object.keys(PARTS), 'all']);
    fail({
      code: 'usage',
      message: `${JSON.stringify(what)} is not a part of a chart that can be shown`,
      hint: near === undefined ? `show ${Object.keys(PARTS).join(', ')} or all` : `did you mean ${near}?`,
    });
  }
  return (
    part(chart) ??
    fail({ code: 'chart', message: `the chart ${chart.name} has no ${what}`, hint: 'show all prints what it has' })
  );
}

const ended = (text: string | undefined): string | undefined =>
  text === undefined || text === '' || text.endsWith('\n') ? text || undefined : `${text}\n`;

const join = (texts: readonly (string | undefined)[]): string | undefined =>
  texts.length === 0 ? undefined : texts.join('');

/** Lists a platform: a values file in `platforms/`, whose first comment describes it. */
function listPlatform(path: string, text: string): string[] {
  const name = platformName(path);
  if (name === undefined) return [];
  return [`${name.padEnd(32)} ${/^#[ \t]*(.*)/m.exec(text)?.[1] ?? ''}`.trimEnd().concat('\n')];
}
