import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../../problem/problem.ts';
import type { Settings } from './config.ts';
import { Configs } from './find.ts';

/** Files that are checked together, because they have the same settings. */
export interface Group {
  readonly settings: Settings;
  /** The configuration file that they come from. */
  readonly config?: string;
  readonly files: readonly string[];
}

/**
 * Sorts files by their settings.
 *
 * @param files as the user named them; empty where only the shared values are checked
 * @param given the file that `--config` names
 * @returns groups in the order of their first files; at least one
 * @throws ProblemError `config`, `usage`
 */
export async function groupFiles(files: readonly string[], given: string | undefined, cwd: string): Promise<Group[]> {
  const configs = new Configs(cwd, checkGiven(given, cwd));
  const groups = new Map<string, { settings: Settings; config?: string; files: string[] }>();
  for (const file of files.length === 0 ? [undefined] : files) {
    const found = await configs.settingsOf(file);
    const key = JSON.stringify(found.settings);
    const group = groups.get(key) ?? { ...found, files: [] };
    if (file !== undefined) group.files.push(file);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The settings of one file, for `--print-config`. */
export const settingsOf = (file: string, given: string | undefined, cwd: string) =>
  new Configs(cwd, checkGiven(given, cwd)).settingsOf(file);

function checkGiven(given: string | undefined, cwd: string): string | undefined {
  if (given !== undefined && !existsSync(resolve(cwd, given)))
    fail({ code: 'usage', message: `--config ${given}: there is no such file`, hint: 'name a configuration file' });
  return given;
}
