import { Buffer } from 'node:buffer';
import type { KeyObject, X509Certificate } from 'node:crypto';
import { newMap, type Value, type ValueMap } from '../yaml/value.ts';
import { crypto, net } from './builtin.ts';
import * as der from './der.ts';
import { describe, refuse } from './function.ts';

// sprig's certificates, for charts that create their own authorities. Each rendering creates other ones.

const RSA_BITS = 2048;
const DAY = 86_400_000;

interface Certificate {
  readonly name: string;
  readonly days: number;
  readonly addresses: Value;
  readonly hosts: Value;
  readonly isAuthority: boolean;
}

/** The key that signs, with the subject of its certificate as encoded there, and the identifier of the key. */
interface Signer {
  readonly key: KeyObject;
  readonly subject: der.Bytes;
  readonly identifier: der.Bytes | undefined;
}

const OID = {
  commonName: '2.5.4.3',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  basicConstraints: '2.5.29.19',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  subjectAltName: '2.5.29.17',
};

/** The signature's algorithm and hash by the type of the key, or by its curve. */
const SIGNATURES: Readonly<Record<string, { readonly algorithm: () => der.Bytes; readonly hash: string | null }>> = {
  rsa: { algorithm: () => der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing()), hash: 'sha256' },
  prime256v1: { algorithm: () => der.sequence(der.oid('1.2.840.10045.4.3.2')), hash: 'sha256' },
  secp384r1: { algorithm: () => der.sequence(der.oid('1.2.840.10045.4.3.3')), hash: 'sha384' },
  secp521r1: { algorithm: () => der.sequence(der.oid('1.2.840.10045.4.3.4')), hash: 'sha512' },
  ed25519: { algorithm: () => der.sequence(der.oid('1.3.101.112')), hash: null },
};

const newKey = (): KeyObject => crypto().generateKeyPairSync('rsa', { modulusLength: RSA_BITS }).privateKey;

function readKey(pem: string): KeyObject {
  try {
    return crypto().createPrivateKey(pem);
  } catch {
    return refuse('this is not a private key in PEM');
  }
}

/** In the format that Go writes for this type of key. */
function writeKey(key: KeyObject): string {
  const type = key.asymmetricKeyType === 'rsa' ? 'pkcs1' : key.asymmetricKeyType === 'ec' ? 'sec1' : 'pkcs8';
  return key.export({ type, format: 'pem' }) as string;
}

function signatureOf(key: KeyObject): (typeof SIGNATURES)[string] {
  const kind =
    key.asymmetricKeyType === 'ec' ? (key.asymmetricKeyDetails?.namedCurve ?? '') : (key.asymmetricKeyType ?? '');
  return SIGNATURES[kind] ?? refuse(`a key of the kind ${kind} cannot sign a certificate here`);
}

const publicPart = (key: KeyObject): der.Bytes => crypto().createPublicKey(key).export({ type: 'spki', format: 'der' });

/** As in Go: the first 20 bytes of the checksum of the public key's bits. */
function identifierOf(key: KeyObject): der.Bytes {
  const bits = der.read(der.read(publicPart(key))[0]?.content ?? Buffer.alloc(0))[1]?.content ?? Buffer.alloc(0);
  return crypto().createHash('sha256').update(bits.subarray(1)).digest().subarray(0, 20);
}

const subjectOf = (name: string): der.Bytes =>
  der.sequence(der.set(der.sequence(der.oid(OID.commonName), der.text(name))));

function stringsOf(what: string, value: Value): string[] {
  if (value === null) return [];
  if (!Array.isArray(value)) return refuse(`${what} are a list, not ${describe(value)}`);
  return value.map((item) => (typeof item === 'string' ? item : refuse(`${what} are strings, not ${describe(item)}`)));
}

/** Four bytes for IPv4, sixteen for IPv6. */
function addressBytes(address: string): der.Bytes {
  if (net().isIP(address) === 0) refuse(`${JSON.stringify(address)} is not an IP address`);
  if (net().isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = address
    .replace(/\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/, (_, a, b, c, d) => `${hex2(a, b)}:${hex2(c, d)}`)
    .split('::');
  const groups = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [front, back] = [groups(head), groups(tail ?? '')];
  const all = [...front, ...new Array(8 - front.length - back.length).fill(0), ...back];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 255]));
}

