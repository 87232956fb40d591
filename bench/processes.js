import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTwin } from '../tools/record/twin-chart.ts';
import { KUBECONFORM, renderManifests, setUpKubeconform } from './kubeconform.js';
import { interleave } from './statistics.js';

/** The npm command, and where it was built for this machine the standalone executable. */
export const PROGRAMS = {
  'kilo-chart': [process.execPath, new URL('../bin/kilo-chart.cjs', import.meta.url).pathname],
  'kilo-chart, standalone': [
    new URL(`../standalone/kilo-chart-${process.platform}-${process.arch}`, import.meta.url).pathname,
  ],
};

export const FILES = 1000;
/** Helm lints so many of them, and what that takes is multiplied: each run is a process of its own. */
export const HELM_FILES = 100;
/** An empty program, whose time is part of every other one's. */
export const EMPTY = 'node -e 0';

/** Whole processes, from their start to their end, in milliseconds. */
export async function measureProcesses(helm, rounds, progress) {
  const twin = makeTwin('kilo');
  const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-bench-'));
  const programs = Object.entries(PROGRAMS).filter(([, command]) => existsSync(command.at(-1)));
  const namespace = ['-n', 'kube-system'];
  try {
    const files = Array.from({ length: FILES }, (_, index) => {
      const file = join(folder, `cluster-${index}.yaml`);
      writeFileSync(file, valuesOf(index));
      return file;
    });
    const faulty = files.map((file, index) => {
      const other = file.replace('cluster-', 'faulty-');
      writeFileSync(other, withWarnings(valuesOf(index)));
      return other;
    });
    const ofEach = (args) =>
      Object.fromEntries(programs.map(([name, command]) => [name, timed([...command, ...args, ...namespace])]));
    const empty = { [EMPTY]: timed([process.execPath, '-e', '0']) };
    const conform = setUpKubeconform(folder);
    const conformTo = async (some, name) => {
      if (!conform) return {};
      progress(`rendering for kubeconform: ${name}`);
      return { [KUBECONFORM]: timed(conform(await renderManifests(some, join(folder, name)))) };
    };
    const ofHelm = (...args) => (helm ? { helm: timed([helm, ...args, ...namespace]) } : {});
    progress('template, whole processes');
    const template = { ...empty, ...ofEach(['template', 'kilo']), ...ofHelm('template', 'kilo', twin.folder) };
    const rendered = await interleave(template, rounds);
    progress('lint of one file, whole processes');
    const lint = {
      ...empty,
      ...ofEach(['lint', '--quiet', files[0]]),
      ...ofHelm('lint', twin.folder, '-f', files[0]),
      ...(await conformTo(files.slice(0, 1), 'one')),
    };
    const linted = await interleave(lint, rounds);
    const all = async (what, flags, some) => {
      const ofConform = await conformTo(some, what.replaceAll(' ', '-'));
      progress(`lint of ${FILES} ${what}`);
      const times = await interleave({ ...ofEach(['lint', ...flags, ...some]), ...ofConform }, Math.ceil(rounds / 5));
      progress(`helm lint of ${what}`);
      return helm ? { ...times, helm: await lintEach(helm, twin.folder, some.slice(0, HELM_FILES)) } : times;
    };
    const found = await all('files with two findings each', [], faulty);
    const many = await all('files', ['--quiet'], files);
    return { template: rendered, lint: linted, found, many };
  } finally {
    rmSync(folder, { recursive: true });
    twin.remove();
  }
}

/** No two are equal, like the clusters of one owner. */
export const valuesOf = (index) => `image:
  tag: 0.7.${index % 10}
kdaemon:
  containerSecurityContext: {enabled: true, runAsUser: 0, privileged: true}
  tolerations:
    - operator: Exists
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

/** Two images that can change between two starts of a pod. */
const withWarnings = (values) => values.replace(/tag: .*/, 'tag: latest').replace(/(reporter):1\..*/, '$1:latest');

/** A process whose output goes into a pipe that is read, as that of `… | kubectl apply -f -` is. */
export const timed =
  ([program, ...args]) =>
  () => {
    const begin = performance.now();
    const { status, stderr, error } = spawnSync(program, args, { maxBuffer: 2 ** 30 });
    const time = performance.now() - begin;
    if (error || status !== 0) throw error ?? new Error(`${program} ${args[0]} ended with ${status}: ${stderr}`);
    return time;
  };

/**
 * `helm lint` takes one values file: as many runs as files, and as many at once as there are cores. All are estimated
 * from {@link HELM_FILES} of them.
 */
async function lintEach(helm, chart, files) {
  const queue = files.slice(0, HELM_FILES).values();
  const worker = async () => {
    for (const file of queue)
      await new Promise((done, failed) =>
        execFile(helm, ['lint', chart, '-f', file], (error) => (error ? failed(error) : done())),
      );
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  const time = ((performance.now() - begin) * FILES) / files.length;
  return { median: time, low: time, high: time };
}
