import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../..', import.meta.url).pathname;
const charts = join(root, 'test/charts');

/** The charts that stand beside a twin in Go templates: the chart's folder, and that of the twin's templates. */
export const TWINS = {
  web: { chart: join(charts, 'web/hbs'), templates: join(charts, 'web/go/templates') },
  stateful: { chart: join(charts, 'stateful/hbs'), templates: join(charts, 'stateful/go/templates') },
  // The built-in chart; its twin is made by tools/generate/go-twin.js, and what is written by hand stands beside.
  kilo: { chart: root, templates: join(charts, 'kilo-go/templates'), library: join(charts, 'kilo-go/_common.tpl') },
};

/** Makes a chart that Helm renders: all of the chart but its templates, and the twin's templates. */
export function makeTwin(name) {
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

/** The cases of a chart: what is given to Helm and to this program. */
export const readCases = (name) => JSON.parse(readFileSync(join(charts, 'cases', `${name}.json`), 'utf8'));

/** The arguments of a case, in which $CHART is the chart's folder; its values come from standard input. */
export const argumentsOf = ({ release = 'my-release', args = [], values, outputDir }, chart, out) => [
  'template',
  ...(release === '' ? [] : [release]),
  chart,
  ...args.map((arg) => arg.replace('$CHART', chart)),
  ...(values ? ['-f', '-'] : []),
  ...(outputDir ? ['--output-dir', out] : []),
];

/** What Helm prints for a case, or the sentences with which it fails; files behind lines with their names. */
export function runHelm(helm, folder, one) {
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

/** What Helm says of its command `template`, as any user of the home /home/user sees it. */
export const readHelp = (helm) =>
  execFileSync(helm, ['template', '--help'], { encoding: 'utf8', env: { HOME: '/home/user' } });

/** All files below a folder, in the order of their paths, each behind a line with its path. */
export function readTree(folder) {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return paths.map((path) => `### ${path.slice(folder.length + 1)}\n${readFileSync(path, 'utf8')}`).join('');
}
