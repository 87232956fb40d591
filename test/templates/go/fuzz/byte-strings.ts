/** @returns the string that represents bytes: a byte that is not part of UTF-8 is the lone surrogate U+DC00 + byte */
export function fromBytes(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((size) => at + size <= bytes.length && isCharacter(bytes.subarray(at, at + size)));
    text +=
      length === undefined
        ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
        : decoder.decode(bytes.subarray(at, at + length));
    at += length ?? 1;
  }
  return text;

  function isCharacter(part: Uint8Array): boolean {
    try {
      return [...decoder.decode(part)].length === 1;
    } catch {
      return false;
    }
  }
}