const hex2 = (high: string, low: string): string => (Number(high) * 256 + Number(low)).toString(16);

const extension = (id: string, isCritical: boolean, value: der.Bytes): der.Bytes =>
  der.sequence(der.oid(id), ...(isCritical ? [der.yes()] : []), der.octets(value));

function extensionsOf({ addresses, hosts, isAuthority }: Certificate, key: KeyObject, signer: Signer): der.Bytes {
  const names = [
    ...stringsOf('the host names of a certificate', hosts).map((host) => der.encode(0x82, Buffer.from(host, 'utf8'))),
    ...stringsOf('the addresses of a certificate', addresses).map((address) => der.encode(0x87, addressBytes(address))),
  ];
  // Digital signature, key encipherment, and for an authority the signing of certificates.
  const usage = isAuthority ? der.bits(Buffer.from([0xa4]), 2) : der.bits(Buffer.from([0xa0]), 5);
  const isSelfSigned = signer.key === key;
  return der.sequence(
    extension(OID.keyUsage, true, usage),
    extension(OID.extendedKeyUsage, false, der.sequence(der.oid(OID.serverAuth), der.oid(OID.clientAuth))),
    extension(OID.basicConstraints, true, der.sequence(...(isAuthority ? [der.yes()] : []))),
    ...(isAuthority ? [extension(OID.subjectKeyIdentifier, false, der.octets(identifierOf(key)))] : []),
    ...(!isSelfSigned && signer.identifier
      ? [extension(OID.authorityKeyIdentifier, false, der.sequence(der.encode(0x80, signer.identifier)))]
      : []),
    ...(names.length > 0 ? [extension(OID.subjectAltName, false, der.sequence(...names))] : []),
  );
}

function issue(certificate: Certificate, key: KeyObject, signer: Signer): ValueMap {
  const { algorithm, hash } = signatureOf(signer.key);
  const start = new Date();
  const end = new Date(start.getTime() + certificate.days * DAY);
  if (Number.isNaN(end.getTime()) || end.getUTCFullYear() > 9999)
    refuse(`a certificate cannot be valid for ${certificate.days} days`);
  const body = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    der.integer(crypto().randomBytes(16)),
    algorithm(),
    signer.subject,
    der.sequence(der.time(start), der.time(end)),
    subjectOf(certificate.name),
    publicPart(key),
    der.explicit(3, extensionsOf(certificate, key, signer)),
  );
  const signature = crypto().sign(hash, body, signer.key);
  return newMap([
    ['Cert', pem('CERTIFICATE', der.sequence(body, algorithm(), der.bits(signature)))],
    ['Key', writeKey(key)],
  ]);
}

const pem = (label: string, bytes: der.Bytes): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(bytes)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;

function signerFrom(authority: ValueMap): Signer {
  const { Cert = null, Key = null } = authority;
  if (typeof Cert !== 'string' || typeof Key !== 'string')
    refuse('an authority is a map with Cert and Key, as genCA returns it');
  const fields = der.read(
    der.read(der.read(readCertificate(Cert).raw)[0]?.content ?? Buffer.alloc(0))[0]?.content ?? Buffer.alloc(0),
  );
  // Version, serial number, algorithm, issuer, validity, subject, key, extensions; the first may be missing.
  const at = fields[0]?.tag === 0xa0 ? 5 : 4;
  return {
    key: readKey(Key),
    subject: fields[at]?.whole ?? Buffer.alloc(0),
    identifier: identifierIn(fields.find(({ tag }) => tag === 0xa3)?.content),
  };
}

/** The identifier of a certificate's key, from its extensions. */
function identifierIn(extensions: der.Bytes | undefined): der.Bytes | undefined {
  const wanted = Buffer.from(der.oid(OID.subjectKeyIdentifier));
  for (const { content } of der.read(der.read(extensions ?? Buffer.alloc(0))[0]?.content ?? Buffer.alloc(0))) {
    const parts = der.read(content);
    if (parts[0] && wanted.equals(parts[0].whole))
      return der.read(parts.at(-1)?.content ?? Buffer.alloc(0))[0]?.content;
  }
  return undefined;
}

