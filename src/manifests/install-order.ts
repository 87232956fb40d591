/** Kinds in the order in which Helm installs them (releaseutil.InstallOrder of Helm 4.2.4). */
export const INSTALL_ORDER: readonly string[] = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

const RANKS: ReadonlyMap<string, number> = new Map(INSTALL_ORDER.map((kind, rank) => [kind, rank]));

/**
 * Sorts as Helm does (releaseutil.sortManifestsByKind): known kinds in install order, unknown ones last and by name,
 * and what is of one kind keeps the order it came in.
 *
 * @returns a new list
 */
export function sortByKind<T extends { readonly kind: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => {
    const [left, right] = [RANKS.get(a.kind), RANKS.get(b.kind)];
    if (left !== undefined && right !== undefined) return left - right;
    if (left !== undefined) return -1;
    if (right !== undefined) return 1;
    return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0;
  });
}
