import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseJson } from '../../src/yaml/json.ts';
import type { Answer, Input } from './case.ts';

/** Helm's own code in one process that answers a case in well under a millisecond (test/oracle-go). */
export class Oracle {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(program: string) {
    this.#child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    if (!this.#child.stdout) throw new Error('the oracle has no output');
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async ask(input: Input): Promise<Answer> {
    this.#child.stdin?.write(`${JSON.stringify(input)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`the oracle died of ${JSON.stringify(input)}`);
    const { warnings = [], ...answer } = parseJson(value) as Answer;
    return answer.values === undefined
      ? answer
      : { ...answer, warnings: warnings.map((text) => text.replace(/^warning: /, '')).sort() };
  }

  stop(): void {
    this.#child.stdin?.end();
  }
}

/** Builds the oracle where Go is. */
export function buildOracle(): string {
  const script = fileURLToPath(new URL('../../scripts/build-values-oracle.js', import.meta.url));
  return execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim();
}
