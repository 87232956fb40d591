import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { fail, type Problem, ProblemError } from '../../problem/problem.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import { platformName } from '../flags/platform-option.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { wrapLine } from '../output/report.ts';
import { DEFAULT_SUBNET } from '../peer/addresses.ts';
import {
  checkName,
  checkNetwork,
  type MadeClient,
  makeClient,
  type WantedClient,
  writeClients,
} from '../peer/client.ts';
import { connectCommand } from './peer.ts';

const NOTES = `
Without a flag for it, each question is asked on a terminal, and has its default
elsewhere. Of each client, NAME.conf has the private key, and only you can read
it.

Examples:
  kilo-chart init
  kilo-chart init --platform k3s --subnet 10.4.0.0/16 --granularity full
  kilo-chart init --platform k3s --peer phone --peer laptop=10.5.0.10/32
`;

interface InitFlags {
  readonly file: string;
  readonly platform?: string;
  readonly subnet?: string;
  readonly granularity?: string;
  readonly peer?: readonly string[];
}

/** A question, its reason, and its possible answers. */
interface Question<T> {
  readonly flag: string;
  readonly text: string;
  readonly why: string;
  readonly fallback: string;
  /** @throws ProblemError why it is not an answer */
  readonly read: (answer: string) => T;
}

const oneOf =
  (choices: readonly string[]) =>
  (answer: string): string =>
    choices.includes(answer)
      ? answer
      : fail({
          code: 'usage',
          message: `${JSON.stringify(answer)} is not known`,
          hint: `write one of ${choices.join(', ')}`,
        });

const platformQuestion = (platforms: readonly string[]): Question<string> => ({
  flag: 'platform',
  text: 'Which kind of cluster is it?',
  why: `It sets where the kubeconfig and the network configuration of the nodes are. Known: ${platforms.join(', ')}.`,
  fallback: 'k3s',
  read: oneOf(platforms),
});

const SUBNET: Question<string> = {
  flag: 'subnet',
  text: 'Which addresses do the nodes get in the mesh?',
  why: 'Each node gets one. No other network that the nodes reach may have them, and no client.',
  fallback: DEFAULT_SUBNET,
  read: (answer) => checkNetwork(answer, `for example ${DEFAULT_SUBNET}`),
};

const GRANULARITY: Question<string> = {
  flag: 'granularity',
  text: 'Which nodes build tunnels to each other?',
  why: 'full: all of them. location: one leader of each location, where the other nodes share a network.',
  fallback: 'location',
  read: oneOf(['location', 'full']),
};

const PEERS: Question<readonly WantedClient[]> = {
  flag: 'peer',
  text: 'Which clients, such as phones, enter the mesh?',
  why: 'Each gets a pair of keys and an address. Names with commas between, or none; phone=10.5.0.1/32 chooses the address.',
  fallback: 'none',
  read: (answer) => (answer === 'none' ? [] : answer.split(',').map(readClient)),
};

function readClient(text: string): WantedClient {
  const [name = '', ...address] = text.trim().split('=');
  return { name: checkName(name), addresses: address.map((network) => checkNetwork(network)) };
}

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

/** `kilo-chart init`: a first values file. */
export function initCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('init')
    .usage('[flags]')
    .description('ask what the cluster is like, and write a values file for Kilo')
    .addHelpText('after', NOTES)
    .option('--file <file>', 'values file to write', 'values.yaml')
    .option('--platform <name>', 'kind of cluster: kilo-chart show platforms lists them')
    .option('--subnet <cidr>', 'addresses of the nodes in the mesh')
    .option('--granularity <how>', 'which nodes build tunnels: location or full')
    .option('--peer <name[=cidr]>', 'a client, such as a phone (repeatable; a,b is two; none)', collect);
  addGlobalOptions(command, false);
  return command.action(async () => done(await init(command.args, command.opts<InitFlags>(), io)));
}

async function init(args: readonly string[], flags: InitFlags, io: Io): Promise<Outcome> {
  if (args.length > 0)
    fail({ code: 'usage', message: `unexpected argument ${args[0]}`, hint: 'kilo-chart init takes only flags' });
  const { file } = flags;
  if (existsSync(resolve(io.cwd, file)))
    fail({ code: 'usage', message: `${file} is there already`, hint: 'name another one by --file, or edit it' });
  const { readBuiltInChart } = await import('../../release/index.ts');
  const platforms = (await readBuiltInChart()).files.flatMap(({ path }) => platformName(path) ?? []).sort();
  const platform = await answerOf(platformQuestion(platforms), flags.platform, io);
  const subnet = await answerOf(SUBNET, flags.subnet, io);
  const granularity = await answerOf(GRANULARITY, flags.granularity, io);
  const peers = await answerOf(PEERS, flags.peer?.join(','), io);

  const render = `kilo-chart template kilo -n kube-system --platform ${platform} -f ${file}`;
  let text = [
    `# Values of Kilo for a cluster of ${platform}:`,
    `#   ${render} | kubectl apply -f -`,
    'kdaemon:',
    '  flags:',
    '    # Addresses of the nodes in the mesh.',
    `    subnet: ${subnet.includes(':') ? JSON.stringify(subnet) : subnet}`,
    '    # Which nodes build tunnels to each other: location or full.',
    `    mesh-granularity: ${granularity}`,
    '# Clients of the mesh: kilo-chart peer add NAME adds one.',
    'peers: []',
    '',
  ].join('\n');
  const clients: MadeClient[] = [];
  for (const wanted of peers) {
    const client = makeClient(wanted, { text, file, cwd: io.cwd, node: undefined });
    clients.push(client);
    text = client.values;
  }
  writeClients(clients, { file, text, isNew: true }, io.cwd);

  const files = [file, ...clients.map((client) => client.file)];
  const next = ['kilo-chart show crds | kubectl apply -f -', `${render} | kubectl apply -f -`];
  const [first] = clients;
  return {
    stdout: '',
    stderr: [
      files.length > 1 ? `wrote ${files.length} files: ${files.join(', ')}` : `wrote ${file}`,
      'now run',
      ...next.map((line) => `  ${line}`),
      ...(first ? [`and, with the key of a node, for each client`, `  ${connectCommand(first.name)}`] : []),
      '',
    ].join('\n'),
    problems: [],
  };
}

/** The answer of a flag, of the person at the terminal, who is asked until there is one, or the default. */
async function answerOf<T>(question: Question<T>, given: string | undefined, { ask, stderr }: Io): Promise<T> {
  const { flag, text, why, fallback, read } = question;
  if (given !== undefined) {
    const got = attempt(read, given);
    if ('value' in got) return got.value;
    const { message, hint } = got.problem;
    return fail({ code: 'usage', message: `--${flag} ${given}: ${message}`, ...(hint !== undefined && { hint }) });
  }
  if (!ask) return read(fallback);
  const line = (words: string) => `${wrapLine(words, stderr.columns || 80, '  ').join('\n')}\n`;
  let wrong = '';
  for (;;) {
    const answer = (await ask(`${wrong}${line(text)}${line(`  ${why}`)}  [${fallback}] `)).trim() || fallback;
    const got = attempt(read, answer);
    if ('value' in got) return got.value;
    wrong = `${line(`  ${got.problem.message}: ${got.problem.hint}`)}\n`;
  }
}

/** What a question makes of an answer, or what is wrong with the answer. */
function attempt<T>(read: Question<T>['read'], answer: string): { value: T } | { problem: Problem } {
  try {
    return { value: read(answer) };
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error.problems[0] };
    throw error;
  }
}
