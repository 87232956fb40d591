import { type Command, Option } from 'commander';
import { fail } from '../../problem/problem.ts';
import type { Io } from '../io.ts';
import { wantsColor } from '../output/report.ts';
import { isTrue } from './pflag.ts';

/** Flags that Helm accepts with every command, also before it. */
export interface GlobalOptions {
  readonly namespace?: string;
  readonly debug?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** False with `--no-color`. */
  readonly color?: string | false;
  readonly colour?: string;
}

/**
 * @param hasNamespace whether the command uses the flag; as in Helm, every command accepts it
 * @param quiet what `--quiet` leaves out
 */
export function addGlobalOptions(
  command: Command,
  hasNamespace: boolean,
  quiet = 'print errors, and no warnings or summaries',
): Command {
  return command
    .addOption(
      new Option(
        '-n, --namespace <namespace>',
        'namespace of the release (default: $HELM_NAMESPACE, else "default")',
      ).hideHelp(!hasNamespace),
    )
    .option('--quiet', quiet)
    .option('--verbose', 'report on standard error what is read, fetched and done, and when')
    .option('--debug', 'after an error, print what the templates printed on standard error')
    .option('--color <when>', 'colours on standard error: never, auto or always (default: auto)')
    .option('--no-color', 'no colours: the same as --color never')
    .addOption(new Option('--colour <when>', 'the same').hideHelp());
}

export const wantsDebug = ({ debug = false }: GlobalOptions, { env }: Pick<Io, 'env'>): boolean =>
  debug || isTrue(env.HELM_DEBUG);

/** @throws ProblemError `usage`: both of `--quiet` and `--verbose` */
export function checkVolume({ quiet, verbose }: GlobalOptions): void {
  if (quiet && verbose)
    fail({ code: 'usage', message: '--quiet and --verbose exclude each other', hint: 'leave one of them out' });
}

/**
 * Whether problems are coloured.
 *
 * @throws ProblemError `usage`: not one of Helm's words
 */
export function colorOf({ color, colour }: GlobalOptions, { stderr, env }: Pick<Io, 'stderr' | 'env'>): boolean {
  const when = color === false ? 'never' : (color ?? colour ?? 'auto');
  if (when === 'never' || when === 'always') return when === 'always';
  if (when === 'auto') return wantsColor(stderr, env);
  return fail({
    code: 'usage',
    message: `invalid color mode ${JSON.stringify(when)}: must be one of: never, auto, always`,
    hint: 'write --color never',
  });
}
