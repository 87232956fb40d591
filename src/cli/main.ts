import { run } from './run.ts';

/** The executable: the process's own streams and arguments, and its exit code. */
export async function main(): Promise<void> {
  const { stdout, stderr, argv, env } = process;
  // A reader that closes the pipe early (head) is no error.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await run(argv.slice(2), { stdout, stderr, stdin: readStdin, env, cwd: process.cwd() });
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
