import { Buffer } from 'node:buffer';
import { fromBytes, toBytes } from '../../../go/bytes.ts';
import { formatGo } from '../../../go/fmt.ts';
import { GoError, type GoInt, GoObject, type GoValue, newGoMap } from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import { ProblemError } from '../../../problem/problem.ts';
import type { Value, ValueMap } from '../../../yaml/value.ts';
import * as bcrypts from '../../bcrypt.ts';
import { crypto, net } from '../../builtin.ts';
import * as certificates from '../../certificates.ts';
import * as ciphers from '../../ciphers.ts';
import { BCRYPT, OTHER_KEY, RSA_2048, RSA_4096, SCRYPT, SIGNATURE } from '../../costs.ts';
import * as der from '../../der.ts';
import { findBadBase64 } from '../../encoding.ts';
import { derive } from '../../master-password.ts';

/** sprig's `certificate`: a struct of two strings in PEM. */
class Certificate extends GoObject {
  readonly type = 'sprig.certificate';
  readonly kind = 'struct';
  readonly cert: string;
  readonly key: string;

  constructor(cert: string, key: string) {
    super();
    this.cert = cert;
    this.key = key;
  }

  override get fields(): readonly string[] {
    return ['Cert', 'Key'];
  }

  override field(name: string): GoValue | undefined {
    return name === 'Cert' ? this.cert : name === 'Key' ? this.key : undefined;
  }

  toPlain(): GoValue {
    return newGoMap([
      ['Cert', this.cert],
      ['Key', this.key],
    ]);
  }
}

/** Calls the function of functions/, and rethrows its problem as Go's error. */
function make(cost: number, what: string, run: () => ValueMap): GoObject {
  spend(cost + SIGNATURE, what);
  try {
    const { Cert, Key } = run();
    return new Certificate(String(Cert), String(Key));
  } catch (error) {
    if (error instanceof ProblemError) throw new GoError(error.problems[0]?.message ?? error.message);
    throw error;
  }
}

/** @throws GoError for what sprig does not accept as a private key */
function checkKey(pem: string, prefix: string): void {
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem)?.[1];
  if (label === undefined) throw new GoError(`${prefix}: no PEM data in input`);
  if (!/(?:^| )PRIVATE KEY$/.test(label))
    throw new GoError(`${prefix}: no private key data in PEM block of type ${label}`);
}

function addressesOf(list: GoValue[] | null): Value {
  return (list ?? []).map((item) => {
    if (typeof item !== 'string') throw new GoError(`error parsing ip: ${formatGo(item)} is not a string`);
    if (net().isIP(item) === 0) throw new GoError(`error parsing ip: ${item}`);
    return item;
  });
}

function hostsOf(list: GoValue[] | null): Value {
  return (list ?? []).map((item) => {
    if (typeof item === 'string') return item;
    throw new GoError(`error processing alternate dns name: ${formatGo(item)} is not a string`);
  });
}

/** sprig's `genCA`: a new certificate authority, valid for some days. @throws GoError */
export const genCA = (name: string, days: GoInt): GoObject =>
  make(RSA_2048, 'genCA', () => certificates.genCA(name, Number(days.value)));

/** sprig's `genCAWithKey`. @throws GoError for what is not a private key */
export function genCAWithKey(name: string, days: GoInt, key: string): GoObject {
  checkKey(key, 'parsing private key');
  return make(0, 'genCAWithKey', () => certificates.genCAWithKey(name, Number(days.value), key));
}

type List = GoValue[] | null;

/** sprig's `genSelfSignedCert`. @throws GoError for what is not an address or a name */
export function genSelfSignedCert(name: string, ips: List, hosts: List, days: GoInt): GoObject {
  const [addresses, names] = [addressesOf(ips), hostsOf(hosts)];
  return make(RSA_2048, 'genSelfSignedCert', () =>
    certificates.genSelfSignedCert(name, addresses, names, Number(days.value)),
  );
}

/** sprig's `genSelfSignedCertWithKey`. @throws GoError for what is not an address, a name or a private key */
export function genSelfSignedCertWithKey(name: string, ips: List, hosts: List, days: GoInt, key: string): GoObject {
  checkKey(key, 'parsing private key');
  const [addresses, names] = [addressesOf(ips), hostsOf(hosts)];
  return make(0, 'genSelfSignedCertWithKey', () =>
    certificates.genSelfSignedCertWithKey(name, addresses, names, Number(days.value), key),
  );
}

function authorityOf(value: GoObject): ValueMap {
  const plain = value.toPlain() as ValueMap;
  if (!/-----BEGIN [A-Z0-9 ]+-----/.test(String(plain.Cert))) throw new GoError('unable to decode certificate');
  checkKey(String(plain.Key), 'error parsing private key');
  return plain;
}

/** sprig's `genSignedCert`. @throws GoError for what is not an address, a name or an authority */
export function genSignedCert(name: string, ips: List, hosts: List, days: GoInt, authority: GoObject): GoObject {
  const by = authorityOf(authority);
  const [addresses, names] = [addressesOf(ips), hostsOf(hosts)];
  return make(RSA_2048, 'genSignedCert', () =>
    certificates.genSignedCert(name, addresses, names, Number(days.value), by),
  );
}

