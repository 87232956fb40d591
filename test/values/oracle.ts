import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseJson } from '../../src/yaml/json.ts';
import { askHelm } from '../../tools/record/ask-helm.ts';
import { buildOracle } from '../../tools/record/build-oracle.ts';
import type { Answer, Input } from './case.ts';

/** Whoever knows what Helm answers. */
export interface Oracle {
  /** How many cases it answers in the time that a process takes to start. */
  readonly speed: number;
  ask(input: Input): Promise<Answer>;
  stop(): void;
}

/** Helm's own code in one process, where Go is to build it (test/oracle-go); else the program that HELM names. */
export function openOracle(helm: string): Oracle {
  return spawnSync('go', ['version']).status === 0 ? new Library(buildOracle('values')) : new Program(helm);
}

class Library implements Oracle {
  readonly speed = 100;
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
    return readAnswer(value);
  }

  stop(): void {
    this.#child.stdin?.end();
  }
}

class Program implements Oracle {
  readonly speed = 1;
  readonly #helm: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'helm-values-'));

  constructor(helm: string) {
    this.#helm = helm;
  }

  async ask(input: Input): Promise<Answer> {
    return readAnswer(await askHelm(this.#helm, input, this.#folder));
  }

  stop(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function readAnswer(text: string): Answer {
  const { warnings = [], ...answer } = parseJson(text) as Answer;
  if (answer.values === undefined) return answer;
  return { ...answer, warnings: warnings.map((warning) => warning.replace(/^warning: /, '')).sort() };
}
