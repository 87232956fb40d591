import { Worker } from 'node:worker_threads';
import type { Answer } from './answers.ts';

const TIMEOUT = 120_000;

/**
 * Renders in threads of this process. A chart that ends its thread, or takes too long, affects only that thread.
 */
export class Workers {
  readonly #idle: Worker[] = [];

  async render(args: readonly string[]): Promise<Answer> {
    const worker = this.#idle.pop() ?? new Worker(new URL('./worker.mjs', import.meta.url), LIMITS);
    const answer = await ask(worker, args);
    if (answer.outcome === 'rendered' || answer.outcome === 'refused') this.#idle.push(worker);
    else await worker.terminate();
    return answer;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#idle.map((worker) => worker.terminate()));
  }
}

const LIMITS = { resourceLimits: { maxOldGenerationSizeMb: 2048, stackSizeMb: 8 } };

function ask(worker: Worker, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      resolve(answer);
    };
    const crash = (stderr: string): void => finish({ outcome: 'crashed', stdout: '', stderr });
    const timer = setTimeout(() => finish({ outcome: 'late', stdout: '', stderr: 'takes too long' }), TIMEOUT);
    worker.once('message', finish);
    worker.once('error', (error) => crash(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    worker.once('exit', (code) => crash(`the thread ended with ${code}`));
    worker.postMessage(args);
  });
}
