import type { Command, Option } from 'commander';
import { parseBool } from '../../go/parse-bool.ts';
import { fail } from '../../problem/problem.ts';
import { suggest } from '../../problem/suggest.ts';
import { refusalOf } from './refused-flags.ts';

/** Arguments as pflag parses them. */
export interface ParsedArguments {
  /** The flags in their order, written so that commander cannot misread them. */
  readonly flags: readonly string[];
  readonly positionals: readonly string[];
}

export interface ParseOptions {
  /** Stops at the first positional, and returns it with all that follows: for flags before a command. */
  readonly stopAtPositional?: boolean;
}

/**
 * Reads arguments as Go's pflag does, which Helm's scripts are written for: `--flag=false`, `-n=x`, `-fx`, `-gn x`,
 * flags after positionals, a value that begins with `-`. Of a flag with one value the last one counts.
 *
 * @param args the arguments of `command`, without its name
 * @throws ProblemError `usage`: an unknown or refused flag, a missing value, a value that is not a boolean
 */
export function parseArguments(
  args: readonly string[],
  command: Command,
  { stopAtPositional = false }: ParseOptions = {},
): ParsedArguments {
  const reader = new Reader(command);
  const positionals: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--') {
      positionals.push(...args.slice(i + 1));
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) {
      if (stopAtPositional) {
        positionals.push(...args.slice(i));
        break;
      }
      positionals.push(arg);
      continue;
    }
    if (arg.startsWith('--') ? reader.long(arg, args[i + 1]) : reader.short(arg, args[i + 1])) i++;
  }
  return { flags: reader.flags(), positionals };
}

class Reader {
  readonly #command: Command;
  /** Flags without a value: the last setting of each. */
  readonly #switches = new Map<Option, boolean>();
  readonly #values: string[] = [];
  #help = false;

  constructor(command: Command) {
    this.#command = command;
  }

  flags(): string[] {
    if (this.#help) return ['--help'];
    const set = [...this.#switches].filter(([, isOn]) => isOn).map(([option]) => option.long as string);
    return [...set, ...this.#values];
  }

  /** @returns whether the next argument was the flag's value */
  long(arg: string, next: string | undefined): boolean {
    const [, name = '', value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(arg) ?? [];
    if (name === '' || name.startsWith('-')) this.#refuse(`bad flag syntax: ${arg}`, 'what follows -- is not a flag');
    if (name === 'help') return this.#askHelp();
    const option = this.#command.options.find(({ long }) => long === `--${name}`);
    if (!option) return this.#unknown(`--${name}`, `unknown flag: --${name}`);
    return this.#set(option, `--${name}`, value, next);
  }

  /** One or several flags of one letter; the last may be followed by its value. */
  short(arg: string, next: string | undefined): boolean {
    for (let i = 1; i < arg.length; i++) {
      const letter = arg[i] as string;
      if (letter === 'h') return this.#askHelp();
      const option = this.#command.options.find(({ short }) => short === `-${letter}`);
      if (!option) return this.#unknown(`-${letter}`, `unknown shorthand flag: '${letter}' in ${arg}`);
      const rest = arg.slice(i + 1);
      if (rest.startsWith('=')) return this.#set(option, `-${letter}`, rest.slice(1), next);
      if (isSwitch(option)) this.#set(option, `-${letter}`, undefined, next);
      else return this.#set(option, `-${letter}`, rest === '' ? undefined : rest, next);
    }
    return false;
  }

  #askHelp(): boolean {
    this.#help = true;
    return false;
  }

  #set(option: Option, name: string, value: string | undefined, next: string | undefined): boolean {
    if (isSwitch(option)) {
      this.#switches.set(option, value === undefined || readSwitch(name, value));
      return false;
    }
    const takesNext = value === undefined && option.required;
    const given = takesNext ? next : value;
    if (takesNext && given === undefined && !this.#help)
      this.#refuse(`flag needs an argument: ${name}`, `write ${option.flags}`);
    this.#values.push(given === undefined ? (option.long as string) : `${option.long}=${given}`);
    return takesNext;
  }

  #unknown(flag: string, message: string): never {
    const refusal = refusalOf(flag);
    if (refusal) this.#refuse(refusal.message, refusal.hint);
    const near = suggest(flag, [...this.#command.options.map(({ long }) => long ?? ''), '--help']);
    const help = `${this.#command.name() === 'kilo-chart' ? 'kilo-chart' : `kilo-chart ${this.#command.name()}`} --help`;
    return this.#refuse(message, near === undefined ? `${help} lists the flags` : `did you mean ${near}?`);
  }

  #refuse(message: string, hint: string): never {
    return fail({ code: 'usage', message, hint });
  }
}

const isSwitch = (option: Option): boolean => !option.required && !option.optional;

function readSwitch(name: string, value: string): boolean {
  return (
    parseBool(value) ??
    fail({
      code: 'usage',
      message: `${name}=${value}: the flag takes true or false`,
      hint: `write ${name} or ${name}=false`,
    })
  );
}

/** The value of an environment variable for a boolean flag (as Helm reads HELM_DEBUG). */
export const isTrue = (value: string | undefined): boolean => parseBool(value ?? '') ?? false;
