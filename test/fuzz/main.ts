// Fuzzes one target, or all of them, for some seconds of processor time each:
//
//   npm run fuzz:targets -- [TARGET|all] [SECONDS] [SEED]
//
// Findings are printed as JSON strings: keep them in fuzz.test.ts.
import { Coverage, fuzz } from './fuzzer.ts';
import { TARGETS } from './targets.ts';

/** The time that this process has had of a processor, in microseconds: a busy machine does not shorten a run. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const [name = 'all', seconds = '60', seed = String(Date.now() % 1e9)] = process.argv.slice(2);
const chosen = name === 'all' ? Object.keys(TARGETS) : [name];
let failed = false;
for (const one of chosen) {
  const target = TARGETS[one];
  if (!target) throw new Error(`no target ${one}: the targets are ${Object.keys(TARGETS).join(', ')}`);
  const end = processorTime() + Number(seconds) * 1e6;
  const { inputs, kept, findings } = await fuzz(target, {
    seed: Number(seed),
    goOn: () => processorTime() < end,
    coverage: new Coverage(),
  });
  process.stdout.write(`${one}: ${inputs} inputs, ${kept} with new code, ${findings.length} findings (seed ${seed})\n`);
  for (const { input, error } of findings) {
    failed = true;
    process.stdout.write(`  ${JSON.stringify(input)}\n  ${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
process.exitCode = failed ? 1 : 0;
