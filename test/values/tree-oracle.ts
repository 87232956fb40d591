import { assembleChart } from '../../src/chart/assemble.ts';
import { describeMetadata } from '../../src/chart/index.ts';
import { type Problem, ProblemError } from '../../src/problem/problem.ts';
import { evaluate, listCharts, readDefaultsTree, readFileSource } from '../../src/values/index.ts';
import { toJson } from '../../src/yaml/json.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../src/yaml/value.ts';
import type { TreeInput } from './generate-tree.ts';
import { thawTree } from './thaw-tree.ts';

/** What a tree of charts comes to, in a form that can be compared with Helm's. */
export interface TreeAnswer {
  readonly charts?: readonly { readonly id: string; readonly values: string; readonly chart: string }[];
  readonly shared?: readonly string[];
  readonly error?: string;
  readonly warnings?: readonly string[];
}

/** What this program answers. */
export async function computeTreeInput({ tree, user }: TreeInput): Promise<TreeAnswer> {
  const encoder = new TextEncoder();
  const problems: Problem[] = [];
  const files = Object.entries(tree).map(([path, text]) => ({ path, data: encoder.encode(text) }));
  const chart = await assembleChart(files, 'app', problems);
  if (!chart || problems.length > 0) return { error: problems[0]?.message ?? '' };
  try {
    const { source } = readDefaultsTree(chart);
    const { tree: computed } = evaluate(source, [readFileSource('user.yaml', user).source]);
    if (!computed) throw new Error('no tree');
    const thawed = thawTree(computed);
    const charts = listCharts(computed.root).map((one) => ({
      id: one.id,
      values: toJson(one.values),
      chart: toJson(describeMetadata(one.metadata, one.isRoot).Dependencies as Value),
    }));
    for (const [one, values] of thawed) {
      if (toJson(values) !== toJson(one.values)) throw new Error('thawing changes values');
    }
    const shared = sharedPaths(thawed.get(computed.root) ?? newMap());
    const said = [...computed.tables, ...computed.warnings].map(({ message }) => message);
    return { charts, shared, warnings: normal(said) };
  } catch (error) {
    if (error instanceof ProblemError) return { error: error.message };
    throw error;
  }
}

const normal = (warnings: readonly string[]): string[] => [...new Set(warnings)].sort();

/** The paths of the maps that are in more than one place. */
function sharedPaths(values: ValueMap): string[] {
  const places = new Map<object, string[]>();
  const visit = (value: Value, path: readonly string[]): void => {
    if (!isMap(value)) return;
    places.set(value, [...(places.get(value) ?? []), path.join('.')]);
    for (const key of Object.keys(value)) visit(value[key] as Value, [...path, key]);
  };
  visit(values, []);
  const groups = [...places.values()].filter((paths) => paths.length > 1);
  return groups.map((paths) => paths.sort().join(' ')).sort();
}

/** Helm's answer, as test/oracle-go prints it. */
export function readTreeAnswer(text: string): TreeAnswer {
  const answer = JSON.parse(text);
  if (answer.error !== undefined) {
    return { error: answer.error.replace('chart dependencies processing failed: ', '') };
  }
  return {
    charts: answer.charts.map(({ id, values, chart }: HelmsChart) => ({
      id,
      values: toJson(asValue(values)),
      chart: toJson(asValue((chart.dependencies ?? []).map(describe))),
    })),
    shared: (answer.shared ?? []).map((paths: string[]) => paths.join(' ')).sort(),
    warnings: normal((answer.warnings ?? []).map(shorten)),
  };
}

interface HelmsChart {
  readonly id: string;
  readonly values: unknown;
  readonly chart: { readonly dependencies?: readonly Record<string, unknown>[] };
}

const describe = (one: Record<string, unknown>) => ({
  Name: one.name,
  Version: one.version ?? '',
  Repository: one.repository ?? '',
  Condition: one.condition ?? '',
  Tags: one.tags ?? [],
  Enabled: one.enabled ?? false,
  ImportValues: one['import-values'] ?? [],
  Alias: one.alias ?? '',
});

function asValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(asValue);
  if (typeof value !== 'object' || value === null) return value as Value;
  return newMap(Object.entries(value).map(([key, item]) => [key, asValue(item)]));
}

/** Helm's log has the level, and quotes what has a blank in it. */
const shorten = (line: string): string =>
  line
    .replace(/^warning: /, '')
    .replace(/^WARN (returned non-bool value|ImportValues missing table(?: from chart)?) /, '$1: ')
    .replace(/error="(.*)"$/, (_, text: string) => `error=${text.replaceAll('\\"', '"')}`);

/** Where two answers differ first, for the message of a failure. */
export const isSame = (a: TreeAnswer, b: TreeAnswer): boolean => JSON.stringify(a) === JSON.stringify(b);
