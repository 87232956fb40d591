import { generateKeyPairSync } from 'node:crypto';

/** Keys as WireGuard writes them: 32 bytes as base64. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** A new pair of keys, as `wg genkey | wg pubkey` makes them: X25519, by Node. */
export function newKeyPair(): KeyPair {
  const { privateKey } = generateKeyPairSync('x25519');
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' });
  const base64 = (url: string): string => Buffer.from(url, 'base64url').toString('base64');
  return { privateKey: base64(d), publicKey: base64(x) };
}

/** The node where a client enters the mesh. */
export interface ClientNode {
  readonly publicKey: string;
  /** Where it is reached: `vpn.example.org:51820`. */
  readonly endpoint: string;
  /** The networks that the client reaches through it. */
  readonly routes: readonly string[];
}

/** A client of the mesh. */
export interface Client {
  readonly privateKey: string;
  /** Its addresses in the mesh. */
  readonly addresses: readonly string[];
  /** Absent if it is not known yet. */
  readonly node?: ClientNode;
}

/** Whether a string is a public or private key as WireGuard writes it. */
export const isKey = (text: string): boolean => /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw480]=$/.test(text);

/** The configuration of a client, as `wg-quick` and the apps for phones read it. */
export function writeConfiguration({ privateKey, addresses, node }: Client): string {
  const own = `[Interface]\nPrivateKey = ${privateKey}\nAddress = ${addresses.join(', ')}\n`;
  return node ? own + writeNode(node) : own;
}

/** The part of a configuration about the node. A client behind NAT must keep its way in open. */
export const writeNode = ({ publicKey, endpoint, routes }: ClientNode): string =>
  `\n[Peer]\nPublicKey = ${publicKey}\nEndpoint = ${endpoint}\nAllowedIPs = ${routes.join(', ')}\nPersistentKeepalive = 25\n`;
