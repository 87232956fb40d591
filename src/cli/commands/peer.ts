import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { reasonOf } from '../../problem/fs-error.ts';
import { fail } from '../../problem/problem.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { addPeer } from '../peer/values-text.ts';
import { newKeyPair, writeConfiguration } from '../peer/wireguard.ts';

const NOTES = `
Makes a pair of keys, adds the Peer to the values file, and writes the
configuration of the client to NAME.conf, which only you can read. The private
key is nowhere else, and is not printed again. On a terminal, the configuration
is shown as a QR code, too, for the WireGuard app of a phone.

kubectl get nodes -o yaml shows the key and the endpoint of each node, in the
annotations kilo.squat.ai/key and kilo.squat.ai/endpoint.

Examples:
  kilo-chart peer add phone --address 10.5.0.10/32
  kilo-chart peer add phone --address 10.5.0.10/32 \\
    --node-key KEY --endpoint vpn.example.org:51820 --routes 10.42.0.0/16
`;

interface PeerFlags {
  readonly file: string;
  readonly address: readonly string[];
  readonly nodeKey?: string;
  readonly endpoint?: string;
  readonly routes: readonly string[];
  /** False with `--no-qr`. */
  readonly qr?: boolean;
}

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, ...value.split(',')];

/** `kilo-chart peer add NAME`: a client of the mesh. */
export function peerCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('peer')
    .usage('add <NAME> [flags]')
    .description('add a client, such as a phone, to a values file, and print its WireGuard configuration')
    .argument('<action>', 'add')
    .argument('<NAME>', 'name of the Peer')
    .addHelpText('after', NOTES)
    .option('--file <file>', 'values file to add it to; made where it is not there', 'values.yaml')
    .option(
      '--address <cidr>',
      'address of the client in the mesh, such as 10.5.0.10/32 (repeatable; a,b is two)',
      collect,
    )
    .option('--node-key <key>', 'public key of the node where the client enters the mesh')
    .option('--endpoint <host:port>', 'where this node is reached')
    .option('--routes <cidr>', 'what the client reaches through it (repeatable; a,b is two)', collect)
    .option('--no-qr', 'no QR code');
  addGlobalOptions(command, false);
  return command.action(async () => done(await add(command.args, command.opts<PeerFlags>(), io)));
}

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const CIDR = /^[\da-fA-F.:]+\/\d{1,3}$/;
const KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw480]=$/;

async function add(args: readonly string[], flags: PeerFlags, io: Io): Promise<Outcome> {
  const [action, name = '', ...rest] = args;
  const usage = (message: string, hint: string): never => fail({ code: 'usage', message, hint });
  if (action !== 'add') usage(`unknown action ${JSON.stringify(action)}`, 'write kilo-chart peer add NAME');
  if (rest.length > 0) usage(`unexpected argument ${rest[0]}`, 'add one peer at a time');
  if (!NAME.test(name))
    usage(`${JSON.stringify(name)} is not a name of a Peer`, 'for example phone: lower-case letters, digits, - and .');
  const { file, address: addresses = [], nodeKey, endpoint, routes = [] } = flags;
  if (addresses.length === 0)
    usage(
      'the client needs an address in the mesh',
      'write --address 10.5.0.10/32, of the subnet of the mesh and of no other client',
    );
  for (const cidr of [...addresses, ...routes])
    if (!CIDR.test(cidr)) usage(`${JSON.stringify(cidr)} is not a CIDR`, 'write 10.5.0.10/32');
  if (nodeKey !== undefined && !KEY.test(nodeKey))
    usage('--node-key is not a key of WireGuard', 'it has 44 characters and ends with =');
  if ((nodeKey === undefined) !== (endpoint === undefined))
    usage('--node-key and --endpoint belong together', 'set both of them, or neither');
  const configuration = `${name}.conf`;
  const target = resolve(io.cwd, configuration);
  if (existsSync(target))
    usage(`${configuration} is there already`, 'a key is made once: remove the file, or take another name');

  const keys = newKeyPair();
  const node =
    nodeKey && endpoint ? { publicKey: nodeKey, endpoint, routes: routes.length > 0 ? routes : addresses } : undefined;
  const values = resolve(io.cwd, file);
  const before = existsSync(values) ? read(values, file) : '';
  const after = addPeer(before, file, { name, publicKey: keys.publicKey, allowedIPs: addresses });
  const text = writeConfiguration({ privateKey: keys.privateKey, addresses, ...(node && { node }) });
  write(target, configuration, text, { mode: 0o600, flag: 'wx' });
  write(values, file, after, {});
  const code = flags.qr !== false && io.stdout.isTTY && node ? await drawCode(text) : '';
  const hint = node
    ? ''
    : `the configuration lacks the node: kgctl showconf peer ${name} prints it, once the Peer is applied\n`;
  return {
    stdout: `${text}${code}`,
    stderr: `added the Peer ${name} to ${file}, wrote ${configuration}: 2 files\n${hint}`,
    problems: [],
  };
}

function read(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return fail({
      code: 'file',
      message: `${name} cannot be read: ${reasonOf(error)}`,
      hint: 'name another one by --file',
    });
  }
}

function write(path: string, name: string, text: string, options: { mode?: number; flag?: string }): void {
  try {
    writeFileSync(path, text, options);
  } catch (error) {
    fail({ code: 'file', message: `${name} cannot be written: ${reasonOf(error)}`, hint: 'is the directory yours?' });
  }
}

/** Dark on light, whatever the colours of the terminal are: cameras read no other. */
async function drawCode(text: string): Promise<string> {
  const { renderUnicodeCompact } = await import('uqr');
  return `\n${renderUnicodeCompact(text, { border: 2 })}\n`;
}
