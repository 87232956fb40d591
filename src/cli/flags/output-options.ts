import { type Command, Option } from 'commander';
import { fail } from '../../problem/problem.ts';

/** Which objects of a release are printed, and where. */
export interface OutputFlags {
  readonly showOnly?: readonly string[];
  readonly outputDir?: string;
  readonly releaseName?: boolean;
  readonly includeCrds?: boolean;
  readonly skipCrds?: boolean;
  /** False with `--no-hooks`. */
  readonly hooks?: boolean;
  readonly skipTests?: boolean;
  readonly postRenderer?: string;
  readonly postRendererArgs?: readonly string[];
  readonly dryRun?: string | true;
}

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

export function addOutputOptions(command: Command): Command {
  // Flags that do not change the output in Helm, either.
  const without = (flags: string) => new Option(flags, 'changes nothing, as in Helm').hideHelp();
  return command
    .option('-s, --show-only <pattern>', 'only the objects of these templates: templates/*.yaml (repeatable)', collect)
    .option('--output-dir <dir>', 'write a file for each template into this directory instead of printing')
    .option('--release-name', 'put the name of the release into the paths below --output-dir')
    .option('--include-crds', 'print the definitions of crds/ too')
    .option('--skip-crds', 'do not print them, which is the default, and do not warn of that')
    .option('--no-hooks', 'leave out the hooks of Helm')
    .option('--skip-tests', 'leave out the hooks that are tests')
    .option('--post-renderer <program>', 'executable that reads the manifests and prints those that are to go out')
    .option('--post-renderer-args <arg>', 'an argument for it (repeatable)', collect)
    .option('--dry-run [how]', 'only client, which is what is done anyway')
    .addOption(without('--disable-openapi-validation'))
    .addOption(without('--hide-notes'))
    .addOption(without('--render-subchart-notes'));
}

/** @throws ProblemError `usage` for a value that needs a cluster, or that Helm refuses */
export function checkDryRun({ dryRun = 'client' }: OutputFlags): void {
  if (dryRun === true || dryRun === 'client' || /^(?:unset|1|t|T|TRUE|true|True)$/.test(dryRun)) return;
  if (dryRun === 'server') {
    fail({
      code: 'usage',
      message: '--dry-run=server has no meaning here: this program never talks to a cluster',
      hint: 'pipe the output into kubectl apply --dry-run=server -f -',
    });
  }
  fail({
    code: 'usage',
    message: `invalid dry-run value (${JSON.stringify(dryRun)}): it is always a dry run on the client`,
    hint: 'leave it out, or write --dry-run=client',
  });
}
