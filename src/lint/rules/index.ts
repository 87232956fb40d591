import type {
  DefaultsRule,
  ObjectRule,
  ReleaseRule,
  RuleInfo,
  StructureRule,
  TemplateRule,
  UsersValuesRule,
  ValuesRule,
} from '../rule.ts';
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
import { indent } from './template-indent.ts';
import { misspelt } from './template-misspelt.ts';
import { nil } from './template-nil.ts';
import { number } from './template-number.ts';
import { quote } from './template-quote.ts';
import { random } from './template-random.ts';
import { unusedDefault } from './template-unused-default.ts';
import { unread } from './values-unread.ts';

/** The rules for objects. */
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

/** The rules for the templates of a chart, as they are written. */
export const templateRules: readonly TemplateRule[] = [indent, misspelt, nil, number, quote, random];

export const defaultsRules: readonly DefaultsRule[] = [unusedDefault];

export const usersValuesRules: readonly UsersValuesRule[] = [number, unread];

/** Every rule, by its id: those of lint's own, and what the stages of a render find. */
export const RULES: ReadonlyMap<string, RuleInfo> = new Map(
  [
    ...STAGE_RULES,
    ...objectRules,
    ...releaseRules,
    ...valuesRules,
    ...templateRules,
    ...defaultsRules,
    ...usersValuesRules,
  ]
    .map((rule): [string, RuleInfo] => [rule.id, rule])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
