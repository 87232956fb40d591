import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../problem/fs-error.ts';
import { fail, type Problem, ProblemError } from '../problem/problem.ts';
import type { Chart, ChartFile, Metadata } from './chart.ts';
import { readIgnore } from './ignore.ts';
import { readMetadata } from './metadata.ts';
import { decode, isFolder, readFiles } from './walk.ts';

/**
 * Reads a chart from its folder, by Helm's rules (loader.LoadDir of Helm 4.2.4).
 *
 * @param directory the folder
 * @param name the folder as the user named it, for problems
 * @throws ProblemError with everything that is wrong: `chart` when it is none, or one that this program cannot render
 */
export async function loadChart(directory: string, name = directory): Promise<Chart> {
  checkFolder(directory, name);
  // Before the rest is read: the wrong folder can be a large one.
  if (!existsSync(join(directory, 'Chart.yaml'))) refuseFolder(name);
  const { ignore, problems } = readIgnore(
    readOptional(directory, name, '.helmignore') ?? '',
    join(name, '.helmignore'),
  );
  const found = readFiles(directory, name, ignore);
  problems.push(...found.problems);
  const metadata = collect(problems, () => checkMetadata(found.files, name));
  const chart = sort(found.files, name, problems);
  const [first, ...rest] = problems;
  if (first) throw new ProblemError(first, ...rest);
  if (!metadata) throw new Error('no metadata and no problem');
  return { name: metadata.name, version: metadata.version, folder: name, metadata, ...chart };
}

function checkFolder(directory: string, name: string): void {
  if (isFolder(directory)) return;
  if (!existsSync(directory)) {
    fail({
      code: 'chart',
      message: `no folder ${JSON.stringify(name)} is there`,
      hint: 'name the folder that holds the Chart.yaml',
    });
  }
  fail({
    code: 'chart',
    message: `${name} is no folder`,
    hint: /\.t(?:ar\.)?gz$/.test(name)
      ? 'unpack it: tar xzf, then name the folder'
      : 'name the folder that holds the Chart.yaml',
  });
}

/** A file that is asked for before anything else is read. */
function readOptional(directory: string, name: string, path: string): string | undefined {
  try {
    return decode(readFileSync(join(directory, path)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return fail({ code: 'chart', message: `cannot be read: ${reasonOf(error)}`, where: { file: join(name, path) } });
  }
}

function checkMetadata(files: readonly ChartFile[], name: string): Metadata {
  const file = files.find(({ path }) => path === 'Chart.yaml');
  return file ? readMetadata(file.text, join(name, 'Chart.yaml')) : refuseFolder(name);
}

function refuseFolder(name: string): never {
  return fail({
    code: 'chart',
    message: `${name} is no chart: it has no Chart.yaml`,
    hint: 'name the folder that holds the Chart.yaml; kilo-chart create makes a new one',
  });
}

function collect<T>(problems: Problem[], run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

type Files = Pick<Chart, 'values' | 'schema' | 'templates' | 'crds' | 'files'>;

/** Says what each file is to the chart. */
function sort(all: readonly ChartFile[], name: string, problems: Problem[]): Files {
  const named = (path: string) => all.find((file) => file.path === path);
  const templates = all.filter(({ path }) => path.startsWith('templates/'));
  const files = all.filter(
    ({ path }) => !OWN.has(path) && !path.startsWith('templates/') && !path.startsWith('charts/'),
  );
  problems.push(...findForeign(templates, name), ...findSubcharts(all, name));
  return {
    values: named('values.yaml') ?? { path: 'values.yaml', text: '' },
    schema: named('values.schema.json'),
    templates: templates.filter(({ path }) => path.endsWith('.hbs')),
    crds: files.filter(({ path }) => path.startsWith('crds/') && /\.(?:ya?ml|json)$/i.test(path)),
    files,
  };
}

const OWN: ReadonlySet<string> = new Set(['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json']);

/** Everything in `templates/` is a template to Helm; NOTES.txt is never printed, in whatever language it is. */
function findForeign(templates: readonly ChartFile[], name: string): Problem[] {
  const foreign = templates.filter(({ path }) => !path.endsWith('.hbs') && !path.endsWith('NOTES.txt'));
  const [first] = foreign;
  if (!first) return [];
  const others = foreign.length > 1 ? `, nor are ${foreign.length - 1} other files of the chart` : '';
  return [
    {
      code: 'chart',
      severity: 'error',
      message: `${first.path} is no Handlebars template${others}: the name of one ends in .hbs`,
      where: { file: join(name, first.path) },
      hint: first.text.includes('{{')
        ? 'charts with Go templates cannot be rendered yet: use Helm for them'
        : 'add .hbs to the name; a file that is no template belongs outside of templates/, or into .helmignore',
    },
  ];
}

/** Subcharts are dependencies, whether Chart.yaml names them or not. Helm passes over names that begin with `_` or `.`. */
function findSubcharts(all: readonly ChartFile[], name: string): Problem[] {
  const subchart = all.find(({ path }) => /^charts\/[^_.]/.test(path) || path === 'requirements.yaml');
  if (!subchart) return [];
  return [
    {
      code: 'chart',
      severity: 'error',
      message: 'the chart has dependencies, and charts with dependencies cannot be rendered yet',
      where: { file: join(name, subchart.path) },
      hint: 'render it with Helm',
    },
  ];
}