/** sprig's `genSignedCertWithKey`. @throws GoError for what is not an address, a name, an authority or a private key */
export function genSignedCertWithKey(
  name: string,
  ips: List,
  hosts: List,
  days: GoInt,
  authority: GoObject,
  key: string,
): GoObject {
  checkKey(key, 'parsing private key');
  const by = authorityOf(authority);
  const [addresses, names] = [addressesOf(ips), hostsOf(hosts)];
  return make(0, 'genSignedCertWithKey', () =>
    certificates.genSignedCertWithKey(name, addresses, names, Number(days.value), by, key),
  );
}

/** sprig's `buildCustomCert`. @throws GoError where one of them is not base64 of PEM */
export function buildCustomCert(certificate: string, key: string): GoObject {
  if (findBadBase64(certificate) !== undefined) throw new GoError('unable to decode base64 certificate');
  if (findBadBase64(key) !== undefined) throw new GoError('unable to decode base64 private key');
  const pem = Buffer.from(certificate, 'base64').toString('utf8');
  if (!/-----BEGIN [A-Z0-9 ]+-----/.test(pem)) throw new GoError('unable to decode certificate');
  checkKey(Buffer.from(key, 'base64').toString('utf8'), 'error parsing private key');
  return make(0, 'buildCustomCert', () => certificates.buildCustomCert(certificate, key));
}

/** sprig's `genPrivateKey`: rsa, dsa, ecdsa or ed25519 in PEM; for another kind a string that reports it. */
export function genPrivateKey(kind: string): string {
  if (kind === 'dsa') return genDsaKey();
  if (!['', 'rsa', 'ecdsa', 'ed25519'].includes(kind)) return `Unknown type ${kind}`;
  spend(kind === '' || kind === 'rsa' ? RSA_4096 : OTHER_KEY, 'genPrivateKey');
  return certificates.genPrivateKey(kind);
}

/** In the format of Go's `DSAKeyFormat`: version, P, Q, G, Y, X. */
function genDsaKey(): string {
  spend(RSA_4096, 'genPrivateKey');
  const { privateKey, publicKey } = crypto().generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 });
  const parts = (bytes: Uint8Array) => der.read(der.read(bytes)[0]?.content ?? Buffer.alloc(0));
  const secret = parts(privateKey.export({ type: 'pkcs8', format: 'der' }));
  const open = parts(publicKey.export({ type: 'spki', format: 'der' }));
  const numbers = der.read(der.read(secret[1]?.content ?? Buffer.alloc(0))[1]?.content ?? Buffer.alloc(0));
  const key = der.sequence(
    der.integer(Buffer.from([0])),
    ...numbers.map(({ whole }) => whole),
    (open[1]?.content ?? Buffer.alloc(0)).subarray(1),
    secret[2]?.content ?? Buffer.alloc(0),
  );
  const lines = Buffer.from(key)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN DSA PRIVATE KEY-----\n${lines}-----END DSA PRIVATE KEY-----\n`;
}

/** The most bytes that bcrypt hashes; Go refuses more. */
const MAX_PASSWORD = 72;

/** sprig's `bcrypt`; for a password that is too long a string that reports it. */
export function bcrypt(password: string): string {
  const size = toBytes(password).length;
  if (size > MAX_PASSWORD) return 'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes';
  spend(BCRYPT, 'bcrypt');
  return bcrypts.bcrypt(password);
}

/** sprig's `htpasswd`: a line of a password file. */
export const htpasswd = (user: string, password: string): string =>
  user.includes(':') ? `invalid username: ${user}` : `${user}:${bcrypt(password)}`;

/** sprig's `encryptAES`. */
export const encryptAES = (password: string, text: string): string => {
  spend(10 + text.length * 0.02, 'encryptAES');
  return ciphers.encryptAES(password, text);
};

/** sprig's `decryptAES`. @throws GoError for what is not base64, and with Go's panics for what is not encrypted */
export function decryptAES(password: string, encrypted: string): string {
  spend(10 + encrypted.length * 0.02, 'decryptAES');
  if (encrypted === '') return '';
  const bad = findBadBase64(encrypted);
  if (bad !== undefined) throw new GoError(`illegal base64 data at input byte ${bad}`);
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length < 16)
    throw new GoError(
      `runtime error: slice bounds out of range [:16] with capacity ${Math.floor((encrypted.length * 3) / 4)}`,
    );
  const body = bytes.subarray(16);
  if (body.length % 16 !== 0) throw new GoError('crypto/cipher: input not full blocks');
  if (body.length === 0) throw new GoError('runtime error: index out of range [-1]');
  const plain = ciphers.decryptBlocks(password, bytes.subarray(0, 16), body);
  const end = plain.length - (plain.at(-1) as number);
  if (end < 0) throw new GoError(`runtime error: slice bounds out of range [:${end}]`);
  return fromBytes(plain.subarray(0, end));
}

/** sprig's `derivePassword`: the Master Password algorithm. */
export function derivePassword(counter: GoInt, kind: string, password: string, user: string, site: string): string {
  spend(SCRYPT, 'derivePassword');
  return derive(Number(counter.value), kind, password, user, site);
}
