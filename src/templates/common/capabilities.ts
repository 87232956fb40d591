import { semverCompare } from '../../functions/semver.ts';
import type { RenderContext } from '../context.ts';
import { contextOf, firstOf, itemsOf, keywordsOf, lookUp, type NamedTemplate, textOf, yes } from './named-template.ts';

/** The version of Kubernetes to render for: the one in the values, else the cluster's. */
const kubeVersionOf = ({ Values, Capabilities }: RenderContext): string =>
  textOf(
    firstOf(lookUp(Values, 'global', 'kubeVersion'), lookUp(Values, 'kubeVersion'), Capabilities.KubeVersion.Version),
  );

const isBefore125 = (context: RenderContext): boolean => {
  const version = kubeVersionOf(context);
  return version !== '' && semverCompare('<1.25-0', version);
};

/** The API versions in the values, if there are any, replace those of the cluster. */
const hasApiVersion: NamedTemplate = (arg, scope) => {
  const { Values, Capabilities } = contextOf(arg, scope);
  const { version = null } = keywordsOf(arg);
  const given = itemsOf(firstOf(lookUp(Values, 'global', 'apiVersions'), lookUp(Values, 'apiVersions')));
  const known: readonly unknown[] = given.length > 0 ? given : Capabilities.APIVersions;
  return yes(known.includes(version));
};

const ofContext =
  (compute: (context: RenderContext) => string): NamedTemplate =>
  (arg, scope) =>
    compute(contextOf(arg, scope));

/** The API versions of every version of Kubernetes that bitnami's library still supports. */
const API_VERSIONS = {
  apiService: 'apiregistration.k8s.io/v1',
  crd: 'apiextensions.k8s.io/v1',
  cronjob: 'batch/v1',
  daemonset: 'apps/v1',
  deployment: 'apps/v1',
  hpa: 'autoscaling/v2',
  ingress: 'networking.k8s.io/v1',
  job: 'batch/v1',
  networkPolicy: 'networking.k8s.io/v1',
  policy: 'policy/v1',
  rbac: 'rbac.authorization.k8s.io/v1',
  statefulset: 'apps/v1',
  vpa: 'autoscaling.k8s.io/v1',
};

/** The templates `common.capabilities.*`. */
export const capabilities: Readonly<Record<string, NamedTemplate>> = {
  ...Object.fromEntries(
    Object.entries(API_VERSIONS).map(([kind, version]): [string, NamedTemplate] => [
      `common.capabilities.${kind}.apiVersion`,
      () => version,
    ]),
  ),
  'common.capabilities.kubeVersion': ofContext(kubeVersionOf),
  'common.capabilities.apiVersions.has': hasApiVersion,
  'common.capabilities.psp.supported': ofContext((context) =>
    yes(kubeVersionOf(context) === '' || isBefore125(context)),
  ),
  'common.capabilities.admissionConfiguration.supported': () => 'true',
  'common.capabilities.admissionConfiguration.apiVersion': ofContext((context) =>
    isBefore125(context) ? 'apiserver.config.k8s.io/v1beta1' : 'apiserver.config.k8s.io/v1',
  ),
  'common.capabilities.podSecurityConfiguration.apiVersion': ofContext((context) =>
    isBefore125(context) ? 'pod-security.admission.config.k8s.io/v1beta1' : 'pod-security.admission.config.k8s.io/v1',
  ),
  'common.capabilities.supportsHelmVersion': () => 'true',
};
