// Compares this program with Helm on directories of charts:
//
//   npm run corpus -- DIR…             HELM names Helm's executable, or there is a `helm` in PATH
//   --flips N --seed N                 each chart N times more, with booleans of its defaults flipped at random (0; 1)
//   --only NAME                        charts whose path contains NAME; --limit N the first N charts
//   --shrink                           makes the flags of each difference few
//   --jobs N                           how many cases at once
//   --cli                              renders here by bin/kilo-chart.cjs, a process for each, instead of in threads
//   --program PROGRAM                  renders by a program that takes Helm's arguments, instead of here
//   --json FILE                        all results
//   --cache DIR                        where Helm's answers are kept
//
// Each chart is rendered with its defaults and with its own ci/*-values.yaml. It ends with 1 where there is a difference.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Helm, runProgram } from './answers.ts';
import { casesOf } from './cases.ts';
import { findCharts } from './charts.ts';
import { renderDifferences, renderTable } from './table.ts';
import { type Render, type Result, Trial } from './trial.ts';
import { Workers } from './workers.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    flips: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    limit: { type: 'string' },
    shrink: { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(availableParallelism()) },
    cli: { type: 'boolean', default: false },
    program: { type: 'string' },
    json: { type: 'string' },
    cache: { type: 'string', default: join(tmpdir(), 'kilo-chart-corpus') },
  },
});
if (positionals.length === 0) throw new Error('name a directory that holds charts');

const program = process.env.HELM ?? 'helm';
const version = execFileSync(program, ['version', '--template', '{{.Version}}'], { encoding: 'utf8' }).trim();
const workers = new Workers();
const trial = new Trial(new Helm(program, version, flags.cache), chooseRender());
const charts = findCharts(positionals)
  .filter(({ repository, name }) => flags.only?.some((only) => `${repository}/${name}`.includes(only)) ?? true)
  .slice(0, flags.limit === undefined ? undefined : Number(flags.limit));
const options = { flips: Number(flags.flips), seed: Number(flags.seed) };
const cases = charts.flatMap((chart) => casesOf(chart, options));
const queue = cases.entries();
const results: Result[] = new Array(cases.length);

await Promise.all(Array.from({ length: Number(flags.jobs) }, work));
await workers.stop();
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
if (flags.json) writeFileSync(flags.json, `${JSON.stringify(results, null, 1)}\n`);
const differences = renderDifferences(results);
console.log(`${differences}\n${renderTable(results)}`);
process.exitCode = differences === '' ? 0 : 1;

function chooseRender(): Render {
  if (flags.program !== undefined) return (args) => runProgram([flags.program ?? ''], args);
  // INIT_CWD is wherever the user is; npm runs this in the project's directory.
  const cli = join(process.env.npm_config_local_prefix ?? '.', 'bin/kilo-chart.cjs');
  if (flags.cli) return (args) => runProgram([process.execPath, cli], args);
  return (args) => workers.render(args);
}

async function work(): Promise<void> {
  for (const [index, one] of queue) {
    results[index] = await trial.run(one, flags.shrink);
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${cases.length} ${one.chart.name}\x1b[K`);
  }
}
