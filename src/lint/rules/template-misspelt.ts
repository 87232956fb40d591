import { distance } from '../../problem/suggest.ts';
import { isMap } from '../../yaml/value.ts';
import type { TemplateRule } from '../rule.ts';
import { type ChartReading, defaultAt, type TemplatePlace } from '../templates/reading.ts';
import { functionOf, startOf, statements, valuesPath, visitPipe } from '../templates/walk.ts';

export const misspelt: TemplateRule = {
  id: 'template-misspelt',
  severity: 'warning',
  summary: 'A value that has no default, although one of nearly the same name has',

  checkTemplates(chart, report) {
    if (chart.chart.metadata.type === 'library') return;
    const { plain, optional } = readsIn(chart);
    let named: ReadonlySet<string> | undefined;
    for (const { place, path, inner } of plain) {
      const missing = misspeltPart(path, chart);
      if (!missing || missing.path.length <= inner || optional.has(JSON.stringify(missing.path))) continue;
      named ??= wordsOf(chart);
      if (named.has(missing.path.at(-1) as string)) continue;
      const near = [...missing.path.slice(0, -1), missing.near].join('.');
      report(
        place,
        `.Values.${missing.path.join('.')} has no default, and .Values.${near} has one`,
        `write .Values.${near}, or declare ${missing.path.join('.')} in values.yaml`,
      );
    }
  },
};

/** A map with more keys holds data. */
const MOST_KEYS = 1000;

/** Functions that are called with values which may be missing. */
const CHECKING: ReadonlySet<string> = new Set(
  'and coalesce default dig empty eq fail get hasKey index kindIs ne not or required ternary typeIs'.split(' '),
);

/** A value that is read, and how many names of its path belong to an operand within: `(.Values.a).b`. */
interface Read {
  readonly place: TemplatePlace;
  readonly path: readonly string[];
  readonly inner: number;
}

/** What the templates of a chart read, and which values, or maps of values, they check. */
function readsIn(chart: ChartReading): { plain: readonly Read[]; optional: ReadonlySet<string> } {
  const plain: Read[] = [];
  const optional = new Set<string>();
  for (const file of chart.files)
    for (const tree of file.trees)
      for (const node of statements(tree.root)) {
        if (!('pipe' in node) || !node.pipe) continue;
        const found: Read[] = [];
        let isChecked = node.kind === 'if' || node.kind === 'with' || node.kind === 'range';
        visitPipe(node.pipe, { branches: [], commands: [] }, (operand, { commands }) => {
          isChecked ||= commands.some((command) => CHECKING.has(functionOf(command) ?? ''));
          const path = operand.kind === 'pipe' ? undefined : valuesPath(operand);
          const inner = (operand.kind === 'chain' && valuesPath(operand.node)?.length) || 0;
          if (path) found.push({ place: { file, at: startOf(operand) }, path, inner });
        });
        if (!isChecked) plain.push(...found);
        else
          for (const { path } of found)
            for (let length = 1; length <= path.length; length++) optional.add(JSON.stringify(path.slice(0, length)));
      }
  return { plain, optional };
}

/** What the defaults, with their comments, and the schema name. */
const wordsOf = ({ chart: { values, schema } }: ChartReading): ReadonlySet<string> =>
  new Set(`${values.text}\n${schema?.text ?? ''}`.match(/[\w-]+/g));

/** The beginning of a path that no default declares, where a default beside it has nearly that name. */
function misspeltPart(path: readonly string[], chart: ChartReading) {
  const [first = ''] = path;
  if (first === 'global' || chart.dependencies.has(first)) return undefined;
  for (const [depth, name] of path.entries()) {
    const around = path.slice(0, depth);
    const defaults = defaultAt(chart, around);
    if (!isMap(defaults)) return undefined;
    if (Object.hasOwn(defaults, name)) continue;
    const keys = Object.keys(defaults);
    if (keys.length > MOST_KEYS) return undefined;
    const near = keys.find((key) => isNear(name, key));
    return near === undefined ? undefined : { path: [...around, name], near };
  }
  return undefined;
}

/** One typing error in a word of four letters or more, two from ten on; case does not count. */
function isNear(name: string, key: string): boolean {
  const limit = name.length < 4 ? 0 : name.length < 10 ? 1 : 2;
  return distance(name.toLowerCase(), key.toLowerCase(), limit) <= limit;
}
