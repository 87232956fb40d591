import { fstatSync, statSync, writeSync } from 'node:fs';
import { reasonOf } from '../../problem/fs-error.ts';
import type { Sink } from '../io.ts';

/**
 * Standard output or standard error. Files, pipes and sockets are written synchronously: Node's streams, which do the
 * same in the end, take longer to load than a chart to render. A terminal gets its stream, which knows its width.
 */
export const standardStream = (stream: 'stdout' | 'stderr'): Sink => {
  const fd = stream === 'stdout' ? 1 : 2;
  if (!isPlain(fd)) return endurePipe(process[stream], stream);
  let waiting: NodeJS.WriteStream | undefined;
  return {
    write: (text) => {
      if (waiting) waiting.write(text);
      else waiting = writeAtOnce(fd, text, stream);
    },
  };
};

function isPlain(fd: number): boolean {
  try {
    const file = fstatSync(fd);
    return file.isFile() || file.isFIFO() || file.isSocket() || file.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}

/**
 * So many characters become bytes at a time, in the same buffer: all bytes of a large output, and buffers that are not
 * collected yet, would need as much memory as the output.
 */
const PIECE = 1 << 20;
/** The most bytes that a character of UTF-16 takes in UTF-8. */
const MOST_BYTES = 3;

/** @returns Node's stream, which writes the rest, and has to write what follows, where the pipe is full */
function writeAtOnce(fd: number, text: string, stream: 'stdout' | 'stderr'): NodeJS.WriteStream | undefined {
  const bytes = Buffer.allocUnsafe(Math.min(text.length, PIECE) * MOST_BYTES);
  let rest = bytes.subarray(0, 0);
  let at = 0;
  try {
    while (at < text.length) {
      const end = endOfPiece(text, at);
      rest = bytes.subarray(0, bytes.write(text.slice(at, end)));
      at = end;
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') {
      // The pipe is full and does not block: Node's streams wait for it.
      const waiting = endurePipe(process[stream], stream);
      waiting.write(rest);
      waiting.write(text.slice(at));
      return waiting;
    }
    giveUp(stream, error as NodeJS.ErrnoException);
  }
  return undefined;
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
