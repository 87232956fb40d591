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

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const { fail } = await import('../problem/problem.ts');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const closed = new Promise<undefined>((resolve) => terminal.once('close', () => resolve(undefined)));
    const answer = await Promise.race([terminal.question(question), closed]);
    return (
      answer ??
      fail({
        code: 'usage',
        message: 'not all questions were answered',
        hint: 'each has a flag: kilo-chart init --help',
      })
    );
  } finally {
    terminal.close();
  }
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
