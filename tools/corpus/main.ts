// Compares this program with Helm on directories of charts:
//
//   npm run corpus -- DIR…             HELM names Helm's executable, or there is a `helm` in PATH
//   --flips N --seed N                 each chart N times more, with booleans of its defaults flipped at random (0; 1)
//   --only NAME                        charts whose path contains NAME; --limit N the first N charts
//   --with FLAG                        a flag of `template` for each case, such as --with=--include-crds (repeatable)
//   --shrink                           makes the flags of each difference few
//   --jobs N                           how many cases at once
//   --cli                              renders here by bin/kilo-chart.cjs, a process for each, instead of in threads
//   --program PROGRAM                  renders by a program that takes Helm's arguments, instead of here
//   --json FILE                        all results
//   --results FILE                     shows the results of an earlier run instead (repeatable)
//   --markdown FILE                    writes the table of repositories between two comments of a page
//   --cache DIR                        where Helm's answers are kept
//
//   --minutes N                        stops after that time, and shows what is done
//
// Each chart is rendered with its defaults and with its own ci/*-values.yaml. It ends with 1 where there is a
// difference. A signal stops it after the cases that are being rendered.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Helm, runProgram } from './answers.ts';
import { casesOf } from './cases.ts';
import { findCharts } from './charts.ts';
import { renderDifferences, renderTable, writeTable } from './table.ts';
import { type Render, type Result, Trial } from './trial.ts';
import { Workers } from './workers.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    flips: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    limit: { type: 'string' },
    with: { type: 'string', multiple: true, default: [] },
    shrink: { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(availableParallelism()) },
    cli: { type: 'boolean', default: false },
    program: { type: 'string' },
    json: { type: 'string' },
    results: { type: 'string', multiple: true },
    markdown: { type: 'string' },
    minutes: { type: 'string' },
    cache: { type: 'string', default: join(tmpdir(), 'kilo-chart-corpus') },
  },
});
if (positionals.length === 0 && !flags.results) throw new Error('name a directory that holds charts');

const results: Result[] = flags.results ? flags.results.flatMap(readResults) : await renderAll();
if (flags.json) writeFileSync(flags.json, `${JSON.stringify(results, null, 1)}\n`);
if (flags.markdown) writeTable(flags.markdown, results);
const differences = renderDifferences(results);
const others = results.filter(({ kind, group }) => kind === 'equal' && group !== '');
for (const { directory, flags: own } of others) console.log(`other bytes: ${directory} ${own.flat().join(' ')}`);
console.log(`${differences}\n${renderTable(results)}`);
process.exitCode = differences === '' ? 0 : 1;

function readResults(file: string): Result[] {
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function renderAll(): Promise<Result[]> {
  const program = process.env.HELM ?? 'helm';
  const version = execFileSync(program, ['version', '--template', '{{.Version}}'], { encoding: 'utf8' }).trim();
  const workers = new Workers();
  const trial = new Trial(new Helm(program, version, flags.cache), chooseRender(workers));
  const charts = findCharts(positionals)
    .filter(({ repository, name }) => flags.only?.some((only) => `${repository}/${name}`.includes(only)) ?? true)
    .slice(0, flags.limit === undefined ? undefined : Number(flags.limit));
  const options = {
    flips: Number(flags.flips),
    seed: Number(flags.seed),
    extra: flags.with.map((flag) => [flag] as const),
  };
  const cases = charts.flatMap((chart) => casesOf(chart, options));
  const queue = cases.entries();
  const done: Result[] = [];

  // Shows the results so far.
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stopped = true;
    });
  if (flags.minutes) setTimeout(() => process.emit('SIGTERM'), Number(flags.minutes) * 60_000).unref();
  const work = async (): Promise<void> => {
    for (const [index, one] of queue) {
      if (stopped) return;
      done.push(await trial.run(one, flags.shrink));
      if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${cases.length} ${one.chart.name}\x1b[K`);
    }
  };
  await Promise.all(Array.from({ length: Number(flags.jobs) }, work));
  await workers.stop();
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return done;
}

function chooseRender(workers: Workers): Render {
  if (flags.program !== undefined) return (args) => runProgram([flags.program ?? ''], args);
  // INIT_CWD is the user's directory; npm runs this in the project's directory.
  const cli = join(process.env.npm_config_local_prefix ?? '.', 'bin/kilo-chart.cjs');
  if (flags.cli) return (args) => runProgram([process.execPath, cli], args);
  return (args) => workers.render(args);
}
