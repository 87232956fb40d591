import { run } from '../../src/cli/run.ts';
import type { Answer } from './answers.ts';

/**
 * Renders with this program in this process: its command line is a function of arguments and streams.
 *
 * @param args such as `template NAME DIR --set a=b`
 */
export async function renderHere(args: readonly string[]): Promise<Answer> {
  let stdout = '';
  let stderr = '';
  const status = await run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    stdin: async () => '',
    env: {},
    cwd: process.cwd(),
  });
  // A bug is reported with its stack.
  const crashed = /^ {4}at /m.test(stderr);
  return { outcome: status === 0 ? 'rendered' : crashed ? 'crashed' : 'refused', stdout, stderr };
}
