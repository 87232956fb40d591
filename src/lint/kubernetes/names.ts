import { type Network, parseCidr, parseIp, writeIp } from '../../go/network.ts';

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

/** The address as Go writes it: the name of an IPAddress object. */
export const canonicalIp: Format = (text) =>
  parseIp(text) === undefined
    ? 'is not an IP address'
    : writeIp(parseIp(text) ?? []) === text
      ? undefined
      : `is written ${writeIp(parseIp(text) ?? [])}`;

/** A network as Go writes it, which newer fields ask for. */
export const canonicalCidr: Format = (text) => {
  const fault = cidr(text, STRICT_IPS);
  if (fault !== undefined) return fault;
  const { address, bits } = parseCidr(text) as Network;
  const written = `${writeIp(address)}/${bits}`;
  return written === text ? undefined : `is written ${written}`;
};

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
