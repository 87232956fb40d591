import type { Command, Option } from 'commander';
import type { ReadyChart } from '../../release/index.ts';
import type { CommandEntry } from '../command-entry.ts';
import { findChart } from '../flags/chart-option.ts';
import { platformName } from '../flags/platform-option.ts';
import type { Io } from '../io.ts';
import type { Candidate, Completion } from './candidate.ts';
import { completeSet } from './values.ts';

const NOTHING: Completion = { candidates: [] };

/** The words that an argument can be, by its command; for any other argument the shell completes files. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  show: ['chart', 'values', 'readme', 'crds', 'schema', 'platforms', 'all'],
  completion: ['bash', 'zsh', 'fish', 'powershell'],
  dependency: ['list', 'build', 'update'],
  peer: ['add', 'connect'],
};

/** What the value of a flag can be, by the flag, where it is not a file. */
const VALUES: Readonly<Record<string, (text: string, line: Line) => Promise<Completion>>> = {
  '--platform': async (_, line) => inChart(line, platformsOf),
  '--show-only': async (_, line) => inChart(line, templatesOf),
  '--set': async (text, line) => inChart(line, (ready) => completeSet(text, ready)),
  '--set-string': async (text, line) => inChart(line, (ready) => completeSet(text, ready)),
  '--set-json': async (text, line) => inChart(line, (ready) => completeSet(text, ready)),
  '--set-literal': async (text, line) => inChart(line, (ready) => completeSet(text, ready)),
  '--namespace': async () => NOTHING,
  '--color': async () => ({ candidates: ['never', 'auto', 'always'].map((text) => ({ text })) }),
};

/** The flags whose values are names of files. */
const FILES: ReadonlySet<string> = new Set([
  '--values',
  '--chart',
  '--output-dir',
  '--set-file',
  '--post-renderer',
  '--file',
]);

/** A command line before the cursor. */
interface Line {
  /** The words before the current one, without the program. */
  readonly before: readonly string[];
  readonly io: Io;
}

/**
 * The completions of the last word.
 *
 * @param words of the command line, without the program; the last one may be empty
 */
export async function complete(
  words: readonly string[],
  commands: readonly CommandEntry[],
  io: Io,
): Promise<Completion> {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const line = { before, io };
  const [name, ...args] = before;
  const shown = commands.filter(({ hidden }) => !hidden);
  const names = shown.map((entry) => ({ text: entry.name, description: entry.summary }));
  if (name === undefined)
    return starting([...names, { text: 'help', description: 'print the help of a command' }], current);
  if (name === 'help') return args.length === 0 ? starting(names, current) : NOTHING;
  const entry = shown.find((one) => one.name === name || one.aliases?.includes(name));
  if (!entry) return NOTHING;
  const options = await optionsOf(entry, io);
  const written = /^(--[^=]+)=(.*)$/s.exec(current);
  if (written) {
    const [, flag = '', text = ''] = written;
    const option = options.find(({ long }) => long === flag);
    if (!option) return NOTHING;
    const found = await valuesOf(option, text, line);
    return starting(
      found.candidates.map((one) => ({ ...one, text: `${flag}=${one.text}` })),
      current,
    );
  }
  const previous = before.at(-1) ?? '';
  const waiting = options.find((option) => option.required && (option.long === previous || option.short === previous));
  if (waiting) {
    const found = await valuesOf(waiting, current, line);
    return { ...found, ...starting(found.candidates, current) };
  }
  if (current.startsWith('-'))
    return starting(
      options.map(({ long, description }) => ({ text: long ?? '', description })),
      current,
    );
  const choices = ARGUMENTS[entry.name];
  if (entry.name === 'explain' && args.length === 0) return starting(await codes(), current);
  if (choices && args.every((word) => word.startsWith('-')))
    return starting(
      choices.map((text) => ({ text })),
      current,
    );
  return { candidates: [], files: true };
}

const starting = (candidates: readonly Candidate[], current: string): Completion => ({
  candidates: candidates.filter(({ text }) => text.startsWith(current)),
});

async function optionsOf(entry: CommandEntry, io: Io): Promise<readonly Option[]> {
  const command: Command = (await entry.load())(io, () => {});
  return command.options.filter(({ hidden }) => !hidden);
}

async function valuesOf(option: Option, text: string, line: Line): Promise<Completion> {
  const { long = '', argChoices } = option;
  if (argChoices) return { candidates: argChoices.map((choice) => ({ text: choice })) };
  const find = VALUES[long ?? ''];
  if (find) return find(text, line);
  return FILES.has(long ?? '') ? { candidates: [], files: true } : NOTHING;
}

/** What a chart has; nothing if it cannot be read, because a shell cannot show the reason. */
async function inChart(
  { before, io }: Line,
  find: (ready: ReadyChart, directory: string | undefined) => Promise<Candidate[]>,
): Promise<Completion> {
  const directory = chartIn(before);
  try {
    return { candidates: await find(await findChart(directory, {}, io), directory) };
  } catch {
    return NOTHING;
  }
}

/** The chart that `--chart` names, or the first word that looks like a path. */
function chartIn(words: readonly string[]): string | undefined {
  const at = words.indexOf('--chart');
  if (at >= 0) return words[at + 1];
  const written = words.find((word) => word.startsWith('--chart='));
  if (written) return written.slice('--chart='.length);
  return words.slice(1).find((word, index) => /^[^-].*\/|^\.\.?$/.test(word) && !words[index]?.startsWith('-'));
}

async function platformsOf(ready: ReadyChart, directory: string | undefined): Promise<Candidate[]> {
  const { readBuiltInChart } = await import('../../release/index.ts');
  const { files } = directory === undefined ? await readBuiltInChart() : ready.chart;
  const names = files.flatMap(({ path }) => platformName(path) ?? []);
  return names.sort().map((text) => ({ text }));
}

const templatesOf = async ({ chart }: ReadyChart): Promise<Candidate[]> =>
  chart.templates
    .map(({ path }) => path.replace(/\.hbs$/, ''))
    .filter((path) => !/(?:^|\/)_[^/]*$|NOTES\.txt$/.test(path))
    .map((text) => ({ text }));

async function codes(): Promise<Candidate[]> {
  const { readRulePages } = await import('../rule-pages.ts');
  return [...readRulePages().keys()].map((text) => ({ text }));
}
