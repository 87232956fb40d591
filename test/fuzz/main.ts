// Fuzzes one target, or all of them, for some seconds each:
//
//   npm run fuzz:targets -- [TARGET|all] [SECONDS] [SEED]
//
// Findings are printed as JSON strings: keep them in fuzz.test.ts.
import { Coverage, fuzz } from './fuzzer.ts';
import { TARGETS } from './targets.ts';

const [name = 'all', seconds = '60', seed = String(Date.now() % 1e9)] = process.argv.slice(2);
const chosen = name === 'all' ? Object.keys(TARGETS) : [name];
let failed = false;
for (const one of chosen) {
  const target = TARGETS[one];
  if (!target) throw new Error(`no target ${one}: the targets are ${Object.keys(TARGETS).join(', ')}`);
  const end = performance.now() + Number(seconds) * 1000;
  const { inputs, kept, findings } = await fuzz(target, {
    seed: Number(seed),
    goOn: () => performance.now() < end,
    coverage: new Coverage(),
  });
  process.stdout.write(`${one}: ${inputs} inputs, ${kept} with new code, ${findings.length} findings (seed ${seed})\n`);
  for (const { input, error } of findings) {
    failed = true;
    process.stdout.write(`  ${JSON.stringify(input)}\n  ${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
process.exitCode = failed ? 1 : 0;
