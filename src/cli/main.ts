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
  };
  process.exitCode = await run(argv.slice(2), io);
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
