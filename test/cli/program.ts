import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { run } from '../../src/cli/run.ts';

/** What a run of the program printed. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A directory with files, removed after the tests of the file. */
export function makeDirectory(files: Readonly<Record<string, string>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'kilo-chart-cli-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Runs the program in this process. */
export async function kiloChart(
  cwd: string,
  args: readonly string[],
  { isTTY = false, env = {}, stdin = '' }: { isTTY?: boolean; env?: Record<string, string>; stdin?: string } = {},
): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const status = await run(args, {
    stdout: { write: (text) => (stdout += text), isTTY },
    stderr: { write: (text) => (stderr += text) },
    stdin: async () => stdin,
    env,
    cwd,
  });
  return { status, stdout, stderr };
}
