import type { Chart } from '../../chart/index.ts';
import type { Path } from '../../problem/path.ts';
import type { Where } from '../../problem/problem.ts';
import type { ReadyChart } from '../../release/index.ts';
import { type GoFile, type PlacedChart, readTemplates } from '../../templates/index.ts';
import type { ChartDefaults, DefaultsTree } from '../../values/index.ts';
import { LineMap } from '../../yaml/lines.ts';
import { isMap, type Value } from '../../yaml/value.ts';
import { Reads } from './reads.ts';
import { visitOperands } from './walk.ts';

/** A place in a template file, counted in UTF-16 code units from its beginning. */
export interface TemplatePlace {
  readonly file: GoFile;
  readonly at: number;
}

/** A chart's templates and defaults, as they are written. */
export interface ChartReading {
  readonly chart: Chart;
  readonly defaults: ChartDefaults;
  /** Its own files, not those of its dependencies. */
  readonly files: readonly GoFile[];
  /** The values of the chart that any template reads. */
  readonly reads: Reads;
  /** Whether every template that is included is known. */
  readonly isComplete: boolean;
  /** The named templates, of all charts, that look up what is in the cluster. */
  readonly lookingUp: ReadonlySet<string>;
  /** By the keys of their values in this chart's values. */
  readonly dependencies: ReadonlyMap<string, ChartReading>;
}

/**
 * Reads the templates of a chart and of all charts in it.
 *
 * @returns undefined where none of them is in Go's language
 */
export async function readChartTemplates({ chart, tree }: ReadyChart): Promise<ChartReading | undefined> {
  const charts: PlacedChart[] = [];
  const list = (one: Chart, id: string): void => {
    charts.push({ id, chart: one, isLibrary: one.metadata.type === 'library' });
    for (const inner of one.dependencies) list(inner, `${id}/charts/${inner.name}`);
  };
  list(chart, chart.name);
  const files = await readTemplates(charts);
  if (files.length === 0) return undefined;
  // Named templates may be included with the values of any chart, whichever chart defines them.
  const defined = new Reads();
  const libraries = new Set(charts.flatMap(({ id, isLibrary }) => (isLibrary ? [id] : [])));
  for (const { source, trees, main } of files)
    for (const one of trees) if (one !== main) defined.addTree(one, libraries.has(source.chart));
  const lookingUp = namesThatLookUp(files);
  const isComplete = areAllDefined(files);
  const read = (one: DefaultsTree, id: string): ChartReading => {
    const own = files.filter(({ source }) => source.chart === id);
    const aliases = (name: string): string[] => {
      const named = (one.chart.metadata.dependencies ?? []).filter((dependency) => dependency.name === name);
      return named.length === 0 ? [name] : named.map(({ alias, name }) => alias || name);
    };
    const dependencies = new Map(
      one.dependencies.flatMap((inner) => {
        const reading = read(inner, `${id}/charts/${inner.chart.name}`);
        return aliases(inner.chart.name).map((alias): [string, ChartReading] => [alias, reading]);
      }),
    );
    const reads = readsOf(one, own, new Reads(defined));
    return { chart: one.chart, defaults: one.defaults, files: own, reads, isComplete, lookingUp, dependencies };
  };
  return read(tree, chart.name);
}

function readsOf({ chart, defaults }: DefaultsTree, files: readonly GoFile[], reads: Reads): Reads {
  for (const { main } of files) if (main) reads.addTree(main);
  reads.addStrings(defaults.values);
  // Files may be passed to `tpl`; documents only mention values.
  for (const { path, text } of chart.files) if (!/\.md$/i.test(path)) reads.addText(text);
  for (const { condition, tags, importValues } of chart.metadata.dependencies ?? []) {
    for (const path of condition.split(',')) reads.add(path.trim().split('.'));
    if (tags.length > 0) reads.add(['tags']);
    for (const item of importValues)
      if (isMap(item) && typeof item.parent === 'string') reads.add(item.parent.split('.'));
  }
  return reads;
}

/** Whether each template that is called by name is defined, as far as names are constants. */
function areAllDefined(files: readonly GoFile[]): boolean {
  const defined = new Set(files.flatMap(({ trees }) => trees.map(({ name }) => name)));
  let isComplete = true;
  for (const { trees } of files) {
    for (const tree of trees) {
      visitOperands(tree, (node, { commands }) => {
        const [first, name] = commands.at(-1)?.args ?? [];
        if (node !== first || node.kind !== 'identifier' || node.name !== 'include') return;
        if (name?.kind === 'string' && !defined.has(name.text)) isComplete = false;
      });
    }
  }
  return isComplete;
}

function add(lists: Map<string, Set<string>>, key: string, item: string): void {
  const known = lists.get(key);
  if (known) known.add(item);
  else lists.set(key, new Set([item]));
}

/** The templates that call `lookup`, or include one that does. */
function namesThatLookUp(files: readonly GoFile[]): ReadonlySet<string> {
  const found = new Set<string>();
  const callers = new Map<string, Set<string>>();
  for (const tree of files.flatMap(({ trees }) => trees)) {
    visitOperands(tree, (node, { commands }) => {
      if (node.kind !== 'identifier') return;
      if (node.name === 'lookup') found.add(tree.name);
      const name = node.name === 'include' ? commands.at(-1)?.args[1] : undefined;
      if (name?.kind === 'string') add(callers, name.text, tree.name);
    });
  }
  // A set is iterated to the end, however it grows.
  for (const name of found) for (const caller of callers.get(name) ?? []) found.add(caller);
  return found;
}

/** The default at a path of the values. */
export function defaultAt({ defaults }: ChartReading, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>(
    (value, key) => (isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    defaults.values,
  );
}

/** Where the default at a path is written. */
export function whereOfDefault({ defaults: { file } }: ChartReading, path: Path): Where {
  return file ? { file: file.name, ...file.locate(path), path } : { path };
}

const lines = new WeakMap<GoFile, LineMap>();

/** The line and column of a place, and the line's text. */
export function whereOf({ file, at }: TemplatePlace): Where {
  const map = lines.get(file) ?? new LineMap(file.source.text);
  lines.set(file, map);
  const { line, column } = map.locate(at);
  return { file: file.source.file, line, column, source: map.line(line) };
}
