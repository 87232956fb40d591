import type { Worker } from 'node:worker_threads';

/** Starts a thread that calls `serve` of main.ts. */
export type StartWorker = (data: unknown) => Worker;

/**
 * Absent in the sources, which the oldest supported Node cannot run in a thread. When the program is built
 * for Node, this module is replaced by one that starts a thread with the bundle.
 */
export const startWorker: StartWorker | undefined = undefined;

/** How many threads can work at once. */
export const countThreads = (): number => 1;
