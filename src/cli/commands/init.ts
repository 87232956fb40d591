import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { reasonOf } from '../../problem/fs-error.ts';
import { fail } from '../../problem/problem.ts';
import { addGlobalOptions } from '../flags/global-options.ts';
import { platformName } from '../flags/platform-option.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../outcome.ts';

const NOTES = `
Without a flag for it, each question is asked on a terminal, and has its default
elsewhere.

Examples:
  kilo-chart init
  kilo-chart init --platform k3s --subnet 10.5.0.0/16 --granularity full
`;

interface InitFlags {
  readonly file: string;
  readonly platform?: string;
  readonly subnet?: string;
  readonly granularity?: string;
}

/** A question, its reason, and its possible answers. */
interface Question {
  readonly flag: 'platform' | 'subnet' | 'granularity';
  readonly text: string;
  readonly why: string;
  readonly fallback: string;
  readonly choices?: readonly string[];
  readonly pattern?: RegExp;
}

const questions = (platforms: readonly string[]): readonly Question[] => [
  {
    flag: 'platform',
    text: 'Which kind of cluster is it?',
    why: `It sets where the kubeconfig and the network configuration of the nodes are. Known: ${platforms.join(', ')}.`,
    fallback: 'k3s',
    choices: platforms,
  },
  {
    flag: 'subnet',
    text: 'Which addresses does the mesh use?',
    why: 'Each node and each peer gets one. No other network of the nodes may have them.',
    fallback: '10.4.0.0/16',
    pattern: /^\d{1,3}(?:\.\d{1,3}){3}\/(?:\d|[12]\d|3[0-2])$/,
  },
  {
    flag: 'granularity',
    text: 'Which nodes build tunnels to each other?',
    why: 'full: all of them. location: one leader of each location, where the other nodes share a network.',
    fallback: 'location',
    choices: ['location', 'full'],
  },
];

/** `kilo-chart init`: a first values file. */
export function initCommand(io: Io, done: (outcome: Outcome) => void): Command {
  const command = new Command('init')
    .usage('[flags]')
    .description('ask what the cluster is like, and write a values file for Kilo')
    .addHelpText('after', NOTES)
    .option('--file <file>', 'values file to write', 'values.yaml')
    .option('--platform <name>', 'kind of cluster: kilo-chart show platforms lists them')
    .option('--subnet <cidr>', 'addresses of the mesh')
    .option('--granularity <how>', 'which nodes build tunnels: location or full');
  addGlobalOptions(command, false);
  return command.action(async () => done(await init(command.args, command.opts<InitFlags>(), io)));
}

async function init(args: readonly string[], flags: InitFlags, io: Io): Promise<Outcome> {
  if (args.length > 0)
    fail({ code: 'usage', message: `unexpected argument ${args[0]}`, hint: 'kilo-chart init takes only flags' });
  const { file } = flags;
  const target = resolve(io.cwd, file);
  if (existsSync(target))
    fail({ code: 'usage', message: `${file} is there already`, hint: 'name another one by --file, or edit it' });
  const { readBuiltInChart } = await import('../../release/index.ts');
  const platforms = (await readBuiltInChart()).files.flatMap(({ path }) => platformName(path) ?? []).sort();
  const answers = new Map<Question['flag'], string>();
  for (const question of questions(platforms)) answers.set(question.flag, await answerOf(question, flags, io));
  const platform = answers.get('platform');
  const render = `kilo-chart template kilo -n kube-system --platform ${platform} -f ${file}`;
  const text = [
    `# Values of Kilo for a cluster of ${platform}:`,
    `#   ${render} | kubectl apply -f -`,
    'kdaemon:',
    '  flags:',
    '    # Addresses of the mesh.',
    `    subnet: ${answers.get('subnet')}`,
    '    # Which nodes build tunnels to each other: location or full.',
    `    mesh-granularity: ${answers.get('granularity')}`,
    '# Clients of the mesh: kilo-chart peer add NAME adds one.',
    'peers: []',
    '',
  ].join('\n');
  try {
    writeFileSync(target, text, { flag: 'wx' });
  } catch (error) {
    fail({ code: 'file', message: `${file} cannot be written: ${reasonOf(error)}`, hint: 'is the directory yours?' });
  }
  const next = ['kilo-chart show crds | kubectl apply -f -', `${render} | kubectl apply -f -`];
  return { stdout: '', stderr: `wrote ${file}; now run\n${next.map((line) => `  ${line}\n`).join('')}`, problems: [] };
}

async function answerOf(question: Question, flags: InitFlags, { ask }: Io): Promise<string> {
  const { flag, text, why, fallback, choices, pattern } = question;
  const given = flags[flag];
  const isRight = (answer: string) => choices?.includes(answer) ?? pattern?.test(answer) ?? true;
  if (given !== undefined) {
    if (!isRight(given))
      fail({
        code: 'usage',
        message: `--${flag} ${given} is not an answer to: ${text}`,
        hint: choices ? `write one of ${choices.join(', ')}` : `for example ${fallback}`,
      });
    return given;
  }
  if (!ask) return fallback;
  for (;;) {
    const answer = (await ask(`${text}\n  ${why}\n  [${fallback}] `)).trim() || fallback;
    if (isRight(answer)) return answer;
  }
}
