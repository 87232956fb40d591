import { fail, type Problem, ProblemError } from '../problem/problem.ts';
import { compareBytes } from '../yaml/json.ts';
import { readYamlText } from '../yaml/read.ts';
import type { Budget } from './archive.ts';
import type { Chart, ChartFile, Metadata } from './chart.ts';
import { type MetadataFile, type Role, readMetadata } from './metadata.ts';
import { locateUnder } from './paths.ts';
import { decode, type RawFile } from './raw-file.ts';

/** The most levels of charts in charts; Helm has no limit, which would overflow its stack. */
const MAX_DEPTH = 64;

/**
 * Creates a chart from its files, with the charts in its `charts/` (loader.LoadFiles of Helm 4.2.4).
 *
 * @param name the directory or archive of the files, as problems name it
 * @param problems receives all problems of all charts of the tree
 * @returns undefined where the chart itself has an error
 */
export async function assembleChart(
  files: readonly RawFile[],
  name: string,
  problems: Problem[],
  { role = 'root', budget, depth = 0 }: { role?: Role; budget?: Budget; depth?: number } = {},
): Promise<Chart | undefined> {
  const { own, dependencies: raw } = sort(files);
  const named = (path: string): ChartFile | undefined => {
    const file = own.find((file) => file.path === path);
    return file && { path, text: decode(file.data) };
  };
  const requirements = named('requirements.yaml');
  const metadata = collect(problems, () => checkMetadata(named('Chart.yaml'), name, role, requirements));
  const isOld = metadata?.apiVersion === 'v1';
  const lock = named('requirements.lock') ?? named('Chart.lock');
  if (lock) checkLock(lock, name, problems);
  const warnings: Problem[] = [];
  if (metadata && !isOld) warnings.push(...warnOfRequirements(own, name));

  const dependencies: Chart[] = [];
  if (depth >= MAX_DEPTH && raw.size > 0) {
    const message = `charts are nested deeper than the ${MAX_DEPTH} levels that are supported`;
    problems.push({
      code: 'chart',
      severity: 'error',
      message,
      where: { file: name },
      hint: 'unpack them side by side',
    });
  } else {
    for (const entry of [...raw.keys()].sort(compareBytes)) {
      const files = raw.get(entry) ?? [];
      const subchart = await loadSubchart(
        entry,
        files,
        locateUnder(name, 'charts', entry),
        problems,
        depth + 1,
        budget,
      );
      if (subchart) dependencies.push(subchart);
    }
  }
  if (!metadata) return undefined;
  warnings.push(...dependencies.flatMap(({ warnings = [] }) => warnings));
  return {
    name: metadata.name,
    version: metadata.version,
    folder: name,
    metadata,
    ...(lock && { lock }),
    ...contentsOf(own, isOld, named),
    dependencies,
    ...(warnings.length > 0 && { warnings }),
  };
}

/** The chart's own files, and those of the charts in it by their names in `charts/`, with paths relative to that. */
function sort(files: readonly RawFile[]): { own: RawFile[]; dependencies: Map<string, RawFile[]> } {
  const own: RawFile[] = [];
  const dependencies = new Map<string, RawFile[]>();
  for (const file of files) {
    if (!file.path.startsWith('charts/') || file.path.endsWith('.prov')) {
      own.push(file);
      continue;
    }
    const path = file.path.slice('charts/'.length);
    const [entry = ''] = path.split('/', 1);
    if (/^[_.]/.test(entry)) continue;
    const list = dependencies.get(entry) ?? [];
    dependencies.set(entry, list);
    list.push({ path, data: file.data });
  }
  return { own, dependencies };
}

