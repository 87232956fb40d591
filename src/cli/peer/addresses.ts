import { overlap, parseCidr, parseIp, writeIp } from '../../go/network.ts';

/** The addresses that Kilo gives to nodes, where no value says otherwise (`--subnet` of kg 0.7.0). */
export const DEFAULT_SUBNET = '10.4.0.0/16';

/** What clusters use for pods and services by default: k3s, flannel, kubeadm, kind. */
const OF_CLUSTERS = ['10.42.0.0/15', '10.244.0.0/16', '10.96.0.0/12', '192.168.0.0/16'];

/** The IPv4 network of a subnet's size after another one; undefined after the last. */
function networkAfter(network: string): string | undefined {
  const parsed = parseCidr(network);
  if (parsed?.address.length !== 4) return undefined;
  const size = 2 ** (32 - parsed.bits);
  const start = (Math.floor(numberOf(parsed.address) / size) + 1) * size;
  return start + size > 2 ** 32 ? undefined : `${textOf(start)}/${parsed.bits}`;
}

const numberOf = (bytes: readonly number[]): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
const textOf = (address: number): string =>
  writeIp([24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256));

/**
 * The first free address for a client: outside of the mesh's subnet, whose addresses are those of nodes, and in the next
 * network of its size that no cluster uses by default.
 *
 * @param taken networks of other clients
 * @returns undefined where the subnet is none of IPv4
 */
export function nextAddress(subnet: string, taken: readonly string[]): string | undefined {
  let network = networkAfter(subnet);
  while (network !== undefined && touches(network, OF_CLUSTERS)) network = networkAfter(network);
  const parsed = network === undefined ? undefined : parseCidr(network);
  if (!parsed) return undefined;
  const start = numberOf(parsed.address);
  // A subnet of one address has no first one that is not also its own.
  for (let address = start + (parsed.bits < 31 ? 1 : 0); address < 2 ** 32; address++) {
    const found = `${textOf(address)}/32`;
    if (!touches(found, taken)) return found;
  }
  return undefined;
}

/** The first of some networks that shares an address with a network; what is not a network shares nothing. */
export function touches(network: string, others: readonly string[]): string | undefined {
  const parsed = parseCidr(network);
  return others.find((other) => {
    const against = parseCidr(other);
    return parsed && against && overlap(parsed, against);
  });
}

/** Whether a string is a network, such as `10.4.0.0/16`. */
export const isNetwork = (text: string): boolean => parseCidr(text) !== undefined;

/** Whether a string is where a node is reached: `vpn.example.org:51820`, `[2001:db8::1]:51820`. */
export function isEndpoint(text: string): boolean {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  const [, inside] = /^\[(.*)\]$/.exec(host) ?? [];
  const isHost = inside === undefined ? /^[\w-]+(?:\.[\w-]+)*\.?$/.test(host) : parseIp(inside)?.length === 16;
  return isHost && Number(port) > 0 && Number(port) < 65_536;
}
