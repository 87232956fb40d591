/** A file of a chart as it was read, before it is known what it contains. */
export interface RawFile {
  /** Relative to the chart, with `/`. */
  readonly path: string;
  readonly data: Uint8Array;
}

/** Bytes as a string, without the byte-order mark; a byte that is not UTF-8 is preserved as a lone surrogate. */
export function decode(bytes: Uint8Array): string {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const content = start === 0 ? bytes : bytes.subarray(start);
  try {
    return strict.decode(content);
  } catch {
    return decodeAll(content);
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeAll(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] as number;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    const text = length === 1 ? String.fromCharCode(lead) : decodeOne(bytes, i, length);
    parts.push(text ?? String.fromCharCode(0xdc00 + lead));
    i += text === undefined ? 1 : length;
  }
  return parts.join('');
}

function decodeOne(bytes: Uint8Array, at: number, length: number): string | undefined {
  if (length === 0 || at + length > bytes.length) return undefined;
  for (let i = 1; i < length; i++) if (((bytes[at + i] as number) & 0xc0) !== 0x80) return undefined;
  try {
    return strict.decode(bytes.subarray(at, at + length));
  } catch {
    return undefined;
  }
}
