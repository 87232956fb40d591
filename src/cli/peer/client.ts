import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf } from '../../problem/fs-error.ts';
import { fail } from '../../problem/problem.ts';
import { readTextBounded } from '../../problem/read-bounded.ts';
import { type WriteOptions, writeWhole } from '../../problem/write-whole.ts';
import { isNetwork, nextAddress, touches } from './addresses.ts';
import { addPeer, networksOf } from './values-text.ts';
import { type ClientNode, newKeyPair, writeConfiguration } from './wireguard.ts';

/** A client of the mesh as it was asked for. */
export interface WantedClient {
  readonly name: string;
  /** Its addresses in the mesh; the first free one where there are none. */
  readonly addresses: readonly string[];
}

/** A client with its keys: the configuration is to be written, and the peer is in the text of the values. */
export interface MadeClient {
  readonly name: string;
  /** The name of the file of the configuration. */
  readonly file: string;
  readonly configuration: string;
  /** The text of the values file, with the peer. */
  readonly values: string;
}

const NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

const usage = (message: string, hint: string): never => fail({ code: 'usage', message, hint });

/** The file of a client's configuration. */
export const configurationFile = (name: string): string => `${name}.conf`;

/** @throws ProblemError `usage`: a name that no Peer can have */
export function checkName(name: string): string {
  if (!NAME.test(name) || name.length > 253)
    usage(`${JSON.stringify(name)} is not a name of a Peer`, 'for example phone: lower-case letters, digits, - and .');
  return name;
}

/** @throws ProblemError `usage`: a string that is not a network */
export function checkNetwork(text: string, hint = 'write an address as 10.5.0.1/32'): string {
  if (!isNetwork(text)) usage(`${JSON.stringify(text)} is not a CIDR`, hint);
  return text;
}

/**
 * Makes a client: a pair of keys, its address, and the values with the peer. Nothing is written.
 *
 * @param text the values before
 * @param node where the client enters the mesh, where that is known
 * @throws ProblemError `usage`: the name or the address is taken, or a file of that name is there
 */
export function makeClient(
  { name, addresses: asked }: WantedClient,
  { text, file, cwd, node }: { text: string; file: string; cwd: string; node: ClientNode | undefined },
): MadeClient {
  const { subnet, peers } = networksOf(text, file);
  const taken = peers.flatMap(({ allowedIPs }) => allowedIPs);
  const free = nextAddress(subnet, taken);
  const addresses = asked.length > 0 ? asked : [free ?? noAddress(subnet)];
  const hint = free === undefined ? 'choose another one' : `${free} is free`;
  for (const address of addresses.map((address) => checkNetwork(address))) {
    if (touches(address, [subnet])) usage(`${address} is in ${subnet}, the addresses that Kilo gives to nodes`, hint);
    const other = peers.find(({ allowedIPs }) => touches(address, allowedIPs));
    if (other && other.name !== name) usage(`${address} is an address of the Peer ${other.name}`, hint);
  }
  const configuration = configurationFile(name);
  if (existsSync(resolve(cwd, configuration)))
    usage(`${configuration} is there already`, 'a key is made once: remove the file, or take another name');
  const { privateKey, publicKey } = newKeyPair();
  return {
    name,
    file: configuration,
    configuration: writeConfiguration({ privateKey, addresses, ...(node && { node }) }),
    values: addPeer(text, file, { name, publicKey, allowedIPs: addresses }),
  };
}

const noAddress = (subnet: string): never =>
  usage(`no address for the client follows from the subnet ${subnet}`, 'write --address fd00:5::1/128');

/**
 * Writes the configurations of clients, which only the user can read, and then the values: all of them or none.
 *
 * @param values the values file, and its text
 * @throws ProblemError `file`: why nothing is written
 */
export function writeClients(
  clients: readonly MadeClient[],
  values: { readonly file: string; readonly text: string; readonly isNew: boolean },
  cwd: string,
): void {
  const written: string[] = [];
  try {
    for (const { file, configuration } of clients) {
      writeTo(resolve(cwd, file), file, configuration, { mode: 0o600, isNew: true });
      written.push(resolve(cwd, file));
    }
    writeTo(resolve(cwd, values.file), values.file, values.text, values.isNew ? { isNew: true } : {});
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    throw error;
  }
}

/** @throws ProblemError `file` */
export function readFrom(path: string, name: string, hint: string): string {
  try {
    return readTextBounded(path);
  } catch (error) {
    return fail({ code: 'file', message: `${name} cannot be read: ${reasonOf(error)}`, hint });
  }
}

/** @throws ProblemError `file` */
export function writeTo(path: string, name: string, text: string, options: WriteOptions): void {
  try {
    writeWhole(path, text, options);
  } catch (error) {
    fail({ code: 'file', message: `${name} cannot be written: ${reasonOf(error)}`, hint: 'is the directory yours?' });
  }
}
