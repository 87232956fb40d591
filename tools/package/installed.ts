import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Runs a program and returns what it prints; what it says on standard error is shown when it fails. */
export const run = (program: string, args: readonly string[], cwd: string): string =>
  execFileSync(program, args, { cwd, encoding: 'utf8', timeout: 300_000, stdio: ['ignore', 'pipe', 'pipe'] });

/** Packs the package as it is built, into an empty directory that is removed afterwards. */
export async function withTarball<T>(use: (directory: string, tarball: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'kilo-chart-package-'));
  try {
    run('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], ROOT);
    const [tarball = ''] = readdirSync(directory);
    return await use(directory, join(directory, tarball));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
