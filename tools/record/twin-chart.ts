import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../..', import.meta.url).pathname;
const charts = join(root, 'test/charts');

export type TwinName = 'web' | 'stateful' | 'kilo';

interface Twin {
  /** The chart's directory. */
  readonly chart: string;
  /** That of the twin's templates. */
  readonly templates: string;
  /** A file of templates that is written by hand. */
  readonly library?: string;
}

export interface TwinCase {
  readonly name: string;
  /** `my-release` by default; empty for no NAME. */
  readonly release?: string;
  readonly args?: readonly string[];
  readonly values?: object;
  readonly outputDir?: boolean;
}

/** The charts that have a twin in Go templates. */
export const TWINS: Readonly<Record<TwinName, Twin>> = {
  web: { chart: join(charts, 'web/hbs'), templates: join(charts, 'web/go/templates') },
  stateful: { chart: join(charts, 'stateful/hbs'), templates: join(charts, 'stateful/go/templates') },
  // The built-in chart; its twin is made by tools/generate/go-twin.ts, except for what is written by hand.
  kilo: { chart: root, templates: join(charts, 'kilo-go/templates'), library: join(charts, 'kilo-go/_common.tpl') },
};

/** Creates a chart that Helm renders: the chart with the templates of its twin. */
export function makeTwin(name: TwinName): { readonly folder: string; remove(): void } {
  const { chart, templates, library } = TWINS[name];
  const parent = mkdtempSync(join(tmpdir(), 'kilo-chart-twin-'));
  const folder = join(parent, name);
  for (const entry of readdirSync(chart)) {
    if (PARTS.has(entry)) cpSync(join(chart, entry), join(folder, entry), { recursive: true });
  }
  cpSync(templates, join(folder, 'templates'), { recursive: true });
  if (library) cpSync(library, join(folder, 'templates/_common.tpl'));
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

const PARTS = new Set(['Chart.yaml', 'values.yaml', 'values.schema.json', '.helmignore', 'crds', 'files', 'platforms']);

/** The cases of a chart: the arguments and values for Helm and for this program. */
export const readCases = (name: TwinName): TwinCase[] =>
  JSON.parse(readFileSync(join(charts, 'cases', `${name}.json`), 'utf8'));

/** The arguments of a case, in which $CHART is the chart's directory; its values come from standard input. */
export const argumentsOf = (
  { release = 'my-release', args = [], values, outputDir }: TwinCase,
  chart: string,
  out: string,
): string[] => [
  'template',
  ...(release === '' ? [] : [release]),
  chart,
  ...args.map((arg) => arg.replace('$CHART', chart)),
  ...(values ? ['-f', '-'] : []),
  ...(outputDir ? ['--output-dir', out] : []),
];

/** The output of Helm for a case, or its error messages; files after lines with their names. */
export function runHelm(helm: string, folder: string, one: TwinCase): { failed: boolean; text: string } {
  const out = join(folder, '..', 'out');
  const { status, stdout, stderr } = spawnSync(helm, argumentsOf(one, folder, out), {
    input: JSON.stringify(one.values ?? {}),
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder },
    maxBuffer: 64 * 1024 * 1024,
  });
  const text = status !== 0 ? stderr.replaceAll(folder, '$CHART') : one.outputDir ? readTree(out) : stdout;
  rmSync(out, { recursive: true, force: true });
  return { failed: status !== 0, text };
}

/** Helm's help of its command `template`, as a user with the home /home/user sees it. */
export const readHelp = (helm: string): string =>
  execFileSync(helm, ['template', '--help'], { encoding: 'utf8', env: { HOME: '/home/user' } });

/** All files below a directory, in the order of their paths, each after a line with its path. */
export function readTree(folder: string): string {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return paths.map((path) => `### ${path.slice(folder.length + 1)}\n${readFileSync(path, 'utf8')}`).join('');
}
