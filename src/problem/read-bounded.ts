import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** The most bytes of a file with values or settings. */
export const MAX_FILE = 32 * 1024 * 1024;

const CHUNK = 64 * 1024;

/**
 * The content of a file, or of a device or a pipe, which may have no end.
 *
 * @param limit the most bytes that it may have
 * @throws the errors of Node's `fs`, and `EFBIG` for a file that is larger
 */
export function readBounded(path: string, limit = MAX_FILE): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const stats = fstatSync(file);
    if (stats.isFile() && stats.size > limit) throw tooLarge(limit);
    // Files of the kernel have a size of 0, and any file may grow meanwhile.
    let bytes = new Uint8Array(stats.isFile() && stats.size > 0 ? stats.size + 1 : CHUNK);
    for (let size = 0; ; ) {
      const read = readSync(file, bytes, { offset: size });
      if (read === 0) return bytes.subarray(0, size);
      size += read;
      if (size > limit) throw tooLarge(limit);
      if (size === bytes.length) bytes = grow(bytes);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * The bytes of a file that the program looks for by itself: the user did not name it, so that a pipe or a device, which
 * may have no end, is not read.
 *
 * @throws NodeJS.ErrnoException why it cannot be read; Error where it is not a file
 */
export function readFound(path: string): Uint8Array {
  if (!statSync(path).isFile()) throw new Error('it is not a file');
  return readBounded(path);
}

function grow(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(2 * bytes.length);
  more.set(bytes);
  return more;
}

/** The error for what has more bytes than are read. */
export const tooLarge = (limit: number): NodeJS.ErrnoException =>
  Object.assign(new Error(`EFBIG: it has more than ${limit} bytes, which is the most`), { code: 'EFBIG' });

/** The same for a text in UTF-8. */
export const readTextBounded = (path: string): string => toText(readBounded(path));

/** The text of such a file as {@link readFound} reads. */
export const readFoundText = (path: string): string => toText(readFound(path));

const toText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
