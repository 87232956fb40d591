import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHelmEngine } from './helm-engine.js';
import { EMPTY, PROGRAMS, timed } from './processes.js';
import { interleave, summarize } from './statistics.js';

const SIZES = fileURLToPath(new URL('../test/charts/sizes/', import.meta.url));
const PROGRAM = fileURLToPath(new URL('go-renders.js', import.meta.url));
/** Rounds of one more render here, of which the second half counts, and of Helm's engine, which needs no such half. */
const RENDERS = 3000;
const ENGINE_RENDERS = 300;
/** What a process that renders no more than this has of it: V8 still runs most functions without optimizing them. */
const FIRST = 300;

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
 * @returns for each chart its name, milliseconds by program, and microseconds of one more render, and of the first ones
 */
export async function measureGoCharts({ helm, hasGo, charts, rounds, progress }) {
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
      progress(`${name}, ${RENDERS} renders in one process`);
      const times = run(process.execPath, [PROGRAM, chart, String(RENDERS)]);
      results.push({
        name,
        processes,
        renders: summarize(times.slice(RENDERS / 2)),
        firstRenders: summarize(times.slice(0, FIRST)),
        helmEngine: engine && summarize(run(engine.program, [chart, String(ENGINE_RENDERS), ...CHANGES]).manifests),
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
