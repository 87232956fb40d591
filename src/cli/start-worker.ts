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

/**
 * Prepares the engine of JavaScript, all threads of it, for calling the same functions a thousand times, and no more: to
 * optimize each as soon as V8 does by itself takes longer than it saves in a run of a second or two.
 */
export const optimizeLater = (): void => {};
