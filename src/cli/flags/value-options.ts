import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readBounded } from '../../problem/read-bounded.ts';
import type { ValuesIo, ValuesRequest } from '../../values/index.ts';
import type { Io } from '../io.ts';
import { addPlatformOption, type PlatformOption } from './platform-option.ts';

/** The flags that set values, each repeatable, under commander's names. */
export interface ValueOptions extends PlatformOption {
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setJson?: readonly string[];
  readonly setFile?: readonly string[];
  readonly setLiteral?: readonly string[];
}

const FLAGS: readonly (readonly [string, string])[] = [
  ['-f, --values <file>', 'values file, URL or - for standard input (repeatable; a,b is two files)'],
  ['--set <key=value>', 'value: a.b=1,c={x,y},d[0]=z (repeatable)'],
  ['--set-string <key=value>', 'the same, always a string (repeatable)'],
  ['--set-json <key=json>', 'value as JSON, or a whole map: {"a":1} (repeatable)'],
  ['--set-file <key=file>', 'value read from a file (repeatable)'],
  ['--set-literal <key=value>', 'value taken as it is, nothing escaped (repeatable)'],
];

export function addValueOptions(command: Command): Command {
  addPlatformOption(command);
  for (const [flags, description] of FLAGS) command.option(flags, description, collect);
  return command;
}

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

/** The request that the flags make; {@link findPlatform} finds the values of the platform. */
export function valuesRequest(options: ValueOptions): Omit<ValuesRequest, 'defaults'> {
  return {
    files: options.values ?? [],
    set: options.set ?? [],
    setString: options.setString ?? [],
    setJson: options.setJson ?? [],
    setFile: options.setFile ?? [],
    setLiteral: options.setLiteral ?? [],
  };
}

/** How the values stage reads what flags name: relative to the working directory. */
export function valuesIo(io: Io): ValuesIo {
  const { cwd, stdin, note } = io;
  return {
    readFile: async (path) => {
      const content = readBounded(resolve(cwd, path));
      note?.(`file: ${path}, ${content.length} bytes`);
      return content;
    },
    readStdin: stdin,
    fetch: async (url) => (await import('../fetch-file.ts')).fetchFile(url, io),
  };
}

/** Quotes a file name for `-f`, in which a comma separates two names. */
export const quoteFileName = (file: string): string => (/[",]/.test(file) ? `"${file.replaceAll('"', '""')}"` : file);
