import { EMPTY } from './processes.js';

/**
 * What the program is held to, as rows of a table: what, the limit, the measured figure, and whether it is reached. What
 * was not measured here (without Helm, without Bun) is left out.
 */
export function judge({ processes: { template, lint, many }, renders, helmEngine, memory, growth }) {
  const standalone = 'kilo-chart, standalone';
  const goals = [
    ['a cold `template`, ÷ `node -e 0`', 1.25, ratio(template['kilo-chart'], template[EMPTY])],
    ['the same, standalone, ÷ `helm template`', 0.5, ratio(template[standalone], template.helm)],
    ['`lint` of one file, standalone, ÷ `helm lint`', 1, ratio(lint[standalone], lint.helm)],
    ['one more render to text, µs', 120, renders.text.median],
    ["the same, ÷ Helm's engine", 0.1, ratio(renders.text, helmEngine?.text)],
    ["the same, ÷ Helm's engine that validates nothing", 0.1, ratio(renders.text, helmEngine?.unvalidated)],
    ['one more render to manifests, µs', 600, renders.manifests.median],
    ['heap after 200,000 renders, ÷ after 20,000', 1.05, memory.at(-1) / memory[0]],
    ['`lint` of 1,000 files, s', 1, many['kilo-chart'].median / 1000],
    ...['MB of values', '`--set` of keys', 'objects in `extraDeploy`'].map((name) => {
      const { sizes, milliseconds } = growth.find((one) => one.name === name && one.program === 'template');
      const times = sizes.at(-1) / sizes[0];
      return [
        `\`template\` of ${sizes.at(-1)} ${name}, ÷ of ${sizes[0]}`,
        times,
        milliseconds.at(-1) / milliseconds[0],
      ];
    }),
  ];
  return goals
    .filter(([, , measured]) => measured !== undefined)
    .map(([what, limit, measured]) => ({ what, limit, measured, reached: measured <= limit }));
}

const ratio = (times, base) => (times && base ? times.median / base.median : undefined);
