import { formatPath } from '../problem/path.ts';
import type { Where } from '../problem/problem.ts';
import { toJson } from '../yaml/json.ts';
import { newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { toYaml } from '../yaml/write.ts';
import { type Leaf, nameOrigin, type Origin, type Origins, summarize } from './origins.ts';

/** The formats of computed values. */
export type ValuesFormat = 'yaml' | 'json';

/** The computed values as Helm prints them (`helm get values -o yaml|json`): keys sorted, JSON on one line. */
export const renderValues = (values: ValueMap, format: ValuesFormat): string =>
  `${format === 'json' ? toJson(values) : toYaml(values)}\n`;

/** The largest width of a column; a wider cell continues, and the next column begins on a new line. */
const PATH_WIDTH = 32;
const VALUE_WIDTH = 20;

/**
 * The origin of each leaf of the values, and what it replaced: as a table for 80 columns, or as JSON with one entry on
 * each line. Defaults that a null deleted come last.
 */
export function renderOrigins(origins: Origins, format: 'text' | 'json'): string {
  const leaves = [...origins.leaves(), ...origins.removed()];
  if (format === 'json') return `[${leaves.map((leaf) => `\n${toJson(describeLeaf(leaf))}`).join(',')}\n]\n`;
  const rows = leaves.map((leaf) => [formatPath(leaf.path), valueText(leaf), ...originLines(leaf)].map(printable));
  const pathWidth = widest(
    rows.map(([path = '']) => path),
    PATH_WIDTH,
  );
  const valueWidth = widest(
    rows.map(([, value = '']) => value),
    VALUE_WIDTH,
  );
  return rows.map((row) => renderRow(row, pathWidth, valueWidth)).join('');
}

/** Keys and file names are the user's; a control character in one would break the table, or worse. */
const printable = (text: string): string =>
  text.replace(
    /[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const widest = (texts: readonly string[], limit: number): number =>
  texts.reduce((width, text) => Math.min(limit, Math.max(width, text.length)), 0);

function renderRow([path, value, ...origin]: readonly string[], pathWidth: number, valueWidth: number): string {
  const indent = ' '.repeat(pathWidth + valueWidth + 4);
  const begin =
    (path ?? '').length > pathWidth
      ? `${path}\n${' '.repeat(pathWidth)}  ${value?.padEnd(valueWidth)}  `
      : `${path?.padEnd(pathWidth)}  ${value?.padEnd(valueWidth)}  `;
  return `${begin}${origin.join(`\n${indent}`)}\n`;
}

const valueText = ({ value }: Leaf): string => (value === undefined ? '(deleted)' : summarize(value));

const originLines = ({ origin, replaced }: Leaf): string[] => [
  nameOrigin(origin),
  ...(replaced ? [`was ${summarize(replaced.value)}, ${nameOrigin(replaced)}`] : []),
];

function describeLeaf({ path, value, origin, replaced }: Leaf): Value {
  return newMap([
    ['path', formatPath(path)],
    ...(value === undefined ? [['deleted', true] as const] : [['value', value] as const]),
    ['origin', describeOrigin(origin)],
    ...(replaced ? [['replaced', describeReplaced(replaced)] as const] : []),
  ]);
}

function describeReplaced(origin: Origin): Value {
  const described = describeOrigin(origin);
  described.value = origin.value;
  return described;
}

function describeOrigin({ source, where }: Origin): ValueMap {
  if (source?.kind === 'flag') {
    const { flag, text, position } = source;
    return withoutUndefined({ kind: 'flag', flag, position, text, offset: where.flag?.offset });
  }
  const { file, line, column }: Where = where;
  return withoutUndefined({ kind: source ? 'file' : 'default', file, line, column });
}

function withoutUndefined(fields: Record<string, string | number | undefined>): ValueMap {
  const map = newMap();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) map[name] = value;
  return map;
}
