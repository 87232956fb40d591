/**
 * What a string must look like to be a name, a label, a path … for the API server (k8s.io/apimachinery's
 * util/validation and the validation of each kind).
 *
 * @returns what is wrong, as the end of a sentence; undefined for nothing
 */
export type Format = (text: string, minor?: number) => string | undefined;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SEARCH = /^[a-z0-9_]([-_a-z0-9]*[a-z0-9])?(\.[a-z0-9_]([-_a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const limited =
  (most: number, pattern: RegExp, words: string): Format =>
  (text) => {
    const length = Buffer.byteLength(text);
    if (length > most) return `has ${length} characters; at most ${most} are allowed`;
    return pattern.test(text) ? undefined : words;
  };

/** A DNS label: a container, a volume, a namespace. */
export const dnsLabel = limited(
  63,
  LABEL,
  'must consist of lower-case letters, digits and "-", with a letter or digit at both ends',
);

/** The name of a Service: a DNS label, before version 1.36 in its older form. */
export const nameOfService: Format = (text, minor = 0) => (minor < 36 ? dnsLabelOfServices : dnsLabel)(text);

/** The older form of a DNS label. */
export const dnsLabelOfServices = limited(
  63,
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  'must consist of lower-case letters, digits and "-", with a letter first and a letter or digit last',
);

/** A DNS name: the name of most objects. */
export const dnsName = limited(
  253,
  SUBDOMAIN,
  'must consist of lower-case letters, digits, "-" and ".", with a letter or digit at both ends',
);

/** An entry of a DNS search list: a DNS name before version 1.33. */
export const searchDomain: Format = (text, minor = 33) => {
  if (minor < 33) return dnsName(text.replace(/\.$/, ''));
  return text === '.' ? undefined : limited(253, SEARCH, 'is not a DNS domain')(text.replace(/\.$/, ''));
};

/** A name that only has to fit in a URL: RBAC's objects. */
export const pathSegment: Format = (text) => {
  if (text === '.' || text === '..') return 'must not be "." or ".."';
  return /[/%]/.test(text) ? 'must not contain "/" or "%"' : undefined;
};

/** The key of a label, an annotation, a resource: a name with an optional DNS name and a slash before it. */
export const qualifiedName: Format = (text) => {
  const parts = text.split('/');
  if (parts.length > 2) return 'must contain at most one "/", after a DNS name';
  const name = parts.at(-1) as string;
  if (parts.length === 2) {
    const [prefix = ''] = parts;
    const fault = prefix === '' ? 'is empty' : dnsName(prefix);
    if (fault) return `has a prefix before its "/" that ${fault}`;
  }
  if (name === '') return parts.length === 2 ? 'has no name after its "/"' : 'is empty';
  if (name.length > 63) return `has a name of ${name.length} characters; at most 63 are allowed`;
  return QUALIFIED.test(name)
    ? undefined
    : 'must consist of letters, digits, "-", "_" and ".", with a letter or digit at both ends';
};

export const labelValue: Format = (text) => {
  const length = Buffer.byteLength(text);
  if (length > 63) return `has ${length} characters; at most 63 are allowed`;
  return text === '' || QUALIFIED.test(text)
    ? undefined
    : 'must consist of letters, digits, "-", "_" and ".", with a letter or digit at both ends';
};

/** The name of an environment variable, in the wide sense that the API server has since 1.34. */
export const envName: Format = (text) =>
  /^[ -<>-~]+$/.test(text) ? undefined : 'must consist of printable ASCII characters except "="';

/** A key of a ConfigMap or a Secret. */
export const configKey: Format = (text) => {
  if (text.length > 253) return `has ${text.length} characters; at most 253 are allowed`;
  if (!/^[-._a-zA-Z0-9]+$/.test(text)) return 'must consist of letters, digits, "-", "_" and "."';
  return text === '.' || text.startsWith('..') ? 'must not be "." or begin with ".."' : undefined;
};

/** The name of a port (IANA_SVC_NAME). */
export const portName: Format = (text) => {
  if (text.length > 15) return `has ${text.length} characters; at most 15 are allowed`;
  if (!/^[-a-z0-9]+$/.test(text)) return 'must consist of lower-case letters, digits and "-"';
  if (!/[a-z]/.test(text)) return 'needs at least one letter';
  if (text.includes('--')) return 'must not contain "--"';
  return /^-|-$/.test(text) ? 'must not begin or end with "-"' : undefined;
};

/** A path below another one: no way out of it. */
export const localPath: Format = (text) => {
  if (text.startsWith('/')) return 'must be a relative path';
  return noWayUp(text);
};

export const noWayUp: Format = (text) => (text.split('/').includes('..') ? 'must not contain ".."' : undefined);

/** A path inside a volume that Kubernetes writes. */
export const volumePath: Format = (text) =>
  localPath(text) ?? (text.startsWith('..') ? 'must not begin with ".."' : undefined);

export const absolutePath: Format = (text) => (text.startsWith('/') ? undefined : 'must be an absolute path');

export const httpHeader: Format = (text) =>
  /^[-A-Za-z0-9]+$/.test(text) ? undefined : 'must consist of letters, digits and "-"';

export const sysctl = limited(
  253,
  /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/,
  'is not a sysctl',
);

/** From this minor version of Kubernetes on, its older fields accept addresses and networks only as Go writes them. */
const STRICT_IPS = 36;

/** An IP address as Kubernetes' older fields accept it; with leading zeros in numbers only before version 1.36. */
export const ipAddress: Format = (text, minor = 0) =>
  parseIp(text) ? (minor < STRICT_IPS ? undefined : looseIp(text)) : 'is not an IP address';

/** What is wrong with an address that is none to Go's newer parser. */
function looseIp(text: string): string | undefined {
  const address = text.split('/', 1)[0] as string;
  const dotted = address.slice(address.lastIndexOf(':') + 1);
  if (dotted.includes('.') && dotted.split('.').some((part) => /^0\d/.test(part)))
    return 'must not have leading zeros in its numbers';
  const bytes = parseIp(address) ?? [];
  const isMapped = bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0);
  return isMapped && bytes[10] === 255 && bytes[11] === 255 ? 'is an IPv4 address written as an IPv6 one' : undefined;
}

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

/** The address as Go writes it: the name of an IPAddress object. */
export const canonicalIp: Format = (text) =>
  parseIp(text) === undefined
    ? 'is not an IP address'
    : writeIp(parseIp(text) ?? []) === text
      ? undefined
      : `is written ${writeIp(parseIp(text) ?? [])}`;

function writeIp(bytes: readonly number[]): string {
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

export function parseCidr(text: string): Network | undefined {
  const [address = '', bits = '', ...more] = text.split('/');
  const bytes = parseIp(address);
  if (more.length > 0 || !bytes || !/^0*\d{1,3}$/.test(bits) || Number(bits) > bytes.length * 8) return undefined;
  return { address: bytes, bits: Number(bits) };
}

/** A network as Kubernetes' older fields accept it; with bits after its prefix only before version 1.36. */
export const cidr: Format = (text, minor = 0) => {
  const network = parseCidr(text);
  if (!network) return 'is not a network such as 10.4.0.0/16';
  if (minor < STRICT_IPS) return undefined;
  const loose =
    looseIp(text) ?? (/\/0\d/.test(text) ? 'must not have leading zeros in the length of its prefix' : undefined);
  if (loose !== undefined) return loose;
  const masked = network.address.map((byte, index) => byte & maskOf(network.bits - index * 8));
  return masked.every((byte, index) => byte === network.address[index])
    ? undefined
    : `has bits set after its prefix; the network is ${writeIp(masked)}/${network.bits}`;
};

/** The mask of a byte of which the first bits count. */
const maskOf = (bits: number): number => (bits >= 8 ? 255 : bits <= 0 ? 0 : (0xff00 >> bits) & 255);

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
