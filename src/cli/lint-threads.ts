import type { Worker } from 'node:worker_threads';
import { casesOf, concludeLint, createLinter, type Linter, type LintPart, type LintProblem } from '../lint/index.ts';
import type { ValuesIo } from '../values/index.ts';
import { isRemote } from './flags/chart-option.ts';
import { valuesIo } from './flags/value-options.ts';
import type { Io } from './io.ts';
import { type LintJob, prepareJob } from './lint-job.ts';
import { countThreads, optimizeLater, startWorker } from './start-worker.ts';

/** How many cases a thread takes at a time. */
const BATCH = 16;
/** With fewer cases, starting a thread takes longer than checking them. */
const LEAST = 150;
/** Each thread holds the chart and the schemas of Kubernetes, some 50 MB. */
const MOST_THREADS = 8;

/** The input of a thread of lint. */
export interface ThreadData {
  readonly job: LintJob;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly counters: SharedArrayBuffer;
}

/** The results of a thread, by the numbers of the batches. */
export type BatchParts = readonly (readonly [batch: number, part: LintPart])[];

/**
 * The numbers that all threads of a job share: the next batch, and how many cases are done. Each thread takes a batch
 * when it is done with one, so that none waits for another.
 */
class Counters {
  readonly buffer: SharedArrayBuffer;
  readonly #numbers: Int32Array;

  constructor(buffer = new SharedArrayBuffer(8)) {
    this.buffer = buffer;
    this.#numbers = new Int32Array(buffer);
  }

  nextBatch = (): number => Atomics.add(this.#numbers, 0, 1);
  addDone = (): number => Atomics.add(this.#numbers, 1, 1) + 1;
}

/**
 * Checks the files of a job with as many threads as are useful, including this one. The result does not depend on their
 * number.
 *
 * @throws ProblemError what is wrong with the flags or the chart
 */
export async function runJob(
  job: LintJob,
  io: Io,
  read: ValuesIo,
  progress: (done: number) => void,
): Promise<LintProblem[]> {
  const counters = new Counters();
  if (job.files.length >= LEAST) optimizeLater();
  const threads = startThreads(job, io, counters);
  try {
    const request = await prepareJob(job, io);
    const linter = await createLinter(request, read);
    const own = await drain(linter, job, counters, progress);
    const parts = [...own, ...(await Promise.all(threads.map(({ parts }) => parts))).flat()];
    parts.sort(([a], [b]) => a - b);
    return concludeLint(
      request,
      linter,
      parts.map(([, part]) => part),
    );
  } finally {
    for (const { worker } of threads) worker.terminate();
  }
}

/** Checks batch after batch, until none is left. */
async function drain(
  linter: Linter,
  { files }: LintJob,
  counters: Counters,
  progress: (done: number) => void = () => {},
): Promise<BatchParts> {
  const cases = casesOf(files);
  const parts: [number, LintPart][] = [];
  for (;;) {
    const batch = counters.nextBatch();
    const some = cases.slice(batch * BATCH, (batch + 1) * BATCH);
    if (some.length === 0) return parts;
    parts.push([batch, await linter.check(some, () => progress(counters.addDone()))]);
  }
}

function startThreads(job: LintJob, { cwd, env, threads = countThreads() }: Io, { buffer }: Counters) {
  const start = startWorker;
  const number = Math.min(threads, MOST_THREADS, Math.floor(job.files.length / LEAST) + 1) - 1;
  if (!start || number < 1 || readsOnce(job, cwd)) return [];
  const data: ThreadData = { job, cwd, env: { ...env }, counters: buffer };
  return Array.from({ length: number }, () => {
    const worker = start(data);
    const parts = resultOf(worker);
    // Waits for it after this thread's own part.
    parts.catch(() => {});
    return { worker, parts };
  });
}

/** Standard input is read once, and a chart is fetched once: by this thread. */
const readsOnce = ({ files, flags }: LintJob, cwd: string): boolean => {
  const { chart, values = [], setFile = [] } = flags;
  return (
    chart === '-' ||
    (chart !== undefined && isRemote(chart, flags, cwd)) ||
    setFile.length > 0 ||
    [...files, ...values].some((name) => name.split(',').some((part) => part.trim() === '-'))
  );
};

const resultOf = (worker: Worker): Promise<BatchParts> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('a thread of lint ended without a result')));
  });

/** What a thread does: the same as the main one, with its own copy of the chart. */
export async function runThread({ job, cwd, env, counters }: ThreadData): Promise<BatchParts> {
  const io = { cwd, env, stdin: async () => '', stdout: { write: () => {} }, stderr: { write: () => {} } };
  const linter = await createLinter(await prepareJob(job, io), valuesIo(io));
  return drain(linter, job, new Counters(counters));
}
