// Prints what one more render of the built-in chart allocates, in bytes: to text, and to manifests. Run without V8's
// compilers and with more room than it takes, nothing of it is a matter of time.
import { computeValues, readyBuiltInChart, renderOutputs, renderValues } from '../../dist/stages.js';

const WARM = 100;
const ROUNDS = 50;
const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };
const ready = await readyBuiltInChart();

async function render(how, round) {
  const set = [`image.tag=0.7.${round}`, `kdaemon.podLabels.run=${how.name}-${round}`];
  const { values, origins } = await computeValues({ defaults: ready.defaults, set }, io);
  how({ ready, options: { name: 'kilo', namespace: 'kube-system' }, values, origins });
}

async function measure(how) {
  for (let round = 0; round < WARM; round++) await render(how, round);
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < ROUNDS; round++) await render(how, WARM + round);
  return (process.memoryUsage().heapUsed - before) / ROUNDS;
}

console.log(JSON.stringify({ text: await measure(renderOutputs), manifests: await measure(renderValues) }));
