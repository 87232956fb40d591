// Measures kilo-chart side by side with Helm, and prints the table of docs/benchmarks.md:
//
//   npm run bench                      HELM names Helm's executable, or there is a `helm` in PATH; without one its rows
//                                      are missing. Where there is Go, it builds the benchmark of Helm's engine.
//   npm run bench -- --rounds 50       more rounds for whole processes (20)
//   npm run bench -- --write           puts the table into docs/benchmarks.md, too
//   npm run bench -- --chart DIR       one more chart in Go templates, besides the repository's own of three sizes;
//                                      repeatable
//   npm run bench -- --json FILE       all figures, which otherwise go into bench/results.json
//   npm run bench -- --against DIR     nothing of this, but a cold template, lint of one file and one more render, side
//                                      by side with those of DIR, a built checkout of another commit
//
// It builds what it measures and takes less than ten minutes; on a machine that does something else meanwhile, figures
// are worth little. None of them is a test: test/package/startup.test.ts holds what can be counted.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureAgainst, renderAgainst } from './against.js';
import { goCharts, measureGoCharts } from './go-charts.js';
import { measureGrowth } from './growth.js';
import { measureHelmEngine } from './helm-engine.js';
import { measureProcesses } from './processes.js';
import { measureRenders } from './renders.js';
import { renderTable } from './table.js';

/** Rounds of one more render, and of those after which the heap is measured. */
const RENDERS = 6000;
const HEAP_RENDERS = 40_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    against: { type: 'string' },
    write: { type: 'boolean' },
    json: { type: 'string' },
    chart: { type: 'string', multiple: true, default: [] },
  },
});
const rounds = Number(flags.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number');
// npm runs this in the project's directory, not in the user's.
const fromUser = (path) => resolve(process.env.INIT_CWD ?? '.', path);
const json = flags.json ? fromUser(flags.json) : join(root, 'bench/results.json');

build();
if (flags.against === undefined) await measureAll();
else {
  const table = renderAgainst(await measureAgainst(fromUser(flags.against), rounds, progress));
  print(table, 'npm run bench -- --against', `Measured on ${new Date().toISOString().slice(0, 10)}.`);
}

async function measureAll() {
  const hasStandalone = buildStandalone();
  const helm = findHelm();
  const results = {
    machine: describeMachine(helm, hasStandalone),
    processes: await measureProcesses(helm, rounds, progress),
    renders: rendersOf(RENDERS),
    helmEngine: measureEngine(300),
    heap: rendersOf(HEAP_RENDERS, ['text', 'manifests']).heap,
    growth: measureGrowth(helm, progress),
    goCharts: await measureGoCharts({
      helm,
      hasGo: hasGo(),
      charts: goCharts(flags.chart.map(fromUser)),
      rounds: Math.ceil(rounds / 2),
      progress,
    }),
  };
  writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  print(renderTable(results), 'npm run bench');
}

function build() {
  progress('building');
  execFileSync(process.execPath, [join(root, 'tools/build/build.js')], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** @returns whether there is a standalone executable for this machine */
function buildStandalone() {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools/build/build-standalone.js'), 'this']);
  if (status === 0) return true;
  progress('');
  console.error(`no standalone executable is measured: ${/^Error: (.*)/m.exec(stderr)?.[1] ?? stderr}`);
  return false;
}

function describeMachine(helm, hasStandalone) {
  const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const ask = (program, ...args) => execFileSync(program, args, { encoding: 'utf8' }).trim();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    system: `${platform()} ${release()} ${arch()}`,
    versions: [
      `kilo-chart ${version}`,
      `Node ${process.version}`,
      ...(hasStandalone ? [`Bun ${devDependencies.bun}`] : []),
      ...(helm ? [`Helm ${ask(helm, 'version', '--template', '{{.Version}}')}`] : []),
      ...(hasGo() ? [`Go ${ask('go', 'env', 'GOVERSION').replace('go', '')}`] : []),
    ],
  };
}

function findHelm() {
  const name = process.env.HELM ?? 'helm';
  return spawnSync(name, ['version']).status === 0 ? name : undefined;
}

function hasGo() {
  return spawnSync('go', ['version']).status === 0;
}

function rendersOf(rounds, kinds) {
  progress(`${rounds} renders in one process`);
  return measureRenders(rounds, kinds);
}

function measureEngine(rounds) {
  if (!hasGo()) return undefined;
  progress("building and measuring Helm's engine");
  return measureHelmEngine(rounds);
}

/** Prints a table, and puts it into its place in the documents if it is to be written. */
function print(table, command, note) {
  progress('');
  console.log(table);
  if (!flags.write) return;
  const file = join(root, 'docs/benchmarks.md');
  const text = readFileSync(file, 'utf8');
  const begin = `<!-- ${command} -->\n`;
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf('\n<!-- end -->', text.indexOf(begin))];
  if (from < begin.length || to < from) throw new Error(`${file} has no place for the table of ${command}`);
  writeFileSync(file, `${text.slice(0, from)}\n${note ? `${note}\n\n` : ''}${table}\n${text.slice(to)}`);
}

/** What is being measured, on a terminal. */
function progress(what) {
  if (process.stderr.isTTY && !process.env.CI) process.stderr.write(`\r${what}\x1b[K`);
}
