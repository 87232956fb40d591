import type { ObjectRule, ReleaseRule, RuleInfo, StructureRule, ValuesRule } from '../rule.ts';
import { affinityPreset } from './kilo-affinity-preset.ts';
import { cidr } from './kilo-cidr.ts';
import { cidrOverlap } from './kilo-cidr-overlap.ts';
import { cni } from './kilo-cni.ts';
import { flagUnknown } from './kilo-flag-unknown.ts';
import { flagValue } from './kilo-flag-value.ts';
import { peerAllowedIps } from './kilo-peer-allowed-ips.ts';
import { peerKey } from './kilo-peer-key.ts';
import { rollingTag } from './kilo-rolling-tag.ts';
import { kubernetesRules } from './kubernetes.ts';
import { STAGE_RULES } from './stages.ts';

/** What is asked of each object. */
export const objectRules: readonly (ObjectRule | StructureRule)[] = [
  ...kubernetesRules,
  cidr,
  cidrOverlap,
  cni,
  flagUnknown,
  flagValue,
  rollingTag,
];

export const releaseRules: readonly ReleaseRule[] = [cidrOverlap, peerKey, peerAllowedIps];

export const valuesRules: readonly ValuesRule[] = [affinityPreset];

/** Every rule, by its id: those of lint's own, and what the stages of a render find. */
export const RULES: ReadonlyMap<string, RuleInfo> = new Map(
  [...STAGE_RULES, ...objectRules, ...releaseRules, ...valuesRules]
    .map((rule): [string, RuleInfo] => [rule.id, rule])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