async function loadSubchart(
  entry: string,
  files: readonly RawFile[],
  name: string,
  problems: Problem[],
  depth: number,
  budget: Budget | undefined,
): Promise<Chart | undefined> {
  if (!entry.endsWith('.tgz')) {
    const inside = files.filter(({ path }) => path.includes('/'));
    const unpacked = inside.map(({ path, data }) => ({ path: path.slice(entry.length + 1), data }));
    return assembleChart(unpacked, name, problems, { role: 'dependency', depth, ...(budget && { budget }) });
  }
  const { newBudget, readArchive } = await import('./archive.ts');
  const shared = budget ?? newBudget();
  const unpacked = collect(problems, () => {
    const [file] = files;
    if (file && file.path === entry) return readArchive(file.data, name, shared);
    const hint = 'name the directory without .tgz at its end, or pack the chart in it';
    return fail({ code: 'chart', message: `${name} is a directory, not an archive`, where: { file: name }, hint });
  });
  return unpacked && assembleChart(unpacked, name, problems, { role: 'dependency', depth, budget: shared });
}

function checkMetadata(
  file: ChartFile | undefined,
  name: string,
  role: Role,
  requirements: ChartFile | undefined,
): Metadata {
  if (!file) return refuseFolder(name, role);
  const more: MetadataFile | undefined = requirements && {
    text: requirements.text,
    file: locateUnder(name, requirements.path),
  };
  return readMetadata(file.text, locateUnder(name, 'Chart.yaml'), role, more);
}

/** @throws ProblemError for a directory without a Chart.yaml */
export function refuseFolder(name: string, role: Role = 'root'): never {
  return fail({
    code: 'chart',
    message: `${name} is not a chart: it has no Chart.yaml`,
    ...(role === 'dependency' && { where: { file: name } }),
    hint:
      role === 'root'
        ? 'name the directory that contains the Chart.yaml; kilo-chart create creates a new one'
        : 'only charts belong into charts/: move it elsewhere, or let its name begin with _',
  });
}

function checkLock({ path, text }: ChartFile, name: string, problems: Problem[]): void {
  const read = readYamlText(text, { name: locateUnder(name, path) });
  problems.push(...read.problems.filter(({ severity }) => severity === 'error'));
}

/** Files of charts with apiVersion v1; later versions have them in Chart.yaml and Chart.lock. */
const OLD = [
  [
    'requirements.yaml',
    'Dependencies are handled in Chart.yaml since apiVersion "v2". We recommend migrating dependencies to Chart.yaml.',
  ],
  [
    'requirements.lock',
    'Dependency locking is handled in Chart.lock since apiVersion "v2". We recommend migrating to Chart.lock.',
  ],
] as const;

const warnOfRequirements = (own: readonly RawFile[], name: string): Problem[] =>
  OLD.filter(([path]) => own.some((file) => file.path === path)).map(([path, message]) => ({
    code: 'chart',
    severity: 'warning',
    message,
    where: { file: locateUnder(name, path) },
  }));

type Contents = Pick<Chart, 'values' | 'schema' | 'templates' | 'crds' | 'files'>;

/** Sorts the files by their purpose in the chart. */
function contentsOf(own: readonly RawFile[], isOld: boolean, named: (path: string) => ChartFile | undefined): Contents {
  const templates: ChartFile[] = [];
  const files: ChartFile[] = [];
  for (const { path, data } of own) {
    if (NAMED.has(path) || (!isOld && REQUIREMENTS.has(path))) continue;
    (path.startsWith('templates/') ? templates : files).push({ path, text: decode(data) });
  }
  return {
    values: named('values.yaml') ?? { path: 'values.yaml', text: '', isAbsent: true },
    schema: named('values.schema.json'),
    templates,
    crds: files.filter(({ path }) => path.startsWith('crds/') && /\.(?:ya?ml|json)$/i.test(path)),
    files,
  };
}

const NAMED: ReadonlySet<string> = new Set(['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json']);
const REQUIREMENTS: ReadonlySet<string> = new Set(['requirements.yaml', 'requirements.lock']);

/** Calls a function, and collects the problems that it throws. */
export function collect<T>(problems: Problem[], run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
