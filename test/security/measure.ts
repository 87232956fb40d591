import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Attack } from './attacks/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'bin/kilo-chart.cjs');

/** Loaded before the program: writes what the process has used to a file when it ends. */
const PROBE = `
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeFileSync(process.env.PROBE_FILE, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 }));
});
`;

/** What a run of the program needed. */
export interface Measured {
  readonly name: string;
  /** Its exit code; undefined where a signal or a crash of V8 ended it. */
  readonly status: number | undefined;
  /** Seconds of processor time, of all threads; undefined where it did not end by itself. */
  readonly cpu: number | undefined;
  /** The most memory that it had at one time, in MiB. */
  readonly memory: number | undefined;
  /** Characters on standard output. */
  readonly printed: number;
  /** The first lines of standard error. */
  readonly message: string;
  /** Characters on standard error. */
  readonly reported: number;
}

/** Runs a program with at most so many seconds of processor time: a busy machine does not shorten it. */
const LIMITED = 'ulimit -t "$0"; exec "$@"';

/** Runs the built program with an attack. @param limit seconds of processor time after which it is ended */
export async function measure({ name, files, args }: Attack, limit: number): Promise<Measured> {
  const cwd = mkdtempSync(join(tmpdir(), 'kilo-chart-attack-'));
  try {
    for (const [path, text] of Object.entries(files())) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    const [probe, probed] = [join(cwd, '.probe.cjs'), join(cwd, '.probed.json')];
    writeFileSync(probe, PROBE);
    const child = spawn(
      '/bin/sh',
      ['-c', LIMITED, String(limit), process.execPath, '--require', probe, PROGRAM, ...args],
      {
        cwd,
        env: { PATH: process.env.PATH, PROBE_FILE: probed, KILO_CHART_CACHE: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let [printed, reported, message] = [0, 0, ''];
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.length));
    child.stderr.on('data', (chunk: Buffer) => {
      reported += chunk.length;
      if (message.length < 1000) message += chunk.toString();
    });
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    const used = status === null ? {} : readUsage(probed);
    return {
      name,
      status: status ?? undefined,
      cpu: used.cpu,
      memory: used.memory,
      printed,
      message: message.slice(0, 1000),
      reported,
    };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function readUsage(file: string): { cpu?: number; memory?: number } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { cpu: number; memory: number };
  } catch {
    return {};
  }
}
