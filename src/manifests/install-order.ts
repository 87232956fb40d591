import type { Manifest } from './manifest.ts';

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
 * The position of a kind. Helm installs Kilo's Peers last, like all kinds that it does not know; here they come before
 * the webhook that validates them, which refuses them as long as nothing serves it.
 */
const rankOf = ({ kind, object }: Pick<Manifest, 'kind' | 'object'>): number | undefined =>
  kind === 'Peer' && String(object.apiVersion).startsWith('kilo.squat.ai/') ? PEER_RANK : RANKS.get(kind);

const PEER_RANK = INSTALL_ORDER.indexOf('MutatingWebhookConfiguration') - 0.5;

/**
 * Sorts as Helm does (releaseutil.sortManifestsByKind), except for Peers: known kinds in install order, then unknown
 * ones by name; objects of one kind keep their order.
 *
 * @returns a new list
 */
export function sortByKind<T extends Pick<Manifest, 'kind' | 'object'>>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => {
    const [left, right] = [rankOf(a), rankOf(b)];
    if (left !== undefined && right !== undefined) return left - right;
    if (left !== undefined) return -1;
    if (right !== undefined) return 1;
    return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0;
  });
}
