import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTwin } from '../scripts/twin-chart.js';
import { interleave } from './statistics.js';

/** The npm command, and where it was built for this machine the standalone executable. */
export const PROGRAMS = {
  'kilo-chart': [process.execPath, new URL('../bin/kilo-chart.js', import.meta.url).pathname],
  'kilo-chart, standalone': [
    new URL(`../standalone/kilo-chart-${process.platform}-${process.arch}`, import.meta.url).pathname,
  ],
};

const FILES = 1000;

/** Whole processes, from their start to their end, in milliseconds. */
export async function measureProcesses(helm, rounds) {
  const twin = makeTwin('kilo');
  const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-bench-'));
  const programs = Object.entries(PROGRAMS).filter(([, command]) => existsSync(command.at(-1)));
  try {
    const files = Array.from({ length: FILES }, (_, index) => {
      const file = join(folder, `cluster-${index}.yaml`);
      writeFileSync(file, `image:\n  tag: 0.7.${index}\nkdaemon:\n  podLabels:\n    cluster: c${index}\n`);
      return file;
    });
    const render = { 'node -e 0': timed([process.execPath, '-e', '0']) };
    for (const [name, command] of programs) render[name] = timed([...command, 'template', 'kilo', '-n', 'kube-system']);
    if (helm) render.helm = timed([helm, 'template', 'kilo', twin.folder, '-n', 'kube-system']);
    const lint = {};
    for (const [name, command] of programs) lint[name] = timed([...command, 'lint', '--quiet', files[0]]);
    if (helm) lint.helm = timed([helm, 'lint', twin.folder, '-f', files[0]]);
    const many = {};
    for (const [name, command] of programs) many[name] = timed([...command, 'lint', '--quiet', ...files]);
    return {
      render: await interleave(render, rounds),
      lint: await interleave(lint, rounds),
      [`lint of ${FILES} files`]: await interleave(many, Math.ceil(rounds / 5)),
    };
  } finally {
    rmSync(folder, { recursive: true });
    twin.remove();
  }
}

/** A process whose output goes into a pipe that is read, as that of `… | kubectl apply -f -` is. */
export const timed =
  ([program, ...args], options = {}) =>
  () => {
    const begin = performance.now();
    const { status, stderr, error } = spawnSync(program, args, { maxBuffer: 2 ** 30, ...options });
    const time = performance.now() - begin;
    // `lint` ends with 1 where it finds something.
    if (error || status === null || status > 1) throw error ?? new Error(`${program} ended with ${status}: ${stderr}`);
    return time;
  };
