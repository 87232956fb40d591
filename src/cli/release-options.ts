import type { Command } from 'commander';
import { fail } from '../problems.ts';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export function addReleaseOptions(command: Command): Command {
  return command.option('-n, --namespace <namespace>', 'namespace of the release (default: $HELM_NAMESPACE, else "default")');
}

export function namespaceOf({ namespace }: { namespace?: string }, env: Readonly<Record<string, string | undefined>>): string {
  return namespace || env.HELM_NAMESPACE || 'default';
}

/**
 * @returns the name
 * @throws ProblemError `release-name`: not what Helm takes for one (chartutil.ValidateReleaseName: a DNS name of at
 * most 53 characters)
 */
export function checkReleaseName(name: string): string {
  if (name.length > 53) {
    fail({ code: 'release-name', message: `the release name has ${name.length} characters, and 53 is the most`, hint: 'take a shorter one' });
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
