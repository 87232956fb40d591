import { fstatSync, statSync, writeSync } from 'node:fs';
import { reasonOf } from '../../problem/fs-error.ts';
import type { Sink } from '../io.ts';

/**
 * Standard output or standard error. Files, pipes and sockets are written synchronously: Node's streams, which do the
 * same in the end, take longer to load than a chart to render. A terminal gets its stream, which knows its width.
 */
export const standardStream = (stream: 'stdout' | 'stderr'): Sink => {
  const fd = stream === 'stdout' ? 1 : 2;
  return isPlain(fd) ? { write: (text) => writeAtOnce(fd, text, stream) } : endurePipe(process[stream], stream);
};

function isPlain(fd: number): boolean {
  try {
    const file = fstatSync(fd);
    return file.isFile() || file.isFIFO() || file.isSocket() || file.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}

/** So many characters become bytes at a time: all bytes of a large output would need as much memory as the output. */
const PIECE = 1 << 20;

function writeAtOnce(fd: number, text: string, stream: 'stdout' | 'stderr'): void {
  let rest: Buffer = Buffer.alloc(0);
  let at = 0;
  try {
    while (at < text.length) {
      const end = endOfPiece(text, at);
      rest = Buffer.from(text.slice(at, end));
      at = end;
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The pipe is full and does not block: Node's streams wait for it.
    const waiting = code === 'EAGAIN' ? endurePipe(process[stream], stream) : undefined;
    if (waiting === undefined) giveUp(stream, error as NodeJS.ErrnoException);
    waiting?.write(rest);
    waiting?.write(text.slice(at));
  }
}

/** Where a piece ends that does not cut a character of two units. */
function endOfPiece(text: string, begin: number): number {
  const end = begin + PIECE;
  const isCut = end < text.length && text.charCodeAt(end) >= 0xdc00 && text.charCodeAt(end) < 0xe000;
  return isCut ? end - 1 : Math.min(end, text.length);
}

const endurePipe = (sink: NodeJS.WriteStream, stream: 'stdout' | 'stderr'): NodeJS.WriteStream =>
  sink.on('error', (error: NodeJS.ErrnoException) => giveUp(stream, error));

/** A reader that closes the pipe early (head) is not an error; a full disk is one, where output is lost. */
function giveUp(stream: 'stdout' | 'stderr', error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || stream === 'stderr') return;
  standardStream('stderr').write(`error: standard output cannot be written: ${reasonOf(error)}\n`);
  process.exit(1);
}
