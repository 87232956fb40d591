import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTwin } from '../tools/record/twin-chart.ts';
import { PROGRAMS, timed } from './processes.js';

const PEAK = new URL('peak.cjs', import.meta.url).pathname;
const ROUNDS = 2;

const repeat = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('');
const flags = (name, count, text) => Array.from({ length: count }, (_, index) => [name, text(index)]).flat();

/**
 * The large inputs: the values file or the flags of a size. `helm` where Helm is measured, too; with the others it
 * behaves the same.
 */
const CASES = [
  {
    name: 'MB of values',
    sizes: [0.75, 1.5, 3],
    helm: true,
    values: (size) =>
      `kdaemon:\n  configuration:\n${repeat(
        size * 10_000,
        (n) => `    key${n}:\n      text: some text ${n}\n      list: [1, two, 3.5]\n      deep: {a: {b: ${n}}}\n`,
      )}`,
  },
  {
    name: 'MB in one text',
    sizes: [2.5, 5, 10],
    values: (size) =>
      `kdaemon:\n  configuration: |\n${repeat(size * 25_000, (n) => `    a line of the text, number ${String(n).padStart(9)}\n`)}`,
  },
  {
    name: '`--set` of keys',
    sizes: [500, 1000, 2000],
    helm: true,
    flags: (size) => flags('--set', size, (n) => `kdaemon.podLabels.k${n}=v`),
  },
  {
    name: '`--set` of items of a list',
    sizes: [500, 1000, 2000],
    flags: (size) => flags('--set', size, (n) => `kdaemon.tolerations[${n}].key=k${n}`),
  },
  {
    name: '`--set-json`',
    sizes: [500, 1000, 2000],
    flags: (size) => flags('--set-json', size, (n) => `kdaemon.tolerations[${n}]={"key":"k${n}"}`),
  },
  {
    name: 'keys in one `--set`',
    sizes: [1000, 2000, 4000],
    flags: (size) => ['--set', Array.from({ length: size }, (_, n) => `kdaemon.podLabels.k${n}=v`).join(',')],
  },
  {
    name: 'objects in `extraDeploy`',
    sizes: [5000, 10000, 20000],
    helm: true,
    values: (size) =>
      `extraDeploy:\n${repeat(
        size,
        (n) =>
          `  - apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: c${n}\n    data:\n      key: value ${n}\n`,
      )}`,
  },
  {
    name: 'the same as strings with templates',
    sizes: [5000, 10000, 20000],
    values: (size) =>
      `extraDeploy:\n${repeat(
        size,
        (n) =>
          `  - |\n    apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: {{printf "%s-%d" Release.Name ${n}}}\n    data:\n      key: value ${n}\n`,
      )}`,
  },
];

const COMMANDS = {
  template: ['template', 'kilo'],
  lint: ['lint', '--quiet'],
  'values --origins': ['values', '--origins'],
};

/**
 * The times of whole runs for a size, for twice, and for four times as much: linear time grows at most by the same
 * factors.
 *
 * @returns for each case and program its milliseconds by size (the better of two runs), and the peak of memory in MB
 *   where it can be told
 */
export function measureGrowth(helm, progress) {
  const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-growth-'));
  const twin = makeTwin('kilo');
  const file = join(folder, 'values.yaml');
  const programs = Object.entries(COMMANDS).map(([name, args]) => [name, (input) => measure([...args, ...input])]);
  const measureHelm = (input) => ({ milliseconds: timed([helm, 'template', 'kilo', twin.folder, ...input])() });
  try {
    return CASES.flatMap(({ name, sizes, values, flags: flagsOf, helm: withHelm }) => {
      const runs = [...programs, ...(helm && withHelm ? [['helm template', measureHelm]] : [])];
      const results = runs.map(([program]) => ({ name, program, sizes, milliseconds: [], megabytes: [] }));
      for (const size of sizes) {
        if (values) writeFileSync(file, values(size));
        const input = values ? ['-f', file] : flagsOf(size);
        for (const [index, [program, run]] of runs.entries()) {
          progress(`${program}: ${size} ${name}`);
          const rounds = Array.from({ length: ROUNDS }, () => run(input));
          results[index].milliseconds.push(Math.min(...rounds.map(({ milliseconds }) => milliseconds)));
          if (rounds[0].megabytes) results[index].megabytes.push(Math.min(...rounds.map(({ megabytes }) => megabytes)));
        }
      }
      return results;
    });
  } finally {
    rmSync(folder, { recursive: true });
    twin.remove();
  }
}

function measure(args) {
  const [node, bin] = PROGRAMS['kilo-chart'];
  const begin = performance.now();
  const { status, stderr, output, error } = spawnSync(node, ['--require', PEAK, bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
  });
  const milliseconds = performance.now() - begin;
  // `lint` ends with 1 where it finds something: an annotation of 10 MB, for one.
  if (error || status === null || status > (args[0] === 'lint' ? 1 : 0))
    throw error ?? new Error(`exit code ${status}: ${String(stderr).slice(0, 1000)}`);
  return { milliseconds, megabytes: Number(output[3]) / 1024 };
}
