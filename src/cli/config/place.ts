import { resolve } from 'node:path';
import type { Problem, Where } from '../../problem/problem.ts';
import { readFoundText } from '../../problem/read-bounded.ts';
import type { CheckFlags } from '../lint-job.ts';
import type { Settings } from './config.ts';

/** Settings with the configuration file that they come from. */
interface Configured {
  readonly settings: Settings;
  readonly config?: string;
}

/**
 * Moves a problem with a setting to the configuration file: the program takes settings for flags, which the user did not
 * write.
 *
 * @param flags the flags that the user wrote, which overrule settings
 * @returns the problem as it is where no setting is the cause
 */
export function placeInConfig<P extends Problem>(
  problem: P,
  configured: Configured,
  flags: CheckFlags,
  cwd: string,
): P {
  const { settings, config } = configured;
  const { where } = problem;
  if (config === undefined || where?.file !== undefined) return problem;
  const value = settingsOf(settings, flags).find(
    (text) => where?.flag?.text === text || (!where?.flag && problem.message.includes(JSON.stringify(text))),
  );
  if (value === undefined) return problem;
  const { flag: _, ...rest } = where ?? {};
  return { ...problem, where: { ...rest, ...locate(value, config, cwd) } };
}

/** The settings that no flag overrules. */
function settingsOf({ platform, namespace, kubeVersion, set = [] }: Settings, flags: CheckFlags): string[] {
  const single = [
    flags.platform === undefined ? platform : undefined,
    flags.namespace === undefined ? namespace : undefined,
    flags.kubeVersion === undefined ? kubeVersion : undefined,
  ];
  return [...single, ...set.filter((text) => !flags.set?.includes(text))].filter((text) => text !== undefined);
}

/** The line of a setting; only the file where another one, which it extends, holds the setting. */
function locate(value: string, file: string, cwd: string): Where {
  const lines = readAgain(resolve(cwd, file)).split(/\r?\n/);
  const line = lines.findIndex((text) => !text.trimStart().startsWith('#') && text.includes(value));
  const source = lines[line];
  return source === undefined ? { file } : { file, line: line + 1, column: source.indexOf(value) + 1, source };
}

/** The text of a file that was read before: meanwhile it may be gone, and a pipe can be read only once. */
function readAgain(path: string): string {
  try {
    return readFoundText(path);
  } catch {
    return '';
  }
}
