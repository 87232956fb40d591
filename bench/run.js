// Measures kilo-chart side by side with Helm and prints the table of BENCHMARKS.md:
//
//   npm run bench                      HELM names Helm's executable, or there is a `helm` in PATH; without one its
//                                      columns are missing. Go builds the benchmark of Helm's engine, if it is there.
//   npm run bench -- --rounds 50       more rounds for whole processes
//   npm run bench -- --write           puts the table into BENCHMARKS.md, too
//
// All figures go into bench/results.json. No figure is a test: see test/startup.test.ts for what CI holds.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release } from 'node:os';
import { parseArgs } from 'node:util';
import { measureGrowth } from './growth.js';
import { measureHelmEngine } from './helm-engine.js';
import { measureProcesses } from './processes.js';
import { summarize } from './statistics.js';
import { renderTable } from './table.js';

process.chdir(new URL('..', import.meta.url).pathname);
const { values: flags } = parseArgs({ options: { rounds: { type: 'string' }, write: { type: 'boolean' } } });
const helm = findHelm();

const results = {
  machine: {
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    helm: helm && execFileSync(helm, ['version', '--template', '{{.Version}}'], { encoding: 'utf8' }).trim(),
    kilo: JSON.parse(readFileSync('package.json', 'utf8')).version,
  },
  processes: await measureProcesses(helm, Number(flags.rounds ?? 30)),
  renders: measureRenders(3000),
  helmEngine: measureHelmEngine(1000),
  memory: measureRenders(200_000).heap,
  growth: measureGrowth(),
};
writeFileSync('bench/results.json', `${JSON.stringify(results, null, 2)}\n`);
const table = renderTable(results);
console.log(table);
if (flags.write) {
  const text = readFileSync('BENCHMARKS.md', 'utf8');
  const marked = /(<!-- npm run bench -->\n)[\s\S]*?(\n<!-- end -->)/;
  writeFileSync(
    'BENCHMARKS.md',
    text.replace(marked, (_, begin, end) => `${begin}\n${table}${end}`),
  );
}

function findHelm() {
  const name = process.env.HELM ?? 'helm';
  return spawnSync(name, ['version']).status === 0 ? name : undefined;
}

/** In a process of its own, which can collect its garbage before it looks at its heap. */
function measureRenders(rounds) {
  const args = ['--expose-gc', 'bench/in-process.js', String(rounds)];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const { text, manifests, heap } = JSON.parse(output);
  // Until then V8 is still compiling what is asked often.
  const warm = (times) => summarize(times.slice(times.length / 3));
  return { text: warm(text), manifests: warm(manifests), heap };
}
