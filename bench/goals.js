import { KUBECONFORM } from './kubeconform.js';
import { EMPTY } from './processes.js';

/**
 * The goals of the program, as rows of a table: what is measured, the limit, the figure, and whether it is reached.
 * Goals that were not measured (without Helm, without Bun) are left out.
 */
export function judge({ processes: { template, lint, found, many }, renders, helmEngine, heap, growth, goCharts }) {
  const standalone = 'kilo-chart, standalone';
  const [first, second] = halves(heap);
  const goals = [
    ['one more render of another release, to text, µs', '≤', 300, renders.text.median],
    ['the same, to manifests, µs', '≤', 600, renders.manifests.median],
    ['`lint` of 1,000 files with two findings each, s', '≤', 1, found['kilo-chart'].median / 1000],
    ['a cold `template`, ÷ `node -e 0`', '≤', 1.25, ratio(template['kilo-chart'], template[EMPTY])],
    ['a cold `template`, standalone, ÷ `helm template`', '≤', 0.5, ratio(template[standalone], template.helm)],
    ['`lint` of one file, standalone, ÷ `helm lint`', '≤', 1, ratio(lint[standalone], lint.helm)],
    ["Helm's engine, ÷ one more render to text", '≥', 10, ratio(helmEngine?.text, renders.text)],
    ["Helm's engine without the schema, ÷ the same", '≥', 10, ratio(helmEngine?.unvalidated, renders.text)],
    ['heap in the second half of 40,000 renders, ÷ in the first', '≤', 1.1, Math.max(...second) / Math.max(...first)],
    ['`lint` of 1,000 files, s', '≤', 1, many['kilo-chart'].median / 1000],
    [
      '`lint` of 1,000 files with two findings each, ÷ `helm lint` of each',
      '≤',
      0.05,
      ratio(found['kilo-chart'], found.helm),
    ],
    [
      '`lint` of 1,000 files with two findings each, ÷ kubeconform of their rendered manifests',
      '≤',
      3,
      ratio(found['kilo-chart'], found[KUBECONFORM]),
    ],
    ...['MB of values', '`--set` of keys', 'objects in `extraDeploy`'].map((name) => {
      const { sizes, milliseconds } = growth.find((one) => one.name === name && one.program === 'template');
      const what = `\`template\` of ${sizes.at(-1)} ${name}, ÷ of ${sizes[0]}`;
      return [what, '≤', sizes.at(-1) / sizes[0], milliseconds.at(-1) / milliseconds[0]];
    }),
  ];
  for (const { name, processes, renders: again, helmEngine: engine } of goCharts) {
    const helm = processes.helm;
    if (name === 'middle')
      goals.push([
        `\`template\` of \`${name}\`, ÷ \`node -e 0\``,
        '≤',
        2,
        ratio(processes['kilo-chart'], processes[EMPTY]),
      ]);
    if (name === 'large')
      goals.push([`\`template\` of \`${name}\`, ÷ Helm`, '≤', 1, ratio(processes['kilo-chart'], helm)]);
    goals.push([`\`template\` of \`${name}\`, standalone, ÷ Helm`, '≤', 1, ratio(processes[standalone], helm)]);
    goals.push([`Helm's engine, ÷ one more render of \`${name}\``, '≥', 5, ratio(engine, again)]);
  }
  return goals
    .filter(([, , , measured]) => measured !== undefined)
    .map(([what, sign, limit, measured]) => ({
      what,
      limit: `${sign} ${limit}`,
      measured,
      reached: sign === '≤' ? measured <= limit : measured >= limit,
    }));
}

const ratio = (times, base) => (times && base ? times.median / base.median : undefined);

const halves = (list) => [list.slice(0, list.length / 2), list.slice(list.length / 2)];
