/** @returns the results of bench/run.js as Markdown */
export function renderTable({ machine, processes, renders, helmEngine, memory, growth }) {
  const { cpu, cores, system, node, helm, kilo } = machine;
  const parts = [
    `${cpu}, ${cores} cores, ${system}; kilo-chart ${kilo}, Node ${node}${helm ? `, Helm ${helm}` : ''}.`,
    'Medians, with the quartiles in brackets.',
    '',
  ];
  for (const [title, programs] of Object.entries(processes)) {
    const base = programs['node -e 0'] ?? programs.helm;
    parts.push(
      row(`one ${title}, whole process`, 'ms', base === programs.helm ? '÷ helm' : '÷ node -e 0', '÷ helm'),
      row('---', '---:', '---:', '---:'),
      ...Object.entries(programs).map(([name, times]) =>
        row(name, spread(times, 1), ratio(times, base), ratio(times, programs.helm)),
      ),
      '',
    );
  }
  parts.push(row('one more render in one process', 'µs', "÷ Helm's engine"), row('---', '---:', '---:'));
  for (const [what, name] of [
    ['text', 'from flags to validated values to text'],
    ['manifests', 'and to checked and ordered manifests'],
  ]) {
    parts.push(row(`kilo-chart, ${name}`, spread(renders[what], 0), ratio(renders[what], helmEngine?.[what])));
    if (helmEngine) parts.push(row(`Helm, ${name}`, spread(helmEngine[what], 0), '1.00'));
  }
  parts.push(
    '',
    `Heap after 20,000 and after 200,000 renders: ${memory.map((size) => `${size.toFixed(1)} MB`).join(' and ')}.`,
    '',
    row('what gets large', 'size', 'ms', 'peak MB'),
    row('---', '---:', '---:', '---:'),
    ...growth.map(({ name, size, milliseconds, megabytes }) =>
      row(name, String(size), milliseconds.toFixed(0), megabytes.toFixed(0)),
    ),
    '',
  );
  return parts.join('\n');
}

const row = (...cells) => `| ${cells.join(' | ')} |`;
const spread = ({ median, low, high }, digits) =>
  `${median.toFixed(digits)} [${low.toFixed(digits)}–${high.toFixed(digits)}]`;
const ratio = ({ median }, base) => (base ? (median / base.median).toFixed(2) : '');
