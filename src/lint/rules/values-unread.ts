import type { Path } from '../../problem/path.ts';
import { suggest } from '../../problem/suggest.ts';
import { isMap, type Value } from '../../yaml/value.ts';
import type { UsersValuesRule } from '../rule.ts';
import type { ChartReading } from '../templates/reading.ts';
import { hintForBoolean } from '../words.ts';

/** A file for another chart has thousands of such values: the first of them are compared with the names that are read. */
const MOST_COMPARED = 1000;

export const unread: UsersValuesRule = {
  id: 'values-unread',
  severity: 'warning',
  summary: 'A value that no template reads and no default declares',

  checkUsersValues(chart, values, report) {
    const told = new Set<string>();
    for (const { path, isOfFile } of values) {
      // Of flags, the values themselves are enough.
      if (!isOfFile) continue;
      const found = firstUnread(chart, path);
      const key = found && JSON.stringify(found.path);
      if (!found || key === undefined || told.has(key)) continue;
      told.add(key);
      const near = told.size > MOST_COMPARED ? undefined : suggest(found.name, found.candidates());
      report(
        found.path,
        `no template reads ${found.path.join('.')}, and the chart has no default of that name`,
        hintForBoolean(found.name) ??
          (near === undefined ? 'remove it, or look for its name in the values of the chart' : `write ${near}`),
      );
    }
  },
};

interface Unread {
  readonly path: Path;
  readonly name: string;
  readonly candidates: () => readonly string[];
}

/** The first key on a path that the chart does not know. */
function firstUnread(root: ChartReading, path: Path): Unread | undefined {
  let chart = root;
  let defaults: Value | undefined = root.defaults.values;
  let inside: string[] = [];
  for (const [depth, step] of path.entries()) {
    if (typeof step !== 'string' || step === 'global' || (inside.length === 0 && step === 'tags')) return undefined;
    const dependency = inside.length === 0 ? chart.dependencies.get(step) : undefined;
    if (dependency) {
      chart = dependency;
      defaults = dependency.defaults.values;
      inside = [];
      continue;
    }
    if (!chart.isComplete || isMissing(step, inside, chart)) return undefined;
    const here = [...inside, step];
    const known: Value | undefined = isMap(defaults) && Object.hasOwn(defaults, step) ? defaults[step] : undefined;
    if (known === undefined && !chart.reads.has(here)) {
      const declared = isMap(defaults) ? defaults : {};
      const { reads } = chart;
      const others = namesOf(chart, inside);
      const candidates = () => [...Object.keys(declared), ...reads.keysAt(inside), ...others];
      return { path: path.slice(0, depth + 1), name: step, candidates };
    }
    if (chart.reads.hasWhole(here)) return undefined;
    defaults = known;
    inside = here;
  }
  return undefined;
}

const namesOf = ({ dependencies }: ChartReading, inside: readonly string[]): Iterable<string> =>
  inside.length === 0 ? dependencies.keys() : [];

/** Whether a key is that of a chart that is not there. */
const isMissing = (key: string, inside: readonly string[], { chart }: ChartReading): boolean =>
  inside.length === 0 && (chart.metadata.dependencies ?? []).some(({ name, alias }) => key === name || key === alias);
