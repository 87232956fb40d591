import { printable } from '../../problem/printable.ts';
import type { ValuesIo } from '../../values/index.ts';
import type { Io } from '../io.ts';

/** A line on a terminal that shows the progress of a run. */
export interface Progress {
  /** Reports a beginning step. It is shown if the run has taken a while already, or if this step will. */
  readonly begin: (what: string, takesLong?: boolean) => void;
  /** Reports how far a step is; may be called often. */
  readonly count: (what: string) => void;
}

/** Milliseconds: a faster run needs no line, and a line that counts is updated this often. */
const PATIENCE = 500;
const PAUSE = 100;
/** Reading this many bytes takes long. */
const MANY = 1_000_000;

const SILENT: Progress = { begin: () => {}, count: () => {} };

/**
 * Does something with a progress line for users who wait at a terminal: not in a pipe, in CI, with `--quiet`, or for work
 * that is done before the line can be read. The line is removed before anything else is printed.
 *
 * Most stages are synchronous, so their line is written before them, not during them.
 *
 * @param run is given what to report to, and the same for what knows only `Io`
 */
export async function withProgress<T>(io: Io, run: (progress: Progress, watched: Io) => Promise<T>): Promise<T> {
  return showProgress(io, (shown) => {
    const progress: Progress = {
      ...shown,
      begin: (what, takesLong) => {
        io.note?.(what);
        shown.begin(what, takesLong);
      },
    };
    return run(progress, { ...io, begin: progress.begin });
  });
}

async function showProgress<T>(io: Io, run: (progress: Progress) => Promise<T>): Promise<T> {
  const { stderr, env, now = () => performance.now() } = io;
  if (!stderr.isTTY || env.CI || env.TERM === 'dumb' || io.isQuiet) return run(SILENT);
  const start = now();
  let written: number | undefined;
  let begun: string | undefined;
  const write = (what: string): void => {
    written = now();
    // A line that is broken could not be erased.
    stderr.write(`\r${printable(what).slice(0, (stderr.columns || 80) - 1)}\x1b[K`);
  };
  const isLate = (): boolean => now() - start >= PATIENCE;
  // A download leaves time to show it while it lasts.
  const timer = setTimeout(() => {
    if (begun !== undefined && written === undefined && isLate()) write(begun);
  }, PATIENCE);
  try {
    return await run({
      begin: (what, takesLong = false) => {
        begun = what;
        if (takesLong || isLate()) write(what);
      },
      count: (what) => {
        if (isLate() && (written === undefined || now() - written >= PAUSE)) write(what);
      },
    });
  } finally {
    clearTimeout(timer);
    if (written !== undefined) stderr.write('\r\x1b[K');
  }
}

/** The same reader, which reports large files after reading them, because they are parsed next. */
export function watchReads(io: ValuesIo, verb: string, { begin }: Progress): ValuesIo {
  const watch =
    (read: (name: string) => Promise<Uint8Array | string>) =>
    async (name: string): Promise<Uint8Array | string> => {
      const content = await read(name);
      if (content.length >= MANY) begin(`${verb} ${name}`, true);
      return content;
    };
  const stdin = watch(io.readStdin);
  return { readFile: watch(io.readFile), readStdin: () => stdin('standard input'), fetch: watch(io.fetch) };
}
