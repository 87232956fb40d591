import { fail } from '../problem/problem.ts';
import type { Io } from './io.ts';
import { standardStream } from './output/standard-stream.ts';
import { run } from './run.ts';

/** The most bytes of standard input: an archive may have as many. */
const MAX_INPUT = 100 * 1024 * 1024;

/** The executable: the process's own streams and arguments, and its exit code. */
export async function main(): Promise<void> {
  const { argv, env } = process;
  const io: Io = {
    stdout: standardStream('stdout'),
    stderr: standardStream('stderr'),
    stdin: async () => (await readStdin()).toString('utf8'),
    stdinBytes: readStdin,
    env,
    cwd: process.cwd(),
    ...(argv.includes('init') && process.stdin.isTTY && { ask }),
  };
  process.exitCode = await run(argv.slice(2), io);
}

/** A thread of lint, which the main one starts: see start-worker.ts. */
export async function serve({ parentPort, workerData }: typeof import('node:worker_threads')): Promise<void> {
  const { runThread } = await import('./lint-threads.ts');
  parentPort?.postMessage(await runThread(workerData));
}

const ask = async (question: string): Promise<string> => (await import('./ask.ts')).ask(question);

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += (chunk as Buffer).length;
    if (size > MAX_INPUT) {
      const message = `standard input has more than ${MAX_INPUT} bytes, which is the most`;
      fail({ code: 'file', message, hint: 'it takes a values file, or the archive of a chart' });
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
