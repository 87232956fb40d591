// Checks the packed package with publint and Are the types wrong: `npm run check:package`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** From the registry, because nothing else needs them. */
const CHECKS = [
  ['publint@0.3.25', 'publint', '--strict'],
  ['@arethetypeswrong/cli@0', 'attw'],
];

const directory = mkdtempSync(join(tmpdir(), 'kilo-chart-check-'));
try {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], { cwd: root, stdio: 'pipe' });
  const [tarball] = readdirSync(directory);
  for (const [specifier, program, ...flags] of CHECKS)
    execFileSync('npx', ['--yes', `--package=${specifier}`, program, ...flags, join(directory, tarball)], {
      cwd: directory,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
} finally {
  rmSync(directory, { recursive: true });
}
