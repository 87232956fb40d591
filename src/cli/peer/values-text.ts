import { fail } from '../../problem/problem.ts';
import { readFileSource } from '../../values/index.ts';
import { toJson } from '../../yaml/json.ts';
import { isMap, newMap, type Value, type ValueMap, valueAt } from '../../yaml/value.ts';
import { DEFAULT_SUBNET } from './addresses.ts';

/** A Peer as the values of the built-in chart have it. */
export interface PeerValues {
  readonly name: string;
  readonly publicKey: string;
  readonly allowedIPs: readonly string[];
}

/** The networks that the text of a values file names. */
export interface MeshNetworks {
  /** The addresses of nodes. */
  readonly subnet: string;
  /** The addresses of each peer. */
  readonly peers: readonly { readonly name: string; readonly allowedIPs: readonly string[] }[];
}

/**
 * Reads the networks of a values file: the subnet from `kdaemon.args` or `kdaemon.flags`, where it is not kg's own.
 *
 * @param name the file, for problems
 * @throws ProblemError the errors in it
 */
export function networksOf(text: string, name: string): MeshNetworks {
  const { values } = readFileSource(name, text).source;
  const args = valueAt(values, ['kdaemon', 'args']);
  const inArgs = (Array.isArray(args) ? args : []).flatMap((arg) =>
    typeof arg === 'string' ? (/^--subnet=(.*)$/.exec(arg)?.[1] ?? []) : [],
  );
  const flag = valueAt(values, ['kdaemon', 'flags', 'subnet']);
  const subnet = inArgs.at(-1) ?? (typeof flag === 'string' ? flag : DEFAULT_SUBNET);
  const peers = peersOf(values)
    .filter(isMap)
    .map((peer) => ({ name: String(peer.name), allowedIPs: textsOf(peer.allowedIPs) }));
  return { subnet, peers };
}

const textsOf = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/**
 * Adds a peer to the text of a values file. Its content and its comments are not changed: only lines are added.
 *
 * @param name the file, for problems
 * @throws ProblemError `usage`: there is a peer of this name, or the list is not written item by item
 */
export function addPeer(text: string, name: string, peer: PeerValues): string {
  const before = readFileSource(name, text).source.values;
  const known = peersOf(before);
  if (known.some((one) => (one as ValueMap | null)?.name === peer.name))
    fail({ code: 'usage', message: `${name} has a peer ${peer.name} already`, hint: 'take another name' });
  const made = insert(text, peer);
  const expected = newMap([...Object.entries(before), ['peers', [...known, itemOf(peer)]]]);
  // A file that was not understood must not be changed.
  if (toJson(valuesOf(made, name)) !== toJson(expected))
    fail({
      code: 'usage',
      message: `the peers of ${name} are written in a way that no line can be added to`,
      hint: `add this below peers: yourself:\n${print(peer, '  ')}`,
    });
  return made;
}

const peersOf = ({ peers }: ValueMap): readonly Value[] => (Array.isArray(peers) ? peers : []);

const itemOf = ({ name, publicKey, allowedIPs }: PeerValues): ValueMap =>
  newMap([
    ['name', name],
    ['publicKey', publicKey],
    ['allowedIPs', [...allowedIPs]],
  ]);

function valuesOf(text: string, name: string): Value {
  try {
    return readFileSource(name, text).source.values;
  } catch {
    return null;
  }
}

const print = ({ name, publicKey, allowedIPs }: PeerValues, indent: string): string =>
  `${indent}- name: ${name}\n${indent}  publicKey: ${publicKey}\n${indent}  allowedIPs: [${allowedIPs.map((ip) => JSON.stringify(ip)).join(', ')}]\n`;

function insert(text: string, peer: PeerValues): string {
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const lines = whole.split(/(?<=\n)/);
  const at = lines.findIndex((line) => /^peers[ \t]*:/.test(line));
  if (at < 0) return `${whole}peers:\n${print(peer, '  ')}`;
  const key = (lines[at] as string).replace(/:[ \t]*(?:\[[ \t]*\]|null|~)(?=[ \t]*(?:#|\r?\n))/, ':');
  let end = at + 1;
  for (let next = at + 1; next < lines.length; next++) {
    const line = lines[next] as string;
    if (/^[^\s#-]/.test(line)) break;
    if (!/^\s*(?:#.*)?$/.test(line.trimEnd())) end = next + 1;
  }
  const [, indent = '  '] = /^( *)- /m.exec(lines.slice(at + 1, end).join('')) ?? [];
  return [...lines.slice(0, at), key, ...lines.slice(at + 1, end), print(peer, indent), ...lines.slice(end)].join('');
}
