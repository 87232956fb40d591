// Writes tar archives for tests: whole charts, and archives that no program should write.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** An entry of an archive: a file by default, or what `flag` means; `size` need not be the size of the data. */
export interface Entry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  readonly flag?: string;
  readonly target?: string;
  readonly size?: number;
}

/** @returns a tar archive */
export function writeTar(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ name, data = '', flag = '0', target = '', size }) => {
    const content = Buffer.from(data);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write('0000644\0', 100);
    header.write('0000000\0', 108);
    header.write('0000000\0', 116);
    header.write(`${(size ?? content.length).toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0', 136);
    header.write('        ', 148);
    header.write(flag, 156);
    header.write(target, 157, 100);
    header.write('ustar\x0000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** The directory of a chart as `helm package` packs it, without its treatment of metadata. */
export function packChart(directory: string, name: string): Buffer {
  const entries = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((file) => statSync(file).isFile())
    .sort()
    .map((file) => ({ name: `${name}${file.slice(directory.length)}`, data: readFileSync(file) }));
  return gzipSync(writeTar(entries));
}
