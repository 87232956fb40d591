import { splitFlag } from '../go/csv.ts';
import { fail } from '../problem/problem.ts';
import { DEFAULT_CAPABILITIES, type RenderContext } from '../templates/index.ts';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * @returns the name
 * @throws ProblemError `release-name`: not what Helm takes for one (chartutil.ValidateReleaseName: a DNS name of at
 * most 53 characters)
 */
export function checkReleaseName(name: string): string {
  if (name.length > 53) {
    fail({
      code: 'release-name',
      message: `the release name has ${name.length} characters; at most 53 are allowed`,
      hint: 'take a shorter one',
    });
  }
  if (!NAME.test(name)) {
    fail({
      code: 'release-name',
      message: `${JSON.stringify(name)} is not a release name: it must consist of lower-case letters, digits, "-" and ".", with a letter or digit at both ends`,
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
      message: `${JSON.stringify(namespace)} is not a namespace: it must consist of at most 63 lower-case letters, digits and "-", with a letter or digit at both ends`,
      hint: 'for example -n kube-system',
    });
  }
  return namespace;
}

/** A cluster as a user describes it. */
export interface Cluster {
  /** Such as `1.34`; the version of Helm's libraries where it is not set. */
  readonly kubeVersion?: string | undefined;
  /** APIs besides those that Helm knows; a comma separates several. */
  readonly apiVersions?: readonly string[] | undefined;
}

/**
 * Helm's description of the cluster: its own defaults, and what flags add to them.
 *
 * @throws ProblemError `usage`: a version that Helm cannot read (version.ParseGeneric of k8s.io/apimachinery)
 */
export function capabilitiesOf({ kubeVersion = '', apiVersions = [] }: Cluster): RenderContext['Capabilities'] {
  const { KubeVersion, APIVersions, HelmVersion } = DEFAULT_CAPABILITIES;
  const more = apiVersions.flatMap(readVersions);
  return {
    KubeVersion: kubeVersion === '' ? KubeVersion : readKubeVersion(kubeVersion),
    APIVersions: more.length === 0 ? APIVersions : [...APIVersions, ...more],
    HelmVersion,
  };
}

function readVersions(argument: string): readonly string[] {
  const split = splitFlag(argument);
  if ('names' in split) return split.names;
  return fail({
    code: 'usage',
    message: `invalid argument ${JSON.stringify(argument)} for "-a, --api-versions" flag: ${split.error}`,
    where: { flag: { name: '--api-versions', text: argument } },
    hint: 'write versions such as apps/v1,batch/v1',
  });
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
