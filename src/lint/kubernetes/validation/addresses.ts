import { type Network, parseIp } from '../../../go/network.ts';

/**
 * Addresses that endpoints and Services cannot have, in words; undefined for others, and for what is not an address.
 */
export function reservedRange(text: string): string | undefined {
  const bytes = parseIp(text);
  if (!bytes) return undefined;
  const four = mapped(bytes);
  if (four) {
    const [first = 0, second = 0, third = 0] = four;
    if (four.every((byte) => byte === 0)) return 'the unspecified address';
    if (first === 127) return 'a loopback address';
    if (first === 169 && second === 254) return 'a link-local address';
    return first === 224 && second === 0 && third === 0 ? 'a link-local multicast address' : undefined;
  }
  const [first = 0, second = 0] = bytes;
  const isLow = bytes.slice(0, 15).every((byte) => byte === 0);
  if (isLow && bytes[15] === 0) return 'the unspecified address';
  if (isLow && bytes[15] === 1) return 'a loopback address';
  if (first === 0xfe && (second & 0xc0) === 0x80) return 'a link-local address';
  return first === 0xff && (second & 0x0f) === 0x02 ? 'a link-local multicast address' : undefined;
}

/** The four bytes of an IPv4 address, also where it is written as an IPv6 one. */
const mapped = (bytes: readonly number[]): readonly number[] | undefined => {
  if (bytes.length === 4) return bytes;
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return isMapped ? bytes.slice(12) : undefined;
};

/** The family of an address as Go determines it: an IPv4 address that is written as an IPv6 one is of IPv4. */
export const familyOf = (text: string): 'IPv4' | 'IPv6' | undefined => {
  const bytes = parseIp(text);
  return bytes && (mapped(bytes) ? 'IPv4' : 'IPv6');
};

/** Whether a network lies within another one, and is smaller. */
export function isWithin(inner: Network, outer: Network): boolean {
  if (inner.address.length !== outer.address.length || inner.bits <= outer.bits) return false;
  for (let bit = 0; bit < outer.bits; bit++) {
    const mask = 0x80 >> (bit & 7);
    if (((inner.address[bit >> 3] as number) & mask) !== ((outer.address[bit >> 3] as number) & mask)) return false;
  }
  return true;
}
