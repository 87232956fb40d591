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

/** A client of the mesh. */
export interface Client {
  readonly privateKey: string;
  /** Its addresses in the mesh. */
  readonly addresses: readonly string[];
  /** The endpoint of the mesh; absent if it is not known yet. */
  readonly node?: { readonly publicKey: string; readonly endpoint: string; readonly routes: readonly string[] };
}

/** The configuration of a client, as `wg-quick` and the apps for phones read it. */
export function writeConfiguration({ privateKey, addresses, node }: Client): string {
  const own = `[Interface]\nPrivateKey = ${privateKey}\nAddress = ${addresses.join(', ')}\n`;
  if (!node) return own;
  const { publicKey, endpoint, routes } = node;
  return `${own}\n[Peer]\nPublicKey = ${publicKey}\nEndpoint = ${endpoint}\nAllowedIPs = ${routes.join(', ')}\nPersistentKeepalive = 25\n`;
}
