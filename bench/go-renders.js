// One more render of a chart in a process that has it ready, from flags to ordered manifests, its values all different:
// `node bench/go-renders.js DIR ROUNDS` prints the microseconds of each round as JSON.
import { loadChart, readyChart, renderRelease } from '../dist/stages.js';

const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };
const [directory, rounds] = process.argv.slice(2);
const ready = await readyChart(await loadChart(directory));
const times = [];
for (let round = 0; round < Number(rounds); round++) {
  const set = ['nameOverride=name', 'commonLabels.run=r', 'podLabels.run=r', 'global.run=r'].map(
    (text) => `${text}${round}`,
  );
  const begin = performance.now();
  const { manifests, problems } = await renderRelease(ready, { name: 'release', namespace: 'default' }, { set }, io);
  times.push((performance.now() - begin) * 1000);
  if (manifests.length === 0) throw new Error(`the render failed: ${problems[0]?.message}`);
}
console.log(JSON.stringify(times));
