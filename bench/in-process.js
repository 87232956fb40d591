// One more render in a process that has the chart ready: another release, with other values, each time. As a program,
// it prints JSON.
import { fileURLToPath } from 'node:url';
import { computeValues, readyBuiltInChart, renderOutputs, renderValues } from '../dist/stages.js';

const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };

/**
 * @returns for each round the microseconds from flags to text and from flags to checked and ordered manifests, and the
 * megabytes of the heap after each thousand, all garbage collected
 */
export async function measureRenders(rounds) {
  const ready = await readyBuiltInChart();
  const text = new Float64Array(rounds);
  const manifests = new Float64Array(rounds);
  const heap = [];
  for (let round = 0; round < rounds; round++) {
    for (const [name, render, times] of [
      ['text', renderOutputs, text],
      ['manifests', renderValues, manifests],
    ]) {
      // No cached part of the render before can be used.
      const set = [`image.tag=0.7.${round}-${name}`, `kdaemon.podLabels.run=${name}-${round}`];
      const options = { name: `kilo-${round}`, namespace: 'kube-system' };
      const begin = performance.now();
      const { values, origins, problems } = await computeValues({ defaults: ready.defaults, set }, io);
      const { outputs } = render({ ready, options, values, origins });
      if (problems.length > 0 || outputs.length === 0) throw new Error('the render failed');
      times[round] = (performance.now() - begin) * 1000;
    }
    if (round % 1000 === 999) {
      globalThis.gc?.();
      heap.push(process.memoryUsage().heapUsed / 2 ** 20);
    }
  }
  return { text: [...text], manifests: [...manifests], heap };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(await measureRenders(Number(process.argv[2]))));
