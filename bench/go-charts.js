import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHelmEngine } from './helm-engine.js';
import { EMPTY, PROGRAMS, timed } from './processes.js';
import { interleave, summarize } from './statistics.js';

const SIZES = fileURLToPath(new URL('../test/charts/sizes/', import.meta.url));
const RENDERS = fileURLToPath(new URL('go-renders.js', import.meta.url));
/** A third of the rounds first, until V8 has compiled the hot functions. */
const WARM = 3;

/** The repository's own charts of three sizes, and those of `--chart`. */
export const goCharts = (more) => [
  ...['small', 'middle', 'large'].filter((name) => readdirSync(SIZES).includes(name)).map((name) => join(SIZES, name)),
  ...more,
];

/**
 * Measures charts in Go templates: whole processes, and one more render in one process, its values all different.
 *
 * @param helm Helm's executable, if there is one
 * @param hasGo whether Helm's engine can be built
 * @param charts directories
 * @returns for each chart its name, milliseconds by program, and microseconds of one more render
 */
export async function measureGoCharts({ helm, hasGo, charts, rounds, renders, progress }) {
  const engine = hasGo ? buildHelmEngine() : undefined;
  const programs = Object.entries(PROGRAMS).filter(([, command]) => existsSync(command.at(-1)));
  const results = [];
  try {
    for (const chart of charts) {
      const name = basename(chart);
      const args = ['template', 'release', chart];
      progress(`${name}, whole processes`);
      const processes = await interleave(
        {
          [EMPTY]: timed([process.execPath, '-e', '0']),
          ...Object.fromEntries(programs.map(([program, command]) => [program, timed([...command, ...args])])),
          ...(helm ? { helm: timed([helm, ...args]) } : {}),
        },
        rounds,
      );
      progress(`${name}, ${renders} renders in one process`);
      const times = run(process.execPath, [RENDERS, chart, String(renders)]);
      results.push({
        name,
        processes,
        renders: summarize(times.slice(times.length / WARM)),
        helmEngine: engine && summarize(run(engine.program, [chart, String(renders), ...CHANGES]).manifests),
      });
    }
  } finally {
    engine?.remove();
  }
  return results;
}

/** Values that differ in each render: `%d` is its number. Charts that do not use them ignore them. */
const CHANGES = ['nameOverride=name%d', 'commonLabels.run=r%d', 'podLabels.run=r%d', 'global.run=r%d'];

const run = (program, args) => JSON.parse(execFileSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 30 }));
