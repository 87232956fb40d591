import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { fail } from '../../problem/problem.ts';
import { suggest } from '../../problem/suggest.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { isEndpoint } from '../peer/addresses.ts';
import {
  checkName,
  checkNetwork,
  configurationFile,
  makeClient,
  readFrom,
  writeClients,
  writeTo,
} from '../peer/client.ts';
import { networksOf } from '../peer/values-text.ts';
import { type ClientNode, isKey, writeNode } from '../peer/wireguard.ts';

const NOTES = `
add makes a pair of keys, adds the Peer to the values file, and writes the
configuration of the client to NAME.conf, which only you can read. The private
key is nowhere else. With --node-key and --endpoint the configuration is
complete, and is printed: once, on a terminal also as a QR code for the
WireGuard app of a phone. Without them, connect completes and prints it later.

kg writes the public key of each node into its annotation kilo.squat.ai/key.

Examples:
  kilo-chart peer add phone
  kilo-chart peer connect phone --node-key KEY --endpoint vpn.example.org:51820
  kilo-chart peer add laptop --address 10.5.0.10/32 --node-key KEY \\
    --endpoint vpn.example.org:51820 --routes 10.4.0.0/16,10.42.0.0/16
`;

interface PeerFlags {
  readonly file: string;
  readonly address?: readonly string[];
  readonly nodeKey?: string;
  readonly endpoint?: string;
  readonly routes?: readonly string[];
  /** False with `--no-qr`. */
  readonly qr?: boolean;
}

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, ...value.split(',')];

/** `kilo-chart peer add|connect NAME`: a client of the mesh. */
export function peerCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('peer')
    .usage('<add|connect> <NAME> [flags]')
    .description('add a client, such as a phone, to a values file, and print its WireGuard configuration')
    .argument('<action>', 'add, or connect')
    .argument('<NAME>', 'name of the Peer')
    .addHelpText('after', NOTES)
    .option('--file <file>', 'values file to add it to; made where it is not there', 'values.yaml')
    .option(
      '--address <cidr>',
      'address of the client, outside of the subnet of the mesh (default: the first free one; repeatable; a,b is two)',
      collect,
    )
    .option('--node-key <key>', 'public key of the node where the client enters the mesh')
    .option('--endpoint <host:port>', 'where this node is reached')
    .option(
      '--routes <cidr>',
      'what the client reaches through it (default: the subnet of the mesh; repeatable; a,b is two)',
      collect,
    )
    .option('--no-qr', 'no QR code');
  addGlobalOptions(command, false);
  return command.action(async () => {
    const [name = '', client = '', ...rest] = command.args;
    if (rest.length > 0) usage(`unexpected argument ${rest[0]}`, 'add one peer at a time');
    done(await findAction(name)(checkName(client), command.opts<PeerFlags>(), io));
  });
}

type Action = (name: string, flags: PeerFlags, io: Io) => Promise<Outcome>;

const ACTIONS: Readonly<Record<string, Action>> = { add, connect };

function findAction(name: string): Action {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action) return action;
  const near = suggest(name, Object.keys(ACTIONS));
  const hint = near === undefined ? 'write kilo-chart peer add NAME' : `did you mean ${near}?`;
  return usage(`unknown action ${JSON.stringify(name)}`, hint);
}

const usage = (message: string, hint: string): never => fail({ code: 'usage', message, hint });

async function add(name: string, flags: PeerFlags, io: Io): Promise<Outcome> {
  const { file, address: addresses = [] } = flags;
  const path = resolve(io.cwd, file);
  const isNew = !existsSync(path);
  const text = isNew ? '' : readFrom(path, file, 'name another one by --file');
  const node = nodeOf(flags, text);
  const client = makeClient({ name, addresses }, { text, file, cwd: io.cwd, node });
  writeClients([client], { file, text: client.values, isNew }, io.cwd);
  const next = node ? '' : `now apply the values, and complete ${client.file}:\n  ${connectCommand(name)}\n`;
  return {
    stdout: node ? await show(client.configuration, flags, io) : '',
    stderr: `wrote 2 files: ${client.file}, ${file}\n${next}`,
    problems: [],
  };
}

/** The command that completes the configuration of a client. */
export const connectCommand = (name: string): string =>
  `kilo-chart peer connect ${name} --node-key KEY --endpoint HOST:51820`;

async function connect(name: string, flags: PeerFlags, io: Io): Promise<Outcome> {
  const { file } = flags;
  const path = resolve(io.cwd, file);
  const node = nodeOf(flags, existsSync(path) ? readFrom(path, file, 'name another one by --file') : '');
  if (!node) return usage('the node is missing', 'write --node-key KEY --endpoint vpn.example.org:51820');
  const configuration = configurationFile(name);
  const target = resolve(io.cwd, configuration);
  const before = readFrom(target, configuration, `kilo-chart peer add ${name} writes it`);
  if (/^[^\S\n\r\u2028\u2029]*\[Peer\]/im.test(before))
    usage(`${configuration} has a node already`, 'it was printed then, and is in the file');
  const text = before + writeNode(node);
  writeTo(target, configuration, text, { mode: 0o600 });
  return { stdout: await show(text, flags, io), stderr: `completed ${configuration}\n`, problems: [] };
}

/** @throws ProblemError `usage` */
function nodeOf({ nodeKey, endpoint, routes, file }: PeerFlags, values: string): ClientNode | undefined {
  for (const route of routes ?? []) checkNetwork(route);
  if (nodeKey !== undefined && !isKey(nodeKey))
    usage('--node-key is not a key of WireGuard', 'it has 44 characters and ends with =');
  if (endpoint !== undefined && !isEndpoint(endpoint))
    usage(
      `--endpoint ${endpoint} is not a host with a port`,
      'write vpn.example.org:51820, an IPv6 address in brackets',
    );
  if (nodeKey === undefined && endpoint === undefined) return undefined;
  if (nodeKey === undefined || endpoint === undefined)
    return usage('--node-key and --endpoint belong together', 'set both of them, or neither');
  return { publicKey: nodeKey, endpoint, routes: routes ?? [networksOf(values, file).subnet] };
}

/** A configuration, on a terminal with its QR code: dark on light, whatever the colours are, as cameras read no other. */
async function show(text: string, { qr }: PeerFlags, { stdout }: Io): Promise<string> {
  if (qr === false || !stdout.isTTY) return text;
  const { renderUnicodeCompact } = await import('uqr');
  return `${text}\n${renderUnicodeCompact(text, { border: 2 })}\n`;
}
