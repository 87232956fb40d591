// Changes the sources of the last commit in small ways, runs the tests that reach each change, and counts those that are
// noticed:
//
//   npm run mutate -- ROOM [SHARE] [SEED]
//
// ROOM is one of the table in rooms.js. SHARE is the part of its mutants that is tried (0.05), chosen by chance with
// SEED (1), because all of them take days. At the end, it prints the mutants that survived, and the share that was
// noticed. Stryker has more than a hundred dependencies, so it is installed only in the copy of the project in
// .cache/mutation/ROOM.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { roomOf } from './rooms.js';

const [name = ''] = process.argv.slice(2);
roomOf(name);
const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = fileURLToPath(new URL(`../../.cache/mutation/${name}`, import.meta.url));
const STRYKER = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1'];

rmSync(copy, { recursive: true, force: true });
run('git', ['clone', '--quiet', root, copy], root);
// `npm ci` builds the program, too.
run('npm', ['ci', '--no-audit', '--no-fund'], copy);
run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...STRYKER], copy);
run(process.execPath, ['tools/mutation/stryker.js', ...process.argv.slice(2)], copy);

function run(command: string, args: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  // It has said why.
  if (status !== 0) process.exit(1);
}
