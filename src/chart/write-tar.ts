import { toBytes } from '../go/bytes.ts';

const BLOCK = 512;
const MODE = 0o644;

/** A file to pack: its name in the archive, with `/`. */
export interface PackedFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/**
 * Writes a tar archive of plain files as Go's `archive/tar` does for Helm's headers: the format is USTAR,
 * or PAX for a name that USTAR cannot hold.
 *
 * @param time seconds since 1970, of all files
 */
export function writeTar(files: readonly PackedFile[], time: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { name, data } of files) {
    const short = splitName(name);
    if (short === undefined) {
      const record = paxRecord('path', name);
      parts.push(header({ name: paxName(name), size: record.length, flag: 'x' }), record, padding(record.length));
    }
    parts.push(header({ ...(short ?? { name: cut(name) }), size: data.length, flag: '0', time }));
    parts.push(data, padding(data.length));
  }
  parts.push(new Uint8Array(2 * BLOCK));
  return Buffer.concat(parts);
}

interface Header {
  readonly name: string;
  readonly prefix?: string;
  readonly size: number;
  readonly flag: string;
  /** Absent in a PAX header, which has neither a time nor a mode. */
  readonly time?: number;
}

function header({ name, prefix = '', size, flag, time }: Header): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'latin1');
  const isPax = time === undefined;
  octal(block, isPax ? 0 : MODE, 100, 8);
  for (const at of [108, 116]) octal(block, 0, at, 8);
  octal(block, size, 124, 12);
  octal(block, time ?? 0, 136, 12);
  block.write(flag, 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  if (!isPax) for (const at of [329, 337]) octal(block, 0, at, 8);
  block.write(prefix, 345, 155, 'latin1');
  block.fill(0x20, 148, 156);
  octal(
    block,
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  block[155] = 0x20;
  return block;
}

/** A number in octal digits, with a NUL after them. */
function octal(block: Buffer, value: number, at: number, length: number): void {
  block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
}

/** A name in the two fields of USTAR; undefined where it is too long for them, or not ASCII. */
function splitName(name: string): Pick<Header, 'name' | 'prefix'> | undefined {
  if (!/^[\x01-\x7f]*$/.test(name)) return undefined;
  if (name.length <= 100) return { name };
  const slash = name.slice(0, name.endsWith('/') ? 155 : 156).lastIndexOf('/');
  const rest = name.slice(slash + 1);
  return slash <= 0 || rest.length > 100 || rest === '' ? undefined : { name: rest, prefix: name.slice(0, slash) };
}

/** A name in the one field that every reader of tar knows: the archive's own name is in the PAX header before it. */
const cut = (name: string): string => name.replace(/[^\x01-\x7f]/g, '').slice(0, 100);

/** What Go calls the header of a file. */
function paxName(name: string): string {
  const slash = name.lastIndexOf('/');
  return cut(`${name.slice(0, slash)}/PaxHeaders.0/${name.slice(slash + 1)}`);
}

/** `LENGTH KEY=VALUE\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): Uint8Array {
  const rest = toBytes(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

const padding = (size: number): Uint8Array => new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
