/** The bytes of an IP address, four or sixteen. */
export function parseIp(text: string): readonly number[] | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.map(Number);
}

function parseIpv6(text: string): number[] | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const front = groupsOf(head, tail === undefined);
  const back = tail === undefined ? [] : groupsOf(tail, true);
  if (!front || !back) return undefined;
  const missing = 16 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return [...front, ...Array<number>(missing).fill(0), ...back];
}

function groupsOf(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    if (last && index === groups.length - 1 && group.includes('.')) {
      const ipv4 = parseIpv4(group);
      if (!ipv4) return undefined;
      bytes.push(...ipv4);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else return undefined;
  }
  return bytes;
}

/** The address as Go writes it. */
export function writeIp(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0));
  let [start, length] = [-1, 1];
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (to < 8 && groups[to] === 0) to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  const write = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return start < 0 ? write(groups) : `${write(groups.slice(0, start))}::${write(groups.slice(start + length))}`;
}

/** A network, with the address as it was written. */
export interface Network {
  readonly address: readonly number[];
  readonly bits: number;
}

/** Reads a network (net.ParseCIDR); undefined for what is not one. */
export function parseCidr(text: string): Network | undefined {
  const [address = '', bits = '', ...more] = text.split('/');
  const bytes = parseIp(address);
  if (more.length > 0 || !bytes || !/^0*\d{1,3}$/.test(bits) || Number(bits) > bytes.length * 8) return undefined;
  return { address: bytes, bits: Number(bits) };
}

/** Whether two networks share an address. */
export function overlap(a: Network, b: Network): boolean {
  if (a.address.length !== b.address.length) return false;
  const bits = Math.min(a.bits, b.bits);
  for (let bit = 0; bit < bits; bit += 8) {
    const mask = bits - bit >= 8 ? 255 : (0xff00 >> (bits - bit)) & 255;
    if (((a.address[bit / 8] as number) & mask) !== ((b.address[bit / 8] as number) & mask)) return false;
  }
  return true;
}
