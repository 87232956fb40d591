import type { ActionNode, GoFile } from '../../templates/index.ts';
import { readYaml } from '../../yaml/read.ts';
import type { Value } from '../../yaml/value.ts';
import type { TemplateRule } from '../rule.ts';
import { layoutOf, type Spot } from '../templates/layout.ts';
import { type ChartReading, defaultAt } from '../templates/reading.ts';
import { actions, functionOf, startOf, valuesPath } from '../templates/walk.ts';
import { quote as inQuotes } from '../words.ts';

/** Maps of strings, in any object. */
const MAPS_OF_STRINGS: ReadonlySet<string> = new Set([
  'annotations',
  'labels',
  'matchLabels',
  'nodeSelector',
  'stringData',
]);

export const quote: TemplateRule = {
  id: 'template-quote',
  severity: 'warning',
  summary: 'A value without quotes where Kubernetes takes only strings, and YAML may read something else',

  checkTemplates(chart, report) {
    for (const file of chart.files) {
      if (!/\.ya?ml$/.test(file.source.path) || !file.main) continue;
      for (const action of actions(file.main)) {
        const [first, ...rest] = action.pipe.commands;
        if (!first || first.args.length > 1 || !rest.every((command) => functionOf(command) === 'toString')) continue;
        const spot = layoutOf(file).spot(action);
        const key = spot && keyOf(spot);
        if (!spot || key === undefined || !takesString(key, spot, file)) continue;
        const reads = readAs(action, chart);
        if (reads)
          report(
            { file, at: startOf(first.args[0]) },
            `${key} takes a string, and without quotes YAML reads ${reads}`,
            'write | quote after it',
          );
      }
    }
  },
};

/** The key whose whole value the action prints. */
function keyOf({ before, after, trims }: Spot): string | undefined {
  if (trims || !/^\s*(#.*)?$/.test(after)) return undefined;
  return /^\s*(?:- +)?["']?([\w./-]+)["']?: +$/.exec(before)?.[1];
}

function takesString(key: string, { line, before }: Spot, file: GoFile): boolean {
  const layout = layoutOf(file);
  const column = before.search(/[^\s-]/);
  if (layout.isInScalar(line, column)) return false;
  const [parent] = layout.parents(line, column);
  if (parent?.rest !== '' || parent.key === undefined) return false;
  if (MAPS_OF_STRINGS.has(parent.key)) return true;
  if (parent.key === 'data') return holdsOnlyConfigMaps(file);
  return key === 'value' && parent.key === 'env';
}

const ofConfigMaps = new WeakMap<GoFile, boolean>();

/** Whether all objects of a file are ConfigMaps. */
function holdsOnlyConfigMaps(file: GoFile): boolean {
  const { text } = file.source;
  const known = ofConfigMaps.get(file) ?? (/^kind: ConfigMap\s*$/m.test(text) && !/^kind: (?!ConfigMap)/m.test(text));
  ofConfigMaps.set(file, known);
  return known;
}

/** What YAML reads instead of a string; undefined where only a string is to be expected. */
function readAs({ pipe }: ActionNode, chart: ChartReading): string | undefined {
  const operand = pipe.commands[0]?.args[0];
  if (!operand) return undefined;
  const isOfChart =
    (operand.kind === 'field' || operand.kind === 'variable') && operand.names.join('.') === 'Chart.AppVersion';
  const path = isOfChart ? undefined : valuesPath(operand);
  const value: Value | undefined = isOfChart ? chart.chart.metadata.appVersion : path && defaultAt(chart, path);
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value !== 'string' || value === '') return undefined;
  const read = readPlain(value);
  return read === undefined || typeof read === 'string' ? undefined : `${inQuotes(value)} as ${wordFor(read)}`;
}

function readPlain(text: string): Value | undefined {
  if (!/^[\w.+~-]+$/.test(text)) return undefined;
  return readYaml(`${text}\n`, { name: '' }).documents[0]?.value;
}

const wordFor = (value: Value): string =>
  value === null ? 'null' : typeof value === 'boolean' ? `the boolean ${value}` : 'a number';