function readCertificate(text: string): X509Certificate {
  try {
    return new (crypto().X509Certificate)(text);
  } catch {
    return refuse('this is not a certificate in PEM');
  }
}

const selfSigned = (certificate: Certificate, key: KeyObject): ValueMap =>
  issue(certificate, key, { key, subject: subjectOf(certificate.name), identifier: undefined });

const authority = (name: string, days: number): Certificate => ({
  name,
  days,
  addresses: null,
  hosts: null,
  isAuthority: true,
});

/**
 * sprig's `genCA`: a new certificate authority with a new RSA key of 2048 bits.
 *
 * @param days how long the certificate is valid
 * @returns a map with `Cert` and `Key`, both in PEM; so do the other functions here
 * @throws ProblemError `template` for a time span that a certificate cannot have
 */
export const genCA = (name: string, days: number): ValueMap => selfSigned(authority(name, days), newKey());
/** sprig's `genCAWithKey`: the same with a given private key in PEM. @throws ProblemError `template` */
export const genCAWithKey = (name: string, days: number, key: string): ValueMap =>
  selfSigned(authority(name, days), readKey(key));

/**
 * sprig's `genSelfSignedCert`: a certificate with a new key, signed by itself.
 *
 * @param addresses a list of IP addresses, or null
 * @param hosts a list of host names, or null
 * @throws ProblemError `template` for wrong addresses, hosts or days
 */
export const genSelfSignedCert = (name: string, addresses: Value, hosts: Value, days: number): ValueMap =>
  selfSigned({ name, days, addresses, hosts, isAuthority: false }, newKey());

/** sprig's `genSelfSignedCertWithKey`: the same with a given private key in PEM. @throws ProblemError `template` */
export const genSelfSignedCertWithKey = (
  name: string,
  addresses: Value,
  hosts: Value,
  days: number,
  key: string,
): ValueMap => selfSigned({ name, days, addresses, hosts, isAuthority: false }, readKey(key));

/**
 * sprig's `genSignedCert`: a certificate with a new key, signed by an authority.
 *
 * @param by the authority: a map with `Cert` and `Key`, as {@link genCA} returns it
 * @throws ProblemError `template` for a malformed authority, or wrong addresses, hosts or days
 */
export const genSignedCert = (name: string, addresses: Value, hosts: Value, days: number, by: ValueMap): ValueMap =>
  issue({ name, days, addresses, hosts, isAuthority: false }, newKey(), signerFrom(by));

/** sprig's `genSignedCertWithKey`: the same with a given private key in PEM. @throws ProblemError `template` */
export const genSignedCertWithKey = (
  name: string,
  addresses: Value,
  hosts: Value,
  days: number,
  by: ValueMap,
  key: string,
): ValueMap => issue({ name, days, addresses, hosts, isAuthority: false }, readKey(key), signerFrom(by));

/**
 * sprig's `buildCustomCert`: a map with `Cert` and `Key`, as {@link genCA} returns it.
 *
 * @param certificate in PEM, encoded in base64
 * @param key in PEM, encoded in base64
 * @throws ProblemError `template` where one of them is malformed
 */
export function buildCustomCert(certificate: string, key: string): ValueMap {
  const [cert, privateKey] = [certificate, key].map((text) => Buffer.from(text, 'base64').toString('utf8')) as [
    string,
    string,
  ];
  readCertificate(cert);
  readKey(privateKey);
  return newMap([
    ['Cert', cert],
    ['Key', privateKey],
  ]);
}

/**
 * sprig's `genPrivateKey`: a private key in PEM.
 *
 * @param kind `rsa` (4096 bits, the default), `ecdsa` (P-256) or `ed25519`
 * @throws ProblemError `template` for another kind
 */
export function genPrivateKey(kind: string): string {
  switch (kind) {
    case '':
    case 'rsa':
      return writeKey(crypto().generateKeyPairSync('rsa', { modulusLength: 2 * RSA_BITS }).privateKey);
    case 'ecdsa':
      return writeKey(crypto().generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey);
    case 'ed25519':
      return writeKey(crypto().generateKeyPairSync('ed25519').privateKey);
    default:
      return refuse(`genPrivateKey: unknown kind of key ${kind}`, 'expected rsa, ecdsa or ed25519');
  }
}
