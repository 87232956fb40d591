import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAMS } from './processes.js';

const PEAK = new URL('peak.cjs', import.meta.url).pathname;

/** What gets large, and how the arguments of `template` follow from its size. */
const CASES = {
  'values, MB': {
    sizes: [2.5, 5, 10],
    args: (size, folder) => ['-f', write(folder, manyValues(size * 1e6))],
  },
  flags: {
    sizes: [500, 1000, 2000],
    args: (size) => Array.from({ length: size }, (_, index) => ['--set', `kdaemon.podAnnotations.k${index}=v`]).flat(),
  },
  'objects in extraDeploy': {
    sizes: [5000, 10000, 20000],
    args: (size, folder) => ['-f', write(folder, `extraDeploy:\n${Array.from({ length: size }, object).join('')}`)],
  },
};

/** The time and the peak of memory of one run for each size: what is linear takes twice as much for twice the size. */
export function measureGrowth() {
  const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-growth-'));
  try {
    return Object.entries(CASES).flatMap(([name, { sizes, args }]) =>
      sizes.map((size) => ({ name, size, ...measure(args(size, folder)) })),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure(args) {
  const [node, bin] = PROGRAMS['kilo-chart'];
  const begin = performance.now();
  const { status, stderr, output } = spawnSync(node, ['--require', PEAK, bin, 'template', 'kilo', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
  });
  const milliseconds = performance.now() - begin;
  if (status !== 0) throw new Error(`exit code ${status}: ${String(stderr).slice(0, 1000)}`);
  return { milliseconds, megabytes: Number(output[3]) / 1024 };
}

function write(folder, text) {
  const file = join(folder, 'values.yaml');
  writeFileSync(file, text);
  return file;
}

const object = (_, index) =>
  `  - apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: c${index}\n    data:\n      key: value ${index}\n`;

function manyValues(length) {
  const lines = ['kdaemon:\n  configuration:\n'];
  for (let size = 0, index = 0; size < length; size += lines.at(-1).length, index++)
    lines.push(
      `    key${index}:\n      text: some text ${index}\n      list: [1, two, 3.5]\n      deep: {a: {b: ${index}}}\n`,
    );
  return lines.join('');
}
