// How long `kilo-chart lint` takes for a thousand values files, beside as many runs of `helm lint`.
//
//   npm run build && node bench/lint.js            (HELM names Helm's executable; without it, its part is left out)
//
// `--check` fails where a thousand files take more than a second beyond the time of one.
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = 1000;
const ROUNDS = 5;
const bin = fileURLToPath(new URL('../bin/kilo-chart.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bench-lint-'));
const show = (name, milliseconds) => console.log(`${name.padEnd(52)} ${milliseconds.toFixed(0).padStart(8)} ms`);

try {
  const files = Array.from({ length: FILES }, (_, index) => {
    const file = join(folder, `cluster-${index}.yaml`);
    writeFileSync(file, valuesOf(index));
    return file;
  });
  const flags = ['lint', '--platform', 'k3s', '-n', 'kube-system', '--quiet'];
  const lint = (names) => best(() => spawnSync(process.execPath, [bin, ...flags, ...names], { stdio: 'inherit' }));
  const one = lint(files.slice(0, 1));
  const all = lint(files);
  show('kilo-chart lint, one file', one);
  show(`kilo-chart lint, ${FILES} files in one run`, all);
  show(`  of that, beyond one file`, all - one);
  if (process.env.HELM)
    show(`helm lint, ${FILES} runs, as many at once as cores`, await helmLint(files, process.env.HELM));
  if (process.argv.includes('--check') && all - one > 1000) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** No two alike, as the clusters of one owner are. */
function valuesOf(index) {
  return `image:
  tag: 0.7.${index % 10}
kdaemon:
  args:
    - --mesh-granularity=full
    - --subnet=10.${index % 250}.${index % 7}.0/24
  podLabels:
    cluster: c${index}
  resources:
    limits:
      memory: ${64 + index}Mi
  sidecars:
    - name: reporter
      image: registry.example.com/reporter:1.${index}
      args: [--cluster, c${index}]
`;
}

function best(run) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const { status } = run();
    if (status !== 0) throw new Error(`exit code ${status}`);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Helm's own new chart, which is about as large, with a values file for each run. */
async function helmLint(files, helm) {
  const chart = join(folder, 'chart');
  mkdirSync(chart);
  spawnSync(helm, ['create', 'mesh'], { cwd: chart });
  const start = performance.now();
  const queue = files.values();
  const worker = async () => {
    for (const file of queue)
      await new Promise((resolve, reject) =>
        execFile(helm, ['lint', join(chart, 'mesh'), '-f', file], (error) => (error ? reject(error) : resolve())),
      );
  };
  await Promise.all([worker(), worker()]);
  return performance.now() - start;
}
