// One worker of the pool in workers.ts: renders the cases that it receives.
import { parentPort } from 'node:worker_threads';
import { renderHere } from './render-here.ts';

parentPort?.on('message', async (args: readonly string[]) => {
  try {
    parentPort?.postMessage(await renderHere(args));
  } catch (error) {
    const stderr = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ outcome: 'crashed', stdout: '', stderr });
  }
});
