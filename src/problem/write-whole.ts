import { linkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** What ends a process, if nothing listens. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What runs at the moment, and the first signal that has come meanwhile. */
let running = 0;
let received: NodeJS.Signals | undefined;

const note = (signal: NodeJS.Signals): void => {
  received ??= signal;
};

/**
 * Runs what must not stop half-way, such as moving files to their places. A signal that comes meanwhile ends the process
 * afterwards.
 *
 * @returns what `run` returns
 */
export function uninterrupted<T>(run: () => T): T {
  if (running++ === 0) for (const signal of SIGNALS) process.on(signal, note);
  let isPending = false;
  try {
    const result = run();
    isPending = result instanceof Promise;
    if (result instanceof Promise) result.then(end, end);
    return result;
  } finally {
    if (!isPending) end();
  }
}

/** The event loop hands over the signals that have come before it calls what is due immediately. */
const end = (): unknown =>
  setImmediate(() => {
    if (--running > 0) return;
    for (const signal of SIGNALS) process.off(signal, note);
    const signal = received;
    received = undefined;
    if (signal) process.kill(process.pid, signal);
  });

/** How a file is written. */
export interface WriteOptions {
  /** The permissions of a file that is new; default: those that the user's mask leaves. */
  readonly mode?: number;
  /** Whether it must be new. */
  readonly isNew?: boolean;
}

/**
 * Writes a file whole or not at all, even if the disk is full or the process ends: it is written beside its place and
 * moved there. A link is followed, and a device or a pipe is written to.
 *
 * @throws the errors of Node's `fs`
 */
export function writeWhole(path: string, data: string | Uint8Array, { mode, isNew = false }: WriteOptions = {}): void {
  const before = statSync(path, { throwIfNoEntry: false });
  if (before && isNew) throw Object.assign(new Error('EEXIST: file already exists'), { code: 'EEXIST' });
  if (before && !before.isFile()) {
    writeFileSync(path, data);
    return;
  }
  const place = before ? realpathSync(path) : path;
  const aside = `${place}.${process.pid}.tmp`;
  const permissions = before ? before.mode & 0o777 : mode;
  uninterrupted(() => {
    try {
      writeFileSync(aside, data, { flag: 'wx', ...(permissions !== undefined && { mode: permissions }) });
      if (isNew) linkSync(aside, place);
      else renameSync(aside, place);
    } catch (error) {
      // A file may be writable in a directory that is not.
      if (!before || !UNWRITABLE.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      writeFileSync(place, data);
    } finally {
      rmSync(aside, { force: true });
    }
  });
}

const UNWRITABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);
