import { isMap, newMap, type Value, type ValueMap } from '../../yaml/value.ts';
import type { ObjectType, Shape } from './openapi.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Fields that belong to features, by type: the minor version of Kubernetes from which on the feature is on unless it is
 * turned off. A server reads the form of such a field before that, and drops it.
 */
export const GATED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'apps.v1.RollingUpdateStatefulSetStrategy': { maxUnavailable: 37 },
  'autoscaling.v2.HPAScalingRules': { tolerance: 35 },
  'batch.v1.JobSpec': { scheduling: NEVER },
  'core.v1.ConfigMapVolumeSource': { defaultUser: NEVER },
  'core.v1.Container': { resizePolicy: 33, restartPolicyRules: 35 },
  'core.v1.DownwardAPIVolumeFile': { user: NEVER },
  'core.v1.DownwardAPIVolumeSource': { defaultUser: NEVER },
  'core.v1.EmptyDirVolumeSource': { mode: NEVER },
  'core.v1.EnvVarSource': { fileKeyRef: 35 },
  'core.v1.GRPCAction': { mode: NEVER },
  'core.v1.HTTPGetAction': { protocol: NEVER },
  'core.v1.KeyToPath': { user: NEVER },
  'core.v1.Lifecycle': { stopSignal: NEVER },
  'core.v1.PersistentVolumeClaimSpec': { volumeAttributesClassName: 34 },
  'core.v1.PersistentVolumeSpec': { volumeAttributesClassName: 34 },
  'core.v1.PodSecurityContext': { seLinuxChangePolicy: 33, supplementalGroupsPolicy: 33 },
  'core.v1.PodSpec': {
    evictionResponders: NEVER,
    hostUsers: 33,
    hostnameOverride: 35,
    resourceClaims: 34,
    resources: 34,
    schedulingGroup: NEVER,
    workloadRef: NEVER,
  },
  'core.v1.ProjectedVolumeSource': { defaultUser: NEVER },
  'core.v1.ResourceRequirements': { claims: 34 },
  'core.v1.SecretVolumeSource': { defaultUser: NEVER },
  'core.v1.SecurityContext': { procMount: 33 },
  'core.v1.ServiceAccountTokenProjection': { user: NEVER },
  'core.v1.Volume': { image: 35 },
  'core.v1.VolumeMount': { bindMountOptions: NEVER },
  'core.v1.VolumeProjection': { clusterTrustBundle: 37, podCertificate: 37 },
  'resource.v1.DeviceClassSpec': { extendedResourceName: 36 },
  'resource.v1.DeviceConstraint': { distinctAttribute: 36 },
  'resource.v1.DeviceSubRequest': { capacity: 36, derivedAttributes: NEVER, tolerations: 36 },
  'resource.v1.ExactDeviceRequest': { capacity: 36, derivedAttributes: NEVER, tolerations: 36 },
  'storage.v1.CSIDriver': { nodeAllocatableUpdatePeriodSeconds: 35 },
};

/** What a server of a minor version keeps of an object. What is not to be changed is shared. */
export function withoutDropped(node: ValueMap, type: ObjectType, minor: number): ValueMap {
  const gated = GATED[type.name];
  return newMap(
    Object.entries(node).flatMap(([field, value]) => {
      const shape = type.fields.get(field);
      if (shape && minor < (gated?.[field] ?? 0)) return [];
      return [[field, shape ? keptOf(value, shape, minor) : value] as const];
    }),
  );
}

function keptOf(value: Value, shape: Shape, minor: number): Value {
  if (shape.is === 'object' && isMap(value)) return withoutDropped(value, shape.type, minor);
  if (shape.is === 'list' && Array.isArray(value)) return value.map((item) => keptOf(item, shape.of, minor));
  if (shape.is === 'map' && isMap(value))
    return newMap(Object.entries(value).map(([key, item]) => [key, keptOf(item, shape.of, minor)] as const));
  return value;
}
