import { type Command, Option } from 'commander';
import type { RemoteFlags } from '../../remote/index.ts';

/** Flags of the connection, which every command that may fetch something has. */
const CONNECTION: readonly (readonly [string, string])[] = [
  ['--username <name>', 'user name for the repository or registry'],
  ['--password <word>', 'password for the repository or registry'],
  ['--ca-file <file>', 'certificates to trust instead of those of the system'],
  ['--cert-file <file>', 'certificate of the client'],
  ['--key-file <file>', 'key of the certificate of the client'],
  ['--insecure-skip-tls-verify', 'do not verify the certificate of the server'],
  ['--plain-http', 'use HTTP, not HTTPS, for registries'],
  ['--offline', 'fetch nothing: take charts and indexes from the cache'],
];

/** Helm's files about repositories and registries. */
const PATHS: readonly (readonly [string, string])[] = [
  ['--registry-config <file>', "Helm's file of credentials for registries"],
  ['--repository-config <file>', "Helm's file of repositories"],
  ['--repository-cache <dir>', "Helm's directory of cached indexes"],
];

/** Adds the flags about repositories to a command with a chart. */
export function addRemoteOptions(command: Command): Command {
  command
    .option('--repo <url>', 'repository to look the name of the chart up in')
    .option('--version <range>', 'version of the chart, or a range: 1.2.3, ^1.2 (default: the newest)')
    .option('--devel', 'pre-releases, too: --version >0.0.0-0')
    .option('--pass-credentials', 'send the credentials to other hosts, too, if the repository names them');
  return addConnectionOptions(command);
}

/** Adds only the flags of the connection: those of `kilo-chart dependency`. */
export function addConnectionOptions(command: Command): Command {
  for (const [flags, description] of CONNECTION) command.option(flags, description);
  for (const [flags, description] of PATHS) command.addOption(new Option(flags, description).hideHelp());
  return command;
}

export type { RemoteFlags };
