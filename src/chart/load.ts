import { readdir, readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { ProblemError, fail } from '../problems.ts';
import { readYaml } from '../yaml/read.ts';
import { isMap, type ValueMap } from '../yaml/value.ts';
import type { Chart, ChartFile } from './chart.ts';

/**
 * Reads a chart from its directory.
 *
 * @throws ProblemError `chart` when it is none, or one that this program cannot render
 */
export async function loadChart(directory: string): Promise<Chart> {
  const metadata = await readMetadata(directory);
  const { name, version } = metadata;
  if (typeof name !== 'string' || name === '') throw wrong(directory, 'has no name', 'write name: my-chart');
  if (typeof version !== 'string' || version === '') throw wrong(directory, 'has no version', 'write version: 0.1.0');
  if (metadata.apiVersion !== 'v2') throw wrong(directory, 'has no apiVersion v2', 'write apiVersion: v2');
  if (metadata.type === 'library') throw wrong(directory, 'is a library chart, which renders nothing', 'name a chart of type application');
  if (Array.isArray(metadata.dependencies) && metadata.dependencies.length > 0) {
    throw wrong(directory, 'has dependencies, which this program cannot render yet', 'use Helm for it');
  }
  const templates = await readFolder(directory, 'templates');
  const go = templates.find(({ path }) => !path.endsWith('.hbs') && /\.(?:ya?ml|tpl|txt)$/.test(path) && basename(path) !== 'NOTES.txt');
  if (go) {
    fail({
      code: 'chart',
      message: `${go.path} is no Handlebars template: this program renders templates whose names end in .hbs`,
      where: { file: join(directory, go.path) },
      hint: 'use Helm for charts with Go templates',
    });
  }
  return {
    name,
    version,
    metadata,
    values: { path: 'values.yaml', text: (await readOptional(join(directory, 'values.yaml'))) ?? '' },
    schema: await optionalFile(directory, 'values.schema.json'),
    templates: templates.filter(({ path }) => path.endsWith('.hbs')),
    crds: await readFolder(directory, 'crds'),
  };
}

async function readMetadata(directory: string): Promise<ValueMap> {
  const file = join(directory, 'Chart.yaml');
  const text = await readOptional(file);
  if (text === undefined) throw wrong(directory, 'is missing', `is ${directory} the folder of a chart?`);
  const { documents, problems } = readYaml(text, { name: file });
  const [first, ...rest] = problems.filter(({ severity }) => severity === 'error');
  if (first) throw new ProblemError(first, ...rest);
  const metadata = documents[0]?.value;
  if (!isMap(metadata)) throw wrong(directory, 'is no map', 'write name, version and apiVersion');
  return metadata;
}

const wrong = (directory: string, what: string, hint: string): ProblemError =>
  new ProblemError({ code: 'chart', severity: 'error', message: `Chart.yaml ${what}`, where: { file: join(directory, 'Chart.yaml') }, hint });

async function readFolder(directory: string, folder: string): Promise<ChartFile[]> {
  let entries: string[];
  try {
    const found = await readdir(join(directory, folder), { recursive: true, withFileTypes: true });
    entries = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const paths = entries.map((path) => path.slice(directory.length).split(sep).join('/').replace(/^\/+/, '')).sort();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(directory, path), 'utf8') })));
}

async function optionalFile(directory: string, path: string): Promise<ChartFile | undefined> {
  const text = await readOptional(join(directory, path));
  return text === undefined ? undefined : { path, text };
}

async function readOptional(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
