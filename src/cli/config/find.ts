import { type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { compileGlob } from '../../go/glob.ts';
import { fail } from '../../problem/problem.ts';
import type { Config, Settings } from './config.ts';
import { mergeSettings } from './merge.ts';
import { readConfig, shownPath } from './read.ts';

const CONFIG_NAME = '.kilo-chart.yaml';

/** The settings of a file, and the configuration file that they come from. */
export interface FoundSettings {
  readonly settings: Settings;
  readonly config?: string;
}

/** Finds the settings of files. Each configuration file is searched for and read only once. */
export class Configs {
  readonly #cwd: string;
  readonly #given: string | undefined;
  /** The configuration file of a directory. */
  readonly #found = new Map<string, string | undefined>();
  readonly #read = new Map<string, Promise<Config>>();

  /** @param given the file that `--config` names: it is used for all files, and no other is searched for */
  constructor(cwd: string, given: string | undefined) {
    this.#cwd = cwd;
    this.#given = given;
  }

  /**
   * @param file as the user named it; undefined, standard input and URLs count as files of the working directory
   * @throws ProblemError the errors of the configuration
   */
  async settingsOf(file: string | undefined): Promise<FoundSettings> {
    const isFile = file !== undefined && file !== '-' && !/^[a-z][a-z0-9+.-]*:\/\//i.test(file);
    const path = isFile ? resolve(this.#cwd, file) : undefined;
    const config = this.#given ?? this.#find(path === undefined ? this.#cwd : dirname(path));
    if (config === undefined) return { settings: {} };
    let read = this.#read.get(config);
    if (!read) {
      read = readConfig(config, this.#cwd);
      this.#read.set(config, read);
    }
    const { overrides = [], ...settings } = await read;
    const absolute = path?.replaceAll('\\', '/');
    let merged: Settings = settings;
    for (const { files, ...over } of overrides)
      if (absolute !== undefined && files.some((pattern) => matches(pattern, absolute)))
        merged = mergeSettings(merged, over);
    return { settings: merged, config };
  }

  #find(directory: string): string | undefined {
    if (this.#found.has(directory)) return this.#found.get(directory);
    const path = join(directory, CONFIG_NAME);
    const parent = dirname(directory);
    const found = isThere(path) ? shownPath(path, this.#cwd) : parent === directory ? undefined : this.#find(parent);
    this.#found.set(directory, found);
    return found;
  }
}

/** Whether there is something of that name. What is found, and not named by the user, must be a file. */
function isThere(path: string): boolean {
  const stats = statsOf(path);
  if (stats && !stats.isFile())
    fail({ code: 'config', message: 'the configuration cannot be read: it is not a file', where: { file: path } });
  return stats !== undefined;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

const compiled = new Map<string, (path: string) => boolean>();

function matches(pattern: string, path: string): boolean {
  const known = compiled.get(pattern) ?? compileGlob(pattern);
  compiled.set(pattern, known);
  return known(path);
}
