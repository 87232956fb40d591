import { type Command, Option } from 'commander';
import type { Chart } from '../../chart/index.ts';
import { fail, type Problem } from '../../problem/problem.ts';
import { hasGoTemplates, renderGoText, renderText } from '../../templates/index.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from './global-options.ts';

export { capabilitiesOf, checkNamespace, checkReleaseName } from '../../release/index.ts';

/** The name and namespace of a release, and its cluster. */
export interface ReleaseFlags extends GlobalOptions {
  readonly generateName?: boolean;
  readonly nameTemplate?: string;
  readonly isUpgrade?: boolean;
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  readonly skipSchemaValidation?: boolean;
  readonly labels?: readonly string[];
  readonly description?: string;
}

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

/**
 * @param hasName whether the command accepts the release's name as an argument; otherwise the flags that replace it are
 * hidden
 */
export function addReleaseOptions(command: Command, hasName = true): Command {
  const naming = (flags: string, description: string) => new Option(flags, description).hideHelp(!hasName);
  return command
    .addOption(naming('-g, --generate-name', 'leave NAME out: the release is called release-name, as with Helm'))
    .addOption(naming('--name-template <template>', 'template that makes the name, instead of NAME'))
    .option('--is-upgrade', 'set Release.IsUpgrade instead of Release.IsInstall')
    .option('--kube-version <version>', 'version of Kubernetes for Capabilities.KubeVersion')
    .option(
      '-a, --api-versions <versions>',
      'more API versions for Capabilities.APIVersions (repeatable; a,b is two)',
      collect,
    )
    .option('--skip-schema-validation', 'do not check the values against the schema of the chart')
    .option('-l, --labels <key=value>', 'labels of the release: checked, and printed nowhere (repeatable)', collect)
    .option('--description <text>', 'description of the release: printed nowhere');
}

export function namespaceOf({ namespace }: GlobalOptions, { env }: Pick<Io, 'env'>): string {
  return namespace || env.HELM_NAMESPACE || 'default';
}

/** The flag that names the release instead of NAME, if any. */
export function namingFlag({ generateName, nameTemplate = '' }: ReleaseFlags): string | undefined {
  if (generateName) return '--generate-name';
  return nameTemplate === '' ? undefined : '--name-template';
}

/**
 * The name that `--name-template` prints. In Helm it is a Go template; here a Handlebars one, with the same functions.
 *
 * @throws ProblemError the errors in it
 */
export async function nameFromTemplate(
  template: string,
  chart: Chart,
): Promise<{ name: string; problems: readonly Problem[] }> {
  const render = hasGoTemplates(chart) ? renderGoText : renderText;
  const { text, problems } = await render(template, 'the --name-template');
  return { name: text, problems };
}

/** Labels that Helm keeps for itself (driver.GetSystemLabels of Helm 4.2.4). */
const SYSTEM_LABELS = ['name', 'owner', 'status', 'version', 'createdAt', 'modifiedAt'];

/** @throws ProblemError `usage`: labels that Helm would refuse */
export function checkLabels({ labels = [] }: ReleaseFlags): void {
  for (const label of labels.flatMap((text) => (text === '' ? [] : text.split(',')))) {
    const at = label.indexOf('=');
    const wrong =
      at < 0 ? `${label} must be formatted as key=value` : SYSTEM_LABELS.find((name) => label.slice(0, at) === name);
    if (wrong === undefined) continue;
    fail({
      code: 'usage',
      message: at < 0 ? `invalid argument for "-l, --labels": ${wrong}` : `the label ${wrong} is reserved by Helm`,
      where: { flag: { name: '--labels', text: label } },
      hint: `labels are those of the release, not of its objects; reserved are ${SYSTEM_LABELS.join(', ')}`,
    });
  }
}
