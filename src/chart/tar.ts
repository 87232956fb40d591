/** An entry of a tar archive. */
export interface TarEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'device' | 'other';
  /** The target of a link. */
  readonly target: string;
  /** A view of the archive, not a copy. */
  readonly data: Uint8Array;
}

/** The archive cannot be read. */
export class TarError extends Error {
  override readonly name = 'TarError';
}

const BLOCK = 512;

/** The kinds by type flag; Go's reader treats all other flags as files. */
const KINDS: Readonly<Record<string, TarEntry['kind']>> = {
  '\0': 'file',
  '0': 'file',
  '1': 'link',
  '2': 'link',
  '3': 'device',
  '4': 'device',
  '5': 'directory',
  '6': 'device',
  '7': 'file',
};

/**
 * The entries of a tar archive in memory: ustar, with the long names and sizes of PAX and GNU.
 *
 * @throws TarError while iterating: for a malformed header, and for an archive that ends within an entry
 */
export function* readTar(archive: Uint8Array): Generator<TarEntry> {
  let global: Attributes = {};
  let next: Attributes = {};
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    checkSum(header);
    const flag = String.fromCharCode(header[156] ?? 0);
    const known: Attributes = { ...global, ...next };
    const isMeta = flag === 'x' || flag === 'g' || flag === 'L' || flag === 'K';
    const size = isMeta || known.size === undefined ? numberAt(header, 124, 12) : known.size;
    const begin = at + BLOCK;
    if (begin + size > archive.length) throw new TarError('it ends within a file');
    const data = archive.subarray(begin, begin + size);
    at = begin + Math.ceil(size / BLOCK) * BLOCK;
    if (flag === 'g') global = { ...global, ...readPax(data) };
    else if (flag === 'x') next = { ...next, ...readPax(data) };
    else if (flag === 'L') next = { ...next, path: textOf(data) };
    else if (flag === 'K') next = { ...next, linkpath: textOf(data) };
    else {
      const name = known.path ?? nameOf(header);
      const kind = KINDS[flag] ?? 'other';
      next = {};
      yield {
        name,
        // Before ustar, a name with a slash at its end was a directory.
        kind: kind === 'file' && name.endsWith('/') ? 'directory' : kind,
        target: known.linkpath ?? textOf(header.subarray(157, 257)),
        data,
      };
    }
  }
}

interface Attributes {
  readonly path?: string;
  readonly linkpath?: string;
  readonly size?: number;
}

const decoder = new TextDecoder();

const textOf = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
};

function nameOf(header: Uint8Array): string {
  const name = textOf(header.subarray(0, 100));
  // GNU's own format has other fields where ustar has the prefix.
  const isUstar = textOf(header.subarray(257, 265)) === 'ustar' && header[262] === 0;
  const prefix = isUstar ? textOf(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** A number in octal digits, or in GNU's base 256. */
function numberAt(header: Uint8Array, from: number, length: number): number {
  const field = header.subarray(from, from + length);
  const first = field[0] ?? 0;
  if ((first & 0x80) !== 0) {
    if (first !== 0x80) throw new TarError('a header has a number that is negative or too large');
    const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    if (!Number.isSafeInteger(value)) throw new TarError('a header has a number that is too large');
    return value;
  }
  const text = textOf(field).trim();
  if (!/^[0-7]*$/.test(text)) throw new TarError('a header has a number that is not octal');
  return text === '' ? 0 : Number.parseInt(text, 8);
}

function checkSum(header: Uint8Array): void {
  const wanted = numberAt(header, 148, 8);
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 0x20 : (header[i] ?? 0);
  if (sum !== wanted) throw new TarError('a header is damaged, or it is not a tar archive');
}

/** Reads records `LENGTH KEY=VALUE\
`. */
function readPax(data: Uint8Array): Attributes {
  let found: Attributes = {};
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(decoder.decode(data.subarray(at, space)));
    if (!Number.isInteger(length) || length <= space - at || at + length > data.length)
      throw new TarError('a PAX header is damaged');
    const record = decoder.decode(data.subarray(space + 1, at + length - 1));
    const [key, value] = [record.slice(0, record.indexOf('=')), record.slice(record.indexOf('=') + 1)];
    if (key === 'path') found = { ...found, path: value };
    else if (key === 'linkpath') found = { ...found, linkpath: value };
    else if (key === 'size') found = { ...found, size: sizeOf(value) };
    at += length;
  }
  return found;
}

function sizeOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new TarError('a PAX header has a size that is not a number');
  return Number(text);
}
