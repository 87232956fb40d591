import { type Command, Option } from 'commander';
import { fail, type Problem } from '../../problem/problem.ts';
import { DEFAULT_CAPABILITIES, type RenderContext, renderText } from '../../templates/index.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from './global-options.ts';

/** What a release is called, where it goes, and what cluster it is for. */
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

/** @param hasName whether the command takes the release's name as an argument; the flags that stand for it are hidden else */
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

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export function namespaceOf({ namespace }: GlobalOptions, { env }: Pick<Io, 'env'>): string {
  return namespace || env.HELM_NAMESPACE || 'default';
}

/** The flag that names the release in the place of NAME, if any. */
export function namingFlag({ generateName, nameTemplate = '' }: ReleaseFlags): string | undefined {
  if (generateName) return '--generate-name';
  return nameTemplate === '' ? undefined : '--name-template';
}

/**
 * The name that `--name-template` makes. In Helm it is a Go template; here a Handlebars one, with the same functions.
 *
 * @throws ProblemError what is wrong with it
 */
export async function nameFromTemplate(template: string): Promise<{ name: string; problems: readonly Problem[] }> {
  const { text, problems } = await renderText(template, 'the --name-template');
  return { name: text, problems };
}

/**
 * @returns the name
 * @throws ProblemError `release-name`: not what Helm takes for one (chartutil.ValidateReleaseName: a DNS name of at
 * most 53 characters)
 */
export function checkReleaseName(name: string): string {
  if (name.length > 53) {
    fail({
      code: 'release-name',
      message: `the release name has ${name.length} characters, and 53 is the most`,
      hint: 'take a shorter one',
    });
  }
  if (!NAME.test(name)) {
    fail({
      code: 'release-name',
      message: `${JSON.stringify(name)} is no release name: it takes lower-case letters, digits, "-" and ".", with a letter or digit at both ends`,
      hint: 'for example my-release',
    });
  }
  return name;
}

/** @throws ProblemError `usage`: not a Kubernetes namespace (a DNS label of at most 63 characters) */
export function checkNamespace(namespace: string): string {
  if (namespace.length > 63 || !LABEL.test(namespace)) {
    fail({
      code: 'usage',
      message: `${JSON.stringify(namespace)} is no namespace: it takes at most 63 lower-case letters, digits and "-", with a letter or digit at both ends`,
      hint: 'for example -n kube-system',
    });
  }
  return namespace;
}

/**
 * What Helm would say of the cluster: its own defaults, and what flags add to them.
 *
 * @throws ProblemError `usage`: a version that Helm cannot read (version.ParseGeneric of k8s.io/apimachinery)
 */
export function capabilitiesOf({ kubeVersion = '', apiVersions = [] }: ReleaseFlags): RenderContext['Capabilities'] {
  const { KubeVersion, APIVersions, HelmVersion } = DEFAULT_CAPABILITIES;
  const more = apiVersions.flatMap((text) => (text === '' ? [] : text.split(',')));
  return {
    KubeVersion: kubeVersion === '' ? KubeVersion : readKubeVersion(kubeVersion),
    APIVersions: more.length === 0 ? APIVersions : [...APIVersions, ...more],
    HelmVersion,
  };
}

function readKubeVersion(text: string): RenderContext['Capabilities']['KubeVersion'] {
  const [, major = '', minor = ''] = /^\s*v?(0|[1-9]\d*)\.(\d+)/.exec(text) ?? [];
  if (major === '') {
    fail({
      code: 'usage',
      message: `invalid kube version ${JSON.stringify(text)}: it has no numbers such as 1.34`,
      hint: 'write --kube-version 1.34 or --kube-version v1.34.2',
    });
  }
  const Version = text.startsWith('v') ? text : `v${text}`;
  return { Version, Major: major, Minor: String(BigInt(minor)), GitVersion: Version };
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
