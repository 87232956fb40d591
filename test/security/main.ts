// Runs the built program with hostile inputs, and prints the processor time and the memory that each one needed:
//
//   npm run attacks -- [WORD]
//
// WORD chooses the attacks whose names hold it.
import { ATTACKS } from './attacks/index.ts';
import { measure } from './measure.ts';

const SECONDS = 10;
const MEBIBYTES = 1024;
/** A run that goes on is ended after so many seconds of processor time. */
const PATIENCE = 15;

const [word = ''] = process.argv.slice(2);
process.stdout.write('| input | seconds | MiB | exit | message |\n|---|---|---|---|---|\n');
for (const attack of ATTACKS.filter(({ name }) => name.includes(word))) {
  const { cpu, memory, status, message, reported } = await measure(attack, PATIENCE);
  const isFine = cpu !== undefined && memory !== undefined && cpu < SECONDS && memory < MEBIBYTES;
  if (!isFine) process.exitCode = 1;
  const first = message.split('\n')[0]?.slice(0, 100).replaceAll('|', '\\|') ?? '';
  const figures = [cpu?.toFixed(1) ?? 'not ended', memory?.toFixed(0) ?? '', String(status ?? 'killed')];
  process.stdout.write(
    `| ${isFine ? '' : '**'}${attack.name}${isFine ? '' : '**'} | ${figures.join(' | ')} | ${first} (${reported}) |\n`,
  );
}
