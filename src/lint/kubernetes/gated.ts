/**
 * Fields that an API server with its own choice of features (Kubernetes 1.34) reads and drops: only their types are
 * checked.
 */
export const GATED: Readonly<Record<string, readonly string[]>> = {
  'core.v1.Container': ['restartPolicyRules'],
  'core.v1.EnvVarSource': ['fileKeyRef'],
  'core.v1.Lifecycle': ['stopSignal'],
  'core.v1.Volume': ['image'],
  'core.v1.VolumeProjection': ['clusterTrustBundle', 'podCertificate'],
};
