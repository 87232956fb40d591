// One more render in a process that has the built-in chart ready, with other values each time:
//
//   node bench/in-process.js ROUNDS [KIND,KIND… [DIR]]     prints the microseconds as JSON; of the built tree DIR
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const io = { readFile: async () => '', readStdin: async () => '', fetch: async () => '' };

/**
 * What is rendered: to text, or on to checked and ordered manifests. `another` is another release each time, whose name
 * is in most documents; in `same` only a label differs, so that most of what is read was read before.
 */
const KINDS = {
  text: { stage: 'text', change: another },
  manifests: { stage: 'manifests', change: another },
  sameText: { stage: 'text', change: same },
  sameManifests: { stage: 'manifests', change: same },
};

function another(kind, round) {
  return {
    name: `kilo-${kind.toLowerCase()}-${round}`,
    set: [`image.tag=0.7.${round}-${kind}`, `kdaemon.podLabels.run=${kind}-${round}`],
  };
}

function same(kind, round) {
  return { name: 'kilo', set: [`kdaemon.podLabels.run=${kind}-${round}`] };
}

/**
 * @param rounds how often each kind is rendered, in turn
 * @param tree the directory of a built checkout
 * @returns for each kind the microseconds of each round, from flags on, and the megabytes of the heap after each
 * thousand rounds, all garbage collected
 */
export async function measureRenders(rounds, kinds = Object.keys(KINDS), tree = ROOT) {
  const render = await openTree(tree);
  const times = Object.fromEntries(kinds.map((kind) => [kind, []]));
  const heap = [];
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) {
      const { stage, change } = KINDS[kind];
      const { name, set } = change(kind, round);
      const begin = performance.now();
      await render(stage, { name, namespace: 'kube-system' }, set);
      times[kind].push((performance.now() - begin) * 1000);
    }
    if (round % 1000 === 999) {
      globalThis.gc?.();
      heap.push(process.memoryUsage().heapUsed / 2 ** 20);
    }
  }
  return { ...times, heap };
}

/** @returns a function that renders with the program of a tree */
async function openTree(tree) {
  const stages = join(tree, 'dist/stages.js');
  // Before there were rooms, one module exported everything, and what a render takes was not one object.
  const isOld = !existsSync(stages);
  const program = await import(pathToFileURL(isOld ? join(tree, 'dist/index.js') : stages).href);
  const ready = await program.readyBuiltInChart();
  const renders = { text: program.renderOutputs, manifests: program.renderValues };
  return async (stage, options, set) => {
    const { values, origins, problems } = await program.computeValues({ defaults: ready.defaults, set }, io);
    const render = renders[stage];
    const { outputs } = isOld
      ? render(ready, options, values, origins, undefined)
      : render({ ready, options, values, origins });
    if (problems.length > 0 || outputs.length === 0) throw new Error('the render failed');
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [rounds, kinds, tree] = process.argv.slice(2);
  console.log(JSON.stringify(await measureRenders(Number(rounds), kinds?.split(','), tree)));
}
