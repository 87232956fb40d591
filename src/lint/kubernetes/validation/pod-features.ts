import type { ValueMap } from '../../../yaml/value.ts';
import { dnsName } from '../names.ts';
import { has, list, text } from '../read.ts';
import { isFilled, isTrue, visitConstraints } from './constraint.ts';

const POLICIES = ['Always', 'Never', 'OnFailure'];
const ACTIONS = ['Restart', 'RestartAllContainers'];

const isOverride = (spec: ValueMap): boolean => has(spec, 'hostnameOverride');

/** What belongs to features of pods that are on from Kubernetes 1.35 on. */
export const podFeatureVisits = visitConstraints({
  'core.v1.PodSpec': [
    {
      when: (spec) =>
        isOverride(spec) &&
        (text(spec, 'hostnameOverride') === '' || dnsName(text(spec, 'hostnameOverride') ?? '') !== undefined),
      message: 'hostnameOverride must be a DNS name',
    },
    {
      field: 'hostnameOverride',
      when: (spec) => (text(spec, 'hostnameOverride') ?? '').length > 64,
      message: 'hostnameOverride must have at most 64 characters',
    },
    {
      field: 'hostnameOverride',
      when: (spec) => isTrue(spec, 'setHostnameAsFQDN') || isTrue(spec, 'hostNetwork'),
      message: 'hostnameOverride is allowed neither with setHostnameAsFQDN nor with hostNetwork',
    },
  ],
  'core.v1.Container': [
    {
      when: (container, { minor }) =>
        minor >= 35 && has(container, 'restartPolicy') && !POLICIES.includes(text(container, 'restartPolicy') ?? ''),
      message: `the restartPolicy of a container must be ${POLICIES.join(', ')}`,
    },
    {
      field: 'restartPolicyRules',
      when: (container) => !has(container, 'restartPolicy'),
      message: 'restartPolicyRules need a restartPolicy',
    },
    {
      field: 'restartPolicyRules',
      when: (container) => list(container, 'restartPolicyRules').length > 20,
      message: 'a container has at most 20 restartPolicyRules',
    },
  ],
  'core.v1.ContainerRestartRule': [
    { when: (rule) => !has(rule, 'exitCodes'), message: 'a rule for restarts needs exitCodes' },
    {
      field: 'action',
      when: (rule) => !ACTIONS.includes(text(rule, 'action') ?? ''),
      message: `the action of a rule must be ${ACTIONS.join(' or ')}`,
    },
  ],
  'core.v1.ContainerRestartRuleOnExitCodes': [
    {
      field: 'operator',
      when: (codes) => !['In', 'NotIn'].includes(text(codes, 'operator') ?? ''),
      message: 'the operator for exit codes must be In or NotIn',
    },
    {
      field: 'values',
      when: (codes) => list(codes, 'values').length > 255,
      message: 'a rule has at most 255 exit codes',
    },
  ],
  'core.v1.ImageVolumeSource': [
    { when: (volume) => !isFilled(volume, 'reference'), message: 'an image volume needs the reference of an image' },
  ],
  'core.v1.ClusterTrustBundleProjection': [
    {
      when: (bundle) => has(bundle, 'name') === has(bundle, 'signerName'),
      message: 'a clusterTrustBundle needs one of name and signerName',
    },
  ],
  'core.v1.CephFSVolumeSource': [
    { when: (volume) => !isFilled(volume, 'monitors'), message: 'a cephfs volume needs monitors' },
  ],
  'core.v1.RBDVolumeSource': [
    { when: (volume) => !isFilled(volume, 'monitors'), message: 'an rbd volume needs monitors' },
  ],
});
