import { readFileSync, writeFileSync } from 'node:fs';
import { compareBytes } from '../../src/yaml/json.ts';
import type { Kind } from './compare.ts';
import type { Result } from './trial.ts';

const COLUMNS: readonly Kind[] = [
  'equal',
  'both refuse',
  'only Helm refuses',
  'only we refuse',
  'objects differ',
  'order differs',
  'sources differ',
  'crashed',
  'late',
];
const EXAMPLES = 3;

/** @returns the number of cases by repository and outcome, as Markdown */
export function renderTable(results: readonly Result[]): string {
  const shown = COLUMNS.filter((kind) => results.some((result) => result.kind === kind));
  const rowOf = (name: string, of: readonly Result[]): string[] => [
    name,
    String(new Set(of.map(({ directory }) => directory)).size),
    String(of.length),
    ...shown.map((kind) => String(of.filter((result) => result.kind === kind).length)),
  ];
  const repositories = groupBy(results, ({ repository }) => repository);
  const rows = [...repositories].map(([name, of]) => rowOf(name, of));
  const head = ['repository', 'charts', 'cases', ...shown];
  return [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows, rowOf('all', results)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const BEGIN = '<!-- corpus -->';
const END = '<!-- /corpus -->';

/**
 * Writes a table of the repositories into a page, between {@link BEGIN} and {@link END}.
 *
 * @throws Error where the page does not have them
 */
export function writeTable(file: string, results: readonly Result[]): void {
  const page = readFileSync(file, 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${file} has no ${BEGIN} with ${END} after it`);
  const table = `${page.slice(0, begin)}${BEGIN}\n${renderPage(results)}\n${page.slice(end)}`;
  writeFileSync(file, table);
}

/**
 * @returns for each repository the number of charts and cases, and their outcomes, with the reasons of differences
 */
function renderPage(results: readonly Result[]): string {
  const isSame = ({ kind }: Result): boolean => kind === 'equal' || kind === 'both refuse';
  const row = (name: string, of: readonly Result[]): string => {
    const count = (kind: Kind): number => of.filter((result) => result.kind === kind).length;
    const different = of.filter((result) => !isSame(result));
    const why = [...groupBy(different, ({ kind, group }) => `${kind}: ${group}`)].map(
      ([title, { length }]) => `${length} ${title.replaceAll('|', '\\|')}`,
    );
    const charts = new Set(of.map(({ directory }) => directory)).size;
    return `| ${[name, charts, of.length, count('equal'), count('both refuse'), why.join('; ') || '–'].join(' | ')} |`;
  };
  const repositories = [...groupBy(results, ({ repository }) => repository)].sort(([a], [b]) => compareBytes(a, b));
  return [
    '| Repository | Charts | Cases | Equal | Refused by both | Different, and why |',
    '|---|---:|---:|---:|---:|---|',
    ...repositories.map(([name, of]) => row(name.replace('+', '/'), of)),
    row('all', results),
  ].join('\n');
}

/**
 * @returns the differences by kind and cause, those of most charts first, with examples and the command that shows them
 */
export function renderDifferences(results: readonly Result[]): string {
  const different = results.filter(({ kind }) => kind !== 'equal' && kind !== 'both refuse');
  const groups = [...groupBy(different, ({ kind, group }) => `${kind}: ${group}`)];
  const chartsOf = (of: readonly Result[]): number => new Set(of.map(({ directory }) => directory)).size;
  return groups
    .sort(([, a], [, b]) => chartsOf(b) - chartsOf(a) || b.length - a.length)
    .map(([title, of]) => {
      const examples = of.slice(0, EXAMPLES).map(describe).join('');
      return `${title}\n  ${chartsOf(of)} charts, ${of.length} cases\n${examples}`;
    })
    .join('\n');
}

function describe({ repository, chart, name, directory, flags, detail }: Result): string {
  const quote = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const command = ['template release', quote(directory), ...flags.flat().map(quote)].join(' ');
  return `  - ${repository} ${chart}, ${name}: ${detail.trim().split('\n').slice(0, 4).join('\n      ').slice(0, 600)}\n      ${command}\n`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
