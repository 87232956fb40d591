import { judge } from './goals.js';
import { EMPTY, FILES, HELM_FILES } from './processes.js';

/** What stands beside one `lint` of many files. */
const OF_HELM = `and as many of Helm's (estimated from ${HELM_FILES})`;
/** The kinds of one more render, the hard ones first, each with that of Helm's engine that it is compared with. */
const RENDERS = [
  ['text', 'text', 'another release each time, from flags through validated values to text'],
  ['manifests', 'manifests', 'and on to checked and ordered manifests'],
  ['sameText', 'text', 'the same release with another label, to text'],
  ['sameManifests', 'manifests', 'and on to manifests, most of whose lines were read before'],
  ['unvalidated', 'unvalidated', 'to text, its values not validated'],
];

/** @returns the results of bench/run.js as Markdown */
export function renderTable(results) {
  const { machine, processes, renders, helmEngine, heap, growth, goCharts } = results;
  return [
    `Measured on ${machine.date}: ${machine.cpu}, ${machine.cores} cores, ${machine.system}; ${machine.versions.join(', ')}.`,
    'Medians; the quartiles are in brackets.',
    '',
    ...renderRows(
      ['goal', 'limit', 'measured', ''],
      judge(results).map(({ what, limit, measured, reached }) => [
        what,
        limit,
        figure(measured),
        reached ? 'reached' : '**missed**',
      ]),
    ),
    ...renderRows(
      ['one more render in one process', 'µs', "Helm's engine ÷ it"],
      RENDERS.flatMap(([kind, engine, name]) =>
        [
          ['kilo-chart', renders[kind]],
          ["Helm's engine", helmEngine?.[kind]],
        ].flatMap(([program, times]) =>
          times ? [[`${program}, ${name}`, spread(times, 0), helmEngine ? ratio(helmEngine[engine], times) : '']] : [],
        ),
      ),
    ),
    `The heap of that process, measured after each thousand of ${heap.length},000 rounds: ${Math.min(...heap).toFixed(0)} to ${Math.max(...heap).toFixed(0)} MB.`,
    '',
    ...renderProcesses(`${FILES} files with two findings each: one \`lint\`, ${OF_HELM}`, processes.found),
    ...renderProcesses('one `template`, whole process', processes.template),
    ...renderProcesses('`lint` of one file, whole process', processes.lint),
    ...renderProcesses(`${FILES} files without findings: one \`lint\`, ${OF_HELM}`, processes.many),
    ...goCharts.flatMap(renderGoChart),
    ...renderRows(
      ['what gets large', 'sizes', 'program', 'ms', 'last ÷ first', 'peak MB'],
      growth.map(({ name, sizes, program, milliseconds, megabytes }) => [
        name,
        sizes.join(', '),
        `\`${program}\``,
        milliseconds.map((time) => time.toFixed(0)).join(', '),
        (milliseconds.at(-1) / milliseconds[0]).toFixed(1),
        megabytes.map((size) => size.toFixed(0)).join(', '),
      ]),
    ),
  ].join('\n');
}

/** A chart in Go templates: whole processes, and one more render from flags to ordered manifests. */
function renderGoChart({ name, processes, renders, firstRenders, helmEngine }) {
  return [
    ...renderProcesses(`Go chart \`${name}\`: one \`template\`, whole process`, processes),
    ...renderRows(
      [`Go chart \`${name}\`: one more render in one process`, 'µs', "Helm's engine ÷ it"],
      [
        ['kilo-chart', renders],
        ['kilo-chart, the first 300', firstRenders],
        ["Helm's engine", helmEngine],
      ].flatMap(([program, times]) => (times ? [[program, spread(times, 0), ratio(helmEngine ?? times, times)]] : [])),
    ),
  ];
}

function renderProcesses(title, programs) {
  const { helm, [EMPTY]: empty } = programs;
  const bases = [...(empty ? [[`÷ \`${EMPTY}\``, empty]] : []), ...(helm ? [['÷ Helm', helm]] : [])];
  return renderRows(
    [title, 'ms', ...bases.map(([name]) => name)],
    Object.entries(programs).map(([name, times]) => [
      name,
      spread(times, 1),
      ...bases.map(([, base]) => ratio(times, base)),
    ]),
  );
}

/** The first column is text, the others are mostly numbers. */
export const renderRows = (head, rows) => [
  row(head),
  row(head.map((_, index) => (index === 0 ? '---' : '---:'))),
  ...rows.map(row),
  '',
];

const row = (cells) => `| ${cells.join(' | ')} |`;
export const spread = ({ median, low, high }, digits) =>
  low === high ? median.toFixed(digits) : `${median.toFixed(digits)} [${low.toFixed(digits)}–${high.toFixed(digits)}]`;
const ratio = ({ median }, base) => (base ? figure(median / base.median) : '');
const figure = (number) => (number < 100 ? number.toPrecision(3) : number.toFixed(0));
