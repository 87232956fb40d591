import { fstatSync, statSync, writeSync } from 'node:fs';
import { reasonOf } from '../../problem/fs-error.ts';
import type { Sink } from '../io.ts';

/**
 * Standard output or standard error. Files, pipes and sockets are written synchronously: Node's streams, which do the
 * same in the end, take longer to load than a chart to render. A terminal gets its stream, which knows its width.
 */
export const standardStream = (stream: 'stdout' | 'stderr'): Sink => {
  const fd = stream === 'stdout' ? 1 : 2;
  return isPlain(fd) ? { write: (text) => writeWhole(fd, text, stream) } : endurePipe(process[stream], stream);
};

function isPlain(fd: number): boolean {
  try {
    const file = fstatSync(fd);
    return file.isFile() || file.isFIFO() || file.isSocket() || file.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}

function writeWhole(fd: number, text: string, stream: 'stdout' | 'stderr'): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The pipe is full and does not block: Node's streams wait for it.
    if (code === 'EAGAIN') endurePipe(process[stream], stream).write(rest);
    else giveUp(stream, error as NodeJS.ErrnoException);
  }
}

const endurePipe = (sink: NodeJS.WriteStream, stream: 'stdout' | 'stderr'): NodeJS.WriteStream =>
  sink.on('error', (error: NodeJS.ErrnoException) => giveUp(stream, error));

/** A reader that closes the pipe early (head) is not an error; a full disk is one, where output is lost. */
function giveUp(stream: 'stdout' | 'stderr', error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || stream === 'stderr') return;
  standardStream('stderr').write(`error: standard output cannot be written: ${reasonOf(error)}\n`);
  process.exit(1);
}
