import { createInterface } from 'node:readline/promises';
import { fail } from '../problem/problem.ts';

/**
 * Asks the user at the terminal.
 *
 * @returns the answer, without the end of its line
 * @throws ProblemError `usage`: the input ends without an answer
 */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const closed = new Promise<undefined>((resolve) => terminal.once('close', () => resolve(undefined)));
    const answer = await Promise.race([terminal.question(question), closed]);
    if (answer !== undefined) return answer;
    process.stderr.write('\n');
    return fail({
      code: 'usage',
      message: 'not all questions were answered',
      hint: 'each has a flag: kilo-chart init --help',
    });
  } finally {
    terminal.close();
  }
}
