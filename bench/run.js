// Measures kilo-chart side by side with Helm, and prints the table of docs/benchmarks.md:
//
//   npm run bench                      HELM names Helm's executable, or there is a `helm` in PATH; without one its rows
//                                      are missing. Where there is Go, it builds the benchmark of Helm's engine.
//   npm run bench -- --rounds 50       more rounds for whole processes (30)
//   npm run bench -- --write           puts the table into docs/benchmarks.md, too
// npm run bench -- --chart DIR a chart in Go templates more, beside the repository's own of three sizes; repeatable
//   npm run bench -- --json FILE       all figures, which otherwise go into bench/results.json
//
// It builds what it measures and takes some ten minutes; on a machine that does something else meanwhile, figures are
// worth little. None of them is a test: test/package/startup.test.ts holds what can be counted.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { goCharts, measureGoCharts } from './go-charts.js';
import { measureGrowth } from './growth.js';
import { measureHelmEngine } from './helm-engine.js';
import { measureProcesses } from './processes.js';
import { summarize } from './statistics.js';
import { renderTable } from './table.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
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

const hasStandalone = build();
const helm = findHelm();
const results = {
  machine: describeMachine(),
  processes: await measureProcesses(helm, rounds, progress),
  renders: measureRenders(3000),
  helmEngine: measureEngine(1000),
  heap: measureRenders(200_000).heap,
  growth: measureGrowth(helm, progress),
  goCharts: await measureGoCharts({
    helm,
    hasGo: hasGo(),
    charts: goCharts(flags.chart.map(fromUser)),
    rounds,
    renders: 300,
    progress,
  }),
};
progress('');
writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
const table = renderTable(results);
console.log(table);
if (flags.write) writeTable();

/** @returns whether there is a standalone executable for this machine */
function build() {
  progress('building');
  execFileSync(process.execPath, [join(root, 'tools/build/build.js')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools/build/build-standalone.js'), 'this']);
  if (status === 0) return true;
  progress('');
  console.error(`no standalone executable is measured: ${/^Error: (.*)/m.exec(stderr)?.[1] ?? stderr}`);
  return false;
}

function describeMachine() {
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

/** In a separate process, which can collect its garbage before it measures its heap. */
function measureRenders(rounds) {
  progress(`${rounds} renders in one process`);
  const args = ['--expose-gc', join(root, 'bench/in-process.js'), String(rounds)];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const { text, manifests, heap } = JSON.parse(output);
  // Until then V8 is still compiling the hot functions.
  const warm = (times) => summarize(times.slice(times.length / 3));
  return { text: warm(text), manifests: warm(manifests), heap };
}

function measureEngine(rounds) {
  if (!hasGo()) return undefined;
  progress("building and measuring Helm's engine");
  return measureHelmEngine(rounds);
}

function writeTable() {
  const file = join(root, 'docs/benchmarks.md');
  const marked = /(<!-- npm run bench -->\n)[\s\S]*?(\n<!-- end -->)/;
  const text = readFileSync(file, 'utf8');
  if (!marked.test(text)) throw new Error(`${file} has no place for the table`);
  writeFileSync(
    file,
    text.replace(marked, (_, begin, end) => `${begin}\n${table}${end}`),
  );
}

/** What is being measured, on a terminal. */
function progress(what) {
  if (process.stderr.isTTY && !process.env.CI) process.stderr.write(`\r${what}\x1b[K`);
}
