import type { Io } from './io.ts';
import { standardStream } from './output/standard-stream.ts';
import { run } from './run.ts';

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
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
